import { describe, expect, it } from 'vitest';
import { diffCatalogs } from './diff.ts';
import type { ServiceLike } from './diff.ts';

function service(id: string, name: string, fields: Partial<ServiceLike> = {}): ServiceLike {
  return {
    id,
    name,
    category: 'Instagram Followers',
    orderForm: 'Default',
    rate: '1.25',
    min: 100,
    max: 10000,
    description: null,
    refill: true,
    cancel: false,
    dripfeed: null,
    refillDays: null,
    ...fields,
  };
}

function reids(before: ServiceLike[], after: ServiceLike[]): unknown {
  return diffCatalogs(before, after).reids;
}

describe('a service that came back under another id', () => {
  it('is linked with full confidence when everything but the id is equal', () => {
    const diff = diffCatalogs(
      [service('12', 'Followers HQ | 30 days')],
      [service('977', 'Followers HQ | 30 days')],
    );
    expect(diff.reids).toEqual([{ from: '12', to: '977', confidence: 1 }]);
    expect(diff.counts).toMatchObject({ added: 1, removed: 1 });
  });

  it('is linked when the name was only decorated', () => {
    expect(
      reids([service('1', 'Followers HQ | 30 days')], [service('2', '🔥 Followers HQ - [30 Days] ♻️')]),
    ).toEqual([{ from: '1', to: '2', confidence: 1 }]);
  });

  it('is linked with less confidence when the name, the category or the rate moved a little', () => {
    const was = service('1', 'Instagram Followers real accounts');
    expect(reids([was], [service('2', 'Instagram Followers real account')])).toMatchObject([
      { confidence: 0.98 },
    ]);
    expect(reids([was], [service('2', was.name, { category: 'New' })])).toMatchObject([{ confidence: 0.85 }]);
    expect(reids([was], [service('2', was.name, { rate: '9.99' })])).toEqual([]);
  });

  it('is not another service whose name differs by a number', () => {
    expect(
      reids([service('1', 'Followers 30 days refill')], [service('2', 'Followers 60 days refill')]),
    ).toEqual([]);
  });

  it('is not another service whose name has no letters either', () => {
    expect(reids([service('1', '🔥🔥')], [service('2', '⭐⭐⭐')])).toEqual([]);
    expect(reids([service('1', '🔥🔥')], [service('2', '🔥🔥')])).toHaveLength(1);
  });

  it('is not guessed between twins', () => {
    const twins = [service('2', 'Followers HQ'), service('3', 'Followers HQ')];
    expect(reids([service('1', 'Followers HQ')], twins)).toEqual([]);
    const told = [service('2', 'Followers HQ'), service('3', 'Followers HQ', { category: 'Elsewhere' })];
    expect(reids([service('1', 'Followers HQ')], told)).toEqual([{ from: '1', to: '2', confidence: 1 }]);
  });

  it('is recognised across a repricing', () => {
    const others = (factor: number): ServiceLike[] =>
      Array.from({ length: 20 }, (_, index) =>
        service(`o${index}`, `Other ${index}`, { rate: ((index + 10) * factor).toFixed(4) }),
      );
    const before = [...others(1), service('1', 'Followers HQ', { rate: '10.0000' })];
    const after = [...others(1.07), service('2', 'Followers HQ', { rate: '10.7000' })];
    expect(reids(before, after)).toEqual([{ from: '1', to: '2', confidence: 0.95 }]);
  });
});
