/**
 * Are they down, or are we? When most panels fail at once before a byte of theirs has arrived, it is our network, our name
 * server or our clock. Each worker judges for itself, since each has its own way out.
 */
import type { Outcome } from 'smmwatch';

export interface OwnTrouble {
  /** Takes note of an outcome and answers whether failures are to be doubted now. */
  observe(panelId: number, outcome: Outcome, nowMs: number): boolean;
  /** Share of the panels asked lately that could not be reached, for metrics and alarms; 0 when too few were asked. */
  unreachableShare(nowMs: number): number;
}

/** How far back a panel's latest outcome counts. */
const WINDOW_MS = 120_000;
/** Two panels that fail together are a coincidence: one hoster, one data centre. */
const PANELS_MIN = 4;
export const SHARE_MIN = 0.6;

export function watchOwnTrouble(): OwnTrouble {
  /** Panel to its latest outcome, the longest ago first. */
  const latest = new Map<number, { unreachable: boolean; atMs: number }>();
  let unreachable = 0;

  function forget(panelId: number): void {
    if (latest.get(panelId)?.unreachable === true) unreachable -= 1;
    latest.delete(panelId);
  }

  function forgetOld(nowMs: number): void {
    for (const [panelId, { atMs }] of latest) {
      if (nowMs - atMs < WINDOW_MS) break;
      forget(panelId);
    }
  }

  function unreachableShare(nowMs: number): number {
    forgetOld(nowMs);
    return latest.size < PANELS_MIN ? 0 : unreachable / latest.size;
  }

  return {
    observe(panelId, outcome, nowMs) {
      forget(panelId);
      const failed = isUnreachable(outcome);
      latest.set(panelId, { unreachable: failed, atMs: nowMs });
      if (failed) unreachable += 1;
      return failed && unreachableShare(nowMs) >= SHARE_MIN;
    },
    unreachableShare,
  };
}

/** Nothing of the panel's own was seen. */
function isUnreachable({ stage, code }: Outcome): boolean {
  return stage === 'dns' || stage === 'connect' || stage === 'tls' || code === 'first_byte_timeout';
}
