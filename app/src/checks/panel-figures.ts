/** The figures that the directory shows of each panel, kept in a row of its own so that pages sort by them and read little. */
import { sql } from 'kysely';
import { panelMoves } from '../catalogs/panel-moves.ts';
import type { Database } from '../db/open.ts';
import { toJsonb } from '../db/jsonb.ts';
import { panelDays, panelLatencies, panelUptimes, rangeOf } from './queries.ts';

/** The stalest first, and this many a time: a small site is fresh after every roll-up, ten thousand panels within twenty minutes. */
const PANELS_A_TURN = 2500;
const PANELS_AT_ONCE = 100;

/** Computes the figures of the panels that have waited longest; answers of how many. */
export async function refreshFigures(db: Database, now: Date = new Date()): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select p.panel_id as id from panels p left join panel_figures f using (panel_id)
    order by f.as_of nulls first, p.panel_id limit ${PANELS_A_TURN}`.execute(db);
  for (let first = 0; first < rows.length; first += PANELS_AT_ONCE) {
    const ids = rows.slice(first, first + PANELS_AT_ONCE).map(({ id }) => id);
    await refresh(db, ids, now);
  }
  return rows.length;
}

async function refresh(db: Database, ids: number[], now: Date): Promise<void> {
  const uptimes = await panelUptimes(db, ids, now, ['30d']);
  const latencies = await panelLatencies(db, ids, rangeOf('30d', now));
  const days = await panelDays(db, ids, now);
  const moves = await panelMoves(db, ids, now);
  const rows = ids.map((id) => ({
    panel_id: id,
    uptime_30d: uptimes.get(id)?.['30d'].ratio ?? null,
    p50_30d: latencies.get(id)?.p50 ?? null,
    p95_30d: latencies.get(id)?.p95 ?? null,
    days: (days.get(id) ?? []).map(({ mark }) => mark).join(''),
    added_7d: moves.get(id)?.added7d ?? 0,
    removed_7d: moves.get(id)?.removed7d ?? 0,
    changes_7d: moves.get(id)?.changes7d ?? 0,
    rate_change_30d: moves.get(id)?.rateChange30d ?? null,
    rate_changes_30d: moves.get(id)?.rateChanges30d ?? 0,
  }));
  await sql`
    insert into panel_figures (panel_id, as_of, uptime_30d, p50_30d, p95_30d, days, added_7d, removed_7d, changes_7d, rate_change_30d,
      rate_changes_30d)
    select panel_id, ${now.toISOString()}::timestamptz, uptime_30d, p50_30d, p95_30d, f.days, f.added_7d, f.removed_7d, f.changes_7d,
      f.rate_change_30d, f.rate_changes_30d
    from jsonb_to_recordset(${toJsonb(rows)}::jsonb) as f (panel_id bigint, uptime_30d float8, p50_30d float8, p95_30d float8, days text,
      added_7d integer, removed_7d integer, changes_7d integer, rate_change_30d float8, rate_changes_30d integer)
    join panels using (panel_id)
    on conflict (panel_id) do update set as_of = excluded.as_of, uptime_30d = excluded.uptime_30d, p50_30d = excluded.p50_30d,
      p95_30d = excluded.p95_30d, days = excluded.days, added_7d = excluded.added_7d, removed_7d = excluded.removed_7d,
      changes_7d = excluded.changes_7d, rate_change_30d = excluded.rate_change_30d,
      rate_changes_30d = excluded.rate_changes_30d`.execute(db);
}
