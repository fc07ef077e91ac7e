/**
 * A text as tokens: each is a word or several words of the vocabulary, a number, a sign or a flag. Scans are reused,
 * because a catalog has ten thousand names and a panel is read every few minutes: a scan is valid until the next one
 * into the same object.
 */

import { countryToken, DASH, GAP, M, NUMBER, ROOT, signTokens, symbols, trie } from './lexicon.ts';
import { BREAK, foldPair, foldUnit, isFlagHalf, LETTERS_FROM, PAIR, SIGN, SKIP, SPACE } from './text.ts';

/** Longer texts are cut: what a service is stands at the beginning, and a row may not cost more than that. */
export const SCANNED_CHARACTERS_MAX = 2_000;

const LOOK_AHEAD = 16;

/** Tokens of one text, in columns. */
export interface Scan {
  text: string;
  count: number;
  /** A number of lexicon.ts; 0 for a word that the vocabulary does not hold. */
  token: Uint16Array;
  /** The value of a number token. */
  value: Float64Array;
  /** Where the token stands in the text. */
  from: Int32Array;
  to: Int32Array;
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
    token: new Uint16Array(size),
    value: new Float64Array(size),
    from: new Int32Array(size),
    to: new Int32Array(size),
    segment: new Uint16Array(size),
    glued: new Uint8Array(size),
  };
}

/** The words of a token, as the panel wrote them. */
export function wordsOf(scan: Scan, first: number, last: number = first): string {
  return scan.text.slice(scan.from[first] ?? 0, scan.to[last] ?? 0).trim();
}

const WORD = 0xffff;

// Letters of the text as symbols of the trie, and for each raw token where its letters stand.
const letters = new Uint8Array(SCANNED_CHARACTERS_MAX + 1);
const lettersFrom = new Int32Array(SCANNED_CHARACTERS_MAX + 1);
const lettersTo = new Int32Array(SCANNED_CHARACTERS_MAX + 1);
const raw = newScan();

/** Reads `text` into `into`. Never throws, whatever the text. */
export function scan(text: string, into: Scan): Scan {
  split(text);
  into.text = text;
  into.count = 0;
  for (let at = 0; at < raw.count; ) {
    if (raw.token[at] !== WORD) {
      copy(into, at, at, raw.token[at] ?? 0);
      at++;
      continue;
    }
    at = readWord(into, at);
  }
  // Rules look a few tokens ahead; what the scan before this one left there must not be seen.
  into.token.fill(0, into.count, into.count + LOOK_AHEAD);
  into.segment.fill(0xffff, into.count, into.count + LOOK_AHEAD);
  return into;
}

let matchedToken = 0;
let matchedEnd = 0;

/** The longest entry that begins at a raw word becomes one token; returns the raw token after it. */
function readWord(into: Scan, at: number): number {
  match(at, lettersFrom[at] ?? 0);
  if (matchedToken !== 0) {
    copy(into, at, matchedEnd - 1, matchedToken);
    return matchedEnd;
  }
  const bare = withoutArticle(at);
  if (bare !== 0) match(at, bare);
  if (matchedToken !== 0) {
    copy(into, at, matchedEnd - 1, matchedToken);
    return matchedEnd;
  }
  if (beginsWithAuto(at)) {
    match(at, (lettersFrom[at] ?? 0) + 4);
    if (matchedToken !== 0) {
      copy(into, at, at, M.auto);
      copy(into, at, matchedEnd - 1, matchedToken);
      return matchedEnd;
    }
  }
  copy(into, at, at, 0);
  return at + 1;
}

