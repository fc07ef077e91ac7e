/**
 * Looks at a large text before it is parsed: parsing 25 MB of brackets takes a gigabyte, and so do a million fields of different
 * names, since each name is kept and each object is a shape of its own. A few samples tell brackets from services at no cost;
 * only a text that looks built is counted, up to the limits.
 */
import { tooDeep, tooMany, tooManyNames } from './json-findings.ts';
import { FIELD_NAMES_MAX } from './limits.ts';
import type { Failure } from './outcome.ts';
import { scanJson } from './scan-json.ts';

/** Below this, even brackets alone stay within some ten megabytes. */
const GUARDED_FROM = 500_000;
/** Below this there is not room for so many names that parsing them takes seconds. */
const NAMES_FROM = 2_000_000;
/** Enough of a name to tell it from others. */
const NAME_CHARS = 100;
const SAMPLES = 64;
const SAMPLE_CHARS = 500;
/** The shortest service that says anything has some 60 characters. */
const CHARS_PER_HOLDER_MIN = 48;

/** The failure that a text would end in when it were parsed; null for all honest ones. */
export function guardJson(text: string): Failure | null {
  if (text.length < GUARDED_FROM) return null;
  if (text.length >= NAMES_FROM && hasManyNames(text)) return tooManyNames();
  if (!isDense(text)) return null;
  const { state } = scanJson(text, Math.max(0, text.search(/\S/u)));
  if (state === 'too_deep') return tooDeep(text);
  return state === 'too_many' ? tooMany() : null;
}

function isDense(text: string): boolean {
  const step = Math.floor((text.length - SAMPLE_CHARS) / (SAMPLES - 1));
  for (let from = 0; from + SAMPLE_CHARS <= text.length; from += step) {
    let holders = 0;
    let before = 0;
    for (let at = from; at < from + SAMPLE_CHARS; at++) {
      const code = text.charCodeAt(at);
      // A brace, or a bracket that opens a value: those in names stand behind a word.
      if (code === 0x7b || (code === 0x5b && (before === 0x5b || before === 0x2c || before === 0x3a)))
        holders++;
      if (code > 0x20) before = code;
    }
    if (holders * CHARS_PER_HOLDER_MIN > SAMPLE_CHARS) return true;
  }
  return false;
}

/** Every name counts: samples could be evaded. Costs a tenth of what parsing costs. */
function hasManyNames(text: string): boolean {
  const names = new Set<string>();
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    let end = colon - 1;
    while (end > 0 && text.charCodeAt(end) <= 0x20) end--;
    if (text.charCodeAt(end) !== QUOTE) continue;
    names.add(text.slice(nameStart(text, end), end));
    if (names.size > FIELD_NAMES_MAX) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/** Behind the quote that opens the name which ends at `end`; in JSON inside of a string, quotes are escaped. */
function nameStart(text: string, end: number): number {
  const inString = text.charCodeAt(end - 1) === BACKSLASH;
  const from = Math.max(0, end - NAME_CHARS);
  for (let at = end - 1; at > from; at--) {
    if (text.charCodeAt(at) === QUOTE && (inString || text.charCodeAt(at - 1) !== BACKSLASH)) return at + 1;
  }
  return from;
}
