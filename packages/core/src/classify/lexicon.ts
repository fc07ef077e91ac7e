/**
 * The vocabulary compiled for one pass over a text: a trie over folded letters, as flat arrays, in which an entry of
 * several words is a path through spaces and a stem (`takipçi*`) ends in a node that accepts whatever follows. One look
 * at each letter finds the longest entry; there is no list of patterns to try.
 */

import { type Platform, PLATFORMS } from './facts.ts';
import { foldPair, foldUnit, LETTERS_FROM, SPACE } from './text.ts';
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

/** An entry that two meanings claim; the first has it. For the test that keeps the vocabulary honest. */
export interface Conflict {
  entry: string;
  meaning: string;
  heldBy: string;
}

/** Symbol of a folded letter in the trie; 0 for letters that no entry has. */
export const symbols = new Uint8Array(65_536);
const NO_SYMBOL = 0xff;
/** The symbol between the words of an entry. */
export const GAP = 1;
/** The node where every entry begins. */
export const ROOT = 1;

interface Node {
  children: Map<number, Node>;
  accept: number;
  /** What a stem that ends here means, whatever letters follow. */
  stem: number;
  /** Where a stem inside an entry of several words goes on. */
  after: Node | null;
  index: number;
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

let symbolCount = 1;
const claims = new Map<string, string>();
const conflicts: Conflict[] = [];
const root = newNode();

for (const platform of PLATFORMS)
  addAll(platform, NAMES_FROM + PLATFORMS.indexOf(platform), PLATFORM_NAMES[platform]);
for (const [code, entries] of Object.entries(COUNTRY_NAMES)) addAll(code, countryToken(code), entries);
for (const [language, words] of Object.entries(LANGUAGES))
  for (const meaning of MEANINGS) addAll(`${language} ${meaning}`, M[meaning], words[meaning] ?? '');
for (const platform of PLATFORMS) {
  const at = PLATFORMS.indexOf(platform);
  addAll(`${platform} hint`, HINTS_FROM + at, PLATFORM_HINTS[platform] ?? '');
  addAll(`${platform} first`, FIRSTS_FROM + at, PLATFORM_FIRST_WORDS[platform] ?? '');
}

/**
 * The compiled trie. Nodes are numbered so that an only child follows its parent: most nodes have one, and a walk
 * through them touches neighbouring bytes. Nodes with more children have a row of their own.
 */
export const trie = flatten();

/** Tokens of single signs, by code point. */
export const signTokens: ReadonlyMap<number, number> = compileSigns();

/** Entries that are claimed twice with different meanings. */
export function vocabularyConflicts(): readonly Conflict[] {
  return conflicts;
}

function addAll(name: string, token: number, entries: string): void {
  for (const entry of entries.split(',')) if (entry.trim() !== '') add(name, token, entry);
}

/** `hikaye izlenme*`: each word is folded and walked; a star ends a stem, inside an entry as well as at its end. */
function add(name: string, token: number, entry: string): void {
  const parts = foldedParts(entry);
  const key = parts.map((part) => part.letters.join('.') + (part.stem ? '*' : '')).join(' ');
  const holder = claims.get(key);
  if (holder !== undefined) {
    if (holder.split(' ').at(-1) !== name.split(' ').at(-1))
      conflicts.push({ entry: entry.trim(), meaning: name, heldBy: holder });
    return;
  }
  claims.set(key, name);
  let node = root;
  for (const [at, part] of parts.entries()) {
    for (const letter of part.letters) node = child(node, symbolOf(letter));
    const last = at === parts.length - 1;
    if (last && part.stem) node.stem = token;
    else if (last) node.accept = token;
    else if (part.stem) {
      node.after ??= newNode();
      node = child(node.after, GAP);
    } else node = child(node, GAP);
  }
}

function foldedParts(entry: string): { letters: number[]; stem: boolean }[] {
  const parts: { letters: number[]; stem: boolean }[] = [];
  for (const word of entry.trim().split(/\s+/)) {
    const stem = word.endsWith('*');
    let letters: number[] = [];
    for (const character of stem ? word.slice(0, -1) : word) {
      const point = character.codePointAt(0) ?? 0;
      const fold = point > 0xffff ? foldPair(point) : foldUnit(point);
      if (fold >= LETTERS_FROM) letters.push(fold);
      else if (fold === SPACE && letters.length > 0) {
        parts.push({ letters, stem: false });
        letters = [];
      }
    }
    parts.push({ letters, stem });
  }
  return parts.filter((part) => part.letters.length > 0);
}

function symbolOf(letter: number): number {
  const known = symbols[letter];
  if (known !== undefined && known !== 0) return known;
  symbolCount++;
  symbols[letter] = symbolCount;
  return symbolCount;
}

function newNode(): Node {
  return { children: new Map(), accept: 0, stem: 0, after: null, index: 0 };
}

function child(node: Node, symbol: number): Node {
  const known = node.children.get(symbol);
  if (known !== undefined) return known;
  const made = newNode();
  node.children.set(symbol, made);
  return made;
}

interface Trie {
  /** The symbol of an only child, which is the next node; {@link NO_SYMBOL} where there is none or more. */
  only: Uint8Array;
  /** The row of a node with several children; 0 for none. */
  row: Uint16Array;
  /** `next[row * width + symbol]`, 0 where nothing goes on. */
  next: Uint16Array;
  width: number;
  accept: Uint16Array;
  stem: Uint16Array;
  after: Uint16Array;
  /** 1 where a stem ends, whether it means something or goes on: one look tells the walk. */
  ends: Uint8Array;
}

function flatten(): Trie {
  const nodes: Node[] = [];
  const visit = (node: Node): void => {
    nodes.push(node);
    node.index = nodes.length;
    for (const below of node.children.values()) visit(below);
    if (node.after !== null) visit(node.after);
  };
  visit(root);
  if (nodes.length >= 65_535)
    throw new Error(`The vocabulary needs ${nodes.length} nodes; 65,534 fit 16 bits.`);
  const width = symbolCount + 1;
  const forks = nodes.filter((node) => node.children.size > 1);
  const compiled: Trie = {
    only: new Uint8Array(nodes.length + 1).fill(NO_SYMBOL),
    row: new Uint16Array(nodes.length + 1),
    next: new Uint16Array((forks.length + 1) * width),
    width,
    accept: new Uint16Array(nodes.length + 1),
    stem: new Uint16Array(nodes.length + 1),
    after: new Uint16Array(nodes.length + 1),
    ends: new Uint8Array(nodes.length + 1),
  };
  for (const [at, fork] of forks.entries()) {
    compiled.row[fork.index] = at + 1;
    for (const [symbol, below] of fork.children) compiled.next[(at + 1) * width + symbol] = below.index;
  }
  for (const node of nodes) {
    if (node.children.size === 1)
      for (const symbol of node.children.keys()) compiled.only[node.index] = symbol;
    compiled.accept[node.index] = node.accept;
    compiled.stem[node.index] = node.stem;
    compiled.after[node.index] = node.after?.index ?? 0;
    compiled.ends[node.index] = node.stem !== 0 || node.after !== null ? 1 : 0;
  }
  return compiled;
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
