/** Speed, start, quality, country, gender, maximum and drop, out of the tokens of one text. */

import { type Amount, amountAt, hoursOf, speedOf } from './amounts.ts';
import { wordsFrom } from './because.ts';
import { type Attributes, type Facts, QUALITIES, type Quality, type Source } from './facts.ts';
import {
  AMOUNT,
  COUNTRY,
  countryOf,
  DASH,
  firstNameToken,
  M,
  NUMBER,
  OTHER_WORD,
  PERCENT,
  QUALITY,
} from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** Reads a text into `into`, leaving alone what is known already; `because` is told the words of each. */
export function readAttributes(
  scan: Scan,
  source: Source,
  into: Attributes,
  because: Facts['because'],
): void {
  if ((scan.mask & AMOUNT) !== 0) readNumbers(scan, source, into, because);
  if ((scan.mask & (QUALITY | COUNTRY | OTHER_WORD)) !== 0) readWords(scan, source, into, because);
}

function readNumbers(scan: Scan, source: Source, into: Attributes, because: Facts['because']): void {
  for (let at = 0; at < scan.count; at++) {
    if (scan.token[at] !== NUMBER) continue;
    const amount = amountAt(scan, at);
    at = readNumberAt(scan, at, amount, source, into, because);
  }
}

/** Returns the last token that the amount holds. */
function readNumberAt(
  scan: Scan,
  at: number,
  amount: Amount,
  source: Source,
  into: Attributes,
  because: Facts['because'],
): number {
  const unit = amount.last + 1;
  if (into.speedPerDay === undefined) {
    const speed = speedOf(scan, amount);
    if (speed > 0) {
      into.speedPerDay = speed;
      because.speedPerDay = wordsFrom(
        source,
        scan,
        at > 0 && isSpeedWord(scan.token[at - 1] ?? 0) ? at - 1 : at,
        speedEnd(scan, amount.last),
      );
      return amount.last;
    }
  }
  const before = scan.token[at - 1] ?? 0;
  if (
    into.claimedMax === undefined &&
    isMaximum(before) &&
    scan.segment[at - 1] === scan.segment[at] &&
    amount.value >= 100
  ) {
    into.claimedMax = amount.value;
    because.claimedMax = wordsFrom(source, scan, at - 1, amount.last);
  }
  if (
    into.dropPercent === undefined &&
    scan.token[unit] === PERCENT &&
    amount.value <= 100 &&
    near(scan, M.drop, at, unit)
  ) {
    into.dropPercent = amount.value;
    because.dropPercent = wordsFrom(source, scan, at, unit);
  }
  if (into.startHours === undefined && scan.segment[unit] === scan.segment[at]) {
    const hours = hoursOf(scan.token[unit] ?? 0);
    if (hours > 0 && amount.value <= 1_000 && !amount.scaled && isStart(scan, at, unit)) {
      into.startHours = Math.round(amount.value * hours * 100) / 100;
      because.startHours = wordsFrom(source, scan, at, unit);
    }
  }
  return amount.last;
}

function isSpeedWord(token: number): boolean {
  return token === M.daily || token === M.day || token === M.hourly || token === M.speed;
}

/** `10K+ / DAY`: the amount with the unit that made it a speed. */
function speedEnd(scan: Scan, last: number): number {
  for (let at = last + 1; at <= last + 3 && at < scan.count && scan.segment[at] === scan.segment[last]; at++)
    if (hoursOf(scan.token[at] ?? 0) > 0) return at;
  return last;
}

function readWords(scan: Scan, source: Source, into: Attributes, because: Facts['because']): void {
  if (into.quality === undefined && (scan.mask & QUALITY) !== 0) readQuality(scan, source, into, because);
  if (into.country === undefined && (scan.mask & COUNTRY) !== 0) readCountry(scan, source, into, because);
  if ((scan.mask & OTHER_WORD) === 0) return;
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at] ?? 0;
    if (into.startHours === undefined && token === M.instant) {
      into.startHours = 0;
      because.startHours = wordsFrom(source, scan, at, at);
    } else if (into.gender === undefined && (token === M.female || token === M.male)) {
      into.gender = token === M.female ? 'female' : 'male';
      because.gender = wordsFrom(source, scan, at, at);
    } else if (into.dropPercent === undefined && isNonDrop(scan, at)) {
      into.dropPercent = 0;
      because.dropPercent = wordsFrom(
        source,
        scan,
        token === M.drop && scan.token[at - 1] !== 0 && at > 0 ? at - 1 : at,
        at,
      );
    }
  }
}

