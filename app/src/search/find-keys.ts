/**
 * Which rows make a page. A thousand rows are looked at in the order asked for: mostly they fill it. If they do not, the sample tells how
 * many rows match and how far in the order the first of them stands: then the order is walked, or everything that matches is found through
 * the index of terms and sorted, whichever is less.
 */
import { sql, type RawBuilder } from 'kysely';
import { KINDS, PLATFORMS } from 'smmwatch';
import { decodeCursor, type Cursor } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import {
  foundByTerms,
  judgedByTerms,
  placesOf,
  plainConditions,
  termQueries,
  visiblePanels,
} from './conditions.ts';
import { SAMPLES } from './facts-row.ts';
import { beyond, orderOf, sorted, upTo, type Order } from './order.ts';
import type { Search } from './search.ts';
import { UNKNOWN } from './terms.ts';

/** A row, and where it stands in its order. */
export interface Key {
  panelId: number;
  serviceId: string;
  cursor: Cursor;
}

/** Where one way of finding rows ends and the next begins. */
export interface Limits {
  /** Up to so many rows are judged one by one, where words are to be met as closely as possible. */
  judgedMax: number;
  /** So many rows are looked at in order before anything is counted: a millisecond or two. */
  firstRows: number;
  /** Sorting costs as much as walking so many rows, and one more for each that matches: measured at a million services. */
  sortingCosts: number;
  /** More are not sorted: dear ones among so many are found by walking past the cheap ones. */
  sortedMax: number;
}

export const LIMITS: Limits = { judgedMax: 5000, firstRows: 1000, sortingCosts: 3000, sortedMax: 150_000 };

/** What rows have to be, and their order. */
export interface Plan {
  order: Order;
  conditions: RawBuilder<unknown>[];
  /** Texts of tsqueries. */
  terms: readonly string[];
  after: Cursor | undefined;
  /** The platforms and kinds that all of them are of; none stands for any. */
  platforms: readonly string[];
  kinds: readonly string[];
}

export async function findKeys(
  db: Database,
  viewer: Viewer,
  asked: Search,
  rows: number,
  limits: Limits = LIMITS,
): Promise<Key[]> {
  const sort = asked.sort === 'relevance' ? 'changed' : asked.sort;
  const order = orderOf(sort, asked.filters);
  const plan: Plan = {
    order,
    conditions: conditionsOf(viewer, asked),
    terms: termQueries(asked),
    after: decodeCursor(asked.after, order.types),
    platforms: placesOf(asked, 'platform', false),
    kinds: placesOf(asked, 'kind', false),
  };
  // Of one panel there are never many; and the panel's own order stands in its services alone.
  if (asked.panelId !== undefined)
    return sort === 'catalog'
      ? await sortedKeys(db, plan, rows, { tables: WITH_SERVICES, position: sql`v.position` })
      : await sortedKeys(db, plan, rows);
  return await cheapestWay(db, plan, rows, limits);
}

/** All that is asked for but the terms. */
export function conditionsOf(viewer: Viewer, asked: Search): RawBuilder<unknown>[] {
  const conditions = [visiblePanels(viewer === 'operator'), ...plainConditions(asked)];
  if (asked.panelId !== undefined) conditions.push(sql`f.panel_id = ${asked.panelId}`);
  return conditions;
}

async function cheapestWay(
  db: Database,
  plan: Plan,
  rows: number,
  { firstRows, sortingCosts, sortedMax }: Limits,
): Promise<Key[]> {
  const parts = partsOf(plan);
  const first = parts > 1 ? undefined : await firstKeys(db, plan, rows, firstRows);
  if (first !== undefined) return first;
  const walk = parts > 1 ? mergedKeys : walkedKeys;
  const { about, ahead, bound } = await sampled(db, plan);
  // Of each part a page is read.
  if (ahead + parts * rows <= about + sortingCosts) {
    // The bound may have been met too early; without one the walk ends where the order does.
    const walked = await walk(db, plan, rows, bound);
    if (walked.length === rows || bound === undefined) return walked;
  }
  return about <= sortedMax ? await sortedKeys(db, plan, rows) : await walk(db, plan, rows);
}

