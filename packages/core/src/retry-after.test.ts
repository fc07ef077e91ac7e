import { describe, expect, test } from 'vitest';
import { RETRY_AFTER_SECONDS_MAX } from './limits.ts';
import { retryAfterSeconds } from './retry-after.ts';

const now = new Date('2026-03-01T12:00:00Z');
const inAMinute = String(now.getTime() / 1000 + 60);

describe('how long a reply asks to wait', () => {
  test.each<[string, Record<string, string>, number | undefined]>([
    ['seconds', { 'retry-after': '120' }, 120],
    ['an HTTP date', { 'retry-after': 'Sun, 01 Mar 2026 12:00:30 GMT' }, 30],
    ['a date that is past', { 'retry-after': 'Sun, 01 Mar 2026 11:00:00 GMT' }, 0],
    ['a wait beyond reason', { 'retry-after': '999999999' }, RETRY_AFTER_SECONDS_MAX],
    ['nonsense', { 'retry-after': 'soon' }, undefined],
    ['a negative number', { 'retry-after': '-5' }, undefined],
    ['nothing', {}, undefined],
    [
      'a limit with nothing left, reset in seconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '42' },
      42,
    ],
    [
      'a limit with nothing left, reset at an instant',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': inAMinute },
      60,
    ],
    [
      'a limit with nothing left, reset at an instant in milliseconds',
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': `${inAMinute}000` },
      60,
    ],
    ['a limit with something left', { 'x-ratelimit-remaining': '3', 'x-ratelimit-reset': '42' }, undefined],
    ['the standard names of a limit', { 'ratelimit-remaining': '0', 'ratelimit-reset': '5' }, 5],
    [
      'both kinds of header',
      { 'retry-after': '7', 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '42' },
      7,
    ],
  ])('%s', (_title, headers, seconds) => {
    expect(retryAfterSeconds(headers, now)).toBe(seconds);
  });

  test('a date is measured against the clock of the reply when the caller has none', () => {
    const headers = { date: 'Sun, 01 Mar 2026 08:00:00 GMT', 'retry-after': 'Sun, 01 Mar 2026 08:00:30 GMT' };
    expect(retryAfterSeconds(headers)).toBe(30);
    expect(retryAfterSeconds({ 'retry-after': 'Sun, 01 Mar 2026 08:00:30 GMT' })).toBeUndefined();
  });
});
