/**
 * Which rows make a page. A thousand rows are looked at in the order asked for: mostly they fill it. If they do not, prices are gone through
 * in the index of terms (price-lists.ts). Of another order the sample tells how many rows match and how far in it the first of them stands:
 * then the order is walked, or everything that matches is found through the index of terms and sorted, whichever is less.
 */
import { sql, type RawBuilder } from 'kysely';
import { decodeCursor, type Cursor } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import { foundByTerms, judgedByTerms, placesOf, termQueries } from './conditions.ts';
import { SAMPLES } from './facts-row.ts';
import { beyond, orderOf, sorted, upTo } from './order.ts';
import { HITS_FOR_A_PAGE, listedByPrice, sampledSteps } from './price-lists.ts';
import type { Search } from './search.ts';
import { columnsOf, conditionsOf, sortedKeys, type Key, type Plan } from './sorted-keys.ts';
import { ALL_STEPS, STEPS_OF_SALE, stepsAround, type Steps } from './steps.ts';

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

async function cheapestWay(
  db: Database,
  plan: Plan,
  rows: number,
  { firstRows, sortingCosts, sortedMax }: Limits,
): Promise<Key[]> {
  const { order, terms, kinds } = plan;
  const isByPrice = order.steps !== undefined && terms.length > 0;
  const first =
    isByPrice && partOf(plan) === undefined ? undefined : await firstKeys(db, plan, rows, firstRows);
  if (first !== undefined) return first;
  if (isByPrice) {
    const left = stepsLeft(plan);
    return await listedByPrice(db, plan, { left, ahead: await sampledSteps(db, plan, left), kinds }, rows);
  }
  const { about, ahead, bound } = await sampled(db, plan);
  if (ahead <= about + sortingCosts) {
    // The bound may have been met too early; without one the walk ends where the order does.
    const walked = await walkedKeys(db, plan, rows, bound);
    if (walked.length === rows || bound === undefined) return walked;
  }
  return about <= sortedMax ? await sortedKeys(db, plan, rows) : await walkedKeys(db, plan, rows);
}

/** The steps of an order of prices, from the cursor on. */
function stepsLeft({ order, after }: Plan): Steps {
  const { steps = ALL_STEPS, down } = order;
  if (after === undefined) return steps;
  const around = stepsAround(
    STEPS_OF_SALE.findIndex(({ from }) => from === steps.from),
    Number(after[0]),
  );
  return down
    ? { from: steps.from, to: Math.min(steps.to, around.to) }
    : { from: Math.max(steps.from, around.from), to: steps.to };
}

/**
 * In the order of prices one platform with one kind has a part of an index to itself, and so have all together; anything between is
 * in several parts.
 */
function partOf({ order, platforms, kinds }: Plan): RawBuilder<unknown> | undefined {
  if (order.steps === undefined || platforms.length + kinds.length === 0) return sql`true`;
  if (platforms.length !== 1 || kinds.length !== 1) return undefined;
  return sql`f.platform = ${platforms[0]} and f.kind = ${kinds[0]}`;
}

/** The rows of an order, from the cursor on, before anything else is asked of them. */
function rowsInOrder(plan: Plan): RawBuilder<unknown> {
  const { order, after } = plan;
  const conditions = [
    partOf(plan) ?? sql`true`,
    ...(order.where === undefined ? [] : [order.where]),
    ...beyond(order, after),
  ];
  return sql.join(conditions, sql` and `);
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
      select f.*, row_number() over (order by ${sorted(order)}) as place from (
        select f.* from service_facts f where ${rowsInOrder(plan)} order by ${sorted(order)} limit ${rowsMax}
      ) f
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

const WITH_SERVICES = sql`service_facts f join services v on v.panel_id = f.panel_id and v.service_id = f.service_id`;
