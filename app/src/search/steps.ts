/**
 * Prices as steps of a tenth, which the index of terms holds beside them (migration 0020): so it finds what holds some words and costs
 * between this and that, and no other row is read. Steps follow the order in which equals are listed: first what is sold by the thousand,
 * then packages and single pieces, then what has no comparable price.
 *
 * A step is found under itself and under those of 4, 16 and 64 steps that it lies in: a range of hundreds is a handful of them. Each stands
 * there twice, among all services and among those of its kind, because prices differ by kind more than by anything else.
 */
import { sql, type RawBuilder } from 'kysely';

/** What stands first in the order of equals: by the thousand, packages and single pieces, without a price. */
export const SALE = sql`case when f.price_usd is null then 2 when f.unit = 'thousand' then 0 else 1 end`;

/** By how a service is sold, in the same order. */
export const STEPS_OF_SALE = [
  { from: 0, to: 511 },
  { from: 512, to: 1023 },
  { from: 1024, to: 1024 },
] as const satisfies Steps[];
export const ALL_STEPS: Steps = { from: 0, to: 1024 };

/** How many steps lie together, in bits. */
const STRETCHES = [0, 2, 4, 6] as const;

/** In the words of the index: only what is written so is looked up there. */
const STEPS = sql`array['0/' || f.step::text, '2/' || (f.step >> 2)::text, '4/' || (f.step >> 4)::text, '6/' || (f.step >> 6)::text,
  f.kind || '/0/' || f.step::text, f.kind || '/2/' || (f.step >> 2)::text, f.kind || '/4/' || (f.step >> 4)::text, f.kind || '/6/' || (f.step >> 6)::text]`;

/** Inclusive. */
export interface Steps {
  from: number;
  to: number;
}

/** Rows whose step is one of these, of some kinds alone or, with none, of all. */
export function withinSteps(steps: Steps, kinds: readonly string[]): RawBuilder<unknown> {
  const stretches = stretchesOf(steps);
  const terms =
    kinds.length === 0 ? stretches : kinds.flatMap((kind) => stretches.map((it) => `${kind}/${it}`));
  return sql`${STEPS} && ${terms}::text[]`;
}

/** The fewest that hold every step of a range and no other. */
export function stretchesOf({ from, to }: Steps): string[] {
  const stretches: string[] = [];
  for (let step = from; step <= to;) {
    const bits = STRETCHES.findLast((it) => step % 2 ** it === 0 && step + 2 ** it - 1 <= to) ?? 0;
    stretches.push(`${bits}/${step >> bits}`);
    step += 2 ** bits;
  }
  return stretches;
}

/** The steps that a row of this sale and price may be at: one to each side of the one reckoned, because the database may round another way. */
export function stepsAround(sale: number, price: number): Steps {
  const { from } = STEPS_OF_SALE[sale] ?? STEPS_OF_SALE[2];
  if (from === STEPS_OF_SALE[2].from) return STEPS_OF_SALE[2];
  const step = from + 150 + Math.round(10 * Math.log(Math.min(Math.max(price, 1e-6), 1e9)));
  return { from: step - 1, to: step + 1 };
}
