/**
 * Who works which look. Leases end by themselves and count up: a worker that died costs its look a few minutes, and one that
 * stood still for longer may no longer write. The database's clock decides.
 */
import { sql } from 'kysely';
import type { ConformanceReport } from 'smmwatch';
import type { Database } from '../db/open.ts';
import type { KnownPanel, LookStage } from './stages.ts';
import type { SampleService } from './sample.ts';

/** Longest that one look may take: two exchanges of a minute, each perhaps in a second transport. */
export const LOOK_LIMIT_MS = 170_000;
const LEASE_SECONDS = 240;
/** A look that ended three workers is not tried on a fourth. */
const ATTEMPTS_MAX = 3;

export interface LeasedLook {
  lookId: number;
  attempt: number;
  apiUrl: string;
  keySealed: Buffer;
}

export async function leaseLooks(db: Database, limit: number): Promise<LeasedLook[]> {
  const { rows } = await sql<LeasedLook>`
    update looks set leased_until = now() + make_interval(secs => ${LEASE_SECONDS}), attempts = attempts + 1,
      started_at = coalesce(started_at, now())
    where look_id in (
      select look_id from looks l
      where ended_at is null and attempts < ${ATTEMPTS_MAX} and (leased_until is null or leased_until <= now())
        -- A host is asked one thing at a time, and the checks of a listed panel come first.
        and not exists (select from check_schedule d where d.host = l.host and d.leased_until > now())
        and not exists (select from looks o where o.host = l.host and o.look_id < l.look_id and o.ended_at is null)
      order by look_id limit ${limit} for update skip locked
    )
    returning look_id as "lookId", attempts as attempt, api_url as "apiUrl", key_sealed as "keySealed"`.execute(
    db,
  );
  return rows;
}

/** Ends what nobody may try again. Returns how many there were. */
export async function giveUpLooks(db: Database): Promise<number> {
  const given = await sql`
    update looks set ended_at = now(), leased_until = null, key_sealed = null, trouble = 'ours', version = version + 1
    where ended_at is null and attempts >= ${ATTEMPTS_MAX} and (leased_until is null or leased_until <= now())`.execute(
    db,
  );
  return Number(given.numAffectedRows ?? 0n);
}

/** For whoever is alone with the database: those who held these leases are dead. */
export async function endLookLeases(db: Database): Promise<void> {
  await sql`update looks set leased_until = null where ended_at is null and leased_until > now()`.execute(db);
}

/** Given back by a process that stops, for another one to begin anew. */
export async function releaseLook(db: Database, { lookId, attempt }: LeasedLook): Promise<void> {
  await sql`update looks set leased_until = null
    where look_id = ${lookId} and attempts = ${attempt} and ended_at is null`.execute(db);
}

/** False when the lease was lost. */
export async function saveStages(
  db: Database,
  look: LeasedLook,
  stages: readonly LookStage[],
): Promise<boolean> {
  const saved = await sql`
    update looks set stages = ${JSON.stringify(stages)}::jsonb, version = version + 1
    where look_id = ${look.lookId} and attempts = ${look.attempt} and ended_at is null`.execute(db);
  return Number(saved.numAffectedRows ?? 0n) > 0;
}

export interface LookEnd {
  stages: readonly LookStage[];
  report: ConformanceReport | null;
  sample: readonly SampleService[] | null;
  known: KnownPanel | null;
  trouble: 'ours' | 'too_long' | null;
}

/** Report, sample and the end of the key, all at once. */
export async function endLook(db: Database, look: LeasedLook, end: LookEnd): Promise<void> {
  const json = (value: unknown): string | null => (value === null ? null : JSON.stringify(value));
  await sql`
    update looks set ended_at = now(), leased_until = null, key_sealed = null, version = version + 1,
      stages = ${JSON.stringify(end.stages)}::jsonb, report = ${json(end.report)}::jsonb,
      sample = ${json(end.sample)}::jsonb, known = ${json(end.known)}::jsonb, trouble = ${end.trouble}
    where look_id = ${look.lookId} and attempts = ${look.attempt} and ended_at is null`.execute(db);
}
