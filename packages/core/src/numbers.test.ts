import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commaHabit, currencyBeside, parseDays, parseFlag, parseQuantity, parseRate } from './numbers.ts';

describe('rates stay decimal strings as quoted', () => {
  test.each([
    ['0.90', '0.90'],
    ['12', '12'],
    [' 0.90 ', '0.90'],
    [4.8019, '4.8019'],
    [1e-7, '0.0000001'],
    ['9.0E-5', '0.000090'],
    ['1.5e3', '1500'],
    [1e21, '1000000000000000000000'],
    ['.5', '0.5'],
    ['5.', '5'],
    ['007.50', '7.50'],
    ['0.00', '0.00'],
  ])('%j is %s', (quoted, rate) => expect(parseRate(quoted)).toBe(rate));

  test.each([
    ['150 ₽', '150'],
    ['$0.90', '0.90'],
    ['0.90 USD', '0.90'],
    ['US$ 1.5', '1.5'],
    ['R$ 1.234,50', '1234.50'],
    ['₹1,23,456.78', '123456.78'],
    ['1 234.56 €', '1234.56'],
    ['1\u00a0234,5 ₽', '1234.5'],
    ['$0.90 / 1000', '0.90'],
    ['0.90 per 1k', '0.90'],
    ['١٢٫٥', '12.5'],
    ['25K', '25000'],
    ['0.90 $ (per 1000)', '0.90'],
    ['&#8377;12.5', '12.5'],
    ['<b>$1.20</b>', '1.20'],
  ])('signs and words around the number fall away: %j is %s', (quoted, rate) =>
    expect(parseRate(quoted)).toBe(rate),
  );

  test('a lone dot is the decimal point, two groups are thousands', () => {
    expect(parseRate('15.000')).toBe('15.000');
    expect(parseRate('1.234.567')).toBe('1234567');
    expect(parseRate('1,234.50')).toBe('1234.50');
    expect(parseRate('1.234,50')).toBe('1234.50');
  });

  test('a dot before three digits is thousands in a currency without cents', () => {
    expect(parseRate('Rp 15.000')).toBe('15000');
    expect(parseRate('Rp.15.000,-')).toBe('15000');
    expect(parseRate('15.000 VND')).toBe('15000');
    expect(parseRate('Rp 15.5')).toBe('15.5');
  });

  test('a lone comma is read from the habit of the whole catalog', () => {
    expect(commaHabit(['25,947', '0.90', '1,200'])).toBe('thousands');
    expect(commaHabit(['25,947', '0,90', '1,2'])).toBe('decimal');
    expect(commaHabit(['25,947', '0,90', '1.25', '7.50'])).toBe('thousands');
    expect(commaHabit(['1.234,50', '25,947'])).toBe('decimal');
    expect(commaHabit(['0,900', '12,125'])).toBe('decimal');
    expect(commaHabit(['1,234,567', '25,947'])).toBe('thousands');
    expect(parseRate('25,947', 'thousands')).toBe('25947');
    expect(parseRate('25,947', 'decimal')).toBe('25.947');
    expect(parseRate('0,90', 'thousands')).toBe('0.90');
  });

  test('nothing stated is null, something unreadable is undefined', () => {
    for (const nothing of [null, undefined, '', '  ', '-']) expect(parseRate(nothing)).toBeNull();
    for (const odd of ['free', '1.2.3', '1 - 2', true, [], {}, -1, '$-0.5', '1'.repeat(100)]) {
      expect(parseRate(odd)).toBeUndefined();
    }
  });

  test('any decimal is read as it was written', () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.stringMatching(/^\d{1,8}$/), (whole, fraction) => {
        expect(parseRate(`${whole}.${fraction}`)).toBe(`${whole}.${fraction}`);
      }),
    );
  });

  test('any number is printed without exponent and without loss', () => {
    fc.assert(
      fc.property(fc.double({ min: 0, noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = parseRate(value);
        expect(text).toMatch(/^\d+(?:\.\d+)?$/);
        expect(Number(text)).toBe(value);
      }),
    );
  });
});

