/**
 * What a text promises about refill. A promise that is denied anywhere near (`No Refill`, `Garantisiz`, `R0`,
 * `Refill: No`) is a 0 and never a number of days: a buyer who trusts a refill that is not there loses money.
 */

import { amountAt, daysOf, speedOf } from './amounts.ts';
import { LIFETIME_DAYS } from './facts.ts';
import { DASH, M, NUMBER, REFILL, SLASH } from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** What one text says. */
export interface RefillRead {
  /** Days; 0 denied; null when it promises without saying how long. */
  days: number | null;
  first: number;
  last: number;
}

/** Reads one text; null when it says nothing about refill. In prose, `not guaranteed` is often about something else. */
export function readRefill(scan: Scan, isProse = false): RefillRead | null {
  if ((scan.mask & REFILL) === 0) return null;
  let promise: RefillRead | null = null;
  // `30 Days Refill | ⛔♻️`: signs in a row say which buttons there are; a promise in words knows better.
  let denialBySign: RefillRead | null = null;
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at] ?? 0;
    if (token === M.no_refill) return { days: 0, first: at, last: at };
    const isWord = token === M.refill || token === M.guarantee;
    if (
      isWord ||
      token === M.recycle_sign ||
      token === M.no_drop ||
      isNoDrop(scan, at) ||
      isShort(scan, at)
    ) {
      if (isWord || token === M.recycle_sign) {
        const denied = denialOf(scan, at, isProse);
        if (denied !== null && isBySign(scan, denied)) denialBySign ??= denied;
        else if (denied !== null) return denied;
      }
      const found = promiseAt(scan, at, isWord || token === M.recycle_sign);
      // A sign that follows its word denies it, and is no promise by itself.
      const isDenied =
        denialBySign !== null && at <= denialBySign.last && (found === null || found.days === null);
      if (!isDenied && found !== null && (promise === null || (promise.days === null && found.days !== null)))
        promise = found;
    } else if (token === M.lifetime && isAlone(scan, at) && (promise === null || promise.days === null))
      promise = { days: LIFETIME_DAYS, first: at, last: at };
  }
  if (denialBySign !== null && (promise === null || promise.days === null)) return denialBySign;
  if (promise !== null && promise.days === null) return daysBeside(scan, promise) ?? promise;
  return promise;
}

function isBySign(scan: Scan, { first, last }: RefillRead): boolean {
  return [first, last].some((at) => scan.token[at] === M.none_after && isPictorial(scan, at));
}

/** `⛔`, but not `yok` or `нет`. */
function isPictorial(scan: Scan, at: number): boolean {
  return !/\p{L}/u.test(scan.text.slice(scan.from[at], scan.to[at]));
}

/** `No refill`, `without any guarantee`, `refill yok`, `Refill: No`, `Refill ❌`, `0 days refill`. */
function denialOf(scan: Scan, at: number, isProse: boolean): RefillRead | null {
  const isSign = scan.token[at] === M.recycle_sign;
  for (let before = at - 1; before >= 0 && before >= at - 4; before--) {
    if (scan.segment[before] !== scan.segment[at]) break;
    const token = scan.token[before] ?? 0;
    if (token === M.no || (token === M.not && !isSign && (!isProse || scan.token[at] === M.refill)))
      return { days: 0, first: before, last: at };
    // `no refund / refill`, `no auto refill`; a kind, a number or a drop between belongs to another promise.
    const between =
      token === M.any ||
      token === M.auto ||
      token === SLASH ||
      token === M.on ||
      token === M.refill ||
      token === M.guarantee ||
      token === DASH ||
      token === M.and ||
      token === M.per;
    const word = token === 0 && (scan.token[before - 1] === M.no || scan.token[before + 1] === SLASH);
    if (!between && !word) break;
  }
  if (
    scan.token[at - 1] === M.none_after &&
    scan.segment[at - 1] === scan.segment[at] &&
    periodNear(scan, at) === null
  )
    return { days: 0, first: at - 1, last: at };
  let after = at + 1;
  // `Telafi butonu yok`: one word may stand between.
  if (scan.token[after] === 0 && scan.token[after + 1] === M.none_after) after++;
  while (
    after < scan.count &&
    scan.segment[after] === scan.segment[at] &&
    (scan.token[after] === DASH ||
      scan.token[after] === M.any ||
      scan.token[after] === M.refill ||
      scan.token[after] === M.guarantee)
  )
    after++;
  if (after >= scan.count) return null;
  const token = scan.token[after] ?? 0;
  const near = scan.segment[after] === scan.segment[at];
  if (near && token === M.none_after) return { days: 0, first: at, last: after };
  // `Refill: No` at the end of its segment, but not `Refill, no drop`.
  const colon =
    scan.text.slice(scan.to[at], scan.from[after]).includes(':') && scan.token[after + 1] !== M.drop;
  if (
    near &&
    (token === M.no || token === M.not) &&
    (colon ||
      after + 1 >= scan.count ||
      scan.segment[after + 1] !== scan.segment[at] ||
      scan.token[after + 1] === SLASH)
  )
    return { days: 0, first: at, last: after };
  return null;
}

