import { describe, expect, test } from 'vitest';
import { ENGLISH, readerOf } from '../i18n/reader.ts';
import { count, flag, milliseconds, quantity, rate } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { percent } from './percent.ts';
import { reasonOf } from './reasons.ts';
import { CODES, STAGES } from 'smmwatch';

const text = async (markup: ReturnType<typeof count>) =>
  String(await markup)
    .replace(/<[^>]+>/g, '')
    .trim();

describe('what is unknown', () => {
  test.each([
    count(ENGLISH, null),
    quantity(ENGLISH, null, figureWords.noLimitSaid),
    rate(ENGLISH, null),
    milliseconds(ENGLISH, null),
    flag(ENGLISH, null),
  ])('is a dash with a word, never a zero', async (markup) => {
    expect(await text(markup)).toMatch(/^–[a-z ]+$/);
  });
});

test.each([
  ['0.90', '0.90'],
  ['1234567.5', '1,234,567.5'],
  ['25947', '25,947'],
  ['0.000000000000000000001', '0.000000000000000000001'],
])('a rate of %s is shown as quoted: %s', async (quoted, shown) => {
  expect(await text(rate(ENGLISH, quoted))).toBe(shown);
});

test.each([
  ['ru', '1\u00A0234\u00A0567,500000000000000000001'],
  ['es', '1.234.567,500000000000000000001'],
  ['ar', '1,234,567.500000000000000000001'],
] as const)('a rate has the signs of %s and every digit that was quoted', async (language, shown) => {
  const reader = readerOf(language, false);
  const markup = rate(reader, '1234567.500000000000000000001');
  expect(await text(markup)).toBe(shown);
  // Else its parts would be mirrored on an Arabic page.
  expect(String(await markup)).toContain('dir="ltr"');
});

test('limits are short, with the exact number on hover', async () => {
  expect(await text(quantity(ENGLISH, 9999, figureWords.noLimitSaid))).toBe('9,999');
  expect(await text(quantity(ENGLISH, 12_500, figureWords.noLimitSaid))).toBe('12.5K');
  expect(String(await quantity(ENGLISH, 2_147_483, figureWords.noLimitSaid))).toContain('title="2,147,483"');
});

test('a flag that was denied is no, and differs from one that was not said', async () => {
  expect(await text(flag(ENGLISH, false))).toBe('no');
  expect(await text(flag(ENGLISH, true))).toBe('yes');
});

test.each([
  ['+50.0', '+50%'],
  ['-34.35', '−34.35%'],
  ['+12345.6', '+12,345.6%'],
])('%s reads %s', async (signed, shown) => {
  expect(await text(percent(ENGLISH, signed))).toBe(shown);
});

describe('the reason of a stopped check', () => {
  test.each(STAGES.flatMap((stage) => CODES[stage].map((code) => [stage, code] as const)))(
    '%s/%s fits a cell of a table',
    (stage, code) => {
      const reason = reasonOf(ENGLISH, stage, code);
      expect(reason.length).toBeLessThan(32);
      expect(reason).not.toContain('_');
    },
  );

  test('of a later version is told in its own words', () => {
    expect(reasonOf(ENGLISH, 'quantum', 'wave_collapsed')).toBe('quantum: wave collapsed');
    expect(reasonOf(ENGLISH, 'dns', 'constructor')).toBe('dns: constructor');
  });
});
