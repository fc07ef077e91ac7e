import { expect, test } from 'vitest';
import type { DemoService } from './catalog.ts';
import { INVENTED, invent } from './invented.ts';
import { catalogAt, moveCatalog, startCatalog, type DemoCatalog, type Move } from './moves.ts';

const plan = INVENTED.find(({ size }) => size === 900);
if (!plan) throw new Error('the fleet has a panel of 900 services');
const { recipe } = invent(plan, 'moves');

function servicesOf(catalog: DemoCatalog): Map<string, DemoService> {
  return new Map(catalog.rows.flatMap((row) => (row.row === 'service' ? [[row.id, row] as const] : [])));
}

function walk(steps: number): { before: DemoCatalog; after: DemoCatalog }[] {
  let before = startCatalog(recipe);
  return Array.from({ length: steps }, () => {
    const pair = { before, after: moveCatalog(recipe, before) };
    before = pair.after;
    return pair;
  });
}

test('a catalog at a step is the same whether it was walked to or asked for', () => {
  expect(walk(9).at(-1)?.after).toEqual(catalogAt(recipe, 9));
});

test('twenty steps hold every kind of movement, and steps in which nothing moves', () => {
  const moves = walk(20).map(({ after }) => after.moves);
  const kinds = new Set(moves.flat().map(({ move }) => move));
  const all: Move['move'][] = [
    'rate',
    'repricing',
    'renamed',
    'recategorised',
    'limits',
    'flags',
    'added',
    'removed',
    'restored',
    'new_id',
  ];
  expect([...kinds].sort()).toEqual(all.sort());
  expect(moves.some((step) => step.length === 0)).toBe(true);
});

test('what a step tells is what differs between its two catalogs, and nothing else does', () => {
  for (const { before, after } of walk(20)) {
    const old = servicesOf(before);
    const now = servicesOf(after);
    const told = new Set<string>();
    for (const move of after.moves) {
      if (move.move === 'repricing') for (const id of move.ids) told.add(id);
      else if (move.move === 'new_id') told.add(move.from).add(move.to);
      else told.add(move.id);
    }
    const differing = [...new Set([...old.keys(), ...now.keys()])].filter(
      (id) => old.get(id) !== now.get(id),
    );
    expect(new Set(differing)).toEqual(told);
  }
});

test('a repricing multiplies the rates of most services by one factor', () => {
  const pair = walk(20).find(({ after }) => after.moves.some(({ move }) => move === 'repricing'));
  const repricing = pair?.after.moves.find((move) => move.move === 'repricing');
  if (!pair || !repricing) throw new Error('no repricing in twenty steps');
  const old = servicesOf(pair.before);
  const now = servicesOf(pair.after);
  expect(repricing.ids.length).toBeGreaterThan(old.size / 2);
  for (const id of repricing.ids) {
    // Rupiah have no digits behind the point: half a unit is lost to rounding.
    const expected = Number(old.get(id)?.rate) * repricing.factor;
    expect(Math.abs(Number(now.get(id)?.rate) - expected)).toBeLessThanOrEqual(0.5);
  }
});

test('ids and names stay unique, and a long run keeps the catalog near its size and its memory of the gone bounded', () => {
  const last = catalogAt(recipe, 200);
  const services = [...servicesOf(last).values()];
  expect(new Set(last.rows.map(({ id }) => id)).size).toBe(last.rows.length);
  expect(new Set(services.map(({ name }) => name)).size).toBe(services.length);
  expect(services.length).toBeGreaterThan(600);
  expect(services.length).toBeLessThan(1_300);
  expect(last.gone.length).toBeLessThanOrEqual(100);
});
