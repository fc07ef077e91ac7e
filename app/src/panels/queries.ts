/** What other rooms and the pages may know of panels. */
import { sql, type RawBuilder } from 'kysely';
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
  /** Changes of the catalog in the last seven days, a repricing counted once. */
  changes7d: number;
}

const PANEL_ROW = sql`
  p.panel_id as "panelId", p.slug, p.name, p.website_url as "websiteUrl", p.api_url as "apiUrl", p.listing, p.currency,
  d.interval_seconds as "intervalSeconds", d.paused_at as "pausedAt", d.due_at as "dueAt", p.added_at as "addedAt",
  s.state, s.state_since as "stateSince", s.stage, s.code, s.checked_at as "checkedAt", s.ok_at as "okAt",
  s.duration_ms as "durationMs", c.services,
  (select count(*) from changes x where x.panel_id = p.panel_id and x.part_of is null and x.changed_at > now() - interval '7 days') as "changes7d"`;

const PANEL_TABLES = sql`
  panels p
  join check_schedule d using (panel_id)
  left join panel_states s using (panel_id)
  left join catalogs c using (panel_id)`;

export const PANELS_PER_PAGE = 500;

/** The directory, by name. At most PANELS_PER_PAGE rows. */
export async function listPanels(db: Database, viewer: Viewer): Promise<PanelRow[]> {
  const { rows } = await sql<PanelRow>`
    select ${PANEL_ROW} from ${PANEL_TABLES}
    where ${visibleTo(viewer)} order by lower(p.name), p.panel_id limit ${PANELS_PER_PAGE}`.execute(db);
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
