import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, parseDuration } from './duration.ts';

describe('a span of time', () => {
  it.each([
    ['90', 90],
    ['30s', 30],
    ['15m', 900],
    ['2h', 7200],
    ['1d', 86_400],
    ['  5m ', 300],
    ['0', 0],
  ])('%j is %d seconds', (text, seconds) => {
    expect(parseDuration(text)).toBe(seconds);
  });

  it.each(['', ' ', 'm', '1.5h', '-5m', '1 h', '5min', '1h30m', '1e3', '0x10', '١٥m', '9999999999'])(
    '%j is none',
    (text) => {
      expect(parseDuration(text)).toBeUndefined();
    },
  );

  it('is read back as it was written', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 999_999_999 }), (seconds) => {
        expect(parseDuration(formatDuration(seconds))).toBe(seconds);
      }),
    );
  });

  it('is written with the largest unit that fits without a rest', () => {
    expect([0, 45, 60, 90, 900, 3600, 5400, 86_400, 129_600].map(formatDuration)).toEqual([
      '0s',
      '45s',
      '1m',
      '90s',
      '15m',
      '1h',
      '90m',
      '1d',
      '36h',
    ]);
  });
});
