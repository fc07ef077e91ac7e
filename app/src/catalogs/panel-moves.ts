/** How the catalogs of panels move, in a few figures: what the directory shows of a week and a month of changes. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

export interface PanelMoves {
  panelId: number;
  /** Of seven days: services that came or came back, those that went, and events in all, a repricing counted once. */
  added7d: number;
  removed7d: number;
  changes7d: number;
  /** Median of the relative rate changes of 30 days, 0.05 for +5 %; null when no rate changed. */
  rateChange30d: number | null;
  /** How many rate changes that is. */
  rateChanges30d: number;
}

/**
 * A repricing weighs as much as the services that it repriced, without their single rates being read. Where the weights part in the
 * middle, the median is the mean of its two neighbours.
 */
export async function panelMoves(
  db: Database,
  panelIds: readonly number[],
  now: Date,
): Promise<Map<number, PanelMoves>> {
  const { rows } = await sql<PanelMoves>`
    with recent as (
      select panel_id, kind, changed_at > ${now.toISOString()}::timestamptz - interval '7 days' as in_week,
        case kind
          when 'rate' then (after->>'rate')::numeric / nullif((before->>'rate')::numeric, 0) - 1
          when 'repricing' then (after->>'factor')::numeric - 1
        end as move,
        case kind when 'repricing' then (after->>'services')::bigint else 1 end as weight
      from changes
      where panel_id = any(${[...panelIds]}::bigint[]) and part_of is null
        and changed_at > ${now.toISOString()}::timestamptz - interval '30 days'
    ), moves as (
      select panel_id, move, sum(weight) over (partition by panel_id order by move) as upto,
        sum(weight) over (partition by panel_id) as total
      from recent where move is not null
    ), medians as (
      select panel_id, max(total) as total,
        (min(move) filter (where upto * 2 >= total) + min(move) filter (where upto * 2 > total)) / 2 as median
      from moves group by panel_id
    ), weeks as (
      select panel_id, count(*) filter (where in_week) as changes,
        count(*) filter (where in_week and kind in ('added', 'restored')) as added,
        count(*) filter (where in_week and kind = 'removed') as removed
      from recent group by panel_id
    )
    select panel_id as "panelId", added as "added7d", removed as "removed7d", changes as "changes7d",
      median::float8 as "rateChange30d", coalesce(total, 0)::bigint as "rateChanges30d"
    from weeks left join medians using (panel_id)`.execute(db);
  return new Map(rows.map((row) => [row.panelId, row]));
}
