/**
 * Uptime: seconds up against seconds down, over a window of time. What is neither was not seen, and that is said, not counted.
 * A window is cut into whole days, whole hours at its edges, and the checks that are not rolled up yet.
 */

export interface Uptime {
  /** When the window begins: it reaches back this far even where the panel was not watched yet. */
  since: Date;
  upS: number;
  downS: number;
  /** Of the part of the window in which the panel was watched. */
  unknownS: number;
  /** 0 to 1; null when nothing was seen. */
  ratio: number | null;
}

export const UPTIME_WINDOWS = ['24h', '7d', '30d', '90d'] as const;
export type UptimeWindow = (typeof UPTIME_WINDOWS)[number];

export const BAR_DAYS = 90;

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** A range of whole hours. */
export interface Range {
  since: Date;
  until: Date;
}

/** Short windows begin at a full hour; long ones, like the cells of the bar, at a UTC day: today and the 29 or 89 days before. */
export function rangeOf(window: UptimeWindow, now: Date): Range {
  const today = floor(now, DAY_MS);
  const until = new Date(today + DAY_MS);
  const sinceMs = {
    '24h': floor(now, HOUR_MS) - DAY_MS,
    '7d': floor(now, HOUR_MS) - 7 * DAY_MS,
    '30d': today - 29 * DAY_MS,
    '90d': today - (BAR_DAYS - 1) * DAY_MS,
  };
  return { since: new Date(sinceMs[window]), until };
}

/** The whole days of a range, and the hours at its edges. Ends are exclusive. */
export interface Cut {
  days: Range;
  hours: Range[];
}

export function cut({ since, until }: Range): Cut {
  const start = since.getTime();
  const end = until.getTime();
  const firstDay = Math.ceil(start / DAY_MS) * DAY_MS;
  const lastDay = floor(until, DAY_MS);
  if (firstDay >= lastDay) return { days: range(firstDay, firstDay), hours: [{ since, until }] };
  const edges = [range(start, firstDay), range(lastDay, end)];
  return { days: range(firstDay, lastDay), hours: edges.filter((edge) => edge.since < edge.until) };
}

/** `watchedS`: how much of the window the panel was watched, so far as it can be judged by now. */
export function uptimeOf(since: Date, seconds: { upS: number; downS: number; watchedS: number }): Uptime {
  const { upS, downS, watchedS } = seconds;
  const seen = upS + downS;
  return {
    since,
    upS,
    downS,
    unknownS: Math.max(0, watchedS - seen),
    ratio: seen === 0 ? null : upS / seen,
  };
}

/** A day at a glance, by a letter: u(p), p(artly down), d(own half of the seen time or more), x (unknown), . (not watched). */
export type DayMark = 'u' | 'p' | 'd' | 'x' | '.';

export function dayMark({ upS, downS, watchedS }: { upS: number; downS: number; watchedS: number }): DayMark {
  if (watchedS === 0) return '.';
  if (upS + downS === 0) return 'x';
  if (downS === 0) return 'u';
  return downS < upS ? 'p' : 'd';
}

function range(sinceMs: number, untilMs: number): Range {
  return { since: new Date(sinceMs), until: new Date(untilMs) };
}

function floor(at: Date, unitMs: number): number {
  return Math.floor(at.getTime() / unitMs) * unitMs;
}
