/**
 * Finds the JSON in a reply that is not JSON as a whole: between the warnings of server software, in front of a comment,
 * in lines of one object each. What was left out or mended is a finding; what cannot be told from chance is a failure.
 */
import type { Finding } from './catalog.ts';
import { finding } from './finding-sentences.ts';
import { jsonFailure, reportDuplicates, reportEdits, tooDeep, tooMany } from './json-findings.ts';
import { CANDIDATES_MAX, EXAMPLE_CHARS_MAX, HOLDERS_MAX } from './limits.ts';
import type { Failure } from './outcome.ts';
import { repaired, scanJson } from './scan-json.ts';
import type { Scan } from './scan-json.ts';

/** A value in the text, or several that follow each other as the rows of a list. */
interface Found {
  start: number;
  end: number;
  scans: { start: number; scan: Scan }[];
}

/** The JSON text in a reply, mended, or the failure that tells what the reply is instead. */
export function recoverJson(
  text: string,
  contentType: string | undefined,
  findings: Finding[],
): string | Failure {
  const { best, cut, refused } = search(text);
  if (refused === 'too_deep') return tooDeep(text);
  if (refused === 'too_many') return tooMany();
  const found = best === undefined ? 0 : best.end - best.start;
  const rest = cut === undefined ? 0 : text.length - cut;
  const isDocument = HTML_DOCUMENT.test(text.slice(0, best?.start ?? cut ?? text.length));
  if (isDocument && Math.max(found, rest) < text.length / 2) {
    return jsonFailure('html', text);
  }
  if (rest > found) {
    return jsonFailure('truncated', text);
  }
  if (best === undefined) {
    return looksLikeHtml(text, contentType) ? jsonFailure('html', text) : jsonFailure('not_json', text);
  }
  return accept(text, best, findings);
}

const HTML_DOCUMENT = /<!doctype html|<html|<head[\s>]|<body|<script|<title|<meta\s/iu;
/** A value may start here: a bracket before something that JSON allows behind it. */
const CANDIDATE = /\{\s{0,99}["}]|\[\s{0,99}[[{"\]\d]|"\s{0,9}[[{]/gu;

interface Search {
  best?: Found | undefined;
  /** Where a value begins that breaks off. */
  cut?: number;
  refused?: 'too_deep' | 'too_many';
}

/** The longest value, or the place from which one breaks off. */
function search(text: string): Search {
  let best: Found | undefined;
  let last: Found | undefined;
  const first = text.search(/\S/u);
  const contentEnd = text.trimEnd().length;
  // Candidates that fail late would be scanned again and again; four times the text is enough for honest dirt.
  let work = text.length * 4 + 1000;
  let tried = 0;
  CANDIDATE.lastIndex = 0;
  for (let hit = CANDIDATE.exec(text); hit !== null && work > 0; hit = CANDIDATE.exec(text)) {
    if (++tried > CANDIDATES_MAX) break;
    const start = hit.index;
    if (text.charCodeAt(start) === 0x22 && start !== first) continue;
    const scan = scanJson(text, start);
    work -= scan.end - start;
    const holds = holdsData(text.slice(start, Math.min(scan.end, start + 200)));
    if (scan.state === 'too_deep' || scan.state === 'too_many') return { refused: scan.state };
    if (scan.state === 'truncated' && holds) return { best, cut: start };
    CANDIDATE.lastIndex = scan.state === 'complete' ? scan.end : start + 1;
    if (scan.state !== 'complete' || !(holds || scan.end >= contentEnd)) continue;
    last = joined(text, last, start, scan);
    if (last.scans.length > HOLDERS_MAX) return { refused: 'too_many' };
    if (best === undefined || last.end - last.start > best.end - best.start) best = last;
  }
  return { best };
}

/** Objects with the same first key, one behind the other, are the rows of a list that lost its brackets. */
function joined(text: string, last: Found | undefined, start: number, scan: Scan): Found {
  const one = { start, scan };
  const before = last?.scans[0];
  const follows =
    last !== undefined &&
    before !== undefined &&
    start - last.end < 100 &&
    /^[\s,]*$/u.test(text.slice(last.end, start)) &&
    firstKey(text, before.start) !== '' &&
    firstKey(text, before.start) === firstKey(text, start);
  if (!follows) return { start, end: scan.end, scans: [one] };
  last.scans.push(one);
  last.end = scan.end;
  return last;
}

function firstKey(text: string, start: number): string {
  return /^\{\s*("[^"]*")/u.exec(text.slice(start, start + 100))?.[1] ?? '';
}

function accept(text: string, { start, end, scans }: Found, findings: Finding[]): string {
  const before = text.slice(0, start).trim();
  const after = text.slice(end).trim();
  if (before !== '') {
    findings.push(finding({ code: 'dirty_json_prefix', severity: 'warning', example: shown(before) }));
  }
  if (after !== '') {
    findings.push(finding({ code: 'dirty_json_suffix', severity: 'warning', example: shown(after) }));
  }
  if (scans.length > 1) {
    findings.push(finding({ code: 'json_lines', severity: 'warning', count: scans.length }));
  }
  reportEdits(
    text,
    scans.flatMap(({ scan }) => scan.edits),
    findings,
  );
  reportDuplicates(text.slice(start, end), findings);
  const mended = scans.map((each) => repaired(text, each.start, each.scan));
  return mended.length === 1 ? (mended[0] ?? '') : `[${mended.join(',')}]`;
}

function shown(dirt: string): string {
  return dirt.slice(0, EXAMPLE_CHARS_MAX).toWellFormed();
}

/** An object with a key, or a list that starts with an object: `[0]` in a dump of PHP is not a reply. */
function holdsData(text: string): boolean {
  return /^"?\s*(?:\{\s*\\?"|\[\s*\{|\[\s*\[\s*\{)/u.test(text);
}

function looksLikeHtml(text: string, contentType: string | undefined): boolean {
  return /^\s*<(?:!|[a-z])/iu.test(text) || (/html/iu.test(contentType ?? '') && /<[a-z]+[\s>]/iu.test(text));
}
