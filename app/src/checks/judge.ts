/**
 * What a check says about its panel, and what may be published of it. A failure is confirmed by two quick looks before it
 * counts; a recovery counts at once. Our own troubles are unknown, never the panel's; a dead key and a closed door are not
 * downtime.
 */
import type { Outcome } from 'smmwatch';
import type { PanelState } from '../panels/queries.ts';

/** What is known of the panel from before. */
export interface Before {
  /** As published; null before the first check. */
  state: PanelState | null;
  /** Consecutive failures. */
  failures: number;
}

export interface Seen {
  outcome: Outcome;
  durationMs: number;
  /** The catalog was read, but not all of it, or its shrinking waits for confirmation. */
  isPartial: boolean;
  /** So many panels fail at once that our own network is the likelier cause. */
  isOurs: boolean;
  /** The panel announced that it may be away. */
  inMaintenance: boolean;
}

export interface Judgement {
  /** What this check alone says. */
  seenState: PanelState;
  /** What is published. */
  state: PanelState;
  failures: number;
  /** What becomes of the panel's incident. */
  incident: 'open' | 'close' | 'leave';
}

/** A failure counts at the third look: the first one and two quick ones, within about a minute and a half. */
export const LOOKS_TO_CONFIRM = 3;
/** A reply that takes longer than this leaves a reseller's shop waiting. */
const SLOW_MS = 10_000;

export function judge(before: Before, seen: Seen): Judgement {
  const seenState = stateSeen(seen);
  if (seenState === 'up' || seenState === 'degraded') {
    const recovers = before.state !== 'up' && before.state !== 'degraded';
    return { seenState, state: seenState, failures: 0, incident: recovers ? 'close' : 'leave' };
  }
  if (seenState === 'unknown') {
    return { seenState, state: 'unknown', failures: before.failures, incident: 'leave' };
  }
  const failures = before.failures + 1;
  if (failures < LOOKS_TO_CONFIRM) {
    return { seenState, state: before.state ?? 'unknown', failures, incident: 'leave' };
  }
  return { seenState, state: seenState, failures, incident: before.state === seenState ? 'leave' : 'open' };
}

/** A name server that does not answer may be ours; an address that we may not connect to says nothing about the panel. */
function stateSeen({ outcome, durationMs, isPartial, isOurs, inMaintenance }: Seen): PanelState {
  switch (outcome.stage) {
    case 'ok':
      return isPartial || durationMs > SLOW_MS ? 'degraded' : 'up';
    case 'auth':
      return 'key_invalid';
    case 'rate_limit':
      return 'blocked';
    case 'target':
      return 'unknown';
    default:
      if (isOurs || inMaintenance) return 'unknown';
      if (outcome.stage === 'dns')
        return outcome.code === 'not_found' || outcome.code === 'no_address' ? 'down' : 'unknown';
      return outcome.code === 'challenge' ? 'blocked' : 'down';
  }
}
