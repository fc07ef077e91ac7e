/**
 * What other rooms and the pages may know of the history of checks. Each question is one query, for one panel or for a page of
 * them, and costs in proportion to those: roll-ups through their keys, and the checks that are not rolled up yet.
 */
import { visibleTo, type Viewer } from '../panels/queries.ts';
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/open.ts';
import { bucketIn, bucketOf, countIn, percentile, type Histogram } from './latency.ts';
import {
  BAR_DAYS,
  cut,
  dayMark,
  rangeOf,
  uptimeOf,
  UPTIME_WINDOWS,
  type DayMark,
  type Range,
  type Uptime,
  type UptimeWindow,
} from './uptime.ts';

export {
  rangeOf,
  UPTIME_WINDOWS,
  type DayMark,
  type Range,
  type Uptime,
  type UptimeWindow,
} from './uptime.ts';

/** The uptime of each panel over each of the windows asked for; over others it says that nothing was seen. */
export async function panelUptimes(
  db: Database,
  panelIds: readonly number[],
  now: Date,
  windows: readonly UptimeWindow[] = UPTIME_WINDOWS,
): Promise<Map<number, Record<UptimeWindow, Uptime>>> {
  const ranges = windows.map((name) => ({ name, ...rangeOf(name, now) }));
  const cuts = ranges.map((range) => ({ name: range.name, ...cut(range) }));
  const edges = cuts.flatMap(({ name, hours }) => hours.map((hour) => ({ name, ...hour })));
  const { rows } = await sql<{
    panelId: number;
    name: UptimeWindow;
    upS: number;
    downS: number;
    watchedS: number;
  }>`
    with span_window (name, since, day_from, day_to) as (
      select * from unnest(${ranges.map(({ name }) => name)}::text[], ${instants(ranges.map(({ since }) => since))}::timestamptz[],
        ${dates(cuts.map(({ days }) => days.since))}::date[], ${dates(cuts.map(({ days }) => days.until))}::date[])
    ),
    edge (name, since, until) as (
      select * from unnest(${edges.map(({ name }) => name)}::text[], ${instants(edges.map(({ since }) => since))}::timestamptz[],
        ${instants(edges.map(({ until }) => until))}::timestamptz[])
    ),
    ${young(panelIds, now)},
    piece as (
      select w.name, d.panel_id, d.up_s, d.down_s from span_window w
      join check_days d on d.panel_id = ${anyOf(panelIds)} and d.day >= w.day_from and d.day < w.day_to
      union all
      select e.name, h.panel_id, h.up_s, h.down_s from edge e
      join check_hours h on h.panel_id = ${anyOf(panelIds)} and h.hour >= e.since and h.hour < e.until
      union all
      select w.name, y.panel_id, ${secondsOf('u', sql`w.since`, sql`'infinity'`)}, ${secondsOf('d', sql`w.since`, sql`'infinity'`)}
      from span_window w join young y on y.ended > w.since
    ),
    total as (
      select panel_id, name, sum(up_s) as up_s, sum(down_s) as down_s from piece group by panel_id, name
    )
    select p.panel_id as "panelId", w.name, coalesce(t.up_s, 0)::int as "upS", coalesce(t.down_s, 0)::int as "downS",
      ${watchedBetween(sql`w.since`, sql`${now.toISOString()}::timestamptz`)} as "watchedS"
    from panels p cross join span_window w left join total t on t.panel_id = p.panel_id and t.name = w.name
    where p.panel_id = ${anyOf(panelIds)}`.execute(db);
  return groupPanels(rows, (own) => {
    const over = (name: UptimeWindow): Uptime => {
      const row = own.find((one) => one.name === name);
      return uptimeOf(rangeOf(name, now).since, row ?? { upS: 0, downS: 0, watchedS: 0 });
    };
    return { '24h': over('24h'), '7d': over('7d'), '30d': over('30d'), '90d': over('90d') };
  });
}

/** Response times of checks that ended ok, in milliseconds. */
export interface Latency {
  checks: number;
  p50: number | null;
  p95: number | null;
  p99: number | null;
}