describe('quantities are whole units', () => {
  test.each([
    [100, 100],
    ['100', 100],
    ['50.000', 50_000],
    ['1,000', 1000],
    ['1.000.000', 1_000_000],
    ['1\u00a0000', 1000],
    ['1 000 000', 1_000_000],
    ["1'000", 1000],
    ['10K', 10_000],
    ['1.5M', 1_500_000],
    ['2,5k', 2500],
    ['5k+', 5000],
    ['10 тыс.', 10_000],
    ['2 juta', 2_000_000],
    ['10 mln', 10_000_000],
    ['1.000 adet', 1000],
    ['100 pcs', 100],
    ['10.000,-', 10_000],
    ['1,00,000', 100_000],
    ['+100', 100],
    ['1 000&nbsp;000', 1_000_000],
    ['100.00', 100],
    ['1.000,00', 1000],
    ['1e6', 1_000_000],
    ['0', 0],
    [0, 0],
    ['999999999', 999_999_999],
    ['10000000000', 10_000_000_000],
  ])('%j is %d', (written, quantity) => expect(parseQuantity(written)).toBe(quantity));

  test.each([
    2_147_483_647,
    '2147483647',
    '2 147 483 647',
    '2\u00a0147\u00a0483\u00a0647',
    '2.147.483.647',
    -1,
    '∞',
    'Unlimited',
    '9223372036854775807',
    1e300,
  ])('2147483647 and the like mean no limit: %j', (written) => expect(parseQuantity(written)).toBeNull());

  test('absent is null, unreadable is undefined', () => {
    for (const nothing of [null, undefined, '', ' ']) expect(parseQuantity(nothing)).toBeNull();
    for (const odd of ['ten', 1.5, '100.5', -5, true, {}, '10 x 20', '10 apples', '1000/day'])
      expect(parseQuantity(odd)).toBeUndefined();
  });

  test('thousands read the same with every separator', () => {
    fc.assert(
      fc.property(
        fc.nat(2_000_000_000),
        fc.constantFrom('.', ',', ' ', '\u00a0', '\u202f', "'", ''),
        (value, separator) => {
          const written = String(value).replace(/\B(?=(?:\d{3})+$)/g, separator);
          expect(parseQuantity(written)).toBe(value);
        },
      ),
    );
  });
});

describe('flags have three states', () => {
  test('true, 1, "1", "Yes" are true', () => {
    for (const yes of [
      true,
      1,
      '1',
      'Yes',
      'TRUE',
      ' on ',
      'Evet',
      'Да',
      'ya',
      'sim',
      '30 days',
      'R30',
      '✅',
      't',
    ])
      expect(parseFlag(yes)).toBe(true);
  });
  test('false, 0, "0", "No" are false', () => {
    for (const no of [
      false,
      0,
      '0',
      'No',
      'false',
      'Hayır',
      'нет',
      'Tidak',
      'não',
      'HAYIR',
      'No refill',
      'not available',
      '❌',
      'f',
    ])
      expect(parseFlag(no)).toBe(false);
  });
  test('absent is unknown, not false', () => {
    for (const nothing of [undefined, null, '', ' ']) expect(parseFlag(nothing)).toBeNull();
    for (const odd of ['perhaps', {}, []]) expect(parseFlag(odd)).toBeUndefined();
  });
});

test('days of refill are read from numbers and words', () => {
  expect([30, '30', '30 days', '30 Hari', '45 дней', '0'].map(parseDays)).toEqual([30, 30, 30, 30, 45, 0]);
  expect(parseDays('Lifetime')).toBe(36_500);
  expect(['', null, undefined].map(parseDays)).toEqual([null, null, null]);
  expect(parseDays('soon')).toBeUndefined();
});

test('the currency beside a rate is told', () => {
  const beside = ['150 ₽', '$0.90', 'Rp.15.000,-', '0.90 USD / 1000', 'R$ 5', '0.90', '25K', 'free'].map(
    currencyBeside,
  );
  expect(beside).toEqual(['₽', '$', 'Rp', 'USD', 'R$', null, null, null]);
});
