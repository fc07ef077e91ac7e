/**
 * What the tokens of a text can be, as small numbers, and the vocabulary's entries that make them.
 */

import { type Platform, PLATFORMS } from './facts.ts';
import { LANGUAGES, signs } from './vocabulary/all.ts';
import { COUNTRY_NAMES } from './vocabulary/countries.ts';
import { PLATFORM_FIRST_WORDS, PLATFORM_HINTS, PLATFORM_NAMES } from './vocabulary/platforms.ts';
import { KIND_MEANINGS, type Meaning, MEANINGS } from './vocabulary/words.ts';

/** What a token can be, as small numbers: one per meaning of words.ts, then the signs, then names. 0 is unknown. */
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- fromEntries forgets the keys that it is given
export const M = Object.fromEntries(MEANINGS.map((meaning, at) => [meaning, at + 1])) as Record<
  Meaning,
  number
>;

const SIGNS_FROM = MEANINGS.length + 1;
export const NUMBER = SIGNS_FROM;
export const PLUS = SIGNS_FROM + 1;
export const COMMA = SIGNS_FROM + 2;
export const SLASH = SIGNS_FROM + 3;
export const PERCENT = SIGNS_FROM + 4;
export const DASH = SIGNS_FROM + 5;
const NAMES_FROM = SIGNS_FROM + 6;
const HINTS_FROM = NAMES_FROM + PLATFORMS.length;
const FIRSTS_FROM = HINTS_FROM + PLATFORMS.length;
const COUNTRIES_FROM = FIRSTS_FROM + PLATFORMS.length;
const countryCodes: string[] = Object.keys(COUNTRY_NAMES);
const countryTokens = new Map(countryCodes.map((code, at) => [code, COUNTRIES_FROM + at]));

/** How firmly a token names a platform. */
export type Firmness = 'name' | 'hint' | 'first';

/** The platform that a token names, hints at, or names when it stands first; null when it is no platform. */
export function platformOf(token: number): Platform | null {
  if (token < NAMES_FROM || token >= COUNTRIES_FROM) return null;
  return PLATFORMS[(token - NAMES_FROM) % PLATFORMS.length] ?? null;
}

/** The token of the words that name a platform only where they stand first. */
export function firstNameToken(platform: Platform): number {
  return FIRSTS_FROM + PLATFORMS.indexOf(platform);
}

/** How firmly, for a token that {@link platformOf} knows. */
export function firmnessOf(token: number): Firmness {
  if (token < HINTS_FROM) return 'name';
  return token < FIRSTS_FROM ? 'hint' : 'first';
}

/** The country or region of a token, or null. */
export function countryOf(token: number): string | null {
  return token < COUNTRIES_FROM ? null : (countryCodes[token - COUNTRIES_FROM] ?? null);
}

/** The token of a country by its two letters, for flags; countries without an entry get one as they are met. */
export function countryToken(code: string): number {
  const known = countryTokens.get(code);
  if (known !== undefined) return known;
  const token = COUNTRIES_FROM + countryCodes.length;
  countryCodes.push(code);
  countryTokens.set(code, token);
  return token;
}

/** Bits of {@link Scan.mask}: which rules a token can matter to. */
export const NAME = 1;
export const KIND = 2;
export const CONTEXT = 4;
export const REFILL = 8;
export const AMOUNT = 16;
export const MODIFIER = 32;
export const QUALITY = 64;
export const COUNTRY = 128;
export const OTHER_WORD = 256;

/** The bits of each token; tokens beyond the end are countries that were met as flags. */
export const masks = new Uint16Array(COUNTRIES_FROM + countryCodes.length);
mask(KIND, KIND_MEANINGS);
mask(CONTEXT | KIND, ['live', 'story', 'voice']);
mask(REFILL, [
  'refill',
  'guarantee',
  'no_refill',
  'lifetime',
  'recycle_sign',
  'no_drop',
  'drop',
  'refill_short',
]);
mask(MODIFIER, ['auto', 'future', 'package', 'custom', 'premium', 'private', 'drip']);
mask(QUALITY, ['real', 'hq', 'bots', 'bot', 'mixed', 'old', 'active']);
mask(OTHER_WORD, ['instant', 'female', 'male', 'no_drop', 'drop']);
masks[NUMBER] = AMOUNT;
masks.fill(NAME, NAMES_FROM, COUNTRIES_FROM);
masks.fill(COUNTRY, COUNTRIES_FROM);

function mask(bits: number, meanings: readonly Meaning[]): void {
  for (const meaning of meanings) masks[M[meaning]] = (masks[M[meaning]] ?? 0) | bits;
}

/** Tokens of single signs, by code point. */
export const signTokens: ReadonlyMap<number, number> = compileSigns();

/** One entry of the vocabulary: what it is listed under, and the token that it makes. */
export interface Entry {
  listed: string;
  token: number;
  /** One or more words; `*` ends a stem. */
  words: string;
}

/** Every entry; where two are alike the earlier has it. */
export function* entries(): Generator<Entry> {
  for (const [at, platform] of PLATFORMS.entries())
    yield* listed(platform, NAMES_FROM + at, PLATFORM_NAMES[platform]);
  for (const [code, names] of Object.entries(COUNTRY_NAMES)) yield* listed(code, countryToken(code), names);
  for (const [language, words] of Object.entries(LANGUAGES))
    for (const meaning of MEANINGS) yield* listed(`${language} ${meaning}`, M[meaning], words[meaning]);
  for (const [at, platform] of PLATFORMS.entries()) {
    yield* listed(`${platform} hint`, HINTS_FROM + at, PLATFORM_HINTS[platform]);
    yield* listed(`${platform} first`, FIRSTS_FROM + at, PLATFORM_FIRST_WORDS[platform]);
  }
}

function* listed(name: string, token: number, line: string | undefined): Generator<Entry> {
  if (line === undefined) return;
  for (const words of line.split(',')) yield { listed: name, token, words: words.trim() };
}

function compileSigns(): Map<number, number> {
  const tokens = new Map<number, number>();
  const add = (characters: string, token: number): void => {
    for (const character of characters.split(' ')) tokens.set(character.codePointAt(0) ?? 0, token);
  };
  for (const meaning of MEANINGS) if (signs[meaning] !== undefined) add(signs[meaning], M[meaning]);
  add('+ & ➕', PLUS);
  add(', ،', COMMA);
  add('/ ⁄ ∕', SLASH);
  add('% ٪', PERCENT);
  add('- – — ~ − ‐ ‑ ‒ ―', DASH);
  return tokens;
}
