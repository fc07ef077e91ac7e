/** Two moments in an address: `2026-11-01T00:00:00Z..2026-11-08T00:00:00Z`, and the ways people write them. */
import type { Span } from './catalog-at.ts';

export interface Moments {
  from: Date;
  to: Date;
}

/**
 * Instants, days (`2026-11-01`, their first moment), `7d` and `now`, as UTC; undefined for anything else, and for two that are the same. What lies
 * outside of what is known is moved to its edge: before the first look nobody knows, and what is to come is not there yet.
 */
export function readSpan(text: string, known: Span, now: Date): Moments | undefined {
  const [from = '', to = '', more] = text.split('..');
  if (more !== undefined) return undefined;
  const start = readMoment(from, now);
  const end = readMoment(to, now);
  if (start === undefined || end === undefined) return undefined;
  const [first, last] = [after(known.from), after(known.to)];
  const within = (at: Date): Date => (at < first ? first : at > last ? last : at);
  const span = { from: within(start), to: within(end) };
  return span.from.getTime() === span.to.getTime() ? undefined : span;
}

export function writeSpan({ from, to }: Moments): string {
  return `${writeMoment(from)}..${writeMoment(to)}`;
}

/** As short as it can be told: an address is read by people. */
export function writeMoment(at: Date): string {
  return at.toISOString().replace('.000Z', 'Z');
}

/**
 * The millisecond that has all of a check in it, whose start is kept to the microsecond. Checks of a panel follow one another, and none
 * begins within a millisecond of another: what is told of this moment stays true.
 */
function after(instant: string): Date {
  const at = new Date(instant.replace(/([+-]\d\d)$/u, '$1:00'));
  return /\.\d{3}\d*[1-9]/u.test(instant) ? new Date(at.getTime() + 1) : at;
}

const INSTANT = /^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:\d\d)?)?$/u;

function readMoment(text: string, now: Date): Date | undefined {
  if (text === 'now') return now;
  const ago = /^(\d{1,4})d$/u.exec(text);
  if (ago !== null) return new Date(now.getTime() - Number(ago[1]) * 86_400_000);
  if (!INSTANT.test(text)) return undefined;
  // A form's field has no zone: ours is UTC.
  const zoned = /Z$|[+-]\d\d:\d\d$|^\d{4}-\d\d-\d\d$/u.test(text) ? text : `${text}Z`;
  const at = new Date(zoned);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