/** Walks the trie from a letter of a raw word on, into the words after it where an entry goes on. */
function match(at: number, firstLetter: number): void {
  const { next, width, accept, stem, after } = trie;
  matchedToken = 0;
  let node = ROOT;
  let from = firstLetter;
  for (let word = at; ; from = lettersFrom[word] ?? 0) {
    const to = lettersTo[word] ?? 0;
    let stemToken = 0;
    let goOn = 0;
    for (let letter = from; letter < to && node !== 0; letter++) {
      node = next[node * width + (letters[letter] ?? 0)] ?? 0;
      const ending = stem[node] ?? 0;
      if (ending !== 0) stemToken = ending;
      const following = after[node] ?? 0;
      if (following !== 0) goOn = following;
    }
    const exact = node === 0 ? 0 : (accept[node] ?? 0);
    if (exact !== 0 || stemToken !== 0) {
      matchedToken = exact === 0 ? stemToken : exact;
      matchedEnd = word + 1;
    }
    word++;
    if (word >= raw.count || raw.token[word] !== WORD || raw.segment[word] !== raw.segment[at]) return;
    const whole = node === 0 ? 0 : (next[node * width + GAP] ?? 0);
    node = whole === 0 ? (next[goOn * width + GAP] ?? 0) : whole;
    if (node === 0) return;
  }
}

function copy(into: Scan, first: number, last: number, token: number): void {
  const at = into.count++;
  into.token[at] = token;
  into.value[at] = raw.value[first] ?? 0;
  into.from[at] = raw.from[first] ?? 0;
  into.to[at] = raw.to[last] ?? 0;
  into.segment[at] = raw.segment[first] ?? 0;
  into.glued[at] = raw.glued[first] ?? 0;
}

const ALEF = symbols['ا'.charCodeAt(0)] ?? 0;
const LAM = symbols['ل'.charCodeAt(0)] ?? 0;
const PARTICLES = new Set([...'وبلفك'].map((letter) => symbols[letter.charCodeAt(0)] ?? 0));
const AUTO = [...'auto'].map((letter) => symbols[letter.charCodeAt(0)] ?? 0);
const AUTO_CYRILLIC = [...'авто'].map((letter) => symbols[foldUnit(letter.charCodeAt(0))] ?? 0);

/** Arabic writes the article and one-letter particles together with the word: the first letter after them, or 0. */
function withoutArticle(at: number): number {
  const from = lettersFrom[at] ?? 0;
  const length = (lettersTo[at] ?? 0) - from;
  if (length < 4) return 0;
  let bare = from;
  if (PARTICLES.has(letters[bare] ?? 0)) bare++;
  if (letters[bare] === ALEF && letters[bare + 1] === LAM) bare += 2;
  else if (bare > from && letters[bare] === LAM) bare++;
  return bare === from ? 0 : bare;
}

/** `автопросмотры`, `Autolikes`: one word for two. */
function beginsWithAuto(at: number): boolean {
  const from = lettersFrom[at] ?? 0;
  if ((lettersTo[at] ?? 0) - from < 7) return false;
  return (
    AUTO.every((symbol, offset) => letters[from + offset] === symbol) ||
    AUTO_CYRILLIC.every((symbol, offset) => letters[from + offset] === symbol)
  );
}

