/**
 * How fast overdue checks may be caught up with. After a start or a pause everything is due at once; begun all at once it would
 * be a herd on our processor and on shared hosters. Four times the steady rate clears any backlog within a third of an interval.
 */

export interface Pace {
  /** How many checks may begin now; those that do must be taken. */
  allowance(nowMs: number): number;
  take(count: number): void;
  /** The steady rate: the sum of all panels' checks per second. */
  setSteadyRate(perSecond: number): void;
}

const CATCH_UP_FACTOR = 4;
/** A small site need not crawl: this many a second harm nobody. */
const RATE_MIN = 20;
/** Credit that an idle worker gathers, in seconds: a second's worth of checks may begin together. */
const BURST_SECONDS = 1;

export function createPace(nowMs: number): Pace {
  let rate = RATE_MIN;
  let credit = rate * BURST_SECONDS;
  let countedAtMs = nowMs;
  return {
    allowance(now) {
      credit = Math.min(rate * BURST_SECONDS, credit + (rate * Math.max(0, now - countedAtMs)) / 1000);
      countedAtMs = now;
      return Math.floor(credit);
    },
    take(count) {
      credit -= count;
    },
    setSteadyRate(perSecond) {
      rate = Math.max(RATE_MIN, perSecond * CATCH_UP_FACTOR);
    },
  };
}
