/** What is said about the way a reply's JSON was written, and about replies that are none. */
import type { Finding } from './catalog.ts';
import { failure } from './explanations.ts';
import { finding } from './finding-sentences.ts';
import { EXCERPT_CHARS_MAX, FIELD_NAMES_MAX, HOLDERS_MAX } from './limits.ts';
import type { Code, Failure } from './outcome.ts';
import { scanJson } from './scan-json.ts';
import type { Repair, Scan } from './scan-json.ts';

/** Reports the repairs of a scan, each kind once, with what stands around the first. */
export function reportEdits(text: string, edits: Scan['edits'], findings: Finding[]): void {
  const kinds = new Map<Repair, { count: number; first: Scan['edits'][number] }>();
  for (const edit of edits) {
    const known = kinds.get(edit.why);
    if (known === undefined) kinds.set(edit.why, { count: 1, first: edit });
    else known.count++;
  }
  for (const [code, { count, first }] of kinds) {
    const example = text
      .slice(Math.max(0, first.from - AROUND_CHARS), first.to + AROUND_CHARS)
      .toWellFormed();
    findings.push(finding({ code, severity: code === 'long_number' ? 'info' : 'warning', count, example }));
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
    findings.push(finding({ code: 'duplicate_key', severity: 'warning', field }));
  }
}

/** A reply that nests beyond the limit. */
export function tooDeep(text: string): Failure {
  return jsonFailure('too_deep', text);
}

/** A failure of stage `json`, with the beginning of the text as evidence. */
export function jsonFailure(code: Code<'json'>, text: string): Failure {
  const excerpt = text.trimStart().slice(0, EXCERPT_CHARS_MAX).toWellFormed();
  return failure('json', code, { evidence: { excerpt } });
}

/** A reply that holds more objects and lists than any catalog. */
export function tooMany(): Failure {
  return failure('body', 'too_large', {
    evidence: { because: { code: 'too_many_values', values: { values: HOLDERS_MAX } } },
  });
}

/** A reply that names more fields than any catalog. */
export function tooManyNames(): Failure {
  return failure('body', 'too_large', {
    evidence: { because: { code: 'too_many_names', values: { names: FIELD_NAMES_MAX } } },
  });
}
