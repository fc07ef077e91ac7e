/** Collects findings while a reply is read: one per code and field, with the first place and how often. */
import type { Finding, Json } from './catalog.ts';
import { finding } from './finding-sentences.ts';
import type { Found } from './finding-sentences.ts';
import { EXAMPLE_CHARS_MAX, EXCERPT_CHARS_MAX } from './limits.ts';

/** What is said once; place and example belong to the first row that shows it. */
export type Remark = Omit<Found, 'count' | 'example'> & {
  /** The text itself, or how to get it: it is only wanted once. */
  example?: string | (() => string);
};

/** Findings by code and field. */
export class FindingList extends Map<string, Finding> {
  /** How often anything was said: whether it rose tells whether a row gave cause. */
  remarks = 0;
}

/** Notes a remark, or counts it when the same was said before. */
export function remark(list: FindingList, said: Remark): void {
  list.remarks++;
  const key = `${said.code} ${said.field ?? ''}`;
  const known = list.get(key);
  if (known !== undefined) {
    known.count = (known.count ?? 1) + 1;
    return;
  }
  const { example, ...about } = said;
  const found: Found = { ...about };
  if (said.position !== undefined) found.count = 1;
  if (example !== undefined) found.example = shorten(typeof example === 'string' ? example : example());
  list.set(key, finding(found));
}

/** At most as long as an example may be. */
export function shorten(text: string): string {
  return text.length <= EXAMPLE_CHARS_MAX ? text : `${text.slice(0, EXAMPLE_CHARS_MAX - 1).toWellFormed()}…`;
}

/** The beginning of a value, without writing out all of it. */
export function excerptOf(value: Json): string {
  const head = Array.isArray(value) ? value.slice(0, 3) : value;
  return JSON.stringify(head).slice(0, EXCERPT_CHARS_MAX).toWellFormed();
}
