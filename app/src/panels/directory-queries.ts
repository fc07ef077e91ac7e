/**
 * The directory of panels as an address asks for it: any filter, any order, a page at a time. One query, whatever is asked: the panels
 * of the page are picked from narrow rows (a row a panel, at most), and only they are read in full.
 */
import { sql, type RawBuilder } from 'kysely';
import { decodeCursor, encodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import { conditionOf } from '../tables/condition.ts';
import { usableFilters, type TableRequest, type TableScheme } from '../tables/request.ts';
import {
  PANEL_ROW,
  PANEL_TABLES,
  PANELS_PER_PAGE,
  SOFTWARE,
  visibleTo,
  type PanelRow,
  type PanelState,
  type Viewer,
} from './queries.ts';

/** What a directory can be ordered by. */
export const PANEL_SORTS = [
  'name',
  'state',
  'uptime',
  'p95',
  'services',
  'rates',
  'currency',
  'software',
  'checked',
  'changes',
  'response',
] as const;
export type PanelSort = (typeof PANEL_SORTS)[number];

export const PANEL_TABLE = {
  columns: {
    name: { isFixed: true },
    state: {},
    days: {},
    uptime: { filter: 'percent' },
    p95: { filter: 'ms' },
    services: { filter: 'number' },
    rates: { filter: 'percent' },
    currency: { filter: 'text' },
    software: { filter: 'text' },
    checked: { filter: 'age' },
    changes: { filter: 'number', isExtra: true },
    response: { filter: 'ms', isExtra: true },
  },
  sorts: PANEL_SORTS,
} as const satisfies TableScheme<string, PanelSort>;
export type PanelKey = keyof typeof PANEL_TABLE.columns;

/** Who answered last is who may be timed: a refusal says nothing of how fast a catalog comes. */
const RESPONSE = sql`case when s.state in ('up', 'degraded') then s.duration_ms end`;
const CURRENCY = sql`coalesce(m.currency, p.currency)`;

const SORT_KEYS: Record<PanelSort, { key: RawBuilder<unknown>; type: CursorType }> = {
  name: { key: sql`lower(p.name)`, type: 'text' },
  // The worst first: what is down is what one looks for.
  state: {
    key: sql`array_position(array['down', 'key_invalid', 'blocked', 'degraded', 'unknown', 'up'], s.state)`,
    type: 'bigint',
  },
  uptime: { key: sql`f.uptime_30d::numeric`, type: 'numeric' },
  p95: { key: sql`f.p95_30d::numeric`, type: 'numeric' },
  services: { key: sql`c.services`, type: 'bigint' },
  rates: { key: sql`f.rate_change_30d::numeric`, type: 'numeric' },
  currency: { key: CURRENCY, type: 'text' },
  software: { key: SOFTWARE, type: 'text' },
  checked: { key: sql`s.checked_at`, type: 'timestamptz' },
  changes: { key: sql`f.changes_7d`, type: 'bigint' },
  response: { key: RESPONSE, type: 'bigint' },
};

const FILTERED: Partial<Record<PanelKey, RawBuilder<unknown>>> = {
  uptime: sql`f.uptime_30d`,
  p95: sql`f.p95_30d`,
  services: sql`c.services`,
  rates: sql`f.rate_change_30d`,
  currency: CURRENCY,
  software: SOFTWARE,
  checked: sql`extract(epoch from now() - s.checked_at)`,
  changes: sql`f.changes_7d`,
  response: RESPONSE,
};

export interface DirectorySearch {
  /** Part of the name or address; all when empty. */
  query: string;
  /** Only those in this state; all without. */
  state: PanelState | undefined;
  request: TableRequest<PanelKey, PanelSort>;
}

/** A page of the directory; `next` continues it. What is unknown stands last, whichever way it is sorted. */
export async function findPanels(
  db: Database,
  viewer: Viewer,
  { query, state, request }: DirectorySearch,
): Promise<{ rows: PanelRow[]; next: string | undefined }> {
  const { key, type } = SORT_KEYS[request.sort];
  const pattern = `%${query.trim().replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  const direction = request.down ? sql`desc` : sql`asc`;
  const conditions = [
    visibleTo(viewer),
    ...(query.trim() === '' ? [] : [sql`(p.name ilike ${pattern} or p.website_url ilike ${pattern})`]),
    ...(state === undefined ? [] : [sql`s.state = ${state}`]),
    ...usableFilters(request).flatMap(({ key, expression }) => {
      const value = FILTERED[key];
      return value === undefined ? [] : [conditionOf(value, expression)];
    }),
    ...afterCursor(request, key, type),
  ];
  const { rows } = await sql<PanelRow & { cursor: Cursor }>`
    with picked as (
      select p.panel_id, ${key} as sort_key, lower(p.name) as sort_name
      from panels p left join panel_states s using (panel_id) left join catalogs c using (panel_id)
        left join panel_figures f using (panel_id) left join panel_currencies m using (panel_id)
      where ${sql.join(conditions, sql` and `)}
      order by ${key} ${direction} nulls last, lower(p.name), p.panel_id
      limit ${PANELS_PER_PAGE + 1}
    )
    select ${PANEL_ROW},
      array[coalesce(k.sort_key::text, ''), (k.sort_key is null)::text, k.sort_name, k.panel_id::text] as cursor
    from picked k join (${PANEL_TABLES}) using (panel_id)
    order by k.sort_key ${direction} nulls last, k.sort_name, k.panel_id`.execute(db);
  const last = rows.length > PANELS_PER_PAGE ? rows[PANELS_PER_PAGE - 1] : undefined;
  return {
    rows: rows.slice(0, PANELS_PER_PAGE).map(({ cursor: _, ...row }) => row),
    next: last === undefined ? undefined : encodeCursor(last.cursor),
  };
}

/** What follows the row that the page before ended with; nothing where the address holds no such row of this order. */
function afterCursor(
  { after, down }: TableRequest,
  key: RawBuilder<unknown>,
  type: CursorType,
): RawBuilder<unknown>[] {
  const [, isNull, name, id] = decodeCursor(after, ['text', 'text', 'text', 'bigint']) ?? [];
  if (name === undefined) return [];
  const later = sql`(lower(p.name), p.panel_id) > (${name}, ${id}::bigint)`;
  if (isNull === 'true') return [sql`(${key} is null and ${later})`];
  const [value] = decodeCursor(after, [type, 'text', 'text', 'bigint']) ?? [];
  if (value === undefined) return [];
  const typed = sql`cast(${value} as ${sql.raw(type)})`;
  return [
    sql`(${key} ${down ? sql`<` : sql`>`} ${typed} or (${key} = ${typed} and ${later}) or ${key} is null)`,
  ];
}
