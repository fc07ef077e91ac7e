/**
 * Of what a panel's response time is made: looking up its name, connecting, TLS, and waiting for the first byte. Days that have passed are
 * rolled up once, by the nightly job; the rest is read from the checks themselves, a panel at a time.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/open.ts';
import { bucketIn, bucketOf, countIn, packed, percentile, type Histogram } from './latency.ts';

/** In their order on the way. */
export const STAGES = ['dns', 'connect', 'tls', 'first_byte'] as const;
export type Stage = (typeof STAGES)[number];

export interface StageTime {
  stage: Stage;
  /** Checks that went through it: a connection that was kept alive skips all but the last. */
  checks: number;
  /** Milliseconds that half, and 95 %, of them did not exceed. */
  p50: number;
  p95: number;
}

export const STAGE_DAYS = 30;

/** Over thirty days; a stage that no check went through is left out. */
export async function stageTimes(db: Database, panelId: number, now: Date): Promise<StageTime[]> {
  const since = new Date(now.getTime() - (STAGE_DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await sql<{ stage: Stage } & Histogram>`
    with part as (
      select stage, ${bucketIn(sql`element`)} as bucket, ${countIn(sql`element`)} as count
      from check_stage_days
      cross join lateral (values ('dns', dns), ('connect', connect), ('tls', tls), ('first_byte', first_byte)) as held (stage, histogram)
      cross join unnest(histogram) as element
      where panel_id = ${panelId} and day >= ${since}::date
      union all
      select took.stage, ${bucketOf(sql`ms`)}, 1 from checks c
      cross join lateral (values ${EACH_STAGE}) as took (stage, ms)
      where c.panel_id = ${panelId} and c.stage = 'ok' and ms is not null
        and c.started_at >= ${since}::date::timestamp at time zone 'UTC'
        and c.started_at >= (select stages_until from check_roll_up)::timestamp at time zone 'UTC'
    ),
    merged as (select stage, bucket, sum(count)::int as count from part group by stage, bucket)
    select stage, array_agg(bucket order by bucket) as buckets, array_agg(count order by bucket) as counts
    from merged group by stage`.execute(db);
  const byStage = new Map(rows.map(({ stage, ...histogram }) => [stage, histogram]));
  return STAGES.flatMap((stage) => {
    const histogram = byStage.get(stage);
    if (histogram === undefined) return [];
    const [p50, p95] = [percentile(histogram, 0.5), percentile(histogram, 0.95)];
    const checks = histogram.counts.reduce((sum, count) => sum + count, 0);
    return p50 === null || p95 === null ? [] : [{ stage, checks, p50, p95 }];
  });
}

const EACH_STAGE = sql`('dns', c.dns_ms), ('connect', c.connect_ms), ('tls', c.tls_ms), ('first_byte', c.first_byte_ms)`;

/** Panels of a day that are written in one statement, so that the embedded database is never busy for long. */
const PANELS_AT_ONCE = 200;

/** Rolls up every day that has passed and settled. Doing it twice, or half and then again, changes nothing. Returns how many days. */
export async function rollUpStages(db: Database): Promise<number> {
  let days = 0;
  for (;;) {
    const { rows } = await sql<{ day: string }>`
      select greatest(stages_until, (select (min(started_at) at time zone 'UTC')::date from checks))::text as day from check_roll_up
      where greatest(stages_until, (select (min(started_at) at time zone 'UTC')::date from checks)) < (rolled_until at time zone 'UTC')::date`.execute(
      db,
    );
    const day = rows[0]?.day;
    if (day === undefined) return days;
    await rollUpDay(db, day);
    await sql`update check_roll_up set stages_until = greatest(stages_until, ${day}::date + 1)`.execute(db);
    days += 1;
  }
}

async function rollUpDay(db: Database, day: string): Promise<void> {
  const { rows } = await sql<{ id: number }>`select panel_id as id from panels order by 1`.execute(db);
  for (let first = 0; first < rows.length; first += PANELS_AT_ONCE) {
    const ids = rows.slice(first, first + PANELS_AT_ONCE).map(({ id }) => id);
    await sql`
      with bucket as (
        select c.panel_id, took.stage, ${bucketOf(sql`ms`)} as bucket, count(*) as count
        from checks c cross join lateral (values ${EACH_STAGE}) as took (stage, ms)
        where c.panel_id = any(${ids}::bigint[]) and c.stage = 'ok' and ms is not null
          and c.started_at >= ${day}::date::timestamp at time zone 'UTC' and c.started_at < (${day}::date + 1)::timestamp at time zone 'UTC'
        group by 1, 2, 3
      ),
      histogram as (select panel_id, stage, ${packed(sql`bucket`, sql`count`)} as counts from bucket group by 1, 2)
      insert into check_stage_days (panel_id, day, dns, connect, tls, first_byte)
      select panel_id, ${day}::date, ${sql.join(STAGES.map(histogramOf))} from histogram group by panel_id
      on conflict (panel_id, day) do update set dns = excluded.dns, connect = excluded.connect, tls = excluded.tls,
        first_byte = excluded.first_byte`.execute(db);
  }
}

/** There is one a panel and stage, or none. */
function histogramOf(stage: Stage): RawBuilder<unknown> {
  return sql`coalesce(max(counts) filter (where stage = ${sql.lit(stage)}), '{}')`;
}