const NO_QUALITIES = -1;

function readQuality(scan: Scan, source: Source, into: Attributes, because: Facts['because']): void {
  let bits = 0;
  for (let at = 0; at < scan.count; at++) {
    const place = qualityOf(scan.token[at] ?? 0, scan, at);
    const quality = QUALITIES[place];
    if (quality === undefined || (bits & (1 << place)) !== 0) continue;
    because[quality] = wordsFrom(source, scan, at, at);
    bits |= 1 << place;
  }
  if (bits === 0) return;
  into.quality = QUALITIES.filter((_, at) => (bits & (1 << at)) !== 0);
}

/** Several countries are none, unless one is a region that holds the other: unknown is better than wrong. */
function readCountry(scan: Scan, source: Source, into: Attributes, because: Facts['because']): void {
  let country: string | null = null;
  let first = 0;
  for (let at = 0; at < scan.count; at++) {
    const named = countryOf(scan.token[at] ?? 0);
    if (named === null || named === country) continue;
    if (country === null) {
      country = named;
      first = at;
    } else if (holds(named, country)) {
      country = named;
      first = at;
    } else if (!holds(country, named)) return;
  }
  if (country === null) return;
  into.country = country;
  because.country = wordsFrom(source, scan, first, first);
}

function holds(region: string, country: string): boolean {
  return (region === 'cis' && CIS.has(country)) || (region === 'arab' && ARAB.has(country));
}

const CIS = new Set(['RU', 'BY', 'KZ', 'UZ', 'KG', 'AM', 'AZ', 'MD', 'TJ', 'UA', 'TM', 'GE']);
const ARAB = new Set([
  'SA',
  'AE',
  'EG',
  'KW',
  'QA',
  'BH',
  'OM',
  'IQ',
  'SY',
  'JO',
  'LB',
  'YE',
  'PS',
  'LY',
  'DZ',
  'MA',
  'TN',
  'SD',
]);

const BOTTED = new Set([M.followers, M.likes, M.views, M.comments]);

const QUALITY_TOKENS: readonly number[] = [M.real, M.hq, M.bots, M.mixed, M.old, M.active];

function qualityOf(token: number, scan: Scan, at: number): number {
  if (token === M.bot) {
    // A lone `[BOT]` and `bot followers` are the quality; anywhere else it is a Telegram bot.
    const lone = scan.segment[at - 1] !== scan.segment[at] && scan.segment[at + 1] !== scan.segment[at];
    const acting = BOTTED.has(scan.token[at + 1] ?? 0);
    return (lone && at > 0) || acting ? QUALITIES.indexOf('bot' satisfies Quality) : NO_QUALITIES;
  }
  if (
    token === M.old ||
    token === M.mixed ||
    token === M.real ||
    token === M.active ||
    token === M.hq ||
    token === M.bots
  ) {
    if (scan.token[at - 1] === M.no && scan.segment[at - 1] === scan.segment[at]) return NO_QUALITIES;
    return QUALITY_TOKENS.indexOf(token);
  }
  return NO_QUALITIES;
}

/** `max` is also a platform's name; before a number it is the maximum. */
const MAX = firstNameToken('max');

function isMaximum(token: number): boolean {
  return token === M.maximum || token === MAX;
}

function near(scan: Scan, meaning: number, first: number, last: number): boolean {
  for (let at = Math.max(0, first - 4); at <= last + 2 && at < scan.count; at++)
    if (scan.token[at] === meaning && scan.segment[at] === scan.segment[first]) return true;
  return false;
}

/** `0-1 Hour`: from nothing to an hour can only be a start. */
function isStart(scan: Scan, first: number, last: number): boolean {
  return near(scan, M.start, first, last) || (scan.value[first] === 0 && scan.token[first + 1] === DASH);
}

function isNonDrop(scan: Scan, at: number): boolean {
  const token = scan.token[at];
  if (token === M.no_drop) return true;
  if (token !== M.drop) return false;
  const before = scan.token[at - 1];
  if ((before === M.no || before === M.not) && scan.segment[at - 1] === scan.segment[at]) return true;
  const after = scan.token[at + 1] === DASH ? at + 2 : at + 1;
  const next = scan.token[after];
  return (next === M.no || next === M.none_after) && scan.segment[after] === scan.segment[at];
}