/** In the order of prices each platform with each kind has a part of an index to itself: how many a plan is about; 0 where it is about all. */
function partsOf({ order, platforms, kinds }: Plan): number {
  if (order.types[0] !== 'numeric' || platforms.length + kinds.length === 0) return 0;
  return (platforms.length || PLATFORMS.length + 1) * (kinds.length || KINDS.length + 1);
}

/** The rows of an order, from the cursor on, before anything else is asked of them. */
function rowsInOrder(plan: Plan): RawBuilder<unknown> {
  const { order, after, platforms, kinds } = plan;
  const conditions = [...(order.where === undefined ? [] : [order.where]), ...beyond(order, after)];
  if (partsOf(plan) > 0) {
    if (platforms.length > 0) conditions.push(isOneOf(sql`f.platform`, platforms));
    if (kinds.length > 0) conditions.push(isOneOf(sql`f.kind`, kinds));
  }
  return conditions.length === 0 ? sql`true` : sql.join(conditions, sql` and `);
}

/** One is written as equal: then the planner knows that its part of the index is in the order of prices. */
function isOneOf(column: RawBuilder<unknown>, values: readonly string[]): RawBuilder<unknown> {
  return values.length === 1 ? sql`${column} = ${values[0]}` : sql`${column} = any(${[...values]}::text[])`;
}

function columnsOf({ keys }: Order): RawBuilder<unknown> {
  return sql`f.panel_id as "panelId", f.service_id as "serviceId", array[${sql.join(keys.map((key) => sql`${key}::text`))}] as cursor`;
}

/** Looks at the first rows of an index in the order asked for; undefined when they neither fill the page nor are all there are. */
async function firstKeys(
  db: Database,
  plan: Plan,
  wanted: number,
  rowsMax: number,
): Promise<Key[] | undefined> {
  const { order, conditions, terms } = plan;
  const all = sql.join([...conditions, judgedByTerms(terms)], sql` and `);
  // The last row that is looked at comes along, whatever it is: it says that there are more.
  const { rows } = await sql<Key & { place: number }>`
    select ${columnsOf(order)}, place from (
      select f.*, row_number() over (order by ${sorted(order)}) as place from service_facts f
      where ${rowsInOrder(plan)} order by ${sorted(order)} limit ${rowsMax}
    ) f
    where (${all}) or place = ${rowsMax} order by ${sorted(order)} limit ${wanted}`.execute(db);
  return rows.at(-1)?.place === rowsMax ? undefined : rows;
}

/** What the sample tells of a plan. */
interface Sampled {
  /** So many rows match, about. */
  about: number;
  /** So many stand in the order up to the first of them. */
  ahead: number;
  /** Up to here there are more than a page of them, most likely; undefined where even all may be fewer. */
  bound: Cursor | undefined;
}

/** Each stands for 128: before the third there is a page in all but one search of a thousand. */
const HITS_FOR_A_PAGE = 3;

async function sampled(db: Database, plan: Plan): Promise<Sampled> {
  const { order, conditions, terms, after } = plan;
  const all = [...conditions, ...foundByTerms(terms), ...(order.where === undefined ? [] : [order.where])];
  const keys = sql.join(order.keys);
  const { rows } = await sql<{ hits: number; before: number; bound: Cursor | null }>`
    with hit as materialized (
      select f.panel_id, f.service_id, f.price_usd, f.changed_at, f.low_from from service_sample f
      where ${sql.join(all, sql` and `)}
    ), next as materialized (
      select * from hit f where ${sql.join([...beyond(order, after), sql`true`], sql` and `)}
      order by ${sorted(order)} limit ${HITS_FOR_A_PAGE}
    )
    select (select count(*)::int from hit) as hits, (
      select array[${sql.join(order.keys.map((key) => sql`${key}::text`))}] from next f order by ${sorted(order)} offset ${HITS_FOR_A_PAGE - 1}
    ) as bound, (
      select count(*)::int from service_sample f where ${rowsInOrder(plan)} and (${keys}) ${order.down ? sql`>=` : sql`<=`} (
        select ${keys} from next f order by ${sorted(order)} limit 1
      )
    ) as before`.execute(db);
  const { hits = 0, before = 0, bound } = rows[0] ?? {};
  return {
    about: hits * SAMPLES,
    ahead: before === 0 ? Infinity : before * SAMPLES,
    bound: bound ?? undefined,
  };
}

