/**
 * A text as tokens: each is a word or several words of the vocabulary, a number, a sign or a flag. One pass over the
 * characters: the trie is walked while a word is read, and only a word that begins an entry of several words is looked
 * at again. Scans are reused, because a catalog has ten thousand names: a scan is valid until the next one into it.
 */

import {
  COUNTRY,
  countryToken,
  DASH,
  GAP,
  M,
  masks,
  NUMBER,
  ROOT,
  signTokens,
  symbols,
  trie,
} from './lexicon.ts';
import { BREAK, foldPair, foldUnit, isFlagHalf, LETTERS_FROM, PAIR, SIGN, SKIP, SPACE } from './text.ts';

/** Longer texts are cut: what a service is stands at the beginning, and a row may not cost more than that. */
export const SCANNED_CHARACTERS_MAX = 2_000;

/** How far a rule may look beyond the last token. */
const LOOK_AHEAD = 16;

/** Tokens of one text, in columns. */
export interface Scan {
  text: string;
  count: number;
  /** What occurs at all, as the bits of lexicon.ts: lets a rule skip a text that has nothing for it. */
  mask: number;
  /** A number of lexicon.ts; 0 for a word that the vocabulary does not hold. */
  token: Uint16Array;
  /** The value of a number token. */
  value: Float64Array;
  /** Where the token stands in the text. */
  from: Uint16Array;
  to: Uint16Array;
  /** Counts brackets, bars and line ends before the token: equal numbers belong together. */
  segment: Uint16Array;
  /** 1 when the token is written directly after the one before it (`R30`, `10K`). */
  glued: Uint8Array;
}

/** A new scan object. */
export function newScan(): Scan {
  const size = SCANNED_CHARACTERS_MAX + LOOK_AHEAD + 1;
  return {
    text: '',
    count: 0,
    mask: 0,
    token: new Uint16Array(size),
    value: new Float64Array(size),
    from: new Uint16Array(size),
    to: new Uint16Array(size),
    segment: new Uint16Array(size),
    glued: new Uint8Array(size),
  };
}

/** A copy of its own size, to be kept. */
export function keepScan(full: Scan): Scan {
  const size = full.count + LOOK_AHEAD;
  return {
    text: full.text,
    count: full.count,
    mask: full.mask,
    token: full.token.slice(0, size),
    value: full.value.slice(0, size),
    from: full.from.slice(0, size),
    to: full.to.slice(0, size),
    segment: full.segment.slice(0, size),
    glued: full.glued.slice(0, size),
  };
}

/** The words of a token, as the panel wrote them. */
export function wordsOf(scan: Scan, first: number, last: number = first): string {
  return scan.text.slice(scan.from[first] ?? 0, scan.to[last] ?? 0);
}

// What a code unit is, in one look: classes below 16 as in text.ts, digits from 16, letters by their symbol from 32.
const DIGITS_FROM = 16;
const SYMBOLS_FROM = 32;
const classes = new Uint8Array(65_536);

// The letters of the text as symbols, and for each raw token where its letters stand and where an entry may go on.
const letters = new Uint8Array(SCANNED_CHARACTERS_MAX + 1);
const lettersFrom = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
const lettersTo = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
const goesOn = new Uint16Array(SCANNED_CHARACTERS_MAX + 1);
const isWord = new Uint8Array(SCANNED_CHARACTERS_MAX + 1);

const { only, row, next, width, accept, stem, after, ends } = trie;

/** One letter further; 0 is nowhere. */
function step(node: number, symbol: number): number {
  if (only[node] === symbol) return node + 1;
  const fork = row[node] ?? 0;
  return fork === 0 ? 0 : (next[fork * width + symbol] ?? 0);
}

/** Reads `text` into `into`. Never throws, whatever the text. */
export function scan(text: string, into: Scan): Scan {
  into.text = text;
  const rawCount = split(text, into);
  const { token: tokens } = into;
  let count = 0;
  let mask = 0;
  // Tokens are where they belong already; only behind an entry of several words they move up.
  for (let at = 0; at < rawCount; count++) {
    let token = tokens[at] ?? 0;
    let end = at + 1;
    const start = goesOn[at] ?? 0;
    if (start !== 0 && isWord[end] === 1 && end < rawCount) {
      matchOn(at, start, rawCount);
      if (matchedToken !== 0) {
        token = matchedToken;
        end = matchedEnd;
      }
    }
    if (end - 1 !== count) move(into, at, end - 1, count, token);
    mask |= masks[token] ?? COUNTRY;
    at = end;
  }
  into.count = count;
  into.mask = mask;
  // Rules look a few tokens ahead; what the scan before this one left there must not be seen.
  tokens.fill(0, count, count + LOOK_AHEAD);
  into.segment.fill(0xffff, count, count + LOOK_AHEAD);
  return into;
}

