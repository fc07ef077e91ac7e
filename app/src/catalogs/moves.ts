/** What catalogs move like, in numbers: a row for each check that saw a change, and figures of the whole site. */
import { sql, type RawBuilder } from 'kysely';
import type { CatalogDiff, Json } from 'smmwatch';
import { decodeCursor, encodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import {
  COUNTED_PANELS_MAX,
  countPanelStates,
  visibleTo,
  type PanelState,
  type Viewer,
} from '../panels/queries.ts';
import type { ChangeKind, Page } from './queries.ts';
import type { Moment } from './write-services.ts';

/** What one check saw move in a catalog, told in numbers. */
export interface MoveRow {
  panelId: number;
  panelSlug: string;
  panelName: string;
  panelState: PanelState | null;
  changedAt: Date;
  kinds: Partial<Record<ChangeKind, number>>;
  /** Of the rate changes, how many went up. */
  ratesUp: number;
  /** What the repricings say of themselves: `{ factor, services }`. */
  repricings: Record<string, Json>[];
}

/** `events` counts a repricing once; a check that saw none leaves no row. */
export async function writeMoves(
  tx: Database,
  moves: readonly { moment: Moment; diff: CatalogDiff; events: number }[],
): Promise<void> {
  const rows = moves
    .filter(({ events }) => events > 0)
    .map(({ moment, diff, events }) => moveOf(moment, diff, events));
  if (rows.length === 0) return;
  await sql`${PREPARED}
    insert into catalog_moves select new.* from jsonb_populate_recordset(null::catalog_moves, ${toJsonb(rows)}::jsonb) new`.execute(
    tx,
  );
}

function moveOf(
  { panelId, checkedAt }: Moment,
  { counts, changes, repricings, reids }: CatalogDiff,
  events: number,
): Record<string, unknown> {
  let [up, down] = [0, 0];
  for (const change of changes) {
    if (change.kind !== 'rate') continue;
    if (Number(change.after.rate) > Number(change.before.rate)) up += 1;
    else down += 1;
  }
  return {
    panel_id: panelId,
    changed_at: checkedAt,
    events,
    // Both ends of a new id are told as that.
    added: counts.added - reids.length,
    removed: counts.removed - reids.length,
    restored: counts.restored,
    renamed: counts.renamed,
    rates_up: up,
    rates_down: down,
    limits: counts.limits,
    recategorised: counts.recategorised,
    flags: counts.flags,
    description: counts.description,
    reidentified: reids.length,
    repriced: counts.repricing,
    repricings: repricings.map(({ factor, rates }) => ({ factor, services: rates.length })),
  };
}

const COUNTS: Readonly<Record<Exclude<ChangeKind, 'rate'>, RawBuilder<unknown>>> = {
  added: sql`m.added`,
  removed: sql`m.removed`,
  restored: sql`m.restored`,
  renamed: sql`m.renamed`,
  limits: sql`m.limits`,
  recategorised: sql`m.recategorised`,
  flags: sql`m.flags`,
  description: sql`m.description`,
  reidentified: sql`m.reidentified`,
  repricing: sql`m.repriced`,
};

const ROW = sql`p.panel_id as "panelId", p.slug as "panelSlug", p.name as "panelName", s.state as "panelState", m.changed_at as "changedAt",
  jsonb_strip_nulls(jsonb_build_object('added', nullif(m.added, 0), 'removed', nullif(m.removed, 0), 'restored', nullif(m.restored, 0),
    'renamed', nullif(m.renamed, 0), 'rate', nullif(m.rates_up + m.rates_down, 0), 'limits', nullif(m.limits, 0),
    'recategorised', nullif(m.recategorised, 0), 'flags', nullif(m.flags, 0), 'description', nullif(m.description, 0),
    'reidentified', nullif(m.reidentified, 0), 'repricing', nullif(jsonb_array_length(m.repricings), 0))) as kinds,
  m.rates_up as "ratesUp", m.repricings`;

export const MOVES_PER_PAGE = 50;

export interface MoveSearch {
  /** Only moments with any of these; all when empty. */
  kinds: readonly ChangeKind[];
  after?: string | undefined;
  limit?: number;
}

/** Moments at which a catalog moved, the latest first. */
export async function listMoves(
  db: Database,
  viewer: Viewer,
  { kinds, after, limit = MOVES_PER_PAGE }: MoveSearch,
): Promise<Page<MoveRow>> {
  const types: CursorType[] = ['timestamptz', 'bigint'];
  const from = decodeCursor(after, types);
  const any = kinds.map((kind) =>
    kind === 'rate' ? sql`m.rates_up + m.rates_down > 0` : sql`${COUNTS[kind]} > 0`,
  );
  const { rows } = await sql<MoveRow & { cursor: Cursor }>`
    select ${ROW}, array[m.changed_at::text, m.panel_id::text] as cursor
    from catalog_moves m join panels p using (panel_id) left join panel_states s using (panel_id)
    where ${visibleTo(viewer)} ${any.length === 0 ? sql`` : sql`and (${sql.join(any, sql` or `)})`}
      ${from === undefined ? sql`` : sql`and (m.changed_at, m.panel_id) < (${from[0]}::timestamptz, ${from[1]}::bigint)`}
    order by m.changed_at desc, m.panel_id desc limit ${limit + 1}`.execute(db);
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    rows: rows.slice(0, limit).map(({ cursor: _, ...row }) => row),
    next: last === undefined ? undefined : encodeCursor(last.cursor),
  };
}

