/** What other rooms and the pages may know of panels. */
import { sql, type RawBuilder } from 'kysely';
import type { PreciseReason } from 'smmwatch';
import type { Database } from '../db/open.ts';

export type Listing =
  | 'draft'
  | 'checking'
  | 'pending_review'
  | 'listed'
  | 'suspended'
  | 'delisted'
  | 'rejected';
export type PanelState = 'up' | 'degraded' | 'down' | 'key_invalid' | 'blocked' | 'unknown';

/** Visitors see what is listed; the operator sees everything. */
export type Viewer = 'visitor' | 'operator';

/** One row of the directory. Never holds the key; the API address is for the operator's pages only. */
export interface PanelRow {
  panelId: number;
  slug: string;
  name: string;
  websiteUrl: string | null;
  apiUrl: string;
  listing: Listing;
  currency: string | null;
  /** Whether the currency was declared by `balance` or set by the operator. */
  currencySource: 'balance' | 'operator' | null;
  dialect: string | null;
  /** What its replies look like, or the words that the operator named; null where they look like nothing known. */
  software: string | null;
  /** Where the API reads its parameters; null before any check went through. */
  transport: 'body' | 'body+query' | null;
  intervalSeconds: number;
  pausedAt: Date | null;
  dueAt: Date;
  addedAt: Date;
  /** Null until the first check has ended. */
  state: PanelState | null;
  stateSince: Date | null;
  stage: string | null;
  code: string | null;
  /** When the last check ended, whatever its outcome. */
  checkedAt: Date | null;
  /** When the stored catalog was last seen to be true. */
  okAt: Date | null;
  /** Of the last check, in milliseconds. */
  durationMs: number | null;
  /** Null until a catalog was read. */
  services: number | null;
  /** Changes of the catalog in the last seven days, a repricing counted once; of them services that came, and that went. */
  changes7d: number | null;
  added7d: number;
  removed7d: number;
  /** Median of the relative rate changes of 30 days, 0.05 for +5 %, and of how many; null when no rate changed. */
  rateChange30d: number | null;
  rateChanges30d: number;
  /** In which currency the panel seems to quote, whether it is sure enough to compare prices by; null where nobody judged. */
  judgedCurrency: string | null;
  isCurrencySure: boolean | null;
  /** Up against down over 30 days, 0 to 1, a few minutes old at most on a small site; null when nothing was seen yet. */
  uptime30d: number | null;
  /** Within which 95 % of the checks of 30 days were answered, in milliseconds. */
  p95Ms: number | null;
  /** The last 90 UTC days, a letter each, the oldest first: u(p), p(artly down), d(own), x (unknown), . (not watched). */
  days: string | null;
}

/**
 * The two kinds of software that most panels run tell themselves apart by how they name the fields of a service (docs/panel-api.md); others
 * copy them, so that this is what a panel's API is like, and no more. Joined: `panels p`, `catalogs c`.
 */
export const SOFTWARE = sql`coalesce(p.dialect, case
  when c.wrapper = 'array' and c.fields @> '{"id": "service", "name": "name", "orderForm": "type", "rate": "rate"}'
    then case when c.fields ->> 'description' = 'desc' then 'SmartPanel' else 'Perfect Panel' end
  end)`;

export const PANEL_ROW = sql`
  p.panel_id as "panelId", p.slug, p.name, p.website_url as "websiteUrl", p.api_url as "apiUrl", p.listing, p.currency,
  p.currency_source as "currencySource", p.dialect, ${SOFTWARE} as software, p.transport,
  d.interval_seconds as "intervalSeconds", d.paused_at as "pausedAt", d.due_at as "dueAt", p.added_at as "addedAt",
  s.state, s.state_since as "stateSince", s.stage, s.code, s.checked_at as "checkedAt", s.ok_at as "okAt",
  s.duration_ms as "durationMs", c.services,
  f.changes_7d as "changes7d", coalesce(f.added_7d, 0) as "added7d", coalesce(f.removed_7d, 0) as "removed7d",
  f.rate_change_30d as "rateChange30d", coalesce(f.rate_changes_30d, 0) as "rateChanges30d",
  m.currency as "judgedCurrency", m.per_usd is not null as "isCurrencySure",
  f.uptime_30d as "uptime30d", f.p95_30d as "p95Ms", f.days`;

export const PANEL_TABLES = sql`
  panels p
  join check_schedule d using (panel_id)
  left join panel_states s using (panel_id)
  left join catalogs c using (panel_id)
  left join panel_figures f using (panel_id)
  left join panel_currencies m using (panel_id)`;

/** As many as anyone reads at once. */
export const PANELS_PER_PAGE = 500;

/** The first panels by name. The directory asks more of them: directory-queries.ts. */
export async function listPanels(
  db: Database,
  viewer: Viewer,
  limit: number = PANELS_PER_PAGE,
): Promise<PanelRow[]> {
  const { rows } = await sql<PanelRow>`
    select ${PANEL_ROW} from ${PANEL_TABLES} where ${visibleTo(viewer)}
    order by lower(p.name), p.panel_id limit ${limit}`.execute(db);
  return rows;
}

