/** Response times of a panel by day, for its chart: one query over the roll-ups and the checks that are not in them yet. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { bucketIn, bucketOf, countIn, percentile, type Histogram } from './latency.ts';

/** A UTC day on which a check ended ok; others are gaps. */
export interface LatencyDay {
  /** Its midnight. */
  day: Date;
  checks: number;
  /** Milliseconds that half, and 95 %, of its checks did not exceed. */
  p50: number;
  p95: number;
}

export const LATENCY_DAYS = 90;

/** The earliest first. */
export async function latencyDays(db: Database, panelId: number, now: Date): Promise<LatencyDay[]> {
  const since = new Date(now.getTime() - (LATENCY_DAYS - 1) * 86_400_000).toISOString().slice(0, 10);
  const { rows } = await sql<{ day: string } & Histogram>`
    with part as (
      select day, ${bucketIn(sql`element`)} as bucket, ${countIn(sql`element`)} as count
      from check_days cross join unnest(latency) as element where panel_id = ${panelId} and day >= ${since}::date
      union all
      select (started_at at time zone 'UTC')::date, ${bucketOf(sql`duration_ms`)}, 1 from checks
      where panel_id = ${panelId} and stage = 'ok' and started_at >= (select rolled_until from check_roll_up)
        and started_at >= ${since}::date::timestamp at time zone 'UTC'
    ),
    merged as (select day, bucket, sum(count)::int as count from part group by day, bucket)
    select day::text, array_agg(bucket order by bucket) as buckets, array_agg(count order by bucket) as counts
    from merged group by day order by day`.execute(db);
  return rows.flatMap(({ day, ...histogram }) => {
    const [p50, p95] = [percentile(histogram, 0.5), percentile(histogram, 0.95)];
    const checks = histogram.counts.reduce((sum, count) => sum + count, 0);
    return p50 === null || p95 === null ? [] : [{ day: new Date(`${day}T00:00:00Z`), checks, p50, p95 }];
  });
}
