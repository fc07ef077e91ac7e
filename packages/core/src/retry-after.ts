/** How long a panel asks us to wait, out of the headers of its reply. Its wording is read in panel-errors.ts. */
import { RETRY_AFTER_SECONDS_MAX } from './limits.ts';

/**
 * Seconds to wait, or undefined when the headers ask for none. `Retry-After` is seconds or an HTTP date (RFC 9110, 10.2.3);
 * `X-RateLimit-Reset` and its relatives count only when nothing is left. `now` measures dates; without it the reply's own
 * `Date` header does, which also forgives a server whose clock is wrong.
 */
export function retryAfterSeconds(headers: Record<string, string>, now?: Date): number | undefined {
  const clock = now?.getTime() ?? dateOf(headers['date']);
  const asked = headers['retry-after']?.trim();
  if (asked !== undefined) {
    const seconds = /^\d+(\.\d+)?$/.test(asked) ? Number(asked) : until(dateOf(asked), clock);
    if (seconds !== undefined) return clampSeconds(seconds);
  }
  if (!nothingLeft(headers)) return undefined;
  const after = numberOf(headers['x-ratelimit-reset-after']);
  if (after !== undefined) return clampSeconds(after);
  const reset = numberOf(
    headers['x-ratelimit-reset'] ?? headers['x-rate-limit-reset'] ?? headers['ratelimit-reset'],
  );
  if (reset === undefined) return undefined;
  const seconds = untilReset(reset, clock);
  return seconds === undefined ? undefined : clampSeconds(seconds);
}

/** A wait within reason: whole seconds, never negative, at most a day. */
export function clampSeconds(seconds: number): number {
  return Math.min(Math.max(Math.ceil(seconds), 0), RETRY_AFTER_SECONDS_MAX);
}

function nothingLeft(headers: Record<string, string>): boolean {
  const left =
    headers['x-ratelimit-remaining'] ?? headers['x-rate-limit-remaining'] ?? headers['ratelimit-remaining'];
  return numberOf(left) === 0;
}

/** A reset is written as seconds from now, as seconds since 1970, or as milliseconds since 1970; its size tells which. */
function untilReset(reset: number, clock: number | undefined): number | undefined {
  if (reset < 1e8) return reset;
  return until(reset < 1e11 ? reset * 1000 : reset, clock);
}

function until(instant: number | undefined, clock: number | undefined): number | undefined {
  return instant === undefined || clock === undefined ? undefined : (instant - clock) / 1000;
}

function dateOf(text: string | undefined): number | undefined {
  // A date names a month or a weekday; without one, Date.parse would read stray numbers as years.
  if (text === undefined || !/[a-z]{3}/i.test(text)) return undefined;
  const instant = Date.parse(text);
  return Number.isNaN(instant) ? undefined : instant;
}

function numberOf(text: string | undefined): number | undefined {
  const first = text?.split(/[,;]/)[0]?.trim() ?? '';
  return /^\d+(\.\d+)?$/.test(first) ? Number(first) : undefined;
}
