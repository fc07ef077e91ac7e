/**
 * Bytes to JSON, whatever surrounds it: encodings, PHP warnings, text behind the value, JSON inside a JSON string. A
 * reply that `JSON.parse` takes is parsed once and nothing else; only what it refuses is scanned. Source:
 * docs/panel-api.md, "How replies fail".
 */
import type { Finding, Json } from './catalog.ts';
import { decodeText } from './decode-text.ts';
import type { EncodingHints } from './decode-text.ts';
import { failure } from './explanations.ts';
import { finding } from './finding-sentences.ts';
import { jsonFailure, reportDuplicates, reportEdits, tooDeep, tooMany } from './json-findings.ts';
import { guardJson } from './json-guard.ts';
import { BODY_BYTES_MAX, HOLDERS_MAX, JSON_IN_STRING_MAX, NESTING_MAX } from './limits.ts';
import type { Failure } from './outcome.ts';
import { isFailure } from './post.ts';
import { recoverJson } from './recover-json.ts';
import { repaired, scanJson } from './scan-json.ts';

/** JSON that was read, and what was noteworthy about the way it was written. */
export interface ReadReply {
  value: Json;
  findings: Finding[];
}

/** Reads the body of a reply. The failure's excerpt is raw: whoever sent the request redacts it. */
export function readJson(bytes: Uint8Array, hints: EncodingHints = {}): ReadReply | Failure {
  if (bytes.length > BODY_BYTES_MAX) {
    return failure('body', 'too_large');
  }
  // gzip begins with bytes that no text has. A reply that is packed without a header to say so reaches us as it is.
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) {
    return failure('body', 'bad_encoding', {
      retryable: false,
      evidence: { because: { code: 'packed_unsaid' } },
    });
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
    const example = JSON.stringify(inner.slice(0, 40).toWellFormed());
    const values = { whole: true };
    findings.push(finding({ code: 'json_in_string', severity: 'warning', values, example }));
    read = unwrapped;
  }
  return isFailure(read) ? read : { value: read.value, findings };
}

function parse(
  text: string,
  contentType: string | undefined,
  findings: Finding[],
): { value: Json } | Failure {
  if (!/\S/u.test(text)) return failure('body', 'empty');
  const refused = guardJson(text);
  if (refused !== null) return refused;
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    return parseRecovered(text, contentType, findings);
  }
  const seen = inspect(value, text.includes('\\u'));
  if (seen.depth > NESTING_MAX) return tooDeep(text);
  if (seen.holders > HOLDERS_MAX) return tooMany();
  if (seen.loneSurrogates > 0) {
    findings.push(finding({ code: 'lone_surrogate', severity: 'warning', count: seen.loneSurrogates }));
  }
  reportDuplicates(text, findings);
  return seen.longNumbers === 0 ? { value: seen.value } : withLongNumbers(text, seen.value, findings);
}

function parseRecovered(
  text: string,
  contentType: string | undefined,
  findings: Finding[],
): { value: Json } | Failure {
  const recovered = recoverJson(text, contentType, findings);
  if (typeof recovered !== 'string') return recovered;
  try {
    const value: Json = JSON.parse(recovered);
    return { value: inspect(value, true).value };
  } catch {
    // More repairs than the scanner keeps: not a reply with faults, but something made to have them.
    return jsonFailure('not_json', text);
  }
}

/** Parses again with the numbers in quotes that a double cannot hold: two long ids must not become one. */
function withLongNumbers(text: string, rounded: Json, findings: Finding[]): { value: Json } {
  const start = text.search(/\S/u);
  const scan = scanJson(text, start);
  if (scan.state !== 'complete') return { value: rounded };
  reportEdits(text, scan.edits, findings);
  const exact: Json = JSON.parse(repaired(text, start, scan));
  return { value: inspect(exact, true).value };
}

interface Inspection {
  value: Json;
  depth: number;
  /** Objects and lists. */
  holders: number;
  longNumbers: number;
  loneSurrogates: number;
}

/** Walks a parsed value without recursion: its depth, its numbers beyond 2^53; mends lone surrogates where any may be. */
function inspect(root: Json, mend: boolean): Inspection {
  const seen: Inspection = { value: root, depth: 0, holders: 0, longNumbers: 0, loneSurrogates: 0 };
  if (typeof root === 'string' && !root.isWellFormed()) {
    seen.value = root.toWellFormed();
    seen.loneSurrogates = 1;
  }
  if (typeof root !== 'object' || root === null) return seen;
  let level: Holder[] = [root];
  for (; level.length > 0 && seen.depth <= NESTING_MAX; seen.depth++) {
    seen.holders += level.length;
    if (seen.holders > HOLDERS_MAX) break;
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
