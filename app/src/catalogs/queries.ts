/** What the pages may know of catalogs: services, changes, and the catalog as a whole. */
import { sql, type RawBuilder } from 'kysely';
import type { FieldMap, Finding, Json, ListingNote, Service } from 'smmwatch';
import { decodeCursor, encodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import { visibleTo, type Viewer } from '../panels/queries.ts';

/** A page of a list; `next` continues it, undefined at its end. */
export interface Page<Row> {
  rows: Row[];
  next: string | undefined;
}

/** One event in a catalog. `before` and `after` hold only what changed, in the fields' own names. */
export interface ChangeRow {
  panelId: number;
  panelSlug: string;
  panelName: string;
  currency: string | null;
  changeId: number;
  /** Start of the check that saw it. */
  changedAt: Date;
  kind: ChangeKind;
  /** Null for an event about the whole catalog. */
  serviceId: string | null;
  serviceName: string | null;
  before: Record<string, Json> | null;
  after: Record<string, Json> | null;
}

export const CHANGE_KINDS = [
  'added',
  'removed',
  'restored',
  'renamed',
  'rate',
  'limits',
  'recategorised',
  'flags',
  'description',
  'repricing',
  'reidentified',
] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];

export interface ChangeSearch {
  /** Only this panel's; without, everywhere, which no index serves: for tests and small sites. */
  panelId?: number;
  /** Only these kinds; all when empty. */
  kinds: readonly ChangeKind[];
  after?: string | undefined;
}

export const CHANGES_PER_PAGE = 100;

/** Changes, the latest first. */
export async function listChanges(
  db: Database,
  viewer: Viewer,
  search: ChangeSearch,
): Promise<Page<ChangeRow>> {
  const keys = [sql`x.changed_at`, sql`x.panel_id`, sql`x.change_id`];
  const types: CursorType[] = ['timestamptz', 'bigint', 'bigint'];
  const after = decodeCursor(search.after, types);
  const { rows } = await sql<ChangeRow & { cursor: Cursor }>`
    select x.panel_id as "panelId", p.slug as "panelSlug", p.name as "panelName", p.currency, x.change_id as "changeId",
      x.changed_at as "changedAt", x.kind, x.service_id as "serviceId", x.service_name as "serviceName", x.before, x.after,
      ${cursorOf(keys)} as cursor
    from changes x join panels p using (panel_id)
    where x.part_of is null and ${visibleTo(viewer)}
      ${search.panelId === undefined ? sql`` : sql`and x.panel_id = ${search.panelId}`}
      ${search.kinds.length === 0 ? sql`` : sql`and x.kind = any(${[...search.kinds]})`}
      ${after === undefined ? sql`` : sql`and (${sql.join(keys)}) < (${cursorValues(after, types)})`}
    order by x.changed_at desc, x.panel_id desc, x.change_id desc
    limit ${CHANGES_PER_PAGE + 1}`.execute(db);
  return pageOf(rows, CHANGES_PER_PAGE);
}

/** How many changes of each kind the last 90 days hold. */
export async function countChangeKinds(
  db: Database,
  panelId: number,
): Promise<{ kind: ChangeKind; changes: number }[]> {
  const { rows } = await sql<{ kind: ChangeKind; changes: number }>`
    select kind, count(*) as changes from changes
    where panel_id = ${panelId} and part_of is null and changed_at > now() - interval '90 days' group by kind`.execute(
    db,
  );
  return rows;
}

/** A panel's catalog as a whole. */
export interface CatalogRow {
  services: number;
  wrapper: string;
  /** When its first and its latest content were read, and when it last differed from the one before. */
  firstReadAt: Date;
  readAt: Date;
  changedAt: Date;
  /** Set while a mass removal waits for a second check. */
  quarantinedAt: Date | null;
  /** The operator has to confirm it: no check does. */
  isRemovalHeld: boolean;
  /** What each meaning was read from. */
  fields: FieldMap;
  unknownFields: Record<string, number>;
  notes: ListingNote[];
  findings: Finding[];
}

export async function findCatalog(db: Database, panelId: number): Promise<CatalogRow | undefined> {
  const { rows } = await sql<CatalogRow>`
    select services, wrapper, first_read_at as "firstReadAt", read_at as "readAt", changed_at as "changedAt",
      quarantined_at as "quarantinedAt", quarantined_at is not null and removal_held as "isRemovalHeld", fields, unknown_fields as "unknownFields", notes, findings
    from catalogs where panel_id = ${panelId}`.execute(db);
  return rows[0];
}

const FIRST_SERVICES = 20;

/** The first services in the panel's own order: enough to show what its fields hold. */
export async function firstServices(db: Database, panelId: number): Promise<Service[]> {
  const { rows } = await sql<Service>`
    select service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min, max_quantity as max, description,
      refill, cancel, dripfeed, average_time as "averageTime", network, refill_days as "refillDays", position
    from services where panel_id = ${panelId} and removed_at is null order by position limit ${FIRST_SERVICES}`.execute(
    db,
  );
  return rows;
}

/** As text: a rate must keep its decimals and an instant its microseconds. */
function cursorOf(keys: RawBuilder<unknown>[]): RawBuilder<unknown> {
  return sql`array[${sql.join(keys.map((key) => sql`${key}::text`))}]`;
}

function cursorValues(cursor: Cursor, types: CursorType[]): RawBuilder<unknown> {
  return sql.join(types.map((type, index) => sql`cast(${cursor[index]} as ${sql.raw(type)})`));
}

function pageOf<Row extends { cursor: Cursor }>(rows: Row[], size: number): Page<Omit<Row, 'cursor'>> {
  const last = rows.length > size ? rows[size - 1] : undefined;
  return {
    rows: rows.slice(0, size).map(({ cursor: _, ...row }) => row),
    next: last === undefined ? undefined : encodeCursor(last.cursor),
  };
}
