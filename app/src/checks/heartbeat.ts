/**
 * A worker says every few seconds that it lives, how it fares, and whether the trouble it sees is our own: one alarm when that
 * begins and one when it ends, in the log and in the table that the status page reads. It never judges a panel. When the database is away
 * the beats fail; that it was away is written down when it is back.
 */
import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { VERSION } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { Lags } from './lags.ts';
import { SHARE_MIN } from './own-trouble.ts';
import type { Worker } from './worker.ts';

export interface HeartbeatDeps {
  db: Database;
  log: Log;
  worker: Pick<Worker, 'load' | 'ownTrouble'>;
  lags: Lags;
  concurrency: number;
}

export interface Heartbeat {
  /** Beats now instead of in a few seconds. */
  beat(): Promise<void>;
  /** Takes the worker off the list. */
  stop(): Promise<void>;
}

const BEAT_MS = 10_000;
/** A worker that was not seen for so long is gone, and with it whoever could have ended its alarm. */
const GONE = '1 hour';

export function startHeartbeat(deps: HeartbeatDeps): Heartbeat {
  const { db, log } = deps;
  const workerId = randomUUID();
  const stopping = new AbortController();
  /** Since when the database has not answered; `performance.now()`'s milliseconds. */
  let awaySinceMs: number | undefined;
  let awayBecause = '';
  let networkTrouble = false;
  const loop = beatOn();

  async function beatOn(): Promise<void> {
    while (!stopping.signal.aborted) {
      await beat();
      await sleep(BEAT_MS, undefined, { signal: stopping.signal, ref: false }).catch(() => {});
    }
  }

  async function beat(): Promise<void> {
    const beganMs = performance.now();
    try {
      await writeWorker(deps, workerId);
      if (awaySinceMs !== undefined) await tellAway(performance.now() - awaySinceMs);
      await tellNetwork();
    } catch (error) {
      // Once per absence: every statement that fails meanwhile has its own reason to complain.
      if (awaySinceMs === undefined)
        log.error({ reason: messageOf(error) }, 'ALARM the database does not answer');
      awaySinceMs ??= beganMs;
      awayBecause = messageOf(error);
    }
  }

  async function tellAway(lastedMs: number): Promise<void> {
    await sql`
      insert into own_troubles (worker_id, began_at, kind, ended_at, detail)
      values (${workerId}, now() - make_interval(secs => ${lastedMs / 1000}), 'database', now(), ${awayBecause})`.execute(
      db,
    );
    awaySinceMs = undefined;
    log.warn({ seconds: Math.round(lastedMs / 1000) }, 'ALARM OVER the database answers again');
  }

  async function tellNetwork(): Promise<void> {
    const share = deps.worker.ownTrouble.unreachableShare(performance.now());
    const isTrouble = share >= SHARE_MIN;
    if (isTrouble === networkTrouble) return;
    if (isTrouble) {
      const detail = `${Math.round(share * 100)} % of the panels asked lately could not be reached`;
      await sql`
        insert into own_troubles (worker_id, began_at, kind, detail) values (${workerId}, now(), 'network', ${detail})`.execute(
        db,
      );
      log.error(
        { share },
        'ALARM most panels cannot be reached: our own network or name server is the likelier cause, so nothing is held against them',
      );
    } else {
      await sql`
        update own_troubles set ended_at = now()
        where worker_id = ${workerId} and kind = 'network' and ended_at is null`.execute(db);
      log.warn({ share }, 'ALARM OVER panels can be reached again');
    }
    networkTrouble = isTrouble;
  }

  return {
    beat,
    async stop() {
      stopping.abort();
      await loop;
      await takeOff(db, workerId).catch((error: unknown) =>
        log.warn({ reason: messageOf(error) }, 'still listed as a worker; the list forgets it by itself'),
      );
    },
  };
}

async function writeWorker(
  { db, worker, lags, concurrency }: HeartbeatDeps,
  workerId: string,
): Promise<void> {
  const { running, recording } = worker.load();
  const lag = lags.percentiles();
  const share = worker.ownTrouble.unreachableShare(performance.now());
  await sql`
    with gone as (
      delete from workers where seen_at < now() - ${GONE}::interval and worker_id <> ${workerId}
    )
    insert into workers (worker_id, host, pid, version, started_at, seen_at, running, recording, concurrency, lags, lag_p50_ms, lag_p99_ms,
      unreachable_share)
    values (${workerId}, ${hostname()}, ${process.pid}, ${VERSION}, now(), now(), ${running}, ${recording}, ${concurrency},
      ${lag?.count ?? 0}, ${whole(lag?.p50Ms)}, ${whole(lag?.p99Ms)}, ${share})
    on conflict (worker_id) do update set seen_at = excluded.seen_at, running = excluded.running, recording = excluded.recording,
      lags = excluded.lags, lag_p50_ms = excluded.lag_p50_ms, lag_p99_ms = excluded.lag_p99_ms,
      unreachable_share = excluded.unreachable_share`.execute(db);
}

/** Its alarms end with it: what it saw cannot be told any more. */
async function takeOff(db: Database, workerId: string): Promise<void> {
  await sql`
    with ended as (
      update own_troubles set ended_at = now() where worker_id = ${workerId} and ended_at is null
    )
    delete from workers where worker_id = ${workerId}`.execute(db);
}

function whole(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value);
}
