/**
 * The process that checks. Leases what is due as places become free, asks, records. Any number of workers may run on one
 * database. A check that fails is a recorded outcome; what throws here is ours (the database is away, a bug): it is logged, the
 * panel keeps its lease until that ends, and then any worker takes it again. Nothing is acknowledged that is not written.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../db/open.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { leaseDue, releaseLeases, type LeasedPanel } from './lease.ts';
import { recordCheck } from './record-check.ts';
import { runCheck, type CheckDeps } from './run-check.ts';

export interface WorkerDeps extends CheckDeps {
  db: Database;
  log: Log;
  concurrency: number;
}

export interface Worker {
  /** Takes nothing new, lets what is under way end for as long as `graceMs`, then breaks it off and gives the leases back. */
  stop(graceMs: number): Promise<void>;
}

/** How long an idle worker waits before it looks again: the lateness that a check may have on an idle site. */
const IDLE_MS = 500;
/** After trouble of our own. */
const TROUBLE_MS = 2000;

export function startWorker(deps: WorkerDeps): Worker {
  const stopping = new AbortController();
  const breaking = new AbortController();
  const running = new Map<Promise<void>, LeasedPanel>();
  const loop = leaseAndRun();

  async function leaseAndRun(): Promise<void> {
    while (!stopping.signal.aborted) {
      const free = deps.concurrency - running.size;
      const leased = free > 0 ? await tryLease(free) : [];
      for (const panel of leased ?? []) start(panel);
      if (leased === undefined) await pause(TROUBLE_MS);
      else if (leased.length === 0)
        await Promise.race([pause(IDLE_MS), ...(free === 0 ? running.keys() : [])]);
    }
  }

  async function tryLease(limit: number): Promise<LeasedPanel[] | undefined> {
    try {
      return await leaseDue(deps.db, limit);
    } catch (error) {
      deps.log.error({ err: error }, 'cannot lease due panels; the database may be away');
      return undefined;
    }
  }

  function start(panel: LeasedPanel): void {
    const check = checkAndReport(panel);
    running.set(check, panel);
    void check.finally(() => running.delete(check));
  }

  async function checkAndReport(panel: LeasedPanel): Promise<void> {
    try {
      await checkLeased(deps, panel, breaking.signal);
    } catch (error) {
      if (breaking.signal.aborted) return;
      deps.log.error({ panel: panel.slug, err: error }, 'check not recorded; it is repeated after its lease');
    }
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  return {
    async stop(graceMs) {
      stopping.abort();
      await loop;
      const ended = Promise.all(running.keys());
      await Promise.race([ended, sleep(graceMs, undefined, { ref: false })]);
      const left = [...running.values()];
      breaking.abort(new Error('the worker is stopping'));
      if (left.length === 0) return;
      await releaseLeases(deps.db, left).catch((error: unknown) =>
        deps.log.warn({ reason: messageOf(error) }, 'leases not given back; they end by themselves'),
      );
    },
  };
}

/** From leased to recorded. Throws when it could not be recorded; the panel's own failures are outcomes. */
export async function checkLeased(
  deps: Omit<WorkerDeps, 'concurrency'>,
  panel: LeasedPanel,
  signal: AbortSignal,
): Promise<void> {
  const result = await runCheck(deps, panel, signal);
  if (signal.aborted) return;
  const recorded = await recordCheck(deps.db, result);
  const { outcome } = result;
  const facts = {
    panel: panel.slug,
    outcome: outcome.stage === 'ok' ? 'ok' : `${outcome.stage}/${outcome.code}`,
    ms: Math.round(result.durationMs),
    bytes: result.facts.wireBytes,
  };
  if (recorded.kind === 'lease-lost') deps.log.warn(facts, 'lease lost; another worker has the panel');
  else if (recorded.quarantined)
    deps.log.warn(facts, 'more than half of the catalog is gone; waiting for a second check');
  else deps.log.info({ ...facts, changes: recorded.changes }, 'checked');
}
