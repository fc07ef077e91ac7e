/** Everything that is asked for, found through the index of terms and sorted: the keys of a page of it. */
import { sql, type RawBuilder } from 'kysely';
import type { Cursor } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import { foundByTerms, plainConditions, visiblePanels } from './conditions.ts';
import { beyond, sorted, type Order } from './order.ts';
import type { Search } from './search.ts';

/** A row, and where it stands in its order. */
export interface Key {
  panelId: number;
  serviceId: string;
  cursor: Cursor;
}

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

/** All that is asked for but the terms. */
export function conditionsOf(viewer: Viewer, asked: Search): RawBuilder<unknown>[] {
  const conditions = [visiblePanels(viewer === 'operator'), ...plainConditions(asked)];
  if (asked.panelId !== undefined) conditions.push(sql`f.panel_id = ${asked.panelId}`);
  return conditions;
}

/** What an order needs beside the columns of service_facts. */
export interface Beside {
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

/** The columns of a {@link Key}. */
export function columnsOf({ keys }: Order): RawBuilder<unknown> {
  return sql`f.panel_id as "panelId", f.service_id as "serviceId", array[${sql.join(keys.map((key) => sql`${key}::text`))}] as cursor`;
}
