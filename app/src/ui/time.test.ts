import { describe, expect, test } from 'vitest';
import { ago, distance, interval, lasting } from './time.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('how long ago', () => {
  test.each([
    [0, 'just now'],
    [4, 'just now'],
    [5, '5 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 h ago'],
    [172_799, '47 h ago'],
    [172_800, '2 d ago'],
    [-3, 'now'],
    [-90, 'in 1 min'],
  ])('%i s is %s', (seconds, words) => {
    expect(distance(before(seconds), NOW)).toBe(words);
  });

  test('carries the exact instant for programs and on hover', async () => {
    expect(String(await ago(before(60), NOW))).toContain(
      'datetime="2026-11-23T11:59:00.000Z" title="2026-11-23 11:59:00 UTC"',
    );
  });

  test('is never when it never was', async () => {
    expect(String(await ago(null, NOW))).toContain('never');
  });
});

test('what lasts is told as a length, and never as less than nothing when clocks differ', async () => {
  expect(String(await lasting(before(7200), NOW))).toContain('2 h');
  expect(String(await lasting(before(-60), NOW))).toContain('0 s');
});

test.each([
  [15, '15 s'],
  [90, '90 s'],
  [900, '15 min'],
  [7200, '2 h'],
  [86_400, '1 d'],
])('an interval of %i s reads %s', (seconds, words) => {
  expect(interval(seconds)).toBe(words);
});
