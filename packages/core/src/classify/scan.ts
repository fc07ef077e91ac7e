/**
 * A text to tokens: each is a word or several words of the vocabulary, a number, a sign or a flag. The text is read
 * once; only a word that begins an entry of several words is looked at again.
 */

import { digitAt, numberEnd, readNumber } from './digits.ts';
import { COUNTRY, DASH, M, masks, NUMBER, signTokens } from './lexicon.ts';
import { BREAK, isFlagHalf, PAIR, SIGN, SPACE } from './text.ts';
import { LOOK_AHEAD, type Scan, SCANNED_CHARACTERS_MAX } from './tokens.ts';
import { classes, classOfPair, classOfUnit, DIGIT, flagAt, isLetterAt, SYMBOLS_FROM } from './units.ts';
import { beginWords, endEntry, goesOn, entry, matchEntry, noteWord, noWord, readWord, word } from './walk.ts';

/** Reads `text` into `into`, which is valid until the next scan into it. Never throws, whatever the text. */
export function scan(text: string, into: Scan): Scan {
  into.text = text;
  const written = split(text, into);
  const { token: tokens } = into;
  let count = 0;
  let mask = 0;
  // Tokens are where they belong already; only behind an entry of several words they move up.
  for (let at = 0; at < written; count++) {
    let token = tokens[at] ?? 0;
    let end = at + 1;
    if (goesOn[at] !== 0 && matchEntry(at, written)) {
      token = entry.token;
      end = entry.end;
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

/** First pass: words with what they mean on their own, numbers, signs, flags. Returns how many. */
function split(text: string, into: Scan): number {
  const end = Math.min(text.length, SCANNED_CHARACTERS_MAX);
  let segment = 0;
  let lastSegment = 0;
  let lastEnd = -1;
  let count = 0;
  beginWords();
  for (let at = 0; at < end;) {
    const unit = text.charCodeAt(at);
    let kind = classes[unit] || classOfUnit(unit);
    let point = unit;
    if (kind === PAIR) {
      point = text.codePointAt(at) ?? 0;
      kind = classOfPair(point);
    }
    const from = at;
    if (kind >= SYMBOLS_FROM) {
      at = readWord(text, from, end);
      if (segment !== lastSegment) endEntry(count);
      const glued = lastEnd === from ? 1 : 0;
      if (word.isAuto) {
        noWord(count);
        put(into, count++, M.auto, from, word.end, segment, glued);
      }
      noteWord(count);
      put(into, count++, word.token, from, word.end, segment, glued);
      lastEnd = word.end;
      lastSegment = segment;
    } else if (kind === DIGIT) {
      into.value[count] = readNumber(text, from, end);
      noWord(count);
      put(into, count++, NUMBER, from, numberEnd, segment, lastEnd === from ? 1 : 0);
      // A digit is always read; an endless loop would cost more than this comparison.
      at = Math.max(numberEnd, from + 1);
      lastEnd = at;
    } else if (kind === SPACE && unit === 58 && text.startsWith('//', at + 1)) {
      // The words of an address say nothing about the service.
      while (at < end && text.charCodeAt(at) > 32) at++;
      if (count > 0) count--;
    } else {
      at += point > 0xffff ? 2 : 1;
      if (kind === BREAK) segment++;
      if (kind !== SIGN) continue;
      const token = signToken(text, from, point);
      if (token === 0) continue;
      if (isFlagHalf(point)) at = from + 4;
      noWord(count);
      put(into, count++, token, from, at, segment, 0);
    }
  }
  noWord(count);
  return count;
}

function put(
  into: Scan,
  at: number,
  token: number,
  from: number,
  to: number,
  segment: number,
  glued: number,
): void {
  into.token[at] = token;
  into.from[at] = from;
  into.to[at] = to;
  into.segment[at] = segment;
  into.glued[at] = glued;
}

function signToken(text: string, at: number, point: number): number {
  if (isFlagHalf(point)) return flagAt(text, at);
  const token = signTokens.get(point) ?? 0;
  // `non-drop` and `90-day` are two words, `5k-10k` and `No - Drop` are not.
  const isHyphen =
    token === DASH &&
    isLetterAt(text, at + 1) &&
    (isLetterAt(text, at - 1) || digitAt(text, at - 1, at) >= 0);
  return isHyphen ? 0 : token;
}
