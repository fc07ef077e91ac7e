/**
 * The order in which what fits the words best comes first: whole words of the name, words that the name only begins with, then words of
 * the category alone; of equals what costs least for 1,000, then packages, then what has no comparable price. Few rows are judged one by
 * one and sorted. Of many, each closeness is a list of its own: the sample tells up to which price there is a page of it, and only what
 * costs no more is found. Either way the order is the same, and a cursor holds for both.
 */
import { sql, type RawBuilder } from 'kysely';
import { decodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import {
  closenessQueries,
  foundByTerms,
  judgedByTerms,
  otherTerms,
  placesOf,
  termQueries,
  type Close,
} from './conditions.ts';
import { SAMPLES } from './facts-row.ts';
import { LIMITS, type Limits } from './find-keys.ts';
import { ROW_KEY, type Order } from './order.ts';
import { HITS_FOR_A_PAGE, HITS_READ, listedByPrice } from './price-lists.ts';
import type { Search } from './search.ts';
import { conditionsOf, sortedKeys, type Key, type Plan } from './sorted-keys.ts';
import { ALL_STEPS, SALE, stepsAround } from './steps.ts';

/** The place of a row's closeness and sale, then the price where it has one, then the key. */
const TYPES: CursorType[] = ['bigint', 'numeric', 'bigint', 'text'];
const ORDER: Order = {
  keys: [sql`f.closeness`, sql`coalesce(f.price_usd, 0)`, ...ROW_KEY.keys],
  types: TYPES,
  down: false,
  where: undefined,
};
/** Ways in which a service is sold, of which each closeness has a place. */
const SALES = 3;

export async function relevantKeys(
  db: Database,
  viewer: Viewer,
  asked: Search,
  rows: number,
  { judgedMax }: Limits = LIMITS,
): Promise<Key[]> {
  const ways = closenessQueries(asked);
  const plan: Plan = {
    order: ORDER,
    conditions: conditionsOf(viewer, asked),
    terms: termQueries(asked),
    after: decodeCursor(asked.after, TYPES),
    platforms: [],
    kinds: [],
  };
  const judged = async (): Promise<Key[]> =>
    await sortedKeys(db, plan, rows, { closeness: placeOf(closenessOf(ways)) });
  if (asked.panelId !== undefined) return await judged();
  const start = startOf(plan.after);
  const sample = await sampled(db, plan, ways, start);
  const about = SAMPLES * [...sample.values()].reduce((sum, { hits }) => sum + hits, 0);
  const isFilledByFirst = (sample.get(start.closeness)?.steps.length ?? 0) >= HITS_FOR_A_PAGE;
  if (about <= judgedMax && !isFilledByFirst) return await judged();
  const found: Key[] = [];
  const others = otherTerms(asked);
  for (const [closeness, { queries, inName }] of ways.entries()) {
    if (closeness < start.closeness || found.length === rows) continue;
    const closer = ways.slice(0, closeness).map((way) => sql`not ${judgedByTerms(way.queries)}`);
    const list = {
      ...plan,
      terms: [...queries, ...others],
      conditions: [...plan.conditions, ...closer],
    };
    const steps = {
      left: closeness === start.closeness ? { ...ALL_STEPS, from: start.step } : ALL_STEPS,
      ahead: sample.get(closeness)?.steps ?? [],
      kinds: placesOf(asked, 'kind', inName),
    };
    const place = placeOf(sql.lit(closeness));
    found.push(...(await listedByPrice(db, list, steps, rows - found.length, { closeness: place })));
  }
  return found;
}

/** Where the list goes on. */
interface Start {
  closeness: number;
  step: number;
}

function startOf([place, price]: Cursor = []): Start {
  if (place === undefined) return { closeness: 0, step: ALL_STEPS.from };
  const closeness = Math.floor(Number(place) / SALES);
  return { closeness, step: stepsAround(Number(place) % SALES, Number(price)).from };
}

/** What the sample holds of one closeness: how many rows, and the first steps of those that are still ahead. */
interface Sampled {
  hits: number;
  steps: number[];
}

async function sampled(
  db: Database,
  { conditions, terms }: Plan,
  ways: readonly Close[],
  start: Start,
): Promise<Map<number, Sampled>> {
  const { rows } = await sql<{ closeness: number; step: number; hits: number }>`
    select closeness, step, count(*)::int as hits from (
      select ${closenessOf(ways)} as closeness, f.step from service_sample f
      where ${sql.join([...conditions, ...foundByTerms(terms)], sql` and `)}
    ) one group by closeness, step order by closeness, step`.execute(db);
  const sample = new Map<number, Sampled>();
  for (const { closeness, step, hits } of rows) {
    const of = sample.get(closeness) ?? { hits: 0, steps: [] };
    sample.set(closeness, of);
    of.hits += hits;
    if (closeness === start.closeness && step < start.step) continue;
    for (let n = 0; n < hits && of.steps.length < HITS_READ; n += 1) of.steps.push(step);
  }
  return sample;
}

/** The first that a row meets; the last is met by every row that is found. */
function closenessOf(ways: readonly Close[]): RawBuilder<unknown> {
  const cases = ways
    .slice(0, -1)
    .map(({ queries }, at) => sql`when ${judgedByTerms(queries)} then ${sql.lit(at)}`);
  const last = sql.lit(Math.max(0, ways.length - 1));
  return cases.length === 0 ? last : sql`case ${sql.join(cases, sql` `)} else ${last} end`;
}

/** The place of a row among all: by its closeness, then by how it is sold. */
function placeOf(closeness: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${closeness}) * ${sql.lit(SALES)} + ${SALE}`;
}