/** Of the largest repricings as many are remembered, so that some are left when a panel is hidden. */
const REMEMBERED = 20;

interface MoveKey {
  panel_id: number;
  changed_at: string;
}

/** The repricings of a week that moved most, weighed by how many services they moved and how far; one for each panel. */
export async function biggestRepricings(db: Database, viewer: Viewer, limit: number): Promise<MoveRow[]> {
  const keys =
    (viewer === 'visitor' ? await rememberedRepricings(db) : undefined) ?? (await rankRepricings(db, viewer));
  const { rows } = await sql<MoveRow>`
    select ${ROW} from jsonb_to_recordset(${toJsonb(keys)}::jsonb) as k (panel_id bigint, changed_at timestamptz)
    join catalog_moves m on m.panel_id = k.panel_id and m.changed_at = k.changed_at join panels p on p.panel_id = m.panel_id
    left join panel_states s on s.panel_id = m.panel_id
    where ${visibleTo(viewer)} order by ${WEIGHT} desc, m.panel_id limit ${limit}`.execute(db);
  return rows;
}

const WEIGHT = sql`m.repriced * abs(ln((m.repricings->0->>'factor')::float8))`;

async function rememberedRepricings(db: Database): Promise<MoveKey[] | undefined> {
  const { rows } = await sql<{ repriced: MoveKey[] }>`
    select repriced from site_figures where panels > ${COUNTED_PANELS_MAX}`.execute(db);
  return rows[0]?.repriced;
}

async function rankRepricings(db: Database, viewer: Viewer): Promise<MoveKey[]> {
  // As text: an instant must keep its microseconds.
  const { rows } = await sql<MoveKey>`
    select panel_id, changed_at from (
      select distinct on (m.panel_id) m.panel_id, m.changed_at::text as changed_at, ${WEIGHT} as weight
      from catalog_moves m join panels p using (panel_id)
      where m.repriced > 0 and m.changed_at > now() - interval '7 days' and (m.repricings->0->>'factor')::float8 > 0 and ${visibleTo(viewer)}
      order by m.panel_id, ${WEIGHT} desc
    ) one order by weight desc, panel_id limit ${REMEMBERED}`.execute(db);
  return rows;
}

/** Counts for the head of the site. */
export interface SiteTotals {
  asOf: Date;
  panels: number;
  panelsUp: number;
  services: number;
  changes24h: number;
  added24h: number;
  removed24h: number;
  rates24h: number;
}

/** As of a few minutes ago on a large site, where counting for every visitor would take long; of now on any other. */
export async function siteTotals(db: Database, viewer: Viewer): Promise<SiteTotals> {
  if (viewer === 'visitor') {
    const { rows } = await sql<SiteTotals>`
      select as_of as "asOf", panels, panels_up as "panelsUp", services, changes_24h as "changes24h", added_24h as "added24h",
        removed_24h as "removed24h", rates_24h as "rates24h"
      from site_figures where panels > ${COUNTED_PANELS_MAX}`.execute(db);
    if (rows[0] !== undefined) return rows[0];
  }
  return await countSite(db, viewer);
}

async function countSite(db: Database, viewer: Viewer): Promise<SiteTotals> {
  const { rows } = await sql<SiteTotals>`
    select now() as "asOf", count(*)::int as panels, count(*) filter (where s.state = 'up')::int as "panelsUp",
      coalesce(sum(c.services), 0)::bigint as services, coalesce(sum(m.events), 0)::bigint as "changes24h",
      coalesce(sum(m.added), 0)::bigint as "added24h", coalesce(sum(m.removed), 0)::bigint as "removed24h", coalesce(sum(m.rates), 0)::bigint as "rates24h"
    from panels p left join panel_states s using (panel_id) left join catalogs c using (panel_id)
    left join (
      select panel_id, sum(events) as events, sum(added + restored) as added, sum(removed) as removed, sum(rates_up + rates_down + repriced) as rates
      from catalog_moves where changed_at > now() - interval '24 hours' group by panel_id
    ) m using (panel_id)
    where ${visibleTo(viewer)}`.execute(db);
  const [totals] = rows;
  if (totals === undefined) throw new Error('an aggregate without a row');
  return totals;
}

/** Counts the site for all visitors to come. */
export async function refreshSiteFigures(db: Database): Promise<void> {
  const { asOf, panels, panelsUp, services, changes24h, added24h, removed24h, rates24h } = await countSite(
    db,
    'visitor',
  );
  const states = await countPanelStates(db, 'visitor');
  const repriced = await rankRepricings(db, 'visitor');
  await sql`
    insert into site_figures (as_of, panels, panels_up, services, changes_24h, added_24h, removed_24h, rates_24h, states, repriced)
    values (${asOf}, ${panels}, ${panelsUp}, ${services}, ${changes24h}, ${added24h}, ${removed24h}, ${rates24h}, ${toJsonb(states)}::jsonb,
      ${toJsonb(repriced)}::jsonb)
    on conflict (only_row) do update set as_of = excluded.as_of, panels = excluded.panels, panels_up = excluded.panels_up,
      services = excluded.services, changes_24h = excluded.changes_24h, added_24h = excluded.added_24h, removed_24h = excluded.removed_24h,
      rates_24h = excluded.rates_24h, states = excluded.states, repriced = excluded.repriced`.execute(db);
}
