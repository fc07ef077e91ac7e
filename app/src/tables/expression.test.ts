import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression, type Expression, type FilterKind } from './expression.ts';

const at = (value: string, inclusive = true) => ({ value, inclusive });

function read(typed: string, kind: FilterKind = 'number'): Expression | string | undefined {
  const parsed = parseExpression(typed, kind);
  if (parsed === undefined) return undefined;
  return parsed.ok ? parsed.expression : parsed.error;
}

describe('under a column of numbers', () => {
  test.each<[string, Expression]>([
    ['>=4', { is: 'range', from: at('4') }],
    ['≥ 4', { is: 'range', from: at('4') }],
    ['<0.8', { is: 'range', to: at('0.8', false) }],
    ['< 0,8', { is: 'range', to: at('0.8', false) }],
    ['10..20', { is: 'range', from: at('10'), to: at('20') }],
    ['10 … 20', { is: 'range', from: at('10'), to: at('20') }],
    ['..20', { is: 'range', to: at('20') }],
    ['5..', { is: 'range', from: at('5') }],
    ['=5', { is: 'range', from: at('5'), to: at('5') }],
    ['5', { is: 'range', from: at('5'), to: at('5') }],
    ['>-2.5', { is: 'range', from: at('-2.5', false) }],
    ['>=10K', { is: 'range', from: at('10000') }],
    ['<=1.5m', { is: 'range', to: at('1500000') }],
    ['>1,234,567.5', { is: 'range', from: at('1234567.5', false) }],
    ['>1 234 567,5', { is: 'range', from: at('1234567.5', false) }],
    ['<0,800', { is: 'range', to: at('0.8', false) }],
    ['=.5', { is: 'range', from: at('0.5'), to: at('0.5') }],
    ['?', { is: 'unknown' }],
    ['!?', { is: 'known' }],
  ])('%s is understood', (typed, expected) => {
    expect(read(typed)).toEqual(expected);
  });

  test.each([['abc'], ['>'], ['1..2..x'], ['..'], ['10 ms'], ['>=--4'], ['1e9'], ["5'; drop table panels"]])(
    '%s is told not to be a number',
    (typed) => {
      expect(read(typed)).toBe('not_a_number');
    },
  );

  test('a range that ends before it begins is told', () => {
    expect(read('20..10')).toBe('wrong_way_round');
    expect(read('-1..-2')).toBe('wrong_way_round');
    expect(read('0.10..0.1')).toEqual({ is: 'range', from: at('0.1'), to: at('0.1') });
  });
});

test('units are those that the column shows', () => {
  expect(read('>=99.5 %', 'percent')).toEqual({ is: 'range', from: at('0.995') });
  expect(read('>99', 'percent')).toEqual({ is: 'range', from: at('0.99', false) });
  expect(read('<2 s', 'ms')).toEqual({ is: 'range', to: at('2000', false) });
  expect(read('<800', 'ms')).toEqual({ is: 'range', to: at('800', false) });
  expect(read('<1 h', 'age')).toEqual({ is: 'range', to: at('3600', false) });
  expect(read('>10', 'age')).toEqual({ is: 'range', from: at('600', false) });
});

test('under a column of text, the cell has to hold it, or be exactly it', () => {
  expect(read('usd', 'text')).toEqual({ is: 'contains', text: 'usd' });
  expect(read('= USD', 'text')).toEqual({ is: 'exactly', text: 'USD' });
  expect(read('>=4', 'text')).toEqual({ is: 'contains', text: '>=4' });
});

test('nothing typed asks nothing, and too much is told', () => {
  expect(read('  ')).toBeUndefined();
  expect(read('9'.repeat(61))).toBe('too_long');
});

const KINDS = fc.constantFrom<FilterKind>('text', 'number', 'percent', 'ms', 'age');

describe('whatever is typed', () => {
  test('is answered with a condition or with what is wrong, and bounds are plain decimals in order', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[-<>=.,\d %kms?…]*$/)), KINDS, (typed, kind) => {
        const found = read(typed, kind);
        const { from, to } =
          typeof found === 'object' && found.is === 'range' ? found : { from: at('0'), to: undefined };
        const bounds = [from, to].flatMap((bound) => (bound === undefined ? [] : [bound.value]));
        expect(bounds.join()).toMatch(/^-?\d+(\.\d+)?(,-?\d+(\.\d+)?)?$/);
        expect(bounds.map(Number)).toEqual(bounds.map(Number).sort((a, b) => a - b));
      }),
    );
  });

  test('a number is understood as itself, however it is compared', () => {
    const decimals = fc.integer({ min: -1_000_000, max: 1_000_000 }).map((units) => units / 100);
    fc.assert(
      fc.property(decimals, fc.constantFrom('>', '>=', '<', '<=', '=', ''), (value, sign) => {
        const found = read(sign + value.toFixed(2));
        const range = typeof found === 'object' && found.is === 'range' ? found : undefined;
        expect(Number((range?.from ?? range?.to)?.value)).toBe(value === 0 ? 0 : value);
      }),
    );
  });

  test('a range keeps what lies in it', () => {
    fc.assert(
      fc.property(fc.nat(10_000), fc.nat(10_000), (a, b) => {
        const found = read(`${Math.min(a, b)}..${Math.max(a, b)}`);
        expect(found).toEqual({
          is: 'range',
          from: at(String(Math.min(a, b))),
          to: at(String(Math.max(a, b))),
        });
      }),
    );
  });
});
