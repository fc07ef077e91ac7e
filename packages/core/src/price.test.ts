import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costAt, priceUnit, unitPrice } from './price.ts';

const priced = (over: Partial<Parameters<typeof costAt>[0]> = {}) => ({
  orderForm: 'Default',
  rate: '0.90',
  min: 100,
  max: 10_000,
  ...over,
});

describe('what a buyer pays', () => {
  it('is the rate for a package, whatever its quantity', () => {
    const service = priced({ orderForm: 'Package', rate: '151.3229', min: 1, max: 1 });
    expect(priceUnit(service)).toBe('package');
    expect(costAt(service, 1)).toEqual({ kind: 'cost', amount: '151.3229' });
    expect(unitPrice(service)).toBe('151.3229');
  });

  it('is a thousandth of the rate where exactly one can be ordered and the form is not Package', () => {
    const service = priced({ rate: '159580.3324', min: 1, max: 1 });
    expect(priceUnit(service)).toBe('one');
    expect(costAt(service, 1)).toEqual({ kind: 'cost', amount: '159.5803324' });
    expect(unitPrice(service)).toBe('159.5803324');
  });

  it('is the rate per 1,000 otherwise, exactly', () => {
    expect(costAt(priced(), 5000)).toEqual({ kind: 'cost', amount: '4.5' });
    expect(costAt(priced({ rate: '0.0001', min: null, max: null }), 1)).toEqual({
      kind: 'cost',
      amount: '0.0000001',
    });
    assert(
      property(nat(10_000_000), integer({ min: 1, max: 1_000_000 }), (units, quantity) => {
        const cost = costAt(priced({ rate: (units / 100).toFixed(2), min: null, max: null }), quantity);
        expect(
          cost.kind === 'cost' && Math.abs(Number(cost.amount) - (units * quantity) / 100_000) < 1e-3,
        ).toBe(true);
      }),
    );
  });

  it('is told for multiples of the step alone, with the next one that can be ordered', () => {
    const service = priced({ name: 'Likes', description: 'Multiple of 100', max: 1050 });
    expect(costAt(service, 500)).toEqual({ kind: 'cost', amount: '0.45' });
    expect(costAt(service, 501)).toEqual({ kind: 'between_steps', step: 100, next: 600 });
    expect(costAt(service, 1001)).toEqual({ kind: 'between_steps', step: 100, next: null });
    expect(costAt(service, 50)).toEqual({ kind: 'below_minimum', minimum: 100 });
  });

  it('is not told where the order cannot be placed', () => {
    expect(costAt(priced(), 99)).toEqual({ kind: 'below_minimum', minimum: 100 });
    expect(costAt(priced(), 10_001)).toEqual({ kind: 'above_maximum', maximum: 10_000 });
    expect(costAt(priced({ rate: null }), 100)).toEqual({ kind: 'no_rate' });
    for (const quantity of [0, -1, 1.5, Number.NaN, Infinity])
      expect(() => costAt(priced(), quantity)).toThrow(RangeError);
  });
});
