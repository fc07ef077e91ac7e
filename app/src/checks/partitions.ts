/**
 * One table of checks a day, made ahead, dropped when its day has passed out of memory: dropping costs a file, deleting would
 * cost every row. Checks that come before their day's table is made wait in checks_default and are moved when it is.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { clock } from './clock.ts';

/** A week without maintenance does no harm. */
const DAYS_AHEAD = 7;
/** A table cannot be made or dropped while a page reads checks: rather try again than make everyone wait behind us. */
const LOCK_TIMEOUT = '5s';

/** Makes the tables of the coming days, and of those days whose checks had to wait. Returns the days made. */
export async function makePartitions(db: Database, now?: Date): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select to_char(day, 'YYYY-MM-DD') as day from (
      select generate_series(today, today + ${DAYS_AHEAD}::int, interval '1 day')::date as day
      from (select (${clock(now)} at time zone 'UTC')::date as today) as clock
      union
      select (started_at at time zone 'UTC')::date from checks_default
    ) as wanted
    where to_regclass('checks_' || to_char(day, 'YYYYMMDD')) is null order by day`.execute(db);
  const made: string[] = [];
  for (const { day } of rows) if (await makePartition(db, day)) made.push(day);
  return made;
}

async function makePartition(db: Database, day: string): Promise<boolean> {
  const table = sql.table(nameOf(day));
  const from = `${day} 00:00:00+00`;
  const to = `${new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)} 00:00:00+00`;
  return await db.transaction().execute(async (tx) => {
    await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('citus.multi_shard_modify_mode', 'sequential', true)`.execute(
      tx,
    );
    await sql`lock table checks in access exclusive mode`.execute(tx);
    const { rows } = await sql<{ exists: boolean; waiting: boolean }>`
      select to_regclass(${nameOf(day)}) is not null as exists,
        exists (select 1 from checks_default where started_at >= ${from}::timestamptz and started_at < ${to}::timestamptz) as waiting`.execute(
      tx,
    );
    // Another process was faster.
    if (rows[0]?.exists === true) return false;
    const waiting = rows[0]?.waiting === true;
    if (waiting) {
      await sql`create table checks_moving (like checks)`.execute(tx);
      await sql`
        with moved as (delete from checks_default where started_at >= ${from}::timestamptz and started_at < ${to}::timestamptz returning *)
        insert into checks_moving select * from moved`.execute(tx);
    }
    await sql`create table ${table} partition of checks for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(
      tx,
    );
    if (waiting) {
      await sql`insert into ${table} select * from checks_moving`.execute(tx);
      await sql`drop table checks_moving`.execute(tx);
    }
    return true;
  });
}

/** Drops the tables of days before the `keepDays` last ones, unless something of them is not rolled up. Returns the days dropped. */
export async function dropPartitions(db: Database, keepDays: number, now?: Date): Promise<string[]> {
  // The hours of a day are complete once the spans of the checks after it are known: two days later at the latest.
  const { rows } = await sql<{ day: string }>`
    select to_char(to_date(right(c.relname, 8), 'YYYYMMDD'), 'YYYY-MM-DD') as day
    from pg_inherits i join pg_class c on c.oid = i.inhrelid, check_roll_up
    where i.inhparent = 'checks'::regclass and c.relname ~ '^checks_[0-9]{8}$'
      and to_date(right(c.relname, 8), 'YYYYMMDD') < least((${clock(now)} at time zone 'UTC')::date - ${keepDays}::int + 1,
        (greatest(rolled_until, '2000-01-01') at time zone 'UTC')::date - 2)
    order by 1`.execute(db);
  for (const { day } of rows) {
    await db.transaction().execute(async (tx) => {
      await sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true)`.execute(tx);
      await sql`drop table if exists ${sql.table(nameOf(day))}`.execute(tx);
    });
  }
  return rows.map(({ day }) => day);
}

function nameOf(day: string): string {
  return `checks_${day.replaceAll('-', '')}`;
}
