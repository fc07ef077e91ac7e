/** How late the latest checks of this worker were: enough for two percentiles on the status page. */

export interface Lags {
  add(lagMs: number): void;
  /** Null before the first check. */
  percentiles(): { count: number; p50Ms: number; p99Ms: number } | null;
}

/** A percentile of a thousand rests on ten checks. */
const KEPT = 1000;

export function keepLags(): Lags {
  const latest: number[] = [];
  let next = 0;
  return {
    add(lagMs) {
      latest[next] = Math.max(0, lagMs);
      next = (next + 1) % KEPT;
    },
    percentiles() {
      const ordered = latest.toSorted((one, other) => one - other);
      const at = (share: number) => ordered[Math.ceil(ordered.length * share) - 1];
      const [p50Ms, p99Ms] = [at(0.5), at(0.99)];
      return p50Ms === undefined || p99Ms === undefined ? null : { count: ordered.length, p50Ms, p99Ms };
    },
  };
}
