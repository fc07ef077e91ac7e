/**
 * How uptime is counted: every check speaks for the time until the next one. Seconds count as up or down by what was seen,
 * and as unknown where nobody looked, the key was dead, the door was closed, or the trouble was ours.
 */
import type { PanelState } from '../panels/queries.ts';

/** u(p), d(own), x (unknown): as stored. */
export type SpanKind = 'u' | 'd' | 'x';

export interface Span {
  seconds: number;
  kind: SpanKind;
}

/** A check speaks for two intervals at most: a worker that was away for a day saw nothing of it. */
const INTERVALS_MAX = 2;

/** The time between the check before and this one; empty before the second check. */
export function spanSince(
  before: { checkedAtMs: number; seenState: PanelState } | undefined,
  startedAtMs: number,
  intervalSeconds: number,
): Span {
  if (before === undefined) return { seconds: 0, kind: 'x' };
  // Whole seconds of the clock, so that spans meet without gap or overlap: an hour never holds more than 3,600.
  const seconds = Math.floor(startedAtMs / 1000) - Math.floor(before.checkedAtMs / 1000);
  // A clock that was set back leaves nothing to count.
  return {
    seconds: Math.max(0, Math.min(seconds, INTERVALS_MAX * intervalSeconds)),
    kind: kindOf(before.seenState),
  };
}

function kindOf(state: PanelState): SpanKind {
  if (state === 'up' || state === 'degraded') return 'u';
  return state === 'down' ? 'd' : 'x';
}