/** Walks the order until the page is full, or until `bound`. Terms are judged: looked up in their index, the order would be lost. */
async function walkedKeys(db: Database, plan: Plan, wanted: number, bound?: Cursor): Promise<Key[]> {
  const { order, conditions, terms } = plan;
  const all = [...conditions, judgedByTerms(terms), rowsInOrder(plan), ...upTo(order, bound)];
  const { rows } = await sql<Key>`
    select ${columnsOf(order)} from service_facts f
    where ${sql.join(all, sql` and `)}
    order by ${sorted(order)} limit ${wanted}`.execute(db);
  return rows;
}

/** The same over parts of the index, each in the order of prices. */
async function mergedKeys(db: Database, plan: Plan, wanted: number, bound?: Cursor): Promise<Key[]> {
  const { order, conditions, terms, after, platforms, kinds } = plan;
  const all = [...conditions, judgedByTerms(terms), ...beyond(order, after), ...upTo(order, bound)];
  if (order.where !== undefined) all.push(order.where);
  const { rows } = await sql<Key>`
    select f."panelId", f."serviceId", f.cursor
    from ${sourcesOf(platforms, kinds)} cross join lateral (
      select ${columnsOf(order)}, f.price_usd, f.panel_id, f.service_id from service_facts f
      where f.platform = platforms.platform and f.kind = kinds.kind and ${sql.join(all, sql` and `)}
      order by ${sorted(order)} limit ${wanted}
    ) f order by ${sorted(order)} limit ${wanted}`.execute(db);
  return rows;
}

const WITH_SERVICES = sql`service_facts f join services v on v.panel_id = f.panel_id and v.service_id = f.service_id`;

/** What an order needs beside the columns of service_facts. */
interface Beside {
  tables?: RawBuilder<unknown>;
  position?: RawBuilder<unknown>;
  closeness?: RawBuilder<unknown>;
}

/** Everything that matches, sorted. Materialized: otherwise the planner may walk an order through all rows for the few that match. */
export async function sortedKeys(
  db: Database,
  { order, conditions, terms, after }: Plan,
  wanted: number,
  { tables = sql`service_facts f`, position = sql`null`, closeness = sql`null` }: Beside = {},
): Promise<Key[]> {
  const all = [...conditions, ...foundByTerms(terms), ...(order.where === undefined ? [] : [order.where])];
  const { rows } = await sql<Key>`
    with f as materialized (
      select f.panel_id, f.service_id, f.price_usd, f.changed_at, f.low_from, ${position} as position, ${closeness} as closeness
      from ${tables} where ${sql.join(all, sql` and `)}
    )
    select ${columnsOf(order)} from f where ${sql.join([...beyond(order, after), sql`true`], sql` and `)}
    order by ${sorted(order)} limit ${wanted}`.execute(db);
  return rows;
}

/** Every pair of platform and kind that is asked for: each has its part of the index in the order of prices. */
function sourcesOf(platforms: readonly string[], kinds: readonly string[]): RawBuilder<unknown> {
  const allPlatforms = platforms.length > 0 ? platforms : [...PLATFORMS, UNKNOWN];
  const allKinds = kinds.length > 0 ? kinds : [...KINDS, UNKNOWN];
  return sql`unnest(${[...allPlatforms]}::text[]) as platforms (platform) cross join unnest(${[...allKinds]}::text[]) as kinds (kind)`;
}
