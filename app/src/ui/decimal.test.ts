import { assert, integer, nat, property } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { percentBetween, percentOfFactor } from './decimal.ts';

describe('the difference between two rates', () => {
  test.each([
    ['0.90', '1.35', '+50.0'],
    ['1', '0.5', '-50.0'],
    ['0.1', '0.3', '+200.0'],
    ['100', '100.05', '+0.1'],
    ['100', '99.95', '-0.1'],
    ['3', '4', '+33.3'],
    ['0.90', '0.9', '+0.0'],
    ['12345678901234567890.000000001', '12345678901234567890.000000002', '+0.0'],
  ])('%s to %s is %s percent', (before, after, percent) => {
    expect(percentBetween(before, after)).toBe(percent);
  });

  test.each([
    ['0', '1'],
    ['1', 'free'],
    ['1e3', '2'],
    ['-1', '1'],
    ['9'.repeat(100), '1'],
  ])('%s to %s has none', (before, after) => {
    expect(percentBetween(before, after)).toBeUndefined();
  });

  test('is the difference of whole numbers to the last digit, whatever their scale', () => {
    assert(
      property(
        integer({ min: 1, max: 1e6 }),
        integer({ min: -999, max: 9999 }),
        nat(6),
        (base, permille, zeros) => {
          const before = String(base) + '0'.repeat(3);
          const after = String(base * 1000 + base * permille) + (zeros === 0 ? '' : `.${'0'.repeat(zeros)}`);
          const expected = `${permille < 0 ? '-' : '+'}${(Math.abs(permille) / 10).toFixed(1)}`;
          expect(percentBetween(before, after)).toBe(expected);
        },
      ),
    );
  });
});

test.each([
  ['1.0504', '+5.04'],
  ['0.6565', '-34.35'],
  ['2', '+100.00'],
])('a factor of %s is %s percent', (factor, percent) => {
  expect(percentOfFactor(factor)).toBe(percent);
});
