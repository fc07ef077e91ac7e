/**
 * What matches in the order of prices, stretch by stretch. The sample tells at which step of prices there is a page of it; the index of
 * terms is asked for what matches up to there and no further, however much matches beyond.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { foundByTerms } from './conditions.ts';
import { sortedKeys, type Beside, type Key, type Plan } from './sorted-keys.ts';
import { ALL_STEPS, withinSteps, type Steps } from './steps.ts';
import { quoted, TERM_PREFIX } from './terms.ts';

export interface PriceList {
  /** The steps that are left of the list. */
  left: Steps;
  /** The steps of rows of the sample that are left of it, in its order, as many as are read. */
  ahead: readonly number[];
  /** The kinds that all of it is of; none stands for any. */
  kinds: readonly string[];
}

/** Each row of the sample stands for 128: before the third there is a page in all but one search of a hundred. */
export const HITS_FOR_A_PAGE = 3;
/** How much further the next stretch goes where one did not fill the page; the third goes to the end. */
const FURTHER = 8;
export const HITS_READ = HITS_FOR_A_PAGE * FURTHER;

export async function listedByPrice(
  db: Database,
  plan: Plan,
  { left, ahead, kinds }: PriceList,
  rows: number,
  beside?: Beside,
): Promise<Key[]> {
  const found: Key[] = [];
  for (const steps of stretches(ahead, left, plan.order.down)) {
    found.push(...(await sortedKeys(db, within(plan, steps, kinds), rows - found.length, beside)));
    if (found.length === rows) break;
  }
  return found;
}

/** What is looked up among the steps of one kind is of that kind; all steps would be every row once more, for nothing. */
function within(plan: Plan, steps: Steps, kinds: readonly string[]): Plan {
  if (steps.from === ALL_STEPS.from && steps.to === ALL_STEPS.to) return plan;
  const [kind, ...others] = kinds;
  const ofKind = kind === undefined || others.length > 0 ? undefined : quoted(TERM_PREFIX.kind + kind);
  return {
    ...plan,
    terms: plan.terms.filter((query) => query !== ofKind),
    conditions: [...plan.conditions, withinSteps(steps, kinds)],
  };
}

/** The steps of rows of the sample that match within these, in the order of the plan. */
export async function sampledSteps(
  db: Database,
  { conditions, terms, order }: Plan,
  { from, to }: Steps,
): Promise<number[]> {
  const all = [...conditions, ...foundByTerms(terms), sql`f.step between ${from} and ${to}`];
  const { rows } = await sql<{ step: number }>`
    select f.step from service_sample f where ${sql.join(all, sql` and `)}
    order by ${order.down ? sql`f.step desc` : sql`f.step`} limit ${HITS_READ}`.execute(db);
  return rows.map(({ step }) => step);
}

/** One after another to the end of the list, the first of them with a page in it, most likely. */
function* stretches(ahead: readonly number[], { from, to }: Steps, down: boolean): Generator<Steps> {
  let left = { from, to };
  for (let hits = HITS_FOR_A_PAGE; left.from <= left.to; hits *= FURTHER) {
    const bound = ahead[hits - 1] ?? (down ? from : to);
    const steps = down ? { from: bound, to: left.to } : { from: left.from, to: bound };
    if (steps.from > steps.to) continue;
    yield steps;
    left = down ? { from: left.from, to: bound - 1 } : { from: bound + 1, to: left.to };
  }
}