function move(into: Scan, first: number, last: number, to: number, token: number): void {
  into.token[to] = token;
  into.value[to] = into.value[first] ?? 0;
  into.from[to] = into.from[first] ?? 0;
  into.to[to] = into.to[last] ?? 0;
  into.segment[to] = into.segment[first] ?? 0;
  into.glued[to] = into.glued[first] ?? 0;
}

let matchedToken = 0;
let matchedEnd = 0;

/** The rest of an entry of several words whose first word is read: the longest that is there. */
function matchOn(at: number, start: number, rawCount: number): void {
  matchedToken = 0;
  let node = start;
  for (let word = at + 1; ; word++) {
    const to = lettersTo[word] ?? 0;
    let stemToken = 0;
    let goOn = 0;
    for (let letter = lettersFrom[word] ?? 0; letter < to && node !== 0; letter++) {
      node = step(node, letters[letter] ?? 0);
      if (ends[node] !== 0) {
        if (stem[node] !== 0) stemToken = stem[node] ?? 0;
        if (after[node] !== 0) goOn = after[node] ?? 0;
      }
    }
    const token = (node === 0 ? 0 : (accept[node] ?? 0)) || stemToken;
    if (token !== 0) {
      matchedToken = token;
      matchedEnd = word + 1;
    }
    if (word + 1 >= rawCount || isWord[word + 1] !== 1) return;
    node = follow(node, goOn);
    if (node === 0) return;
  }
}

/** Where an entry goes on in the next word: after the whole word, or after a stem of it. */
function follow(node: number, stemmed: number): number {
  const whole = node === 0 ? 0 : step(node, GAP);
  if (whole !== 0) return whole;
  return stemmed === 0 ? 0 : step(stemmed, GAP);
}

let insideToken = 0;
let insideGoesOn = 0;

/** A word that is no entry may hold one, behind the Arabic article: walks the trie from a later letter on. */
function matchInside(from: number, to: number): void {
  let node = ROOT;
  let stemToken = 0;
  let goOn = 0;
  for (let letter = from; letter < to && node !== 0; letter++) {
    node = step(node, letters[letter] ?? 0);
    if (ends[node] !== 0) {
      if (stem[node] !== 0) stemToken = stem[node] ?? 0;
      if (after[node] !== 0) goOn = after[node] ?? 0;
    }
  }
  insideToken = (node === 0 ? 0 : (accept[node] ?? 0)) || stemToken;
  insideGoesOn = follow(node, goOn);
}

const ALEF = symbols['ا'.charCodeAt(0)] ?? 0;
const LAM = symbols['ل'.charCodeAt(0)] ?? 0;
const PARTICLES = [...'وبلفك'].map((letter) => symbols[letter.charCodeAt(0)] ?? 0);
const AUTO = [...'auto'].map((letter) => symbols[letter.charCodeAt(0)] ?? 0);
const AUTO_CYRILLIC = [...'авто'].map((letter) => symbols[foldUnit(letter.charCodeAt(0))] ?? 0);

/** Arabic writes the article and one-letter particles together with the word: the first letter after them, or 0. */
function withoutArticle(from: number): number {
  let bare = from;
  if (PARTICLES.includes(letters[bare] ?? 0)) bare++;
  if (letters[bare] === ALEF && letters[bare + 1] === LAM) bare += 2;
  else if (bare > from && letters[bare] === LAM) bare++;
  return bare === from ? 0 : bare;
}

/** `автопросмотры`, `Autolikes`: one word for two. */
function beginsWithAuto(from: number): boolean {
  return begins(from, AUTO) || begins(from, AUTO_CYRILLIC);
}

function begins(from: number, word: readonly number[]): boolean {
  for (let at = 0; at < word.length; at++) if (letters[from + at] !== word[at]) return false;
  return true;
}

