/**
 * Checks into hours, hours into days: a job of every few minutes. What new checks touched is computed anew from all checks that
 * there are, never added to, so doing it twice, or half and then again, changes nothing. Checks that are younger than a lease may
 * still be written; they wait for the next time, and readers take them from `checks` itself.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { clock } from './clock.ts';
import { bucketIn, bucketOf, countIn, packed } from './latency.ts';
import { LEASE_SECONDS } from './lease.ts';

/** A check is written under its lease or not at all; a minute more for a transaction that takes long. */
const SETTLED_SECONDS = LEASE_SECONDS + 60;
/** After the clock was set back, checks appear in what was rolled up already: this far is looked back each time. */
const SET_BACK_SECONDS = 3600;
/** The longest span that a check speaks for: two intervals of a day. */
const SPAN_DAYS_MAX = 2;
/** History that was not rolled up yet is taken a day at a time: a transaction each. */
const PASS_SECONDS = 86_400;

/** What the nightly run computes anew, whatever was done before: heals what clocks that jumped to and fro have hidden. */
export const HEALED_DAYS = 3;

export interface RolledUp {
  /** Panels whose hours were computed. */
  panels: number;
  rolledUntil: Date;
}

/** Rolls up all that has settled. `now` is the database's clock unless a test says otherwise. */
export async function rollUp(
  db: Database,
  options: { now?: Date; healDays?: number } = {},
): Promise<RolledUp> {
  let panels = 0;
  for (let healDays = options.healDays; ; healDays = undefined) {
    const pass = await db.transaction().execute((tx) => rollUpPass(tx, { now: options.now, healDays }));
    panels += pass.panels;
    if (pass.isLast) return { panels, rolledUntil: pass.until };
  }
}

interface Pass {
  panels: number;
  until: Date;
  isLast: boolean;
}

async function rollUpPass(
  tx: Database,
  { now, healDays = 0 }: { now: Date | undefined; healDays: number | undefined },
): Promise<Pass> {
  // Whoever comes second waits for the row and then finds little left to do.
  const { rows: bounds } = await sql<{
    from: string;
    until: string;
    at: Date;
    settled: string;
    isLast: boolean;
  }>`
    with settled as (select ${clock(now)} - make_interval(secs => ${SETTLED_SECONDS}) as settled),
    state as (
      select rolled_until, looked_until, settled,
        case when rolled_until = '-infinity' then coalesce((select min(started_at) from checks), settled) else rolled_until end as since
      from check_roll_up, settled for update of check_roll_up
    ),
    goal as (
      select *, greatest(rolled_until, least(settled, since + make_interval(secs => ${PASS_SECONDS}))) as until from state
    )
    select until::text, until as at, settled::text, until >= settled as "isLast",
      case when settled < rolled_until then least(looked_until, settled) - make_interval(secs => ${SET_BACK_SECONDS})
        else least(since, settled - make_interval(days => ${healDays})) end::text as from
    from goal`.execute(tx);
  const bound = bounds[0];
  if (bound === undefined) throw new Error('check_roll_up has lost its row');
  const fresh = await touched(tx, bound.from, bound.until);
  if (fresh.ids.length > 0) {
    await computeHours(tx, fresh, bound);
    await computeDays(tx, fresh);
  }
  await sql`update check_roll_up set rolled_until = ${bound.until}::timestamptz, looked_until = ${bound.settled}::timestamptz`.execute(
    tx,
  );
  return { panels: fresh.ids.length, until: bound.at, isLast: bound.isLast };
}

/** Panels with checks in the range, and for each the first hour that any of them speaks for. */
interface Touched {
  ids: number[];
  since: string[];
}

async function touched(tx: Database, from: string, until: string): Promise<Touched> {
  const { rows } = await sql<{ id: number; since: string }>`
    select panel_id as id, date_trunc('hour', min(date_trunc('second', started_at) - make_interval(secs => span_s)), 'UTC')::text as since
    from checks where started_at >= ${from}::timestamptz and started_at < ${until}::timestamptz
    group by panel_id`.execute(tx);
  return { ids: rows.map(({ id }) => id), since: rows.map(({ since }) => since) };
}

/**
 * A series among the columns keeps the panel's rows a look into its index: joined, whole days of all panels would be read. Hours are
 * numbers since the epoch, for what a cluster allows (docs/decisions/citus.md).
 */
