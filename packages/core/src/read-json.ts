/**
 * Bytes to JSON, whatever surrounds it: encodings, PHP warnings, text behind the value, JSON inside a JSON string. A
 * reply that `JSON.parse` takes is parsed once and nothing else; only what it refuses is scanned. Source:
 * docs/panel-api.md, "How replies fail".
 */
import type { Finding, Json } from './catalog.ts';
import { decodeText } from './decode-text.ts';
import type { EncodingHints } from './decode-text.ts';
import { BODY_BYTES_MAX, EXCERPT_CHARS_MAX, JSON_IN_STRING_MAX, NESTING_MAX } from './limits.ts';
import type { Code, Failure } from './outcome.ts';
import { isFailure } from './post.ts';
import { repaired, scanJson } from './scan-json.ts';
import type { Scan } from './scan-json.ts';

/** JSON that was read, and what was noteworthy about the way it was written. */
export interface ReadReply {
  value: Json;
  findings: Finding[];
}

/** Reads the body of a reply. The failure's excerpt is raw: whoever sent the request redacts it. */
export function readJson(bytes: Uint8Array, hints: EncodingHints = {}): ReadReply | Failure {
  if (bytes.length > BODY_BYTES_MAX) {
    return {
      stage: 'body',
      code: 'too_large',
      retryable: false,
      message: `The reply is larger than ${BODY_BYTES_MAX / 1024 / 1024} MB.`,
      evidence: {},
    };
  }
  const findings: Finding[] = [];
  const text = decodeText(bytes, hints, findings);
  const read = readJsonText(text, hints.contentType);
  return isFailure(read) ? read : { value: read.value, findings: [...findings, ...read.findings] };
}

