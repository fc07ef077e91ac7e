/** Speed, start, quality, country, gender, maximum and drop, out of the tokens of one text. */

import { amountAt, hoursOf, speedOf } from './amounts.ts';
import { type Attributes, QUALITIES, type Quality } from './facts.ts';
import { countryOf, DASH, firstNameToken, M, NUMBER, PERCENT } from './lexicon.ts';
import type { Scan } from './scan.ts';

/** One attribute that was read, and its tokens. */
export interface AttributeRead {
  first: number;
  last: number;
}

/** Everything but the refill; see refill.ts. */
export type Readable = Exclude<keyof Attributes, 'refillDays'>;

/** Reads a text into `into`, leaving alone what is known already; `found` is told about each. */
export function readAttributes(scan: Scan, into: Attributes, found: (name: Readable, read: AttributeRead) => void): void {
  readNumbers(scan, into, found);
  readWords(scan, into, found);
}

function readNumbers(scan: Scan, into: Attributes, found: (name: Readable, read: AttributeRead) => void): void {
  for (let at = 0; at < scan.count; at++) {
    if (scan.token[at] !== NUMBER) continue;
    const amount = amountAt(scan, at);
    const last = Math.min(amount.last + 2, scan.count - 1);
    if (into.speedPerDay === undefined) {
      const speed = speedOf(scan, amount);
      if (speed > 0) {
        into.speedPerDay = speed;
        found('speedPerDay', { first: Math.max(0, at - 1), last });
        at = amount.last;
        continue;
      }
    }
    const before = scan.token[at - 1] ?? 0;
    if (into.claimedMax === undefined && isMaximum(before) && scan.segment[at - 1] === scan.segment[at] && amount.value >= 100) {
      into.claimedMax = amount.value;
      found('claimedMax', { first: at - 1, last: amount.last });
    }
    if (into.dropPercent === undefined && scan.token[amount.last + 1] === PERCENT && amount.value <= 100 && dropNear(scan, at, amount.last + 1)) {
      into.dropPercent = amount.value;
      found('dropPercent', { first: at, last: amount.last + 1 });
    }
    if (into.startHours === undefined) {
      const unit = scan.segment[amount.last + 1] === scan.segment[at] ? hoursOf(scan.token[amount.last + 1] ?? 0) : 0;
      if (unit > 0 && amount.value <= 1_000 && !amount.scaled && startNear(scan, at, amount.last + 1)) {
        into.startHours = Math.round(amount.value * unit * 100) / 100;
        found('startHours', { first: at, last: amount.last + 1 });
      }
    }
    at = amount.last;
  }
}

function readWords(scan: Scan, into: Attributes, found: (name: Readable, read: AttributeRead) => void): void {
  let qualities = 0;
  let qualityAt = -1;
  let country: string | null = null;
  let countryAt = -1;
  let countries = 0;
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at] ?? 0;
    if (token === 0 || token === NUMBER) continue;
    const quality = qualityOf(token, scan, at);
    if (quality >= 0) {
      qualities |= 1 << quality;
      if (qualityAt < 0) qualityAt = at;
      continue;
    }
    const named = countryOf(token);
    if (named !== null) {
      if (country === null) {
        country = named;
        countryAt = at;
        countries = 1;
      } else if (country !== named) {
        if (named === 'cis' && CIS.has(country)) country = named;
        else if (named === 'arab' && ARAB.has(country)) country = named;
        else if (!(country === 'cis' && CIS.has(named)) && !(country === 'arab' && ARAB.has(named))) countries++;
      }
      continue;
    }
    if (into.startHours === undefined && token === M.instant) {
      into.startHours = 0;
      found('startHours', { first: at, last: at });
    } else if (into.gender === undefined && (token === M.female || token === M.male)) {
      into.gender = token === M.female ? 'female' : 'male';
      found('gender', { first: at, last: at });
    } else if (into.dropPercent === undefined && isNonDrop(scan, at)) {
      into.dropPercent = 0;
      found('dropPercent', { first: scan.token[at] === M.drop ? at - 1 : at, last: at });
    }
  }
  if (qualities !== 0 && into.quality === undefined) {
    into.quality = QUALITIES.filter((_, at) => (qualities & (1 << at)) !== 0);
    found('quality', { first: qualityAt, last: qualityAt });
  }
  // Several countries are none: unknown is better than wrong.
  if (country !== null && countries === 1 && into.country === undefined) {
    into.country = country;
    found('country', { first: countryAt, last: countryAt });
  }
}

const CIS = new Set(['RU', 'BY', 'KZ', 'UZ', 'KG', 'AM', 'AZ', 'MD', 'TJ', 'UA', 'TM', 'GE']);
const ARAB = new Set(['SA', 'AE', 'EG', 'KW', 'QA', 'BH', 'OM', 'IQ', 'SY', 'JO', 'LB', 'YE', 'PS', 'LY', 'DZ', 'MA', 'TN', 'SD']);

const QUALITY_TOKENS: readonly number[] = [M.real, M.hq, M.bots, M.mixed, M.old, M.active];

function qualityOf(token: number, scan: Scan, at: number): number {
  if (token === M.bot) {
    // A lone `[BOT]` is the quality; anywhere else it is a Telegram bot.
    const lone = scan.segment[at - 1] !== scan.segment[at] && scan.segment[at + 1] !== scan.segment[at];
    return lone && at > 0 ? QUALITIES.indexOf('bot' satisfies Quality) : -1;
  }
  if (token === M.old || token === M.mixed || token === M.real || token === M.active || token === M.hq || token === M.bots) {
    if (scan.token[at - 1] === M.no && scan.segment[at - 1] === scan.segment[at]) return -1;
    return QUALITY_TOKENS.indexOf(token);
  }
  return -1;
}

/** `max` is also a platform's name; before a number it is the maximum. */
const MAX = firstNameToken('max');

function isMaximum(token: number): boolean {
  return token === M.maximum || token === MAX;
}

function dropNear(scan: Scan, first: number, last: number): boolean {
  for (let at = Math.max(0, first - 4); at <= Math.min(scan.count - 1, last + 2); at++)
    if (scan.token[at] === M.drop && scan.segment[at] === scan.segment[first]) return true;
  return false;
}

function startNear(scan: Scan, first: number, last: number): boolean {
  for (let at = Math.max(0, first - 4); at <= Math.min(scan.count - 1, last + 2); at++)
    if (scan.token[at] === M.start && scan.segment[at] === scan.segment[first]) return true;
  // `0-1 Hour`: from nothing to an hour can only be a start.
  return scan.value[first] === 0 && scan.token[first + 1] === DASH;
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