async function computeHours(
  tx: Database,
  { ids, since }: Touched,
  { from, until }: { from: string; until: string },
): Promise<void> {
  await sql`
    with touched as (select * from unnest(${ids}::bigint[], ${since}::timestamptz[]) as touched (panel_id, since)),
    part as materialized (
      select t.panel_id, to_timestamp(c.hour_number * 3600.0) as hour, c.last_hour = c.hour_number as ends_here, c.stage, c.wire_bytes, c.duration_ms,
        c.span, least(c.ended, (c.hour_number + 1) * 3600::bigint) - greatest(c.ended - c.span_s, c.hour_number * 3600::bigint) as seconds
      from touched t
      cross join lateral (
        select stage, wire_bytes, duration_ms, span, span_s, floor(date_part('epoch', started_at))::bigint as ended,
          floor(date_part('epoch', started_at) / 3600)::int as last_hour,
          generate_series(
            floor(greatest(date_part('epoch', t.since), floor(date_part('epoch', started_at)) - span_s) / 3600)::int,
            floor(date_part('epoch', started_at) / 3600)::int) as hour_number
        from checks c
        where c.panel_id = t.panel_id and c.started_at >= t.since and c.started_at < ${until}::timestamptz
          and c.started_at >= ${from}::timestamptz - make_interval(days => ${SPAN_DAYS_MAX}, hours => 1)
      ) c
    ),
    total as (
      select panel_id, hour, count(*) filter (where ends_here) as checks,
        count(*) filter (where ends_here and stage <> 'ok') as failures,
        coalesce(sum(wire_bytes) filter (where ends_here), 0) as wire_bytes,
        coalesce(sum(seconds) filter (where span = 'u'), 0) as up_s,
        coalesce(sum(seconds) filter (where span = 'd'), 0) as down_s,
        coalesce(sum(seconds) filter (where span = 'x'), 0) as unknown_s
      from part group by panel_id, hour
    ),
    latency as (
      select panel_id, hour, ${packed(sql`bucket`, sql`count`)} as latency from (
        select panel_id, hour, ${bucketOf(sql`duration_ms`)} as bucket, count(*) as count
        from part where ends_here and stage = 'ok' group by 1, 2, 3
      ) as bucket group by panel_id, hour
    )
    insert into check_hours (panel_id, hour, checks, failures, wire_bytes, up_s, down_s, unknown_s, latency)
    select panel_id, hour, checks, failures, wire_bytes, up_s, down_s, unknown_s, coalesce(latency, '{}')
    from total join panels using (panel_id) left join latency using (panel_id, hour)
    on conflict (panel_id, hour) do update set checks = excluded.checks, failures = excluded.failures,
      wire_bytes = excluded.wire_bytes, up_s = excluded.up_s, down_s = excluded.down_s, unknown_s = excluded.unknown_s,
      latency = excluded.latency`.execute(tx);
}

async function computeDays(tx: Database, { ids, since }: Touched): Promise<void> {
  await sql`
    with touched as (select * from unnest(${ids}::bigint[], ${since}::timestamptz[]) as touched (panel_id, since)),
    part as materialized (
      select t.panel_id, h.*
      from touched t
      cross join lateral (
        select (hour at time zone 'UTC')::date as day, checks, failures, wire_bytes, up_s, down_s, unknown_s, latency, generate_series(1, 1)
        from check_hours h where h.panel_id = t.panel_id and h.hour >= date_trunc('day', t.since, 'UTC')
      ) h
    ),
    total as (
      select panel_id, day, sum(checks) as checks, sum(failures) as failures, sum(wire_bytes) as wire_bytes,
        sum(up_s) as up_s, sum(down_s) as down_s, sum(unknown_s) as unknown_s
      from part group by panel_id, day
    ),
    latency as (
      select panel_id, day, ${packed(sql`bucket`, sql`count`)} as latency from (
        select panel_id, day, ${bucketIn(sql`element`)} as bucket, sum(${countIn(sql`element`)}) as count
        from part cross join unnest(latency) as element group by 1, 2, 3
      ) as bucket group by panel_id, day
    )
    insert into check_days (panel_id, day, checks, failures, wire_bytes, up_s, down_s, unknown_s, latency)
    select panel_id, day, checks, failures, wire_bytes, up_s, down_s, unknown_s, coalesce(latency, '{}')
    from total left join latency using (panel_id, day)
    on conflict (panel_id, day) do update set checks = excluded.checks, failures = excluded.failures,
      wire_bytes = excluded.wire_bytes, up_s = excluded.up_s, down_s = excluded.down_s, unknown_s = excluded.unknown_s,
      latency = excluded.latency`.execute(tx);
}
