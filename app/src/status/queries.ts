/** What the watch site knows of itself: for the status page, the metrics and the doctor. Each costs the same however many checks are kept. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

/** A heartbeat comes every ten seconds; who misses five of them is not there. */
export const WORKER_SEEN_SECONDS = 60;
/** Lateness of a check that is worth a word: an idle worker looks twice a second. */
export const OVERDUE_SECONDS = 60;

export interface FleetFacts {
  watched: number;
  paused: number;
  /** Due and held by nobody. */
  due: number;
  overdue: number;
  oldestDueSeconds: number;
  leased: number;
  /** Leases that ended by themselves: their worker died or could not write. */
  lapsed: number;
  workers: number;
}

export async function fleetFacts(db: Database): Promise<FleetFacts> {
  const { rows } = await sql<FleetFacts>`
    select count(*) filter (where paused_at is null) as watched, count(*) filter (where paused_at is not null) as paused,
      count(*) filter (where is_due) as due,
      count(*) filter (where is_due and waits_s > ${OVERDUE_SECONDS}) as overdue,
      coalesce(max(waits_s) filter (where is_due), 0)::float8 as "oldestDueSeconds",
      count(*) filter (where leased_until > now()) as leased, count(*) filter (where leased_until <= now()) as lapsed,
      (select count(*) from workers where seen_at > now() - make_interval(secs => ${WORKER_SEEN_SECONDS})) as workers
    from (
      select paused_at, leased_until, extract(epoch from now() - greatest(due_at, leased_until)) as waits_s,
        paused_at is null and due_at <= now() and (leased_until is null or leased_until <= now()) as is_due
      from check_schedule
    ) as schedule`.execute(db);
  const facts = rows[0];
  if (facts === undefined) throw new Error('a count without a row');
  return facts;
}

export interface WorkerRow {
  workerId: string;
  host: string;
  pid: number;
  version: string;
  startedAt: Date;
  seenAt: Date;
  isSeen: boolean;
  running: number;
  recording: number;
  concurrency: number;
  /** Checks that the lags are of; 0 before the first. */
  lags: number;
  lagP50Ms: number | null;
  lagP99Ms: number | null;
  unreachableShare: number;
}

/** Those that were seen within a day, the latest first. */
export async function listWorkers(db: Database): Promise<WorkerRow[]> {
  const { rows } = await sql<WorkerRow>`
    select worker_id as "workerId", host, pid, version, started_at as "startedAt", seen_at as "seenAt",
      seen_at > now() - make_interval(secs => ${WORKER_SEEN_SECONDS}) as "isSeen", running, recording, concurrency, lags,
      lag_p50_ms as "lagP50Ms", lag_p99_ms as "lagP99Ms", unreachable_share as "unreachableShare"
    from workers where seen_at > now() - interval '1 day' order by seen_at desc, started_at desc limit 100`.execute(
    db,
  );
  return rows;
}

export interface OwnTroubleRow {
  kind: 'network' | 'database';
  beganAt: Date;
  /** Null while it lasts, and when the worker that saw it is gone. */
  endedAt: Date | null;
  /** The worker that saw it is still there. */
  isWatched: boolean;
  detail: string;
  host: string | null;
}

export async function latestTroubles(db: Database, limit: number): Promise<OwnTroubleRow[]> {
  const { rows } = await sql<OwnTroubleRow>`
    select t.kind, t.began_at as "beganAt", t.ended_at as "endedAt", t.detail, w.host,
      coalesce(w.seen_at > now() - make_interval(secs => ${WORKER_SEEN_SECONDS}), false) as "isWatched"
    from own_troubles t left join workers w using (worker_id)
    order by t.began_at desc limit ${limit}`.execute(db);
  return rows;
}

export interface DatabaseFacts {
  version: string;
  sizeBytes: number;
  /** By the database's clock. */
  now: Date;
  /** Null before the first. */
  rolledUntil: Date | null;
  /** Age of the oldest check that waits for its day's table; null when none does. */
  waitingSeconds: number | null;
  lastCheckAt: Date | null;
}

export async function databaseFacts(db: Database): Promise<DatabaseFacts> {
  const { rows } = await sql<DatabaseFacts>`
    select current_setting('server_version') as version, pg_database_size(current_database()) as "sizeBytes",
      clock_timestamp() as now,
      (select case when rolled_until > '-infinity' then rolled_until end from check_roll_up) as "rolledUntil",
      (select extract(epoch from now() - min(started_at))::float8 from checks_default) as "waitingSeconds",
      (select max(checked_at) from panel_states) as "lastCheckAt"`.execute(db);
  const facts = rows[0];
  if (facts === undefined) throw new Error('a select without a row');
  return facts;
}

export interface BackupRow {
  madeAt: Date;
  bytes: number;
}

export async function latestBackup(db: Database): Promise<BackupRow | undefined> {
  const { rows } = await sql<BackupRow>`
    select made_at as "madeAt", bytes from backups order by made_at desc limit 1`.execute(db);
  return rows[0];
}
