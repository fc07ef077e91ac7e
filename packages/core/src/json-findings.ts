/** What is said about the way a reply's JSON was written, and about replies that are none. */
import type { Finding } from './catalog.ts';
import { EXCERPT_CHARS_MAX, FIELD_NAMES_MAX, HOLDERS_MAX, NESTING_MAX } from './limits.ts';
import type { Code, Failure } from './outcome.ts';
import { scanJson } from './scan-json.ts';
import type { Scan } from './scan-json.ts';

const REPAIRS: Record<string, string> = {
  trailing_comma: 'A comma stands before a closing bracket.',
  not_a_number:
    'NaN, Infinity or another word stands where JSON wants a value; read as null or as the flag it names.',
  raw_control_character: 'Texts hold raw line breaks or other control characters.',
  bad_escape: 'Texts hold a backslash that escapes nothing.',
  odd_number: 'Numbers are written in a way that JSON does not allow (leading zero, bare point, plus sign).',
  long_number: 'Numbers are longer than JSON readers can hold exactly; ids belong in quotes.',
};

/** Reports the repairs of a scan, each kind once, with what stands around the first. */
export function reportEdits(text: string, edits: Scan['edits'], findings: Finding[]): void {
  const kinds = new Map<string, { count: number; first: Scan['edits'][number] }>();
  for (const edit of edits) {
    const known = kinds.get(edit.why);
    if (known === undefined) kinds.set(edit.why, { count: 1, first: edit });
    else known.count++;
  }
  for (const [code, { count, first }] of kinds) {
    findings.push({
      code,
      severity: code === 'long_number' ? 'info' : 'warning',
      message: REPAIRS[code] ?? code,
      count,
      example: text.slice(Math.max(0, first.from - AROUND_CHARS), first.to + AROUND_CHARS).toWellFormed(),
    });
  }
}

/** Enough on both sides of a fault to find it by. */
const AROUND_CHARS = 25;

/** A program that writes a key twice does so in each row: the beginning of the reply shows it. */
const DUPLICATES_WITHIN = 600;

/** Reports keys that stand twice in one object at the beginning of a text. */
export function reportDuplicates(text: string, findings: Finding[]): void {
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

/** A reply that nests beyond the limit. */
export function tooDeep(text: string): Failure {
  return jsonFailure('too_deep', `The reply nests deeper than ${NESTING_MAX} levels.`, text, false);
}

/** A failure of stage `json`, with the beginning of the text as evidence. */
export function jsonFailure(code: Code<'json'>, message: string, text: string, retryable = true): Failure {
  const excerpt = text.trimStart().slice(0, EXCERPT_CHARS_MAX).toWellFormed();
  return { stage: 'json', code, retryable, message, evidence: { excerpt } };
}

/** A reply that holds more objects and lists than any catalog. */
export function tooMany(): Failure {
  return tooLarge(`The reply holds more than ${HOLDERS_MAX} objects and lists.`);
}

/** A reply that names more fields than any catalog. */
export function tooManyNames(): Failure {
  return tooLarge(`The reply names more than ${FIELD_NAMES_MAX} different fields.`);
}

function tooLarge(message: string): Failure {
  return { stage: 'body', code: 'too_large', retryable: false, message, evidence: {} };
}