/** Reads JSON out of text that is decoded already. */
export function readJsonText(text: string, contentType?: string): ReadReply | Failure {
  const findings: Finding[] = [];
  let read = parse(text, contentType, findings);
  for (let depth = 0; !isFailure(read) && typeof read.value === 'string'; depth++) {
    const inner = read.value.trim();
    if (depth >= JSON_IN_STRING_MAX || !/^["[{]/u.test(inner)) break;
    const unwrapped = parse(inner, contentType, findings);
    if (isFailure(unwrapped)) return unwrapped;
    findings.push({
      code: 'json_in_string',
      severity: 'warning',
      message: 'The reply is JSON inside a JSON string.',
    });
    read = unwrapped;
  }
  return isFailure(read) ? read : { value: read.value, findings };
}

function parse(
  text: string,
  contentType: string | undefined,
  findings: Finding[],
): { value: Json } | Failure {
  if (!/\S/u.test(text)) {
    return { stage: 'body', code: 'empty', retryable: true, message: 'The reply is empty.', evidence: {} };
  }
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return recover(text, contentType, findings);
  }
  // Only an escape can bring half a character into JSON.
  const seen = inspect(value, text.includes('\\u'));
  if (seen.depth > NESTING_MAX) return tooDeep(text);
  if (seen.loneSurrogates > 0) {
    findings.push({
      code: 'lone_surrogate',
      severity: 'warning',
      message: 'Texts hold halves of characters (lone surrogates); they were replaced.',
      count: seen.loneSurrogates,
    });
  }
  reportDuplicates(text, findings);
  return seen.longNumbers === 0 ? { value: seen.value } : withLongNumbers(text, seen.value, findings);
}

/** Parses again with the numbers in quotes that a double cannot hold: two long ids must not become one. */
function withLongNumbers(text: string, rounded: Json, findings: Finding[]): { value: Json } {
  const start = text.search(/\S/u);
  const scan = scanJson(text, start);
  if (scan.state !== 'complete') return { value: rounded };
  reportEdits(scan, findings);
  const exact: Json = JSON.parse(repaired(text, start, scan));
  return { value: inspect(exact, true).value };
}

interface Inspection {
  value: Json;
  depth: number;
  longNumbers: number;
  loneSurrogates: number;
}

/** Walks a parsed value without recursion: its depth, its numbers beyond 2^53; mends lone surrogates where any may be. */
function inspect(root: Json, mend: boolean): Inspection {
  const seen: Inspection = { value: root, depth: 0, longNumbers: 0, loneSurrogates: 0 };
  if (typeof root === 'string' && !root.isWellFormed()) {
    seen.value = root.toWellFormed();
    seen.loneSurrogates = 1;
  }
  if (typeof root !== 'object' || root === null) return seen;
  let level: Holder[] = [root];
  for (; level.length > 0 && seen.depth <= NESTING_MAX; seen.depth++) {
    const next: Holder[] = [];
    for (const holder of level) inspectOne(holder, next, mend, seen);
    level = next;
  }
  return seen;
}

type Holder = Json[] | { [key: string]: Json };

function inspectOne(holder: Holder, next: Holder[], mend: boolean, seen: Inspection): void {
  if (Array.isArray(holder)) {
    for (let at = 0; at < holder.length; at++) {
      const cell = holder[at];
      if (typeof cell === 'object') {
        if (cell !== null) next.push(cell);
      } else if (typeof cell === 'number') {
        if (cell > Number.MAX_SAFE_INTEGER) seen.longNumbers++;
      } else if (mend && typeof cell === 'string' && !cell.isWellFormed()) {
        holder[at] = cell.toWellFormed();
        seen.loneSurrogates++;
      }
    }
    return;
  }
  for (const key in holder) {
    const cell = holder[key];
    if (typeof cell === 'object') {
      if (cell !== null) next.push(cell);
    } else if (typeof cell === 'number') {
      if (cell > Number.MAX_SAFE_INTEGER) seen.longNumbers++;
    } else if (mend && typeof cell === 'string' && !cell.isWellFormed()) {
      holder[key] = cell.toWellFormed();
      seen.loneSurrogates++;
    }
  }
}

const HTML_DOCUMENT = /<!doctype html|<html|<head[\s>]|<body|<script|<title|<meta\s/iu;
/** A value may start here: a bracket before something that JSON allows behind it. */
const CANDIDATE = /\{\s{0,99}["}]|\[\s{0,99}[[{"\]\d]|"\s{0,9}[[{]/gu;

/** Finds the JSON in a reply that is not JSON as a whole. */
function recover(
  text: string,
  contentType: string | undefined,
  findings: Finding[],
): { value: Json } | Failure {
  let best: { start: number; scan: Scan } | undefined;
  let cut: number | undefined;
  // Candidates that fail late would be scanned again and again; four times the text is enough for honest dirt.
  let work = text.length * 4 + 1000;
  CANDIDATE.lastIndex = 0;
  for (let hit = CANDIDATE.exec(text); hit !== null && work > 0; hit = CANDIDATE.exec(text)) {
    const start = hit.index;
    if (text.charCodeAt(start) === 0x22 && start !== text.search(/\S/u)) continue;
    const scan = scanJson(text, start);
    work -= scan.end - start;
    if (scan.state === 'too_deep') return tooDeep(text);
    if (scan.state === 'truncated' && holdsData(text.slice(start, start + 200))) {
      cut = start;
      break;
    }
    if (scan.state === 'complete') {
      const length = scan.end - start;
      if (
        holdsData(text.slice(start, Math.min(scan.end, start + 200))) ||
        text.slice(scan.end).trim() === ''
      ) {
        if (best === undefined || length > best.scan.end - best.start) best = { start, scan };
      }
      CANDIDATE.lastIndex = scan.end;
    } else CANDIDATE.lastIndex = start + 1;
  }

  const isDocument = HTML_DOCUMENT.test(text.slice(0, best?.start ?? cut ?? text.length));
  const found = best === undefined ? 0 : best.scan.end - best.start;
  const rest = cut === undefined ? 0 : text.length - cut;
  if (isDocument && Math.max(found, rest) < text.length / 2) {
    return failure('html', 'The reply is an HTML page instead of JSON.', text);
  }
  if (cut !== undefined && rest > found) {
    return failure('truncated', 'The reply breaks off in the middle of its JSON.', text);
  }
  if (best === undefined) {
    return looksLikeHtml(text, contentType)
      ? failure('html', 'The reply is an HTML page instead of JSON.', text)
      : failure('not_json', 'The reply is not JSON.', text);
  }
  return accept(text, best.start, best.scan, findings);
}

function accept(text: string, start: number, scan: Scan, findings: Finding[]): { value: Json } | Failure {
  let value: Json;
  try {
    value = JSON.parse(repaired(text, start, scan));
  } catch {
    return failure('not_json', 'The reply is not JSON.', text);
  }
  const before = text.slice(0, start).trim();
  const after = text.slice(scan.end).trim();
  if (before !== '') {
    findings.push({
      code: 'dirty_json_prefix',
      severity: 'warning',
      message: 'There is text before the JSON, such as a warning of the server software.',
      example: before.slice(0, EXCERPT_CHARS_MAX),
    });
  }
  if (after !== '') {
    findings.push({
      code: 'dirty_json_suffix',
      severity: 'warning',
      message: 'There is text after the JSON.',
      example: after.slice(0, EXCERPT_CHARS_MAX),
    });
  }
  reportEdits(scan, findings);
  reportDuplicates(text.slice(start, start + DUPLICATES_WITHIN), findings);
  return { value: inspect(value, true).value };
}

/** An object with a key, or a list that starts with an object: `[0]` in a dump of PHP is not a reply. */
function holdsData(text: string): boolean {
  return /^"?\s*(?:\{\s*\\?"|\[\s*\{|\[\s*\[\s*\{)/u.test(text);
}

function looksLikeHtml(text: string, contentType: string | undefined): boolean {
  return /^\s*<(?:!|[a-z])/iu.test(text) || (/html/iu.test(contentType ?? '') && /<[a-z]+[\s>]/iu.test(text));
}

const REPAIRS: Record<string, string> = {
  trailing_comma: 'A comma stands before a closing bracket.',
  not_a_number:
    'NaN, Infinity or another word stands where JSON wants a value; read as null or as the flag it names.',
  raw_control_character: 'Texts hold raw line breaks or other control characters.',
  bad_escape: 'Texts hold a backslash that escapes nothing.',
  odd_number: 'Numbers are written in a way that JSON does not allow (leading zero, bare point, plus sign).',
  long_number: 'Numbers are longer than JSON readers can hold exactly; ids belong in quotes.',
};

function reportEdits(scan: Scan, findings: Finding[]): void {
  const counts = new Map<string, number>();
  for (const { why } of scan.edits) counts.set(why, (counts.get(why) ?? 0) + 1);
  for (const [code, count] of counts) {
    findings.push({
      code,
      severity: code === 'long_number' ? 'info' : 'warning',
      message: REPAIRS[code] ?? code,
      count,
    });
  }
}

/** A program that writes a key twice does so in each row: the beginning of the reply shows it. */
const DUPLICATES_WITHIN = 600;

function reportDuplicates(text: string, findings: Finding[]): void {
  const head = text.slice(0, DUPLICATES_WITHIN);
  for (const field of scanJson(head, head.search(/\S/u), true).duplicateKeys) {
    findings.push({
      code: 'duplicate_key',
      severity: 'warning',
      message: 'A key stands twice in one object; the last value counts.',
      field,
    });
  }
}

function tooDeep(text: string): Failure {
  return failure('too_deep', `The reply nests deeper than ${NESTING_MAX} levels.`, text, false);
}

function failure(code: Code<'json'>, message: string, text: string, retryable = true): Failure {
  const excerpt = text.trimStart().slice(0, EXCERPT_CHARS_MAX).toWellFormed();
  return { stage: 'json', code, retryable, message, evidence: { excerpt } };
}
