/**
 * When a panel is checked next. The cadence is fixed: every panel has its own phase within its interval, so lateness never
 * adds up and panels that were added together drift apart. Waits that the panel asked for come first.
 */

export interface DueFacts {
  panelId: number;
  intervalSeconds: number;
  /** Consecutive failures, this check included; 0 after an ok one. */
  failures: number;
  /** What the panel asked for, if anything. */
  retryAfterSeconds: number | undefined;
  /** A second look is wanted soon, to confirm what this one saw. */
  confirm: boolean;
}

/** A first failure may be a hiccup of seconds: two quick looks tell it from an outage before the cadence takes over. */
const QUICK_LOOKS = [20, 60];
/** Quick looks at panels that failed together must not fall together. */
const JITTER = 0.25;
/** A panel that failed this often in a row is left alone for longer: twice the interval, then four times. */
const PATIENCE = [12, 48];
/** A panel that asks to be left alone for longer is asked once a day all the same. */
const WAIT_MAX_SECONDS = 86_400;

/** Instant of the next check, in milliseconds since the epoch. `random` is from 0 to 1. */
export function nextDue(facts: DueFacts, nowMs: number, random: number): number {
  const onCadence = nextOnCadence(facts, nowMs);
  if (facts.retryAfterSeconds !== undefined) {
    const allowedAt = nowMs + Math.min(facts.retryAfterSeconds, WAIT_MAX_SECONDS) * 1000;
    return allowedAt <= onCadence ? onCadence : allowedAt;
  }
  const quick = facts.confirm ? QUICK_LOOKS[0] : QUICK_LOOKS[facts.failures - 1];
  if (quick === undefined) return onCadence;
  return Math.min(onCadence, nowMs + quick * 1000 * (1 + JITTER * (random - 0.5)));
}

function nextOnCadence({ panelId, intervalSeconds, failures }: DueFacts, nowMs: number): number {
  const skipped = 2 ** PATIENCE.filter((limit) => failures >= limit).length;
  const interval = intervalSeconds * 1000;
  const phase = phaseOf(panelId) * interval;
  return (Math.floor((nowMs - phase) / interval) + skipped) * interval + phase;
}

/** 0 to 1, evenly spread over consecutive ids: multiples of the golden ratio, which fall into the widest gaps left. */
function phaseOf(panelId: number): number {
  return (panelId * 0.618_033_988_749_895) % 1;
}
