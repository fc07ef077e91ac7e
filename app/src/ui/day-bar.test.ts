import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../i18n/reader.ts';
import { dayBar, dayStrip, dayWords, summaryOf, type BarDay, type DayMark } from './day-bar.ts';
import { uptimeWords } from './uptime.ts';

const day = (mark: DayMark, more: Partial<BarDay> = {}): BarDay => ({
  day: new Date('2026-11-21T00:00:00Z'),
  mark,
  upS: 86_400,
  downS: 0,
  unknownS: 0,
  incidents: 0,
  ...more,
});

describe('uptime', () => {
  test.each([
    [1, '100%'],
    [0.999_999, '99.99%'],
    [0.9993, '99.93%'],
    [0.5, '50%'],
    [0, '0%'],
  ])('of %d is %s: never rounded up', (ratio, words) => {
    expect(uptimeWords(ENGLISH, ratio)).toBe(words);
  });
});

describe('a day', () => {
  test('is told in words', () => {
    expect(dayWords(ENGLISH, day('p', { upS: 85_800, downS: 600, incidents: 1 }))).toBe(
      '2026-11-21: 99.3% up, down 10 min, 1 incident',
    );
    expect(dayWords(ENGLISH, day('x', { upS: 0, unknownS: 86_400 }))).toBe('2026-11-21: not seen');
    expect(dayWords(ENGLISH, day('.', { upS: 0 }))).toBe('2026-11-21: not watched yet');
  });

  test('with incidents leads to them, and one without does not', async () => {
    const bar = String(
      await dayBar(ENGLISH, [day('u'), day('d', { incidents: 2 })], (iso) => `/incidents?day=${iso}`),
    );
    expect(bar.match(/<a /g)).toHaveLength(1);
    expect(bar).toContain('href="/incidents?day=2026-11-21"');
    expect(bar).toContain('2 incidents');
    expect(bar).not.toContain('style=');
  });
});

test('marks differ in shape, not in colour alone', async () => {
  const shapes = await Promise.all(
    (['u', 'p', 'd', 'x', '.'] as const).map(async (mark) =>
      String(await dayBar(ENGLISH, [day(mark)], () => '#'))
        .match(/y="[\d.]+" width="7" height="[\d.]+"/g)
        ?.join(),
    ),
  );
  expect(new Set(shapes).size).toBe(5);
});

test('the strip of a table says what its days were and stays small', async () => {
  expect(summaryOf(ENGLISH, '..upudx')).toBe(
    '7 days: 1 down half of the time or more, 1 partly down, 1 not seen, 2 up, 2 not watched yet',
  );
  const healthy = String(await dayStrip(ENGLISH, 'u'.repeat(90)));
  expect(healthy.match(/<path/g)).toHaveLength(1);
  expect(healthy.length).toBeLessThan(250);
  expect(healthy).toContain('M0 0h90v36h-90z');
});
