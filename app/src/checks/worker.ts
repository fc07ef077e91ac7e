/**
 * The process that checks. Leases what is due as places become free, asks, records. Any number of workers may run on one
 * database. A check that fails is a recorded outcome; what throws here is ours (the database is away, no network, a bug): it is
 * logged, and the panel is due again soon, or when its lease ends if the database is away. Nothing is acknowledged that is not written.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { leaseDue, leaseSeconds, releaseLeases, type LeasedPanel } from './lease.ts';
import { watchOwnTrouble, type OwnTrouble } from './own-trouble.ts';
import { createPace } from './pace.ts';
import { postponeCheck } from './postpone.ts';
import type { Recorded } from './record-check.ts';
import { createRecordQueue, type RecordQueue } from './record-queue.ts';
import { CHECK_MS_MAX, runCheck, type CheckDeps, type CheckResult } from './run-check.ts';

export interface WorkerDeps extends CheckDeps {
  db: Database;
  log: Log;
  concurrency: number;
  /** Told of every check that was recorded, and of every one that could not be. */
  observe?: CheckObserver;
}

export interface CheckObserver {
  /** These were leased together, which took this long. */
  leased?(panels: readonly LeasedPanel[], leaseMs: number): void;
  ended(result: CheckResult, recorded: Recorded, recordMs: number): void;
  failed(panel: LeasedPanel, error: unknown): void;
}

export interface Worker {
  /** Takes nothing new, lets what is under way end for as long as `graceMs`, then breaks it off and gives the leases back. */
  stop(graceMs: number): Promise<void>;
  /** Checks under way, and results that wait to be written. */
  load(): { running: number; recording: number };
  ownTrouble: OwnTrouble;
}

/** How long an idle worker waits before it looks again: the lateness that a check may have on an idle site. */
const IDLE_MS = 500;
/** After trouble of our own. */
const TROUBLE_MS = 2000;
/** How often the steady rate is asked for. */
const RATE_EVERY_MS = 60_000;

export function startWorker(deps: WorkerDeps): Worker {
  const stopping = new AbortController();
  const breaking = new AbortController();
  const running = new Map<Promise<void>, LeasedPanel>();
  const queue = createRecordQueue(deps.db, () => running.size);
  const ownTrouble = watchOwnTrouble();
  const pace = createPace(performance.now());
  /** Panel to how often in a row its check failed because of us. */
  const troubles = new Map<number, number>();
  const { checkLimitMs = CHECK_MS_MAX } = deps;
  let rateAskedAtMs = Number.NEGATIVE_INFINITY;
  const loop = leaseAndRun();

  async function leaseAndRun(): Promise<void> {
    while (!stopping.signal.aborted) {
      const free = Math.min(deps.concurrency - running.size, pace.allowance(performance.now()));
      const leased = free > 0 ? await tryLease(free) : [];
      for (const panel of leased ?? []) start(panel);
      if (leased === undefined) await pause(TROUBLE_MS);
      else if (running.size >= deps.concurrency) await Promise.race(running.keys());
      else if (leased.length < free || free === 0) await pause(free === 0 ? IDLE_MS / 10 : IDLE_MS);
    }
  }

  async function tryLease(limit: number): Promise<LeasedPanel[] | undefined> {
    try {
      if (performance.now() - rateAskedAtMs > RATE_EVERY_MS) {
        pace.setSteadyRate(await steadyRate(deps.db));
        rateAskedAtMs = performance.now();
      }
      const askedAtMs = performance.now();
      const leased = await leaseDue(deps.db, limit, leaseSeconds(checkLimitMs / 1000));
      pace.take(leased.length);
      if (leased.length > 0) deps.observe?.leased?.(leased, performance.now() - askedAtMs);
      return leased;
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
      await checkLeased(deps, queue, ownTrouble, panel, breaking.signal);
      troubles.delete(panel.panelId);
    } catch (error) {
      if (breaking.signal.aborted) return;
      deps.observe?.failed(panel, error);
      deps.log.error(
        { panel: panel.slug, err: error },
        'check not made or not recorded; it is repeated soon',
      );
      await postpone(panel);
    }
  }

  async function postpone(panel: LeasedPanel): Promise<void> {
    const times = (troubles.get(panel.panelId) ?? 0) + 1;
    troubles.set(panel.panelId, times);
    await postponeCheck(deps.db, panel, times).catch((error: unknown) =>
      deps.log.warn({ panel: panel.slug, reason: messageOf(error) }, 'check is repeated after its lease'),
    );
  }

  async function pause(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: stopping.signal }).catch(() => {});
  }

  return {
    ownTrouble,
    load: () => ({ running: running.size, recording: queue.depth() }),
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
async function checkLeased(
  deps: WorkerDeps,
  queue: RecordQueue,
  ownTrouble: OwnTrouble,
  panel: LeasedPanel,
  signal: AbortSignal,
): Promise<void> {
  const result = await runCheck(deps, panel, signal);
  if (signal.aborted) return;
  const isOurs = ownTrouble.observe(panel.panelId, result.outcome, performance.now());
  const askedAtMs = performance.now();
  const recorded = await queue.record({ ...result, isOurs });
  deps.observe?.ended(result, recorded, performance.now() - askedAtMs);
  report(deps.log, result, recorded, isOurs);
}

function report(
  log: Log,
  { panel, outcome, durationMs, facts }: CheckResult,
  recorded: Recorded,
  isOurs: boolean,
): void {
  const told = {
    panel: panel.slug,
    at: panel.startedAt,
    outcome: outcome.stage === 'ok' ? 'ok' : `${outcome.stage}/${outcome.code}`,
    ms: Math.round(durationMs),
    bytes: facts?.wireBytes,
  };
  if (recorded.kind === 'lease-lost') log.warn(told, 'lease lost; another worker has the panel');
  // That it began is said once, by the heartbeat, and not by every check.
  else if (isOurs) log.info(told, 'checked; not held against the panel while most cannot be reached');
  else if (recorded.quarantined)
    log.warn(
      told,
      `more than half of the catalog is gone; waiting for ${recorded.isHeld ? 'the operator' : 'a second check'}`,
    );
  else if (outcome.stage !== 'ok' || recorded.changes > 0)
    log.info({ ...told, changes: recorded.changes, state: recorded.state }, 'checked');
  else log.debug(told, 'checked');
}

async function steadyRate(db: Database): Promise<number> {
  const { rows } = await sql<{ rate: number }>`
    select coalesce(sum(1.0 / interval_seconds), 0)::float8 as rate from check_schedule where paused_at is null`.execute(
    db,
  );
  return rows[0]?.rate ?? 0;
}
