import { describe, expect, it } from 'vitest';
import { SHIPPED } from './exchange-rates.ts';
import { CONFIDENCE_MIN, judgeCurrency, type Evidence } from './judge-currency.ts';
import { sizeOf } from './size.ts';

const perUsd = new Map([...SHIPPED.perUsd].map(([code, worth]) => [code, Number(worth)]));
const NOTHING: Evidence = {
  operator: null,
  declared: null,
  named: null,
  size: undefined,
  language: null,
  soldIn: new Map(),
  perUsd,
};
const times = (ratio: number) => ({ ratio, kinds: 20 });

describe('the currency of a panel', () => {
  it('is what the operator set, whatever else is said', () => {
    const judged = judgeCurrency({
      ...NOTHING,
      operator: 'EUR',
      declared: { currency: 'USD', trust: 'code' },
      size: times(90),
    });
    expect(judged).toMatchObject({ currency: 'EUR', confidence: 1, source: 'operator' });
  });

  it('is unknown where nothing says', () => {
    expect(judgeCurrency(NOTHING)).toMatchObject({ currency: null, confidence: 0 });
  });

  it('is what was declared, surer when the size of the rates agrees', () => {
    const declared = { currency: 'RUB', trust: 'code' } as const;
    const alone = judgeCurrency({ ...NOTHING, declared });
    const agreed = judgeCurrency({ ...NOTHING, declared, size: times(70) });
    expect(alone.currency).toBe('RUB');
    expect(alone.confidence).toBeGreaterThan(CONFIDENCE_MIN);
    expect(agreed.confidence).toBeGreaterThan(alone.confidence);
    expect(agreed.reasons).toContain('size_agrees');
  });

  it('is not the dollar that a software says by itself, where the rates are eighty times too large', () => {
    const judged = judgeCurrency({
      ...NOTHING,
      declared: { currency: 'USD', trust: 'doubtful' },
      size: times(84),
      language: 'ru',
    });
    expect(judged).toMatchObject({ currency: 'RUB', source: 'size' });
    expect(judged.confidence).toBeGreaterThan(CONFIDENCE_MIN);
    expect(judged.reasons).toContain('size_contradicts');
  });

  it('stays in doubt where several currencies of about that worth are as likely', () => {
    expect(judgeCurrency({ ...NOTHING, size: times(110) }).confidence).toBeLessThan(CONFIDENCE_MIN);
    expect(
      judgeCurrency({ ...NOTHING, declared: { currency: 'USD', trust: 'doubtful' } }).confidence,
    ).toBeLessThan(CONFIDENCE_MIN);
  });

  it('of several of about that worth is rather the one of the country that it sells for', () => {
    const rupiah = judgeCurrency({ ...NOTHING, size: times(17_000), soldIn: new Map([['ID', 0.7]]) });
    expect(rupiah.currency).toBe('IDR');
    expect(rupiah.confidence).toBeGreaterThan(CONFIDENCE_MIN);
    const rupees = judgeCurrency({ ...NOTHING, size: times(150), soldIn: new Map([['PK', 0.27]]) });
    expect(rupees.currency).toBe('PKR');
    expect(rupees.confidence).toBeLessThan(CONFIDENCE_MIN);
  });

  it('declared as the dollar stays in doubt where the rates are some times too large, as in reais', () => {
    const declared = { currency: 'USD', trust: 'code' } as const;
    expect(judgeCurrency({ ...NOTHING, declared, size: times(5.4) }).confidence).toBeLessThan(CONFIDENCE_MIN);
    expect(judgeCurrency({ ...NOTHING, declared, size: times(2) }).confidence).toBeGreaterThan(
      CONFIDENCE_MIN,
    );
  });

  it('is never taken from a size that fits no currency', () => {
    for (const ratio of [1e-9, 1e30, Infinity, 0])
      expect(judgeCurrency({ ...NOTHING, size: times(ratio) })).toMatchObject({ currency: null });
  });

  it('is what the rows name; a balance that says otherwise makes it less sure', () => {
    const named = judgeCurrency({ ...NOTHING, named: 'TRY' });
    const disputed = judgeCurrency({
      ...NOTHING,
      named: 'TRY',
      declared: { currency: 'EUR', trust: 'code' },
    });
    expect(named).toMatchObject({ currency: 'TRY', source: 'catalog' });
    expect(disputed.currency).toBe('TRY');
    expect(disputed.confidence).toBeLessThan(named.confidence);
  });
});

it('the size of a catalog is told only where enough kinds of things can be compared', () => {
  const market = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 4],
    ['d', 8],
  ]);
  const rates = new Map([...market].map(([key, price]) => [key, price * 90]));
  expect(sizeOf(rates, market)).toEqual({ ratio: 90, kinds: 4 });
  expect(sizeOf(new Map([...rates].slice(1)), market)).toBeUndefined();
});
