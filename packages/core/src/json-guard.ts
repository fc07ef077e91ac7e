/**
 * Looks at a large text before it is parsed: parsing 25 MB of brackets takes a gigabyte. A few samples tell brackets from
 * services at no cost; only a text that looks built is counted, up to the limits.
 */
import { tooDeep, tooMany } from './json-findings.ts';
import type { Failure } from './outcome.ts';
import { scanJson } from './scan-json.ts';

/** Below this, even brackets alone stay within some ten megabytes. */
const GUARDED_FROM = 500_000;
const SAMPLES = 64;
const SAMPLE_CHARS = 500;
/** The shortest service that says anything has some 60 characters. */
const CHARS_PER_HOLDER_MIN = 48;

/** The failure that a text would end in when it were parsed; null for all honest ones. */
export function guardJson(text: string): Failure | null {
  if (text.length < GUARDED_FROM || !isDense(text)) return null;
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