/** Panels with these words in their name, those that begin with them first. */
export async function panelsNamed(
  db: Database,
  viewer: Viewer,
  words: string,
  limit: number,
): Promise<{ slug: string; name: string }[]> {
  const literal = words.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  const { rows } = await sql<{ slug: string; name: string }>`
    select p.slug, p.name from panels p where p.name ilike ${`%${literal}%`} and ${visibleTo(viewer)}
    order by p.name not ilike ${`${literal}%`}, lower(p.name), p.panel_id limit ${limit}`.execute(db);
  return rows;
}

/** With up to so many panels everybody gets counts of this moment; with more, visitors get those of a few minutes ago (site_figures). */
export const COUNTED_PANELS_MAX = 500;

export interface StateCount {
  /** Null before the first check has ended. */
  state: PanelState | null;
  panels: number;
}

/** How many panels are in each state. */
export async function panelStates(db: Database, viewer: Viewer): Promise<StateCount[]> {
  if (viewer === 'visitor') {
    const { rows } = await sql<{ states: StateCount[] }>`
      select states from site_figures where panels > ${COUNTED_PANELS_MAX}`.execute(db);
    if (rows[0] !== undefined) return rows[0].states;
  }
  return await countPanelStates(db, viewer);
}

export async function countPanelStates(db: Database, viewer: Viewer): Promise<StateCount[]> {
  const { rows } = await sql<StateCount>`
    select s.state, count(*) as panels from panels p left join panel_states s using (panel_id)
    where ${visibleTo(viewer)} group by s.state`.execute(db);
  return rows;
}

/** One ended check. */
export interface CheckRow {
  startedAt: Date;
  /** What this check alone says of the panel: what is published waits for a second opinion. */
  seenState: PanelState;
  durationMs: number;
  dnsMs: number | null;
  connectMs: number | null;
  tlsMs: number | null;
  firstByteMs: number | null;
  wireBytes: number | null;
  httpStatus: number | null;
  changes: number;
  /** Null when the catalog was unchanged or could not be read. */
  services: number | null;
  stage: string;
  code: string;
  message: string | null;
  /** What was known of the failure beyond its code. */
  because: PreciseReason | null;
}

export const CHECKS_SHOWN = 90;

/**
 * The latest checks of a panel, the latest first. Those of a day are found by the panel and then sorted, so days are counted first:
 * enough of the latest ones, by their roll-ups, to which checks that are younger only add.
 */
export async function recentChecks(db: Database, panelId: number, limit = CHECKS_SHOWN): Promise<CheckRow[]> {
  const { rows } = await sql<CheckRow>`
    select started_at as "startedAt", seen_state as "seenState", duration_ms as "durationMs", dns_ms as "dnsMs", connect_ms as "connectMs",
      tls_ms as "tlsMs", first_byte_ms as "firstByteMs", wire_bytes as "wireBytes", http_status as "httpStatus",
      coalesce(changes, 0) as changes, services, stage, code, message, evidence->'because' as because
    from checks where panel_id = ${panelId} and started_at >= coalesce((
      select day::timestamp at time zone 'UTC' from (
        select day, sum(checks) over (order by day desc) as total from check_days where panel_id = ${panelId}
      ) as counted where total >= ${limit} order by day desc limit 1), '-infinity')
    order by started_at desc limit ${limit}`.execute(db);
  return rows;
}

export async function findPanel(db: Database, slug: string, viewer: Viewer): Promise<PanelRow | undefined> {
  const { rows } = await sql<PanelRow>`
    select ${PANEL_ROW} from ${PANEL_TABLES} where p.slug = ${slug} and ${visibleTo(viewer)}`.execute(db);
  return rows[0];
}

/** The rule of who sees a panel, for every query that joins `panels p`. */
export function visibleTo(viewer: Viewer): RawBuilder<unknown> {
  return viewer === 'operator' ? sql`true` : sql`p.listing = 'listed'`;
}

/** An announced window in which the panel may be away. */
export interface MaintenanceRow {
  panelId: number;
  startsAt: Date;
  endsAt: Date;
  note: string;
}

/** Windows of these panels that are under way or to come, the earliest first. */
export async function announcedMaintenance(
  db: Database,
  panelIds: readonly number[],
): Promise<MaintenanceRow[]> {
  const { rows } = await sql<MaintenanceRow>`
    select panel_id as "panelId", starts_at as "startsAt", ends_at as "endsAt", note
    from maintenance_windows where panel_id = any(${panelIds}::bigint[]) and ends_at > now()
    order by starts_at, panel_id`.execute(db);
  return rows;
}

export interface NewPanelRow {
  slug: string;
  name: string;
  state: PanelState | null;
  addedAt: Date;
}

/** Nobody calls a panel new for longer. */
const NEW_DAYS = 30;

/** Panels that came last, the latest first. */
export async function newestPanels(db: Database, viewer: Viewer, limit: number): Promise<NewPanelRow[]> {
  const { rows } = await sql<NewPanelRow>`
    select p.slug, p.name, s.state, p.added_at as "addedAt" from panels p left join panel_states s using (panel_id)
    where ${visibleTo(viewer)} and p.added_at > now() - make_interval(days => ${NEW_DAYS})
    order by p.added_at desc, p.panel_id desc limit ${limit}`.execute(db);
  return rows;
}
