import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { ALL_STEPS, stepsAround, stretchesOf, withinSteps } from './steps.ts';

const database = useDatabase();

it('the stretches of a range hold its steps and no others, each once', () => {
  const STEP = fc.integer({ min: ALL_STEPS.from, max: ALL_STEPS.to });
  fc.assert(
    fc.property(STEP, STEP, (a, b) => {
      const [from, to] = [Math.min(a, b), Math.max(a, b)];
      const held = stretchesOf({ from, to }).flatMap((stretch) => {
        const [bits = 0, at = 0] = stretch.split('/').map(Number);
        return Array.from({ length: 2 ** bits }, (_, n) => at * 2 ** bits + n);
      });
      expect(held).toEqual(Array.from({ length: to - from + 1 }, (_, n) => from + n));
    }),
  );
});

it('a step is the one reckoned or next to it, and rises with the price', async () => {
  const prices = ['0', '0.0000004', '0.001', '0.35', '1', '1.05', '2.718281828', '99', '12345.678', '3e9'];
  const { rows } = await sql<{ unit: string; price: string; step: number }>`
    with panel as (insert into panels (slug, name, api_url, key_sealed) values ('steps', 'Steps', 'https://steps.example/', '') returning panel_id)
    insert into service_facts (panel_id, service_id, first_seen_at, changed_at, low_from, sample, platform, kind, modifiers, quality, unit, price_usd, terms)
    select panel_id, unit || price, now(), now(), now(), 1, 'x', 'likes', '{}', '{}', unit, price::numeric, ''
    from panel, unnest(${prices}::text[]) as price, unnest(array['thousand', 'package']) as unit
    returning unit, price_usd::text as price, step`.execute(database.db);
  expect(rows).toHaveLength(prices.length * 2);
  for (const { unit, price, step } of rows) {
    const { from, to } = stepsAround(unit === 'thousand' ? 0 : 1, Number(price));
    expect(step).toBeGreaterThanOrEqual(from);
    expect(step).toBeLessThanOrEqual(to);
  }
  const steps = rows.map(({ unit, price, step }) => ({
    at: (unit === 'thousand' ? 0 : 1e12) + Number(price),
    step,
  }));
  const inOrder = steps.toSorted((a, b) => a.at - b.at).map(({ step }) => step);
  expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
});

it.each([[[]], [['likes', 'views']]])(
  'steps of the kinds %j are looked up in the index of terms',
  async (kinds) => {
    const plan = await database.db.transaction().execute(async (tx) => {
      await sql`set local enable_seqscan = off`.execute(tx);
      return await sql<{ 'QUERY PLAN': string }>`
      explain (costs off) select 1 from service_facts f where ${withinSteps({ from: 10, to: 400 }, kinds)}`.execute(
        tx,
      );
    });
    expect(plan.rows.map((row) => row['QUERY PLAN']).join('\n')).toContain(
      'Index Scan on service_facts_terms',
    );
  },
);
