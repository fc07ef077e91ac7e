/** Numbers in running text, in the digits of any script. */

import { foldPair, foldUnit, PAIR } from './text.ts';

/** Where the number that was read last ends. */
export let numberEnd = 0;

/**
 * `1.5`, `10,000`, `15 000`: groups of exactly three digits are thousands, anything else after a dot or comma is a
 * fraction. A space joins groups only behind at most three digits.
 */
export function readNumber(text: string, from: number, end: number): number {
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
  if (value !== 0 && digits <= 3)
    while (isGroup(text, at, end)) {
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

/** The digit at a place, or -1. */
export function digitAt(text: string, at: number, end: number): number {
  if (at >= end) return -1;
  const unit = text.charCodeAt(at);
  if (unit >= 48 && unit <= 57) return unit - 48;
  if (unit < 0x80) return -1;
  let fold = foldUnit(unit);
  if (fold === PAIR) fold = foldPair(text.codePointAt(at) ?? 0);
  return fold >= 48 && fold <= 57 ? fold - 48 : -1;
}

/** Stylised digits (`𝟯𝟲𝟱`) take two code units. */
function digitWidth(text: string, at: number): number {
  return text.charCodeAt(at) >= 0xd800 && foldUnit(text.charCodeAt(at)) === PAIR ? 2 : 1;
}