/** `no drop`, `без списаний`, `non-drop`. */
function isNoDrop(scan: Scan, at: number): boolean {
  return (
    scan.token[at] === M.drop &&
    (scan.token[at - 1] === M.no || scan.token[at - 1] === M.not) &&
    scan.segment[at - 1] === scan.segment[at]
  );
}

/** `R30`, `G30`, `AR 30`: written apart it counts only with a number of days that panels use. */
function isShort(scan: Scan, at: number): boolean {
  if (scan.token[at] !== M.refill_short) return false;
  const number = scan.token[at + 1] === DASH ? at + 2 : at + 1;
  if (scan.token[number] !== NUMBER || scan.segment[at] !== scan.segment[number]) return false;
  const value = scan.value[number] ?? 0;
  return scan.glued[number] === 1 || value === 0 || value >= 3;
}

function promiseAt(scan: Scan, at: number, isWord: boolean): RefillRead | null {
  if (scan.token[at] === M.refill_short) {
    const number = scan.token[at + 1] === DASH ? at + 2 : at + 1;
    const days = scan.value[number] ?? 0;
    const scale = Math.max(1, daysOf(scan.token[number + 1] ?? 0));
    return { days: days * scale, first: at, last: number };
  }
  const lifetime = nearest(scan, at, M.lifetime);
  if (lifetime >= 0 && isWord)
    return { days: LIFETIME_DAYS, first: Math.min(at, lifetime), last: Math.max(at, lifetime) };
  const period = periodNear(scan, at);
  if (period !== null) return period;
  const whole = isWord ? wholeUnitBeside(scan, at) : null;
  if (whole !== null) return whole;
  const bare = isWord ? bareNumberNear(scan, at) : null;
  if (bare !== null) return bare;
  return isWord ? { days: null, first: at, last: at } : null;
}

function nearest(scan: Scan, at: number, meaning: number): number {
  for (let away = 1; away <= 4; away++)
    for (const near of [at - away, at + away])
      if (
        near >= 0 &&
        near < scan.count &&
        scan.token[near] === meaning &&
        scan.segment[near] === scan.segment[at]
      )
        return near;
  return -1;
}

/** The number of days, weeks, months or years that stands nearest in the segment, speeds left out. */
function periodNear(scan: Scan, at: number): RefillRead | null {
  const segment = scan.segment[at];
  let best: RefillRead | null = null;
  let bestAway = 8;
  for (let near = Math.max(0, at - 8); near < Math.min(scan.count, at + 8); near++) {
    if (scan.segment[near] !== segment || scan.token[near] !== NUMBER) continue;
    const amount = amountAt(scan, near);
    const unit = daysOf(scan.token[amount.last + 1] ?? 0);
    const isPeriod =
      unit > 0 && scan.segment[amount.last + 1] === segment && !amount.scaled && amount.value <= 1_000;
    if (isPeriod && speedOf(scan, amount) === 0) {
      const away = near > at ? near - at : at - amount.last;
      if (away < bestAway) {
        bestAway = away;
        best = {
          days: Math.round(amount.value * unit),
          first: Math.min(at, near),
          last: Math.max(at, amount.last + 1),
        };
      }
    }
    near = amount.last;
  }
  return best;
}