/** First pass: words as runs of letters, numbers with their value, signs, flags. */
function split(text: string): void {
  const end = Math.min(text.length, SCANNED_CHARACTERS_MAX);
  let segment = 0;
  let letterCount = 0;
  let wordFrom = -1;
  let lastEnd = -1;
  raw.text = text;
  raw.count = 0;
  for (let at = 0; at <= end; at++) {
    let fold = at === end ? BREAK : foldUnit(text.charCodeAt(at));
    const unitFrom = at;
    let point = 0;
    if (fold === PAIR) {
      point = text.codePointAt(at) ?? 0;
      if (point > 0xffff) at++;
      fold = isFlagHalf(point) ? SIGN : point > 0xffff ? foldPair(point) : SKIP;
    }
    if (fold === SKIP) continue;
    const digit = fold >= 48 && fold <= 57;
    if (fold >= LETTERS_FROM && !digit) {
      if (wordFrom < 0) {
        wordFrom = unitFrom;
        lettersFrom[raw.count] = letterCount;
      }
      letters[letterCount++] = symbols[fold] ?? 0;
      continue;
    }
    if (wordFrom >= 0) {
      lettersTo[raw.count] = letterCount;
      put(WORD, 0, wordFrom, unitFrom, segment, lastEnd === wordFrom);
      wordFrom = -1;
      lastEnd = unitFrom;
    }
    if (digit) {
      const value = readNumber(text, unitFrom, end);
      put(NUMBER, value, unitFrom, numberEnd, segment, lastEnd === unitFrom);
      lastEnd = numberEnd;
      at = numberEnd - 1;
    } else if (fold === BREAK) segment++;
    else if (fold === SPACE) {
      // The words of an address say nothing about the service.
      if (text.charCodeAt(at) === 58 && text.startsWith('//', at + 1)) {
        while (at + 1 < end && !/\s/.test(text.charAt(at + 1))) at++;
        if (raw.count > 0) raw.count--;
      }
    } else if (fold === SIGN) {
      if (point !== 0 && isFlagHalf(point)) {
        const country = readFlag(text, unitFrom);
        if (country !== 0) {
          put(country, 0, unitFrom, unitFrom + 4, segment, false);
          at = unitFrom + 3;
        }
      } else {
        const token = signTokens.get(point === 0 ? text.charCodeAt(unitFrom) : point) ?? 0;
        // `non-drop` and `90-day` are two words, `5k-10k` and `No - Drop` are not.
        const hyphen = token === DASH && isWordBefore(text, unitFrom - 1) && isLetter(text, unitFrom + 1);
        if (token !== 0 && !hyphen) put(token, 0, unitFrom, at + 1, segment, false);
      }
    }
  }
}

function put(token: number, value: number, from: number, to: number, segment: number, glued: boolean): void {
  const at = raw.count++;
  raw.token[at] = token;
  raw.value[at] = value;
  raw.from[at] = from;
  raw.to[at] = to;
  raw.segment[at] = segment;
  raw.glued[at] = glued ? 1 : 0;
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
  while (value !== 0 && (grouped || digits <= 3) && at < end && isGroup(text, at, end)) {
    value = value * 1_000 + digitAt(text, at + 1, end) * 100 + digitAt(text, at + 2, end) * 10 + digitAt(text, at + 3, end);
    grouped = true;
    at += 4;
  }
  const mark = text.charCodeAt(at);
  if (!grouped && at < end && (mark === 46 || mark === 44) && digitAt(text, at + 1, end) >= 0) {
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
  const mark = text.charCodeAt(at);
  if (mark !== 46 && mark !== 44 && mark !== 32 && mark !== 0xa0 && mark !== 0x202f) return false;
  for (let ahead = 1; ahead <= 3; ahead++) if (digitAt(text, at + ahead, end) < 0) return false;
  return digitAt(text, at + 4, end) < 0;
}

function digitAt(text: string, at: number, end: number): number {
  if (at >= end) return -1;
  let fold = foldUnit(text.charCodeAt(at));
  if (fold === PAIR) fold = foldPair(text.codePointAt(at) ?? 0);
  return fold >= 48 && fold <= 57 ? fold - 48 : -1;
}

/** Stylised digits (`𝟯𝟲𝟱`) take two code units. */
function digitWidth(text: string, at: number): number {
  return foldUnit(text.charCodeAt(at)) === PAIR ? 2 : 1;
}

function isLetter(text: string, at: number): boolean {
  if (at < 0 || at >= text.length) return false;
  const fold = foldUnit(text.charCodeAt(at));
  return fold >= LETTERS_FROM && (fold < 48 || fold > 57);
}

function isWordBefore(text: string, at: number): boolean {
  return isLetter(text, at) || digitAt(text, at, text.length) >= 0;
}

function readFlag(text: string, at: number): number {
  const first = text.codePointAt(at) ?? 0;
  const second = text.codePointAt(at + 2) ?? 0;
  if (!isFlagHalf(first) || !isFlagHalf(second)) return 0;
  const code = String.fromCharCode(65 + first - 0x1f1e6, 65 + second - 0x1f1e6);
  return flagToken(code);
}

const REGION_FLAGS: Record<string, string> = { EU: 'europe', UK: 'GB' };

function flagToken(code: string): number {
  if (code === 'UN') return 0;
  return countryToken(REGION_FLAGS[code] ?? code);
}