/** First pass: words with what they mean on their own, numbers with their value, signs, flags. Returns their count. */
function split(text: string, into: Scan): number {
  const end = Math.min(text.length, SCANNED_CHARACTERS_MAX);
  const tokens = into.token;
  let segment = 0;
  let letterCount = 0;
  let lastEnd = -1;
  let count = 0;
  for (let at = 0; at < end; ) {
    const unit = text.charCodeAt(at);
    let kind = classes[unit] ?? 0;
    if (kind === 0) kind = classify(unit);
    if (kind === SPACE) {
      // The words of an address say nothing about the service.
      if (unit === 58 && text.charCodeAt(at + 1) === 47 && text.charCodeAt(at + 2) === 47) {
        while (at < end && text.charCodeAt(at) > 32) at++;
        if (count > 0) count--;
      } else at++;
      continue;
    }
    if (kind === BREAK) {
      segment++;
      at++;
      continue;
    }
    if (kind === SKIP) {
      at++;
      continue;
    }
    let point = 0;
    if (kind === PAIR) {
      point = text.codePointAt(at) ?? 0;
      kind = classOfPair(point);
    }
    const from = at;
    if (kind >= SYMBOLS_FROM) {
      // A word: its letters are kept for entries of several words, and the trie is walked on the way.
      const firstLetter = letterCount;
      let node = ROOT;
      let stemToken = 0;
      let goOn = 0;
      let wordEnd = at;
      for (;;) {
        if (kind >= SYMBOLS_FROM) {
          letters[letterCount++] = kind - SYMBOLS_FROM;
          if (node !== 0) {
            node = step(node, kind - SYMBOLS_FROM);
            if (ends[node] !== 0) {
              if (stem[node] !== 0) stemToken = stem[node] ?? 0;
              if (after[node] !== 0) goOn = after[node] ?? 0;
            }
          }
          at += point > 0xffff ? 2 : 1;
          wordEnd = at;
        } else if (kind === SKIP) at += point > 0xffff ? 2 : 1;
        else break;
        if (at >= end) break;
        const following = text.charCodeAt(at);
        kind = classes[following] ?? 0;
        if (kind === 0) kind = classify(following);
        point = 0;
        if (kind === PAIR) {
          point = text.codePointAt(at) ?? 0;
          kind = classOfPair(point);
        }
      }
      let token = node === 0 ? 0 : (accept[node] ?? 0);
      if (token === 0) token = stemToken;
      let goes = follow(node, goOn);
      const glued = lastEnd === from ? 1 : 0;
      if (token === 0 && goes === 0 && letterCount - firstLetter >= 4) {
        const bare = withoutArticle(firstLetter);
        if (bare !== 0) {
          matchInside(bare, letterCount);
          token = insideToken;
          goes = insideGoesOn;
        } else if (letterCount - firstLetter >= 7 && beginsWithAuto(firstLetter)) {
          matchInside(firstLetter + 4, letterCount);
          if (insideToken !== 0) {
            tokens[count] = M.auto;
            isWord[count] = 0;
            goesOn[count] = 0;
            mark(into, count++, from, wordEnd, segment, glued);
            token = insideToken;
            goes = insideGoesOn;
          }
        }
      }
      // An entry cannot begin in one segment and go on in the next.
      if (count > 0 && into.segment[count - 1] !== segment) goesOn[count - 1] = 0;
      lettersFrom[count] = firstLetter;
      lettersTo[count] = letterCount;
      tokens[count] = token;
      isWord[count] = 1;
      goesOn[count] = goes;
      mark(into, count++, from, wordEnd, segment, glued);
      lastEnd = wordEnd;
      continue;
    }
    isWord[count] = 0;
    goesOn[count] = 0;
    if (kind >= DIGITS_FROM) {
      into.value[count] = readNumber(text, at, end);
      tokens[count] = NUMBER;
      mark(into, count++, at, numberEnd, segment, lastEnd === at ? 1 : 0);
      lastEnd = numberEnd;
      at = numberEnd;
      continue;
    }
    at += point > 0xffff ? 2 : 1;
    if (kind !== SIGN) continue;
    let token: number;
    if (point !== 0 && isFlagHalf(point)) {
      token = readFlag(text, from);
      if (token !== 0) at = from + 4;
    } else {
      token = signTokens.get(point === 0 ? unit : point) ?? 0;
      // `non-drop` and `90-day` are two words, `5k-10k` and `No - Drop` are not.
      if (token === DASH && isLetter(text, at) && isWordBefore(text, from - 1)) token = 0;
    }
    if (token === 0) continue;
    tokens[count] = token;
    mark(into, count++, from, at, segment, 0);
  }
  isWord[count] = 0;
  return count;
}