/** Over a range of whole hours; within 5 %. A panel without an ok check in the range is not in the map. */
export async function panelLatencies(
  db: Database,
  panelIds: readonly number[],
  range: Range,
): Promise<Map<number, Latency>> {
  const { days, hours } = cut(range);
  const { rows } = await sql<{ panelId: number } & Histogram>`
    with edge (since, until) as (
      select * from unnest(${instants(hours.map(({ since }) => since))}::timestamptz[], ${instants(hours.map(({ until }) => until))}::timestamptz[])
    ),
    packed as (
      select panel_id, latency from check_days
      where panel_id = ${anyOf(panelIds)} and day >= ${dateOf(days.since)}::date and day < ${dateOf(days.until)}::date
      union all
      select h.panel_id, h.latency from edge e
      join check_hours h on h.panel_id = ${anyOf(panelIds)} and h.hour >= e.since and h.hour < e.until
    ),
    part as (
      select panel_id, ${bucketIn(sql`element`)} as bucket, ${countIn(sql`element`)} as count
      from packed cross join unnest(latency) as element
      union all
      select panel_id, ${bucketOf(sql`duration_ms`)}, 1 from checks
      where panel_id = ${anyOf(panelIds)} and started_at >= ${ROLLED_UNTIL} and stage = 'ok'
        and started_at >= ${range.since.toISOString()}::timestamptz and started_at < ${range.until.toISOString()}::timestamptz
    ),
    merged as (select panel_id, bucket, sum(count)::int as count from part group by panel_id, bucket)
    select panel_id as "panelId", array_agg(bucket order by bucket) as buckets, array_agg(count order by bucket) as counts
    from merged group by panel_id`.execute(db);
  return new Map(rows.map(({ panelId, ...histogram }) => [panelId, latencyOf(histogram)]));
}

/** One UTC day of the bar. */
export interface DayCell {
  /** Its midnight. */
  day: Date;
  /** What it was, at a glance. */
  mark: DayMark;
  upS: number;
  downS: number;
  /** Of the part of the day in which the panel was watched. */
  unknownS: number;
  /** 0 before the panel was added. */
  watchedS: number;
  /** Incidents that touch the day. */
  incidents: number;
}

/** The last 90 UTC days of each panel, the oldest first, today last. */
export async function panelDays(
  db: Database,
  panelIds: readonly number[],
  now: Date,
): Promise<Map<number, DayCell[]>> {
  const { since } = rangeOf('90d', now);
  const { rows } = await sql<DaysRow>`
    with ${young(panelIds, now)},
    piece as (
      select panel_id, array_agg(day - ${dateOf(since)}::date) as at, array_agg(up_s) as up_s, array_agg(down_s) as down_s
      from check_days where panel_id = ${anyOf(panelIds)} and day >= ${dateOf(since)}::date group by panel_id
      union all
      select y.panel_id, array_agg((d.midnight at time zone 'UTC')::date - ${dateOf(since)}::date),
        array_agg(${secondsOf('u', sql`d.midnight`, sql`d.midnight + interval '1 day'`)}),
        array_agg(${secondsOf('d', sql`d.midnight`, sql`d.midnight + interval '1 day'`)})
      from young y cross join lateral generate_series(date_trunc('day', greatest(y.began, ${since.toISOString()}::timestamptz), 'UTC'), y.ended, interval '1 day') as d (midnight)
      group by y.panel_id
    ),
    trouble as (
      select panel_id, array_agg(extract(epoch from opened_at)::float8) as opened,
        array_agg(extract(epoch from coalesce(closed_at, ${now.toISOString()}::timestamptz))::float8) as closed
      from incidents where panel_id = ${anyOf(panelIds)} and (closed_at is null or closed_at >= ${since.toISOString()}::timestamptz)
      group by panel_id
    )
    select p.panel_id as "panelId", p.added_at as "addedAt", piece.at, piece.up_s as "upS", piece.down_s as "downS", opened, closed
    from panels p left join piece using (panel_id) left join trouble using (panel_id)
    where p.panel_id = ${anyOf(panelIds)}`.execute(db);
  return groupPanels(rows, (own) => cellsOf(own, since, now));
}

/** What is rolled up of a panel is one row, what is not another. */
interface DaysRow {
  panelId: number;
  addedAt: Date;
  /** Indexes of days, counted from the first cell. */
  at: number[] | null;
  upS: number[] | null;
  downS: number[] | null;
  /** Seconds since the epoch; the same in every row of the panel. */
  opened: number[] | null;
  closed: number[] | null;
}

const DAY_SECONDS = 86_400;