/** `yearly guarantee`, `ضمان سنة`: a month or a year without a number is one. */
function wholeUnitBeside(scan: Scan, at: number): RefillRead | null {
  for (const near of [at + 1, at - 1]) {
    const token = scan.token[near] ?? 0;
    if (token !== M.month && token !== M.year) continue;
    if (scan.segment[near] !== scan.segment[at] || scan.token[near - 1] === NUMBER) continue;
    return { days: daysOf(token), first: Math.min(at, near), last: Math.max(at, near) };
  }
  return null;
}

/** `Refill 30`, `Гарантия 30♻️`, `30 ♻️`: a number without a unit right beside the word. */
function bareNumberNear(scan: Scan, at: number): RefillRead | null {
  const segment = scan.segment[at];
  for (const step of [1, -1]) {
    let near = at + step;
    while (
      scan.segment[near] === segment &&
      near >= 0 &&
      near < scan.count &&
      isBetween(scan.token[near] ?? 0)
    )
      near += step;
    if (near < 0 || near >= scan.count || scan.segment[near] !== segment || scan.token[near] !== NUMBER)
      continue;
    const value = scan.value[near] ?? 0;
    const amount = amountAt(scan, near);
    const followed = scan.token[amount.last + 1] ?? 0;
    const alone =
      scan.segment[amount.last + 1] !== segment ||
      amount.last + 1 >= scan.count ||
      isBetween(followed) ||
      followed === M.refill ||
      followed === M.guarantee ||
      followed === M.recycle_sign;
    if (amount.scaled || !alone || speedOf(scan, amount) > 0) continue;
    if (value === 0) return { days: 0, first: Math.min(at, near), last: Math.max(at, near) };
    if (value >= 3 && value <= 1_000)
      return { days: amount.value, first: Math.min(at, near), last: Math.max(at, near) };
  }
  return null;
}

function isBetween(token: number): boolean {
  return (
    token === DASH ||
    token === M.recycle_sign ||
    token === M.guarantee ||
    token === M.refill ||
    token === M.on ||
    token === M.any ||
    token === M.auto ||
    token === M.day
  );
}

/** `Lifetime` as a segment of its own. */
function isAlone(scan: Scan, at: number): boolean {
  return (
    (at === 0 || scan.segment[at - 1] !== scan.segment[at]) &&
    at > 0 &&
    (at + 1 >= scan.count || scan.segment[at + 1] !== scan.segment[at])
  );
}

/** `[15 Days] [Guarantee]`, `Refill (25 days maximum)`: a period that stands in a segment beside the promise. */
function daysBeside(scan: Scan, promise: RefillRead): RefillRead | null {
  const segment = scan.segment[promise.first] ?? 0;
  const isWhole = isWholeSegment(scan, promise.first, promise.last);
  for (let at = 0; at < scan.count; at++) {
    if (scan.token[at] !== NUMBER) continue;
    const amount = amountAt(scan, at);
    const unit = daysOf(scan.token[amount.last + 1] ?? 0);
    const away = (scan.segment[at] ?? 0) - segment;
    const follows = at === promise.last + 1 && away === 1;
    const faces = isWhole && away !== 0 && Math.abs(away) <= 2 && isWholeSegment(scan, at, amount.last + 1);
    if (unit > 0 && (follows || faces) && !amount.scaled && speedOf(scan, amount) === 0)
      return {
        days: Math.round(amount.value * unit),
        first: Math.min(at, promise.first),
        last: Math.max(amount.last + 1, promise.last),
      };
    at = amount.last;
  }
  return null;
}

function isWholeSegment(scan: Scan, first: number, last: number): boolean {
  const segment = scan.segment[first];
  return (
    scan.segment[last] === segment &&
    (first === 0 || scan.segment[first - 1] !== segment) &&
    (last + 1 >= scan.count || scan.segment[last + 1] !== segment)
  );
}
