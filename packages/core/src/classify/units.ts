/** What a code unit is, in one look. */

import { countryToken } from './lexicon.ts';
import { foldPair, foldUnit, isFlagHalf, LETTERS_FROM, SIGN, SKIP } from './text.ts';
import { symbols } from './trie.ts';

/** Classes below are those of text.ts; this one is a digit. */
export const DIGIT = 16;
/** From here on a class is a letter: its symbol in the trie, added to this. */
export const SYMBOLS_FROM = 32;

/** Classes by code unit; 0 where {@link classOfUnit} was not asked yet. For loops that look once for each character. */
export const classes = new Uint8Array(65_536);

/** The planes that hold emoji and stylised alphabets. */
const pairClasses = new Uint8Array(0x1_0000);

/** The class of one code unit. */
export function classOfUnit(unit: number): number {
  const known = classes[unit] ?? 0;
  return known === 0 ? (classes[unit] = classOf(foldUnit(unit))) : known;
}

/** The class of a code point that two code units make; half a pair is nothing. */
export function classOfPair(point: number): number {
  if (point <= 0xffff) return SKIP;
  const known = pairClasses[point - 0x1_0000] ?? 0;
  if (known !== 0) return known;
  const kind = isFlagHalf(point) ? SIGN : classOf(foldPair(point));
  if (point < 0x1_0000 + pairClasses.length) pairClasses[point - 0x1_0000] = kind;
  return kind;
}

/** Whether a letter stands at a place. */
export function isLetterAt(text: string, at: number): boolean {
  return at >= 0 && at < text.length && classOfUnit(text.charCodeAt(at)) >= SYMBOLS_FROM;
}

/** The country of the flag at a place; 0 when it is none, or of no country. */
export function flagAt(text: string, at: number): number {
  const first = text.codePointAt(at) ?? 0;
  const second = text.codePointAt(at + 2) ?? 0;
  if (!isFlagHalf(first) || !isFlagHalf(second)) return 0;
  const place = (first - FLAGS_FROM) * 26 + second - FLAGS_FROM;
  const known = flags[place] ?? 0;
  if (known !== 0) return known;
  const code = String.fromCharCode(65 + first - FLAGS_FROM, 65 + second - FLAGS_FROM);
  if (code === 'UN') return 0;
  return (flags[place] = countryToken(FLAG_NAMES[code] ?? code));
}

const FLAGS_FROM = 0x1f1e6;
const flags = new Uint16Array(26 * 26);
const FLAG_NAMES: Record<string, string> = { EU: 'europe', UK: 'GB' };

function classOf(fold: number): number {
  if (fold < LETTERS_FROM) return fold;
  if (fold >= 48 && fold <= 57) return DIGIT;
  return SYMBOLS_FROM + (symbols[fold] ?? 0);
}
