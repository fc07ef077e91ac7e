import { existsSync, readFileSync } from 'node:fs';
import { array, assert, boolean, constantFrom, integer, option, property, record, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffCatalogs, massRemoval } from './diff.ts';
import type { CatalogDiff, ServiceLike } from './diff.ts';
import { CATALOGS_FOLDER as catalogs } from '../test/catalogs-folder.ts';

function service(id: string, fields: Partial<ServiceLike> = {}): ServiceLike {
  return {
    id,
    name: `Followers ${id}`,
    category: 'Instagram',
    orderForm: 'Default',
    rate: '1.00',
    min: 10,
    max: 1000,
    description: null,
    refill: null,
    cancel: null,
    dripfeed: null,
    refillDays: null,
    ...fields,
  };
}

describe('changes of one service', () => {
  it('says nothing about two equal catalogs', () => {
    const catalog = [service('1'), service('2')];
    const diff = diffCatalogs(catalog, structuredClone(catalog));
    expect(diff.changes).toEqual([]);
    expect(diff.counts.unchanged).toBe(2);
  });

  it('tells added, removed and restored apart', () => {
    const diff = diffCatalogs([service('1'), service('2')], [service('2'), service('3'), service('4')], {
      soldEarlier: new Set(['4']),
    });
    expect(diff.changes.map(({ kind, serviceId }) => `${kind} ${serviceId}`)).toEqual([
      'added 3',
      'restored 4',
      'removed 1',
    ]);
    expect(diff.changes[2]).toMatchObject({ before: { name: 'Followers 1' }, after: null });
  });

  it.each<[string, Partial<ServiceLike>, Partial<ServiceLike>]>([
    ['renamed', { name: 'Old' }, { name: 'New' }],
    ['rate', { rate: '0.90' }, { rate: '1.10' }],
    ['rate', { rate: '0.90' }, { rate: null }],
    ['limits', { max: 1000 }, { max: null }],
    ['recategorised', { category: 'Instagram' }, { category: null }],
    ['flags', { refill: null }, { refill: false }],
    ['flags', { orderForm: 'Default' }, { orderForm: 'Package' }],
    ['flags', { refillDays: 30 }, { refillDays: 60 }],
    ['description', { description: null }, { description: 'Fast' }],
  ])('tells %s with only the fields concerned: %j to %j', (kind, before, after) => {
    const diff = diffCatalogs([service('1', before)], [service('1', after)]);
    expect(diff.changes).toEqual([{ kind, serviceId: '1', before, after }]);
  });

  it('tells every change of a service that changed in several ways', () => {
    const diff = diffCatalogs([service('1')], [service('1', { name: 'New', rate: '2', min: 20, max: 50 })]);
    expect(diff.changes.map((change) => change.kind)).toEqual(['renamed', 'limits', 'rate']);
    expect(diff.changes[1]).toMatchObject({ before: { min: 10, max: 1000 }, after: { min: 20, max: 50 } });
  });

  it('does not take another spelling of a rate for another rate', () => {
    expect(diffCatalogs([service('1', { rate: '0.90' })], [service('1', { rate: '0.9' })]).changes).toEqual(
      [],
    );
    expect(diffCatalogs([service('1', { rate: '1.00' })], [service('1', { rate: '1' })]).changes).toEqual([]);
    expect(diffCatalogs([service('1', { rate: '100' })], [service('1', { rate: '1' })]).changes).toHaveLength(
      1,
    );
  });

  it('sees a difference in the last of many digits, where floats are equal', () => {
    const before = service('1', { rate: '9007199254740992.1' });
    const after = service('1', { rate: '9007199254740992.2' });
    expect(diffCatalogs([before], [after]).counts.rate).toBe(1);
  });

  it('lets the first of several services with one id speak for it', () => {
    const diff = diffCatalogs([service('1')], [service('1'), service('1', { name: 'Twin' })]);
    expect(diff.changes).toEqual([]);
  });
});

describe('mass removals', () => {
  it('doubts a catalog that lost more than half, or everything', () => {
    expect(massRemoval(2945, 1743)).toBe(true);
    expect(massRemoval(10, 5)).toBe(false);
    expect(massRemoval(1, 1)).toBe(true);
    expect(massRemoval(0, 0)).toBe(false);
    expect(diffCatalogs([service('1')], []).massRemoval).toBe(true);
  });
});

