/** What is kept for how long: single checks for weeks, hours for months, days for good. */
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { clock } from './clock.ts';
import { dropPartitions } from './partitions.ts';

/** Panels whose old hours are deleted in one statement: each is a look into the index. */
const PANELS_AT_ONCE = 500;

export interface Forgotten {
  /** Days whose single checks were dropped. */
  days: string[];
  hours: number;
}

export async function forgetOld(
  db: Database,
  { rawChecksDays, hourlyDays }: Pick<Config, 'rawChecksDays' | 'hourlyDays'>,
  now?: Date,
): Promise<Forgotten> {
  const days = await dropPartitions(db, rawChecksDays, now);
  return { days, hours: await deleteHours(db, hourlyDays, now) };
}

async function deleteHours(db: Database, hourlyDays: number, now: Date | undefined): Promise<number> {
  const { rows } = await sql<{ id: number }>`select panel_id as id from panels order by 1`.execute(db);
  let deleted = 0;
  for (let first = 0; first < rows.length; first += PANELS_AT_ONCE) {
    const ids = rows.slice(first, first + PANELS_AT_ONCE).map(({ id }) => id);
    const result = await sql`
        delete from check_hours where panel_id = any(${ids}::bigint[])
          and hour < date_trunc('day', ${clock(now)} - make_interval(days => ${hourlyDays}), 'UTC')`.execute(
      db,
    );
    deleted += Number(result.numAffectedRows ?? 0n);
  }
  return deleted;
}
