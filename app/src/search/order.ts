/** The orders in which services are listed: the keys of each, which end in the primary key, so that a cursor points between two rows. */
import { sql, type RawBuilder } from 'kysely';
import type { Cursor, CursorType } from '../cursor.ts';
import type { Filters } from './filters.ts';
import { STEPS_OF_SALE, type Steps } from './steps.ts';

/**
 * `rate` is what 1,000 cost in one currency; what is sold as one piece has no such rate and is left out, unless packages alone are asked for.
 * `relevance` leaves nothing out: what fits the words best comes first, of that what costs least.
 */
export const SORTS = ['relevance', 'rate', '-rate', 'changed', 'low', 'catalog'] as const;
export type Sort = (typeof SORTS)[number];

export interface Order {
  keys: RawBuilder<unknown>[];
  types: CursorType[];
  down: boolean;
  /** Rows that have a place in it. */
  where: RawBuilder<unknown> | undefined;
  /** Of an order of prices, the steps of all its rows. */
  steps?: Steps;
}

export const ROW_KEY = {
  keys: [sql`f.panel_id`, sql`f.service_id`],
  types: ['bigint', 'text'] as CursorType[],
};

const BY_PRICE: Omit<Order, 'where'> = {
  keys: [sql`f.price_usd`, ...ROW_KEY.keys],
  types: ['numeric', ...ROW_KEY.types],
  down: false,
};

const BY_TIME: Omit<Order, 'where'> = {
  keys: [sql`f.changed_at`, ...ROW_KEY.keys],
  types: ['timestamptz', ...ROW_KEY.types],
  down: true,
};

export function orderOf(sort: Exclude<Sort, 'relevance'>, { facets }: Filters): Order {
  const only = facets.modifier;
  const areThousands = !(only.length === 1 && only[0] === 'package');
  const steps = STEPS_OF_SALE[areThousands ? 0 : 1];
  const unit = areThousands ? sql`f.unit = 'thousand'` : sql`f.unit <> 'thousand'`;
  const where = sql`f.price_usd is not null and ${unit}`;
  const orders: Record<Exclude<Sort, 'relevance'>, Order> = {
    rate: { ...BY_PRICE, where, steps },
    '-rate': { ...BY_PRICE, down: true, where, steps },
    changed: { ...BY_TIME, where: undefined },
    low: {
      keys: [sql`f.low_from`, ...ROW_KEY.keys],
      types: ['timestamptz', ...ROW_KEY.types],
      down: false,
      where: sql`f.low_was is not null and f.low_was > f.rate and f.low_from <= now() - interval '35 days'`,
    },
    catalog: {
      keys: [sql`f.position`, ...ROW_KEY.keys],
      types: ['bigint', ...ROW_KEY.types],
      down: false,
      where: undefined,
    },
  };
  return orders[sort];
}

/** Only what comes after the row that a page ended with. */
export function beyond(order: Order, after: Cursor | undefined): RawBuilder<unknown>[] {
  return after === undefined ? [] : [compared(order, order.down ? sql`<` : sql`>`, after)];
}

/** Only what comes before a row, and that row. */
export function upTo(order: Order, row: Cursor | undefined): RawBuilder<unknown>[] {
  return row === undefined ? [] : [compared(order, order.down ? sql`>=` : sql`<=`, row)];
}

function compared({ keys, types }: Order, how: RawBuilder<unknown>, row: Cursor): RawBuilder<unknown> {
  const values = types.map((type, index) => sql`cast(${row[index]} as ${sql.raw(type)})`);
  return sql`(${sql.join(keys)}) ${how} (${sql.join(values)})`;
}

/** For `order by`. */
export function sorted({ keys, down }: Order): RawBuilder<unknown> {
  return sql.join(keys.map((key) => (down ? sql`${key} desc` : key)));
}