/** The earlier catalog with everything done to it that the difference says. */
function replayed(before: readonly ServiceLike[], diff: CatalogDiff): Map<string, ServiceLike> {
  const services = firstOfEach(before);
  for (const { kind, serviceId, after } of diff.changes) {
    const known = services.get(serviceId);
    if (kind === 'removed') services.delete(serviceId);
    else services.set(serviceId, { ...service(serviceId), ...known, ...after });
  }
  for (const { serviceId, after } of diff.repricings.flatMap((repricing) => repricing.rates)) {
    services.set(serviceId, { ...service(serviceId), ...services.get(serviceId), rate: after });
  }
  return services;
}

function firstOfEach(catalog: readonly ServiceLike[]): Map<string, ServiceLike> {
  return new Map(catalog.toReversed().map((each) => [each.id, each]));
}

describe('any two catalogs', () => {
  // Rates never end in a zero, so that none is spelled in two ways: another spelling is rightly no change.
  const cents = integer({ min: 0, max: 9999 }).map((tens) => ((tens * 10 + 7) / 100).toFixed(2));
  const catalog = array(
    record({
      id: integer({ min: 1, max: 30 }).map(String),
      name: string({ maxLength: 8 }),
      category: option(constantFrom('Instagram', 'TikTok')),
      orderForm: option(constantFrom('Default', 'Package')),
      rate: option(cents),
      min: option(integer({ min: 0, max: 3 })),
      max: option(integer({ min: 3, max: 6 })),
      description: option(string({ maxLength: 3 })),
      refill: option(boolean()),
      cancel: option(boolean()),
      dripfeed: option(boolean()),
      refillDays: option(integer({ min: 0, max: 2 })),
    }),
    { maxLength: 40 },
  );

  it('differ by exactly what is said: the changes done to the earlier one make the later one', () => {
    assert(
      property(catalog, catalog, (before, after) => {
        expect(replayed(before, diffCatalogs(before, after))).toEqual(firstOfEach(after));
      }),
    );
  });

  it('do so when every rate moved by one factor, too', () => {
    assert(
      property(catalog, integer({ min: 50, max: 300 }), (before, percent) => {
        const after = before.map((each) => ({
          ...each,
          rate: each.rate === null ? null : ((Number(each.rate) * percent) / 100).toFixed(2),
        }));
        const diff = diffCatalogs(before, after);
        expect(replayed(before, diff)).toEqual(firstOfEach(after));
        expect(diff.changes.every(({ kind }) => kind === 'rate')).toBe(true);
      }),
    );
  });
});

const earlier = `${catalogs}/02-vexboost-2026-03/services.utf8-bom.json`;
const later = `${catalogs}/01-vexboost-2026-04/services.json`;

describe('a real panel, three weeks apart', () => {
  it.skipIf(!existsSync(earlier))(
    'is 111 added, 32 removed, two repricings and a rest (needs the real catalogs)',
    () => {
      const diff = diffCatalogs(stored(earlier), stored(later));
      expect(diff.repricings.map((it) => [it.factor, it.serviceIds.length])).toEqual([
        ['1.0504', 405],
        ['0.6565', 57],
      ]);
      expect(diff.counts).toMatchObject({
        added: 111,
        removed: 32,
        renamed: 34,
        recategorised: 49,
        repricing: 462,
      });
      expect(diff.counts.rate + diff.counts.repricing).toBe(652);
      expect(diff.massRemoval).toBe(false);
    },
  );
});

/** Both files are plain: read here without the reader, so that this test speaks of the diff alone. */
function stored(path: string): ServiceLike[] {
  const rows: Record<string, unknown>[] = rowsIn(
    JSON.parse(readFileSync(path, 'utf8').replace(/^\uFEFF/, '')),
  );
  return rows.map((row) =>
    service(String(row['service']), {
      name: String(row['name']).trim(),
      category: textIn(row['category']),
      rate: String(row['rate']),
      min: Number(row['min']),
      max: Number(row['max']),
      description: textIn(row['description']),
    }),
  );
}

function rowsIn(
  value: Record<string, unknown>[] | { value: Record<string, unknown>[] },
): Record<string, unknown>[] {
  return Array.isArray(value) ? value : value.value;
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