function cellsOf(rows: readonly DaysRow[], since: Date, now: Date): DayCell[] {
  const start = since.getTime() / 1000;
  const [first] = rows;
  const addedAt = (first?.addedAt.getTime() ?? 0) / 1000;
  const cells = Array.from({ length: BAR_DAYS }, (_, index): DayCell => {
    const midnight = start + index * DAY_SECONDS;
    const until = Math.min(midnight + DAY_SECONDS, now.getTime() / 1000);
    const watchedS = Math.max(0, Math.floor(until) - Math.floor(Math.max(midnight, addedAt)));
    return {
      day: new Date(midnight * 1000),
      mark: '.',
      upS: 0,
      downS: 0,
      unknownS: 0,
      watchedS,
      incidents: 0,
    };
  });
  for (const { at, upS, downS } of rows) {
    at?.forEach((day, index) => {
      const cell = cells[day];
      if (cell === undefined) return;
      cell.upS += upS?.[index] ?? 0;
      cell.downS += downS?.[index] ?? 0;
    });
  }
  for (const cell of cells) {
    cell.watchedS = Math.max(cell.watchedS, cell.upS + cell.downS);
    cell.unknownS = cell.watchedS - cell.upS - cell.downS;
    cell.mark = dayMark(cell);
  }
  first?.opened?.forEach((opened, index) => {
    const dayOf = (at: number): number => Math.floor((at - start) / DAY_SECONDS);
    const last = Math.min(BAR_DAYS - 1, dayOf(first.closed?.[index] ?? opened));
    for (let day = Math.max(0, dayOf(opened)); day <= last; day++) {
      const cell = cells[day];
      if (cell !== undefined) cell.incidents += 1;
    }
  });
  return cells;
}

/** One hour of one panel, for charts. Hours in which nothing was seen are absent: they are gaps. */
export interface HourRow extends Latency {
  hour: Date;
  /** That ended ok, that did not. */
  failures: number;
  upS: number;
  downS: number;
  unknownS: number;
  wireBytes: number;
}

export async function panelHours(db: Database, panelId: number, range: Range): Promise<HourRow[]> {
  const ids = [panelId];
  const { rows } = await sql<Omit<HourRow, keyof Latency> & Histogram>`
    with raw as (
      select panel_id, started_at, date_trunc('second', started_at) as ended,
        date_trunc('second', started_at) - make_interval(secs => span_s) as began, span, stage, duration_ms, wire_bytes
      from checks where panel_id = ${panelId} and started_at >= ${ROLLED_UNTIL}
    ),
    raw_part as (
      select h.hour, date_trunc('hour', y.started_at, 'UTC') = h.hour as ends_here, y.*
      from raw y cross join lateral generate_series(date_trunc('hour', y.began, 'UTC'), y.ended, interval '1 hour') as h (hour)
    ),
    part as (
      select hour, failures, up_s, down_s, unknown_s, wire_bytes from check_hours where panel_id = ${anyOf(ids)}
      union all
      select hour, (ends_here and stage <> 'ok')::int, ${secondsOf('u', sql`hour`, sql`hour + interval '1 hour'`)},
        ${secondsOf('d', sql`hour`, sql`hour + interval '1 hour'`)}, ${secondsOf('x', sql`hour`, sql`hour + interval '1 hour'`)},
        case when ends_here then coalesce(wire_bytes, 0) else 0 end
      from raw_part y
    ),
    total as (
      select hour, sum(failures)::int as failures, sum(up_s)::int as up_s, sum(down_s)::int as down_s, sum(unknown_s)::int as unknown_s,
        sum(wire_bytes)::float8 as wire_bytes
      from part where hour >= ${range.since.toISOString()}::timestamptz and hour < ${range.until.toISOString()}::timestamptz group by hour
    ),
    bucket as (
      select hour, bucket, sum(count)::int as count from (
        select hour, ${bucketIn(sql`element`)} as bucket, ${countIn(sql`element`)} as count
        from check_hours cross join unnest(latency) as element
        where panel_id = ${panelId} and hour >= ${range.since.toISOString()}::timestamptz and hour < ${range.until.toISOString()}::timestamptz
        union all
        select hour, ${bucketOf(sql`duration_ms`)}, 1 from raw_part where ends_here and stage = 'ok'
      ) as one group by hour, bucket
    ),
    merged as (
      select hour, array_agg(bucket order by bucket) as buckets, array_agg(count order by bucket) as counts from bucket group by hour
    )
    select hour, failures, up_s as "upS", down_s as "downS", unknown_s as "unknownS", wire_bytes as "wireBytes",
      coalesce(buckets, '{}') as buckets, coalesce(counts, '{}') as counts
    from total left join merged using (hour) order by hour`.execute(db);
  return rows.map(({ buckets, counts, ...row }) => ({ ...row, ...latencyOf({ buckets, counts }) }));
}

