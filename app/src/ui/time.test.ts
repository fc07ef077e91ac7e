import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../i18n/reader.ts';
import { ago, distance, interval, lasting } from './time.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const before = (seconds: number) => new Date(NOW.getTime() - seconds * 1000);

describe('how long ago', () => {
  test.each([
    [0, 'now'],
    [4, 'now'],
    [5, '5 sec ago'],
    [59, '59 sec ago'],
    [60, '1 min ago'],
    [3599, '59 min ago'],
    [3600, '1 hr ago'],
    [172_799, '47 hr ago'],
    [172_800, '2 days ago'],
    [-3, 'now'],
    [-90, 'in 1 min'],
  ])('%i s is %s', (seconds, words) => {
    expect(distance(ENGLISH, before(seconds), NOW)).toBe(words);
  });

  test('carries the exact instant for programs and on hover', async () => {
    expect(String(await ago(ENGLISH, before(60), NOW))).toContain(
      'datetime="2026-11-23T11:59:00.000Z" title="2026-11-23 11:59:00 UTC"',
    );
  });

  test('is never when it never was', async () => {
    expect(String(await ago(ENGLISH, null, NOW))).toContain('never');
  });
});

test('what lasts is told as a length, and never as less than nothing when clocks differ', async () => {
  expect(String(await lasting(ENGLISH, before(7200), NOW))).toContain('2 hr');
  expect(String(await lasting(ENGLISH, before(-60), NOW))).toContain('0 sec');
});

test.each([
  [15, '15 sec'],
  [90, '90 sec'],
  [900, '15 min'],
  [7200, '2 hr'],
  [86_400, '1 day'],
])('an interval of %i s reads %s', (seconds, words) => {
  expect(interval(ENGLISH, seconds)).toBe(words);
});
