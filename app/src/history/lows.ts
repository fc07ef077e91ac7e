/**
 * What may be said of a service's rate beside its past: the lowest of all time, of a year, of 90 days, and the usual. Nothing is called a
 * low on less than 35 days: every price is the lowest of its first day. Pure.
 */
import { Big } from 'big.js';
import type { Step } from './steps.ts';

const DAY_MS = 86_400_000;

/** No low is claimed on less. */
export const LOW_DAYS_MIN = 35;

/** The lowest rate in a span of time, and when it was last asked for. */
export interface Low {
  rate: string;
  at: Date;
  /** How much of the span is known, in days. */
  days: number;
}

/** How long the rate of now has been the lowest. */
export interface LowMark {
  /** Start of the time over which the rate of now is the lowest. */
  from: Date;
  /** The highest rate within it; null where none was higher. */
  was: string | null;
  /** Nothing before `from` is known: the lowest ever seen. */
  isAllTime: boolean;
}

/** Undefined below 35 days of knowledge within the span, or without any rate. `days` undefined is all time. */
export function lowestOf(steps: readonly Step[], now: Date, days?: number): Low | undefined {
  const quoted = steps.filter(isQuoted);
  const [first] = quoted;
  if (first === undefined) return undefined;
  const start = days === undefined ? first.from.getTime() : now.getTime() - days * DAY_MS;
  const known = (now.getTime() - Math.max(start, first.from.getTime())) / DAY_MS;
  if (known < LOW_DAYS_MIN) return undefined;
  let low: { rate: string; at: Date } | undefined;
  for (const { rate, to } of quoted) {
    if (to.getTime() <= start) continue;
    if (low === undefined || new Big(rate).lte(low.rate)) low = { rate, at: to };
  }
  return low === undefined ? undefined : { ...low, days: Math.floor(known) };
}

/** Of the rate that the last step has; undefined where it has none or is not for sale. */
export function lowMarkOf(steps: readonly Step[]): LowMark | undefined {
  const last = steps.at(-1);
  if (last === undefined || !isQuoted(last)) return undefined;
  const rate = new Big(last.rate);
  let mark: LowMark = { from: last.from, was: null, isAllTime: true };
  for (const step of steps.toReversed()) {
    if (!isQuoted(step)) continue;
    if (rate.gt(step.rate)) return { ...mark, isAllTime: false };
    const was =
      rate.lt(step.rate) && (mark.was === null || new Big(step.rate).gt(mark.was)) ? step.rate : mark.was;
    mark = { from: step.from, was, isAllTime: true };
  }
  return mark;
}

/** Whether a mark may be shown as a low, and how long its span is. */
export function claimOf(
  mark: { from: Date; was: string | null; isAllTime: boolean },
  now: Date,
): 'all' | '1y' | '90d' | '35d' | undefined {
  const days = (now.getTime() - mark.from.getTime()) / DAY_MS;
  if (mark.was === null || days < LOW_DAYS_MIN) return undefined;
  if (mark.isAllTime) return 'all';
  if (days >= 365) return '1y';
  return days >= 90 ? '90d' : '35d';
}

/** The rate that half of the time was asked for more than, by time; undefined where nothing was quoted. */
export function medianOf(steps: readonly Step[], now: Date, days?: number): string | undefined {
  const start = days === undefined ? -Infinity : now.getTime() - days * DAY_MS;
  const weighed = steps
    .filter(isQuoted)
    .map(({ rate, from, to }) => ({ rate, ms: to.getTime() - Math.max(start, from.getTime()) }))
    .filter(({ ms }) => ms > 0)
    .sort((a, b) => new Big(a.rate).cmp(b.rate));
  const total = weighed.reduce((sum, { ms }) => sum + ms, 0);
  let passed = 0;
  for (const { rate, ms } of weighed) {
    passed += ms;
    if (passed * 2 >= total) return rate;
  }
  return undefined;
}

function isQuoted(step: Step): step is Step & { rate: string } {
  return step.available && step.rate !== null;
}
