import { isFailure, normalize, readJson, type Catalog, type FieldMeaning, type Service } from 'smmwatch';
import { expect, test } from 'vitest';
import type { DemoRow, DemoService, Recipe } from './catalog.ts';
import { DIALECTS, writeCatalog, type Dialect } from './dialects.ts';
import { INVENTED, invent } from './invented.ts';
import { catalogAt } from './moves.ts';

/** The recipe of the panel that speaks this dialect, shortened, after some steps. */
function recipeFor(name: string): Recipe {
  const plan = INVENTED.find(({ dialect }) => dialect === name) ?? INVENTED.find(({ size }) => size === 30);
  if (!plan) throw new Error('the fleet has a panel of 30 services');
  return { ...invent(plan, 'read back').recipe, size: 300, headings: '0' };
}

function read(dialect: Dialect, rows: readonly DemoRow[], recipe: Recipe): Catalog {
  const reply = readJson(writeCatalog(dialect, rows, recipe.currency), { contentType: dialect.contentType });
  if (isFailure(reply)) throw new Error(`${reply.code}: ${reply.message}`);
  const catalog = normalize(reply.value);
  if (isFailure(catalog)) throw new Error(`${catalog.code}: ${catalog.message}`);
  return catalog;
}

/** What both sides can say of a service; a meaning that the dialect leaves out is null. */
type Facts = Partial<Record<FieldMeaning, string | number | boolean | null>>;

function written(service: DemoService, untold: readonly FieldMeaning[]): Facts {
  const { name, category, min, max, refill, cancel, dripfeed } = service;
  const facts: Facts = {
    name,
    category,
    rate: plain(service.rate),
    min,
    max,
    refill,
    cancel,
    dripfeed,
    id: service.id,
  };
  for (const meaning of untold) if (meaning in facts) facts[meaning] = null;
  return facts;
}

function understood(service: Service, untold: readonly FieldMeaning[]): Facts {
  const { name, category, min, max, refill, cancel, dripfeed } = service;
  // Where a panel gives no id, one is derived: which is not the business of this test.
  const id = untold.includes('id') ? null : service.id;
  return { name, category, rate: plain(service.rate ?? ''), min, max, refill, cancel, dripfeed, id };
}

/** "0.90" and 0.9 are one rate. */
function plain(rate: string): string {
  return rate.includes('.') ? rate.replace(/\.?0+$/, '') : rate;
}

function byName(facts: Facts[]): Facts[] {
  return facts.toSorted((one, other) => (String(one.name) < String(other.name) ? -1 : 1));
}

const dialects = Object.entries<Dialect>(DIALECTS);

test.each(dialects)(
  'a catalog written as %s reads back as the services that it was written from',
  (name, dialect) => {
    const recipe = recipeFor(name);
    for (const step of [0, 12]) {
      const { rows } = catalogAt(recipe, step);
      const catalog = read(dialect, rows, recipe);
      const services = rows.filter((row) => row.row === 'service');
      expect(byName(catalog.services.map((service) => understood(service, dialect.untold)))).toEqual(
        byName(services.map((service) => written(service, dialect.untold))),
      );
      expect(catalog.notes.length).toBe(rows.length - services.length);
      expect(catalog.notes.length).toBeGreaterThan(0);
    }
  },
);

test.each(INVENTED)('the catalog of $name reads back whole, headings kept apart', (plan) => {
  const { recipe, spec } = invent({ ...plan, size: Math.min(plan.size, 1_500) }, 'read back');
  const { rows } = catalogAt(recipe, 0);
  const catalog = read(spec.dialect, rows, recipe);
  expect(catalog.services.length).toBe(rows.filter((row) => row.row === 'service').length);
  expect(catalog.notes.length).toBe(rows.filter((row) => row.row === 'heading').length);
});