function latencyOf(histogram: Histogram): Latency {
  return {
    checks: histogram.counts.reduce((sum, count) => sum + count, 0),
    p50: percentile(histogram, 0.5),
    p95: percentile(histogram, 0.95),
    p99: percentile(histogram, 0.99),
  };
}

const ROLLED_UNTIL = sql`(select rolled_until from check_roll_up)`;

/**
 * What is not rolled up yet, as spans: checks that are too young, and the time since each panel's last check, for which that one
 * speaks until the next, two intervals at most.
 */
function young(panelIds: readonly number[], now: Date): RawBuilder<unknown> {
  return sql`young as materialized (
    select panel_id, span, date_trunc('second', started_at) - make_interval(secs => span_s) as began, date_trunc('second', started_at) as ended
    from checks where panel_id = ${anyOf(panelIds)} and started_at >= ${ROLLED_UNTIL}
    union all
    select s.panel_id, (case when s.seen_state in ('up', 'degraded') then 'u' when s.seen_state = 'down' then 'd' else 'x' end)::"char",
      date_trunc('second', s.checked_at),
      greatest(date_trunc('second', s.checked_at), least(date_trunc('second', ${now.toISOString()}::timestamptz),
        date_trunc('second', s.checked_at) + make_interval(secs => 2 * d.interval_seconds)))
    from panel_states s join check_schedule d using (panel_id) where s.panel_id = ${anyOf(panelIds)}
  )`;
}

/** SQL: how much of the span `y` is of a kind and between two instants. */
function secondsOf(
  kind: 'u' | 'd' | 'x',
  from: RawBuilder<unknown>,
  to: RawBuilder<unknown>,
): RawBuilder<unknown> {
  return sql`case when y.span = ${sql.lit(kind)} then greatest(0, extract(epoch from least(y.ended, ${to}) - greatest(y.began, ${from})))::int else 0 end`;
}

/** SQL: seconds of a window in which the panel `p` was watched. */
function watchedBetween(from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`greatest(0, extract(epoch from date_trunc('second', ${to}) - date_trunc('second', greatest(p.added_at, ${from}))))::int`;
}

function anyOf(panelIds: readonly number[]): RawBuilder<unknown> {
  return sql`any(${panelIds}::bigint[])`;
}

function groupPanels<Row extends { panelId: number }, Group>(
  rows: readonly Row[],
  group: (own: Row[]) => Group,
): Map<number, Group> {
  const byPanel = Map.groupBy(rows, ({ panelId }) => panelId);
  return new Map([...byPanel].map(([panelId, own]) => [panelId, group(own)]));
}

function instants(dates: readonly Date[]): string[] {
  return dates.map((date) => date.toISOString());
}

function dates(days: readonly Date[]): string[] {
  return days.map(dateOf);
}

function dateOf(day: Date): string {
  return day.toISOString().slice(0, 10);
}

/** A panel that does not answer, or not to us. */
export interface OutageRow {
  panelSlug: string;
  panelName: string;
  state: 'down' | 'key_invalid' | 'blocked';
  openedAt: Date;
}

/** Incidents that last, the latest first, and how many there are. */
export async function openOutages(
  db: Database,
  viewer: Viewer,
  limit: number,
): Promise<{ rows: OutageRow[]; all: number }> {
  const { rows } = await sql<OutageRow & { all: number }>`
    select p.slug as "panelSlug", p.name as "panelName", i.state, i.opened_at as "openedAt", count(*) over ()::int as all
    from incidents i join panels p using (panel_id)
    where i.closed_at is null and ${visibleTo(viewer)} order by i.opened_at desc, i.panel_id limit ${limit}`.execute(
    db,
  );
  return { rows: rows.map(({ all: _, ...row }) => row), all: rows[0]?.all ?? 0 };
}
