/**
 * Words of a text on their way through the trie. The letters of the text are kept as symbols, because an entry of
 * several words is followed only when its first word is known.
 */

import { foldUnit, PAIR, SKIP } from './text.ts';
import { SCANNED_CHARACTERS_MAX } from './tokens.ts';
import { GAP, ROOT, symbols, trie } from './trie.ts';
import { classes, classOfPair, classOfUnit, SYMBOLS_FROM } from './units.ts';

const letters = new Uint8Array(SCANNED_CHARACTERS_MAX + 1);
let letterCount = 0;

// For each token as it stands in the text: where its letters are, and the node where an entry may go on after it.
const lettersFrom = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
const lettersTo = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
export const goesOn = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
const isWord = new Uint8Array(SCANNED_CHARACTERS_MAX + 1);

const { only, row, next, width, accept, stem, after, ends } = trie;

/** The word that was read last. */
export const word = {
  /** What it means on its own, 0 for nothing. */
  token: 0,
  /** Whether it was written together with a leading `auto`. */
  isAuto: false,
  /** Where it ends in the text. */
  end: 0,
  /** The node where an entry may go on after it. */
  goesOn: 0,
  firstLetter: 0,
};

/** The entry of several words that was matched last: its meaning, and the token after it. */
export const entry = { token: 0, end: 0 };

/** Begins a text. */
export function beginWords(): void {
  letterCount = 0;
}

/** Notes that the token at a place is no word. */
export function noWord(at: number): void {
  isWord[at] = 0;
  goesOn[at] = 0;
}

/** Ends what may go on from the token before a place: an entry never reaches into the next segment. */
export function endEntry(at: number): void {
  if (at > 0) goesOn[at - 1] = 0;
}

/** Reads the word that begins at `from`, where a letter is known to stand; returns where the text goes on. */
export function readWord(text: string, from: number, end: number): number {
  const firstLetter = letterCount;
  let letter = firstLetter;
  let at = from;
  let lastEnd = from;
  let node = ROOT;
  let stemToken = 0;
  let goOn = 0;
  while (at < end) {
    const unit = text.charCodeAt(at);
    let kind = classes[unit] || classOfUnit(unit);
    let size = 1;
    if (kind === PAIR) {
      kind = classOfPair(text.codePointAt(at) ?? 0);
      size = 2;
    }
    if (kind < SYMBOLS_FROM) {
      if (kind !== SKIP) break;
      at += size;
      continue;
    }
    const symbol = kind - SYMBOLS_FROM;
    letters[letter++] = symbol;
    if (node !== 0) {
      node = step(node, symbol);
      if (ends[node] !== 0) {
        if (stem[node] !== 0) stemToken = stem[node] ?? 0;
        if (after[node] !== 0) goOn = after[node] ?? 0;
      }
    }
    at += size;
    lastEnd = at;
  }
  letterCount = letter;
  word.end = lastEnd;
  word.token = (node === 0 ? 0 : (accept[node] ?? 0)) || stemToken;
  word.goesOn = follow(node, goOn);
  word.isAuto = false;
  if (word.token === 0 && word.goesOn === 0) readInside(firstLetter);
  word.firstLetter = firstLetter;
  return at;
}

/** Notes that the token at a place is the word that was read last. */
export function noteWord(at: number): void {
  lettersFrom[at] = word.firstLetter;
  lettersTo[at] = letterCount;
  isWord[at] = 1;
  goesOn[at] = word.goesOn;
}

/** The longest entry of several words that begins with the word at a place; whether there is one. */
export function matchEntry(first: number, count: number): boolean {
  let node = goesOn[first] ?? 0;
  entry.token = 0;
  for (let at = first + 1; node !== 0 && at < count && isWord[at] === 1; at++) {
    const to = lettersTo[at] ?? 0;
    let stemToken = 0;
    let goOn = 0;
    for (let letter = lettersFrom[at] ?? 0; letter < to && node !== 0; letter++) {
      node = step(node, letters[letter] ?? 0);
      if (stem[node] !== 0) stemToken = stem[node] ?? 0;
      if (after[node] !== 0) goOn = after[node] ?? 0;
    }
    const token = (node === 0 ? 0 : (accept[node] ?? 0)) || stemToken;
    if (token !== 0) {
      entry.token = token;
      entry.end = at + 1;
    }
    node = follow(node, goOn);
  }
  return entry.token !== 0;
}

/** One letter further; 0 is nowhere. */
function step(node: number, symbol: number): number {
  if (only[node] === symbol) return node + 1;
  const fork = row[node] ?? 0;
  return fork === 0 ? 0 : (next[fork * width + symbol] ?? 0);
}

/** Where an entry goes on in the next word: after the whole word, or after a stem of it. */
function follow(node: number, stemmed: number): number {
  const whole = node === 0 ? 0 : step(node, GAP);
  if (whole !== 0) return whole;
  return stemmed === 0 ? 0 : step(stemmed, GAP);
}

const ALEF = symbolOf('ا');
const LAM = symbolOf('ل');
const PARTICLES = new Set(['و', 'ب', 'ل', 'ف', 'ك'].map(symbolOf));
const AUTOS = [['a', 'u', 't', 'o'].map(symbolOf), ['а', 'в', 'т', 'о'].map(symbolOf)];
const LETTERS_INSIDE_MIN = 3;

function symbolOf(letter: string): number {
  return symbols[foldUnit(letter.charCodeAt(0))] ?? 0;
}

/** A word that is no entry may hold one: behind the Arabic article and particles, behind `auto`. */
function readInside(first: number): void {
  const length = letterCount - first;
  if (length <= LETTERS_INSIDE_MIN) return;
  let bare = first;
  if (PARTICLES.has(letters[bare] ?? 0)) bare++;
  if (letters[bare] === ALEF && letters[bare + 1] === LAM) bare += 2;
  else if (bare > first && letters[bare] === LAM) bare++;
  if (bare > first) walkFrom(bare);
  else if (
    length >= 4 + LETTERS_INSIDE_MIN &&
    AUTOS.some((auto) => auto.every((symbol, at) => letters[first + at] === symbol))
  ) {
    walkFrom(first + 4);
    word.isAuto = word.token !== 0;
    if (!word.isAuto) word.goesOn = 0;
  }
}

function walkFrom(first: number): void {
  let node = ROOT;
  let stemToken = 0;
  let goOn = 0;
  for (let letter = first; letter < letterCount && node !== 0; letter++) {
    node = step(node, letters[letter] ?? 0);
    if (stem[node] !== 0) stemToken = stem[node] ?? 0;
    if (after[node] !== 0) goOn = after[node] ?? 0;
  }
  word.token = (node === 0 ? 0 : (accept[node] ?? 0)) || stemToken;
  word.goesOn = follow(node, goOn);
}
