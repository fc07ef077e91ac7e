import { array, assert, integer, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepricings, sameRate } from './repricing.ts';
import type { RateMove } from './repricing.ts';

/** Rounded half up to the decimals, in whole numbers: what a panel does when it multiplies its rates. */
function times(units: number, factorUnits: number, factorScale: number): number {
  return Number(
    (BigInt(units) * BigInt(factorUnits) * 2n + BigInt(factorScale)) / (2n * BigInt(factorScale)),
  );
}

function quoted(units: number, decimals: number): string {
  const digits = String(units).padStart(decimals + 1, '0');
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function moved(
  units: readonly number[],
  factorUnits: number,
  factorScale: number,
  decimals: number,
): RateMove[] {
  return units.map((before, index) => ({
    serviceId: String(index),
    before: quoted(before, decimals),
    after: quoted(times(before, factorUnits, factorScale), decimals),
  }));
}

const varied = Array.from({ length: 60 }, (_, index) => 1200 + index * 977);

describe('repricings', () => {
  it('tell rates in cents that moved by one factor, roundings included', () => {
    const { repricings, rest } = findRepricings(moved(varied, 107, 100, 2), 60);
    expect(repricings.map((it) => [it.factor, it.serviceIds.length])).toEqual([['1.07', 60]]);
    expect(rest).toEqual([]);
  });

  it('tell a small panel in cents, where each rate alone could mean many factors', () => {
    const cheap = [90, 120, 75, 310, 45, 260, 99, 150];
    const { repricings } = findRepricings(moved(cheap, 11, 10, 2), 8);
    expect(repricings.map((it) => [it.factor, it.serviceIds.length])).toEqual([['1.1', 8]]);
  });

  it('tell several groups, and leave single moves alone', () => {
    const raised = moved(varied.slice(0, 30), 10504, 10000, 4);
    const lowered = moved(varied.slice(30, 50), 6565, 10000, 4).map((it) => ({
      ...it,
      serviceId: `l${it.serviceId}`,
    }));
    const single = [{ serviceId: 's', before: '5.0000', after: '7.7700' }];
    const { repricings, rest } = findRepricings([...raised, ...single, ...lowered], 60);
    expect(repricings.map((it) => [it.factor, it.serviceIds.length])).toEqual([
      ['1.0504', 30],
      ['0.6565', 20],
    ]);
    expect(rest).toEqual(single);
  });

  it('keep old and new values of every move', () => {
    const moves = moved(varied, 2, 1, 2);
    expect(findRepricings(moves, 60).repricings[0]).toMatchObject({ factor: '2', rates: moves });
  });

  it('are not made of a few equal moves in a large panel', () => {
    const moves = moved(varied.slice(0, 6), 107, 100, 4);
    expect(findRepricings(moves, 1000).repricings).toEqual([]);
  });

  it('are not made of unrelated moves, however many', () => {
    const moves = varied.map((units, index) => ({
      serviceId: String(index),
      before: quoted(units, 4),
      after: quoted(times(units, 9000 + index * 37, 10000), 4),
    }));
    expect(findRepricings(moves, 60).repricings).toEqual([]);
  });

  it('read a panel that drops zeros at the end like one that does not', () => {
    const trimmed = moved(varied, 105, 100, 4).map((move) => ({
      ...move,
      before: String(Number(move.before)),
      after: String(Number(move.after)),
    }));
    expect(findRepricings(trimmed, 60).repricings.map((it) => [it.factor, it.rates.length])).toEqual([
      ['1.05', 60],
    ]);
  });

  it('survive rates of any size, zero and absurd ones included', () => {
    const moves = [
      { serviceId: 'zero', before: '0', after: '0.0000' },
      { serviceId: 'absurd', before: '9999999999999.00', after: '99999999999999999999.0000000001' },
      ...moved(varied, 105, 100, 2),
    ];
    const { repricings, rest } = findRepricings(moves, 60);
    expect(repricings.map((it) => it.rates.length)).toEqual([60]);
    expect(rest.map((it) => it.serviceId)).toEqual(['zero', 'absurd']);
  });

  it('find any factor that a panel multiplied by, and lose no move', () => {
    const factor = integer({ min: 2000, max: 40000 }).filter((units) => Math.abs(units - 10000) > 50);
    const rates = array(integer({ min: 5000, max: 9_000_000 }), { minLength: 40, maxLength: 80 });
    assert(
      property(factor, rates, integer({ min: 0, max: 4 }), (units, rates, decimals) => {
        const moves = moved(rates, units, 10000, decimals);
        const { repricings, rest } = findRepricings(moves, rates.length);
        expect(repricings).toHaveLength(1);
        expect(Number(repricings[0]?.factor) / (units / 10000)).toBeCloseTo(1, 3);
        expect((repricings[0]?.rates.length ?? 0) + rest.length).toBe(moves.length);
        expect(rest.length).toBeLessThanOrEqual(moves.length * 0.05);
      }),
    );
  });
});

/** Prices as shops have them: many small, few large. The same numbers each time. */
function priceList(seed: number, services: number, around: number): { price: number; chance: number }[] {
  let state = seed;
  const next = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: services }, () => {
    const spread = next() + next() + next() + next() - 2;
    return { price: around * Math.exp(2 * spread), chance: next() };
  });
}

function movesOf(
  list: { price: number; chance: number }[],
  decimals: number,
  factorOf: (chance: number) => number,
): RateMove[] {
  return list.flatMap(({ price, chance }, index) => {
    const before = price.toFixed(decimals);
    const after = (Number(before) * factorOf(chance)).toFixed(decimals);
    return sameRate(before, after) ? [] : [{ serviceId: String(index), before, after }];
  });
}

describe('700 services at many scales', () => {
  const scales = [2, 3, 4].flatMap((decimals) => [0.05, 0.3, 1, 100].map((around) => ({ decimals, around })));

  it.each(scales)(
    'hold no repricing when every rate moves on its own: around $around in $decimals decimals',
    ({ decimals, around }) => {
      for (const seed of [1, 2, 3, 4, 5]) {
        const moves = movesOf(priceList(seed, 700, around), decimals, (chance) => 0.8 + chance / 2);
        expect(findRepricings(moves, 700).repricings).toEqual([]);
      }
    },
  );

  const visible = scales.filter(({ around, decimals }) => around * 10 ** decimals >= 100);
  it.each(visible)(
    'show a factor that moved three in ten: around $around in $decimals decimals',
    ({ decimals, around }) => {
      for (const factor of [1.03, 1.1, 0.8734, 1.050387, 2]) {
        const list = priceList(7, 700, around);
        const follows = (chance: number): boolean => chance < 0.3;
        const moves = movesOf(list, decimals, (chance) =>
          follows(chance) ? factor : chance < 0.4 ? 0.3 + chance : 1,
        );
        const truth = new Set(
          moves
            .filter((move) => follows(list[Number(move.serviceId)]?.chance ?? 1))
            .map((move) => move.serviceId),
        );
        const [found] = findRepricings(moves, 700).repricings;
        expect(Number(found?.factor) / factor).toBeCloseTo(1, 2);
        const right = (found?.serviceIds ?? []).filter((id) => truth.has(id)).length;
        expect(right).toBeGreaterThan(truth.size * 0.94);
      }
    },
  );
});

describe('equal rates', () => {
  it('are told by amount, not by spelling', () => {
    expect(sameRate('0.90', '0.9')).toBe(true);
    expect(sameRate('1', '1.000')).toBe(true);
    expect(sameRate('10', '1')).toBe(false);
    expect(sameRate(null, '0')).toBe(false);
  });
});
