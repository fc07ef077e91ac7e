/**
 * Numbers with their unit, as the attribute rules need them: `1.5K`, `5k-10k`, `30 Gün`, `Günlük 10K`.
 */

import { DASH, M, NUMBER, PLUS, SLASH } from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** A number or range in a scanned text. */
export interface Amount {
  /** The upper end; thousands and millions multiplied out. */
  value: number;
  /** Whether the number is written with thousands or millions. */
  scaled: boolean;
  /** First and last token, suffix included, unit not. */
  first: number;
  last: number;
}

/** Reads the amount that begins at a number token: a suffix, and the rest of a range. */
export function amountAt(scan: Scan, at: number): Amount {
  const single = suffixed(scan, at);
  const dash = single.last + 1;
  const isRange = scan.token[dash] === DASH || scan.token[dash] === M.up_to;
  if (!isRange || scan.token[dash + 1] !== NUMBER || scan.segment[dash + 1] !== scan.segment[at])
    return single;
  const upper = suffixed(scan, dash + 1);
  if (upper.value < single.value && upper.scaled) return single;
  return {
    value: Math.max(single.value, upper.value),
    scaled: single.scaled || upper.scaled,
    first: at,
    last: upper.last,
  };
}

function suffixed(scan: Scan, at: number): Amount {
  const value = scan.value[at] ?? 0;
  const next = at + 1;
  const token = scan.token[next] ?? 0;
  if (next >= scan.count || scan.segment[next] !== scan.segment[at])
    return { value, scaled: false, first: at, last: at };
  const letters = (scan.to[next] ?? 0) - (scan.from[next] ?? 0);
  const glued = scan.glued[next] === 1;
  // One letter counts only when it is written on the number: `10 k` is rare, `10 m` are metres or minutes.
  if (letters === 1 && !glued && token !== M.thousand) return { value, scaled: false, first: at, last: at };
  const scale = scaleOf(token, glued && letters === 1);
  if (scale === 1) return { value, scaled: false, first: at, last: at };
  return { value: Math.round(value * scale), scaled: true, first: at, last: next };
}

function scaleOf(token: number, glued: boolean): number {
  if (token === M.thousand) return 1_000;
  if (token === M.million) return 1_000_000;
  if (token === M.billion || (glued && token === M.per)) return 1_000_000_000;
  return 1;
}

/** Days of a unit of time token; 0 for any other. `günlük` and `daily` after a number are days. */
export function daysOf(token: number): number {
  if (token === M.day || token === M.daily) return 1;
  if (token === M.week) return 7;
  if (token === M.month) return 30;
  if (token === M.year) return 365;
  return 0;
}

/** Hours of a unit of time token; 0 for any other. */
export function hoursOf(token: number): number {
  if (token === M.hour || token === M.hourly) return 1;
  if (token === M.minute || token === M.minimum_or_minute) return 1 / 60;
  if (token === M.second) return 1 / 3_600;
  return 24 * daysOf(token);
}

/** Whether a token stands between an amount and `day` and makes the two a speed: `/`, `per`. */
export function isPer(token: number): boolean {
  return token === SLASH || token === M.per;
}

/**
 * Units a day when the amount is a speed (`10K/day`, `500 per hour`, `Daily 10K`, `Speed: 50K`), otherwise 0. A bare
 * `30 days` is a period, a bare `10K day` a speed: the thousands decide.
 */
export function speedOf(scan: Scan, amount: Amount): number {
  const segment = scan.segment[amount.first];
  let after = amount.last + 1;
  // `10K+ / DAY`, `5000 подписчиков в день`: one word may stand between.
  if (scan.token[after] !== undefined && isFiller(scan, after, segment)) after++;
  const per = isPer(scan.token[after] ?? 0);
  const unit = scan.token[per ? after + 1 : after] ?? 0;
  const inSegment =
    scan.segment[per ? after + 1 : after] === segment && (per ? after + 1 : after) < scan.count;
  if (inSegment) {
    if (unit === M.hourly || (unit === M.hour && (per || amount.scaled))) return amount.value * 24;
    if ((unit === M.minute || unit === M.minimum_or_minute) && per) return amount.value * 1_440;
    const isDay = unit === M.day || unit === M.daily;
    if (isDay && per) return amount.value;
    if (isDay && (amount.scaled || amount.value >= 1_000)) return amount.value;
  }
  const before = scan.token[amount.first - 1] ?? 0;
  if (scan.segment[amount.first - 1] !== segment) return 0;
  if (before === M.daily && !unitFollows(scan, amount)) return amount.value;
  if (before === M.day && amount.scaled) return amount.value;
  if (before === M.hourly && !unitFollows(scan, amount)) return amount.value * 24;
  if (saysSpeed(scan, amount.first) && !unitFollows(scan, amount) && amount.value >= 10) return amount.value;
  return 0;
}

function isFiller(scan: Scan, at: number, segment: number | undefined): boolean {
  const token = scan.token[at] ?? 0;
  if (scan.segment[at] !== segment) return false;
  const next = scan.token[at + 1] ?? 0;
  if (token === 0 || token === M.followers || token === M.views || token === M.likes) return isPer(next);
  return token === PLUS && (isPer(next) || hoursOf(next) > 0);
}

function unitFollows(scan: Scan, amount: Amount): boolean {
  const next = amount.last + 1;
  return scan.segment[next] === scan.segment[amount.first] && hoursOf(scan.token[next] ?? 0) > 0;
}

function saysSpeed(scan: Scan, at: number): boolean {
  for (let before = at - 1; before >= 0 && before >= at - 3; before--) {
    if (scan.segment[before] !== scan.segment[at]) return false;
    const token = scan.token[before] ?? 0;
    if (token === M.speed) return true;
    if (token !== M.up_to && token !== M.on && token !== M.any && token !== DASH && token !== 0) return false;
  }
  return false;
}
