import { describe, expect, it } from 'vitest';
import { inDollars } from './dollars.ts';
import { readPublished as read, SHIPPED, type ExchangeRates } from './exchange-rates.ts';

const readPublished = (json: unknown, known: ExchangeRates, today: string) =>
  read(json, 'rates.example', known, today);

const published = (change: Record<string, unknown> = {}, date = '2026-11-25') => ({
  date,
  usd: {
    ...Object.fromEntries([...SHIPPED.perUsd].map(([code, worth]) => [code.toLowerCase(), Number(worth)])),
    ...change,
  },
});

describe('published exchange rates', () => {
  it('are taken over with their day', () => {
    const rates = readPublished(published({ rub: 90.25 }), SHIPPED, '2026-11-25');
    expect(rates).toMatchObject({ day: '2026-11-25', source: 'rates.example' });
    expect(typeof rates === 'string' ? '' : rates.perUsd.get('RUB')).toBe('90.25');
  });

  it('are never written in exponents', () => {
    const known = { ...SHIPPED, perUsd: new Map([['BTC', '0.0000093']]) };
    const rates = readPublished({ date: '2026-11-25', usd: { btc: 9.1e-6 } }, known, '2026-11-25');
    expect(typeof rates === 'string' ? '' : rates.perUsd.get('BTC')).toBe('0.0000091');
  });

  it('leave out a currency that jumped, and keep the others', () => {
    const known = { ...SHIPPED, day: '2026-11-24' };
    const rates = readPublished(published({ rub: 8.4, try: -1, eur: 0 }), known, '2026-11-25');
    const codes = typeof rates === 'string' ? [] : [...rates.perUsd.keys()];
    expect(codes).toContain('IDR');
    for (const refused of ['RUB', 'TRY', 'EUR']) expect(codes).not.toContain(refused);
  });

  it('may come back after a jump that lasted, as far as the days since its last good rate allow', () => {
    const known = { ...SHIPPED, day: '2026-11-24', older: new Map([['RUB', '2026-11-10']]) };
    const twice = Number(SHIPPED.perUsd.get('RUB')) * 2;
    const rates = readPublished(published({ rub: twice, try: twice * 2 }), known, '2026-11-25');
    const codes = typeof rates === 'string' ? [] : [...rates.perUsd.keys()];
    expect(codes).toContain('RUB');
    expect(codes).not.toContain('TRY');
  });

  it.each([
    ['a web page', '<html>'],
    ['another shape', { rates: {} }],
    ['a day to come', published({}, '2027-01-01')],
    ['a day before what is known', published({}, '2020-01-01')],
    ['hardly any currency', { date: '2026-11-25', usd: { eur: 0.88 } }],
    [
      'a world turned over',
      published(Object.fromEntries([...SHIPPED.perUsd.keys()].map((code) => [code.toLowerCase(), 1e9]))),
    ],
  ])('of %s are refused with a reason', (_what, json) => {
    expect(readPublished(json, SHIPPED, '2026-11-25')).toBeTypeOf('string');
  });
});

describe('a price in dollars', () => {
  it('is exact to nine decimals, and unknown where the rate or the currency is', () => {
    expect(inDollars('84.5', '84.50846439')).toBe('0.99989984');
    expect(inDollars('1', '3')).toBe('0.333333333');
    expect(inDollars('0', '3')).toBe('0');
    expect(inDollars('123456789012345678901234567890', '1')).toBe('123456789012345678901234567890');
    expect(inDollars(null, '1')).toBeNull();
    expect(inDollars('1', null)).toBeNull();
  });
});