function mark(into: Scan, at: number, from: number, to: number, segment: number, glued: number): void {
  into.from[at] = from;
  into.to[at] = to;
  into.segment[at] = segment;
  into.glued[at] = glued;
}

function classify(unit: number): number {
  return (classes[unit] = classOf(foldUnit(unit)));
}

function classOfPair(point: number): number {
  if (point <= 0xffff) return SKIP;
  return isFlagHalf(point) ? SIGN : classOf(foldPair(point));
}

function classOf(fold: number): number {
  if (fold < LETTERS_FROM) return fold;
  if (fold >= 48 && fold <= 57) return DIGITS_FROM;
  return SYMBOLS_FROM + (symbols[fold] ?? 0);
}

let numberEnd = 0;

/**
 * `1.5`, `10,000`, `15 000`: groups of exactly three digits are thousands, anything else after a dot or comma is a
 * fraction. A space joins groups only behind at most three digits.
 */
function readNumber(text: string, from: number, end: number): number {
  let at = from;
  let value = 0;
  let digits = 0;
  let grouped = false;
  for (;;) {
    const digit = digitAt(text, at, end);
    if (digit < 0) break;
    value = value * 10 + digit;
    digits++;
    at += digitWidth(text, at);
  }
  while (value !== 0 && (grouped || digits <= 3) && isGroup(text, at, end)) {
    for (let ahead = 1; ahead <= 3; ahead++) value = value * 10 + digitAt(text, at + ahead, end);
    grouped = true;
    at += 4;
  }
  const fraction = text.charCodeAt(at);
  if (!grouped && (fraction === 46 || fraction === 44) && digitAt(text, at + 1, end) >= 0) {
    let scale = 0.1;
    at++;
    for (;;) {
      const digit = digitAt(text, at, end);
      if (digit < 0) break;
      value += digit * scale;
      scale /= 10;
      at += digitWidth(text, at);
    }
  }
  numberEnd = at;
  return value;
}

function isGroup(text: string, at: number, end: number): boolean {
  if (at >= end) return false;
  const sign = text.charCodeAt(at);
  if (sign !== 46 && sign !== 44 && sign !== 32 && sign !== 0xa0 && sign !== 0x202f) return false;
  for (let ahead = 1; ahead <= 3; ahead++) if (digitAt(text, at + ahead, end) < 0) return false;
  return digitAt(text, at + 4, end) < 0;
}

function digitAt(text: string, at: number, end: number): number {
  if (at >= end) return -1;
  const unit = text.charCodeAt(at);
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit < 0x600) return -1;
  let fold = foldUnit(unit);
  if (fold === PAIR) fold = foldPair(text.codePointAt(at) ?? 0);
  return fold >= 48 && fold <= 57 ? fold - 48 : -1;
}

/** Stylised digits (`𝟯𝟲𝟱`) take two code units. */
function digitWidth(text: string, at: number): number {
  return text.charCodeAt(at) >= 0xd800 && foldUnit(text.charCodeAt(at)) === PAIR ? 2 : 1;
}

function isWordBefore(text: string, at: number): boolean {
  return isLetter(text, at) || digitAt(text, at, text.length) >= 0;
}

function isLetter(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const unit = text.charCodeAt(at);
  const kind = classes[unit] ?? 0;
  return (kind === 0 ? classify(unit) : kind) >= SYMBOLS_FROM;
}

function readFlag(text: string, at: number): number {
  const first = text.codePointAt(at) ?? 0;
  const second = text.codePointAt(at + 2) ?? 0;
  if (!isFlagHalf(first) || !isFlagHalf(second)) return 0;
  return flagToken(first - 0x1f1e6, second - 0x1f1e6);
}

const flags = new Uint16Array(26 * 26);

function flagToken(first: number, second: number): number {
  const known = flags[first * 26 + second] ?? 0;
  if (known !== 0) return known;
  const code = String.fromCharCode(65 + first, 65 + second);
  if (code === 'UN') return 0;
  return (flags[first * 26 + second] = countryToken(code === 'EU' ? 'europe' : code === 'UK' ? 'GB' : code));
}
