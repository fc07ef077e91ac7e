/**
 * The order in which what fits the words best comes first: whole words of the name, words that the name only begins with, then words of
 * the category alone; of equals what costs least for 1,000, then packages, then what has no comparable price. Few rows are judged one by
 * one and sorted. Of many, each class is a list of its own in the order of prices, and a page is filled from one after another: either
 * way the order is the same, and a cursor holds for both.
 */
import { sql, type RawBuilder } from 'kysely';
import { decodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import { closenessQueries, placesOf, termQuery, termsAt } from './conditions.ts';
import { estimate } from './counts.ts';
import {
  cheapestWay,
  conditionsOf,
  LIMITS,
  sortedKeys,
  type Key,
  type Limits,
  type Plan,
} from './find-keys.ts';
import { BY_KEY, BY_PRICE, type Order } from './order.ts';
import type { Search } from './search.ts';

/** Classes of equal closeness, by what they cost; together they are every row. */
const PRICED: readonly Order[] = [
  { ...BY_PRICE, where: sql`f.price_usd is not null and f.unit = 'thousand'` },
  { ...BY_PRICE, where: sql`f.price_usd is not null and f.unit <> 'thousand'` },
  { ...BY_KEY, where: sql`f.price_usd is null` },
];

/** The place of a class, then the price where it has one, then the key. */
const TYPES: CursorType[] = ['bigint', 'numeric', 'bigint', 'text'];
const JUDGED: Order = {
  keys: [sql`f.closeness`, sql`coalesce(f.price_usd, 0)`, ...BY_KEY.keys],
  types: TYPES,
  down: false,
  where: undefined,
};

export async function relevantKeys(
  db: Database,
  viewer: Viewer,
  asked: Search,
  rows: number,
  limits: Limits = LIMITS,
): Promise<Key[]> {
  const queries = closenessQueries(asked);
  const after = decodeCursor(asked.after, TYPES);
  const conditions = conditionsOf(viewer, asked);
  if (asked.panelId !== undefined || (await estimate(db, viewer, asked)) <= limits.judgedMax) {
    const plan: Plan = {
      order: JUDGED,
      conditions,
      terms: termQuery(asked),
      after,
      platforms: [],
      kinds: [],
    };
    return await sortedKeys(db, plan, rows, { closeness: placeOf(queries) });
  }
  const found: Key[] = [];
  const from = Number(after?.[0] ?? 0);
  for (let place = from; place < queries.length * PRICED.length && found.length < rows; place += 1) {
    const closeness = Math.floor(place / PRICED.length);
    const order = PRICED[place % PRICED.length];
    if (order === undefined) continue;
    const isClosest = closeness === 0;
    const plan: Plan = {
      order,
      conditions,
      terms: termsAt(asked, queries, closeness),
      after: place === from && after !== undefined ? cursorWithin(order, after) : undefined,
      platforms: placesOf(asked, 'platform', isClosest),
      kinds: placesOf(asked, 'kind', isClosest),
    };
    const keys = await cheapestWay(db, plan, rows - found.length, limits);
    found.push(...keys.map((key) => ({ ...key, cursor: cursorOf(place, key) })));
  }
  return found;
}

/** The place of a row's class: the closest query that it meets, and how it is priced. */
function placeOf(queries: readonly string[]): RawBuilder<unknown> {
  const last = Math.max(0, queries.length - 1);
  const cases = queries
    .slice(0, last)
    .map((query, at) => sql`when ts_match_vq(f.terms, ${query}::tsquery) then ${sql.lit(at)}`);
  const closeness =
    cases.length === 0 ? sql.lit(0) : sql`case ${sql.join(cases, sql` `)} else ${sql.lit(last)} end`;
  return sql`(${closeness}) * ${sql.lit(PRICED.length)} + case when f.price_usd is null then 2 when f.unit = 'thousand' then 0 else 1 end`;
}

/** A class without prices has 0 in their place. */
function cursorOf(place: number, { panelId, serviceId, cursor }: Key): Cursor {
  const price = cursor.length === BY_PRICE.types.length ? (cursor[0] ?? '0') : '0';
  return [String(place), price, String(panelId), serviceId];
}

function cursorWithin({ types }: Order, [, price = '0', panelId = '0', serviceId = '']: Cursor): Cursor {
  return types.length === BY_PRICE.types.length ? [price, panelId, serviceId] : [panelId, serviceId];
}
