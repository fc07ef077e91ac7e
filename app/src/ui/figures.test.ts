import { describe, expect, test } from 'vitest';
import { count, counted, flag, milliseconds, quantity, rate } from './figures.ts';
import { percent } from './percent.ts';
import { reasonOf } from './reasons.ts';
import { CODES, STAGES } from 'smmwatch';

const text = async (markup: ReturnType<typeof count>) =>
  String(await markup)
    .replace(/<[^>]+>/g, '')
    .trim();

describe('what is unknown', () => {
  test.each([count(null), quantity(null, 'no limit said'), rate(null), milliseconds(null), flag(null)])(
    'is a dash with a word, never a zero',
    async (markup) => {
      expect(await text(markup)).toMatch(/^–[a-z ]+$/);
    },
  );
});

test.each([
  ['0.90', '0.90'],
  ['1234567.5', '1,234,567.5'],
  ['25947', '25,947'],
  ['0.000000000000000000001', '0.000000000000000000001'],
])('a rate of %s is shown as quoted: %s', async (quoted, shown) => {
  expect(await text(rate(quoted))).toBe(shown);
});

test('limits are short, with the exact number on hover', async () => {
  expect(await text(quantity(9999, ''))).toBe('9,999');
  expect(await text(quantity(12_500, ''))).toBe('12.5K');
  expect(String(await quantity(2_147_483, ''))).toContain('title="2,147,483"');
});

test('a flag that was denied is no, and differs from one that was not said', async () => {
  expect(await text(flag(false))).toBe('no');
  expect(await text(flag(true))).toBe('yes');
});

test('counts agree with their nouns', () => {
  expect(counted(1, 'panel')).toBe('1 panel');
  expect(counted(0, 'panel')).toBe('0 panels');
  expect(counted(1200, 'entry', 'entries')).toBe('1,200 entries');
});

test.each([
  ['+50.0', '+50 %'],
  ['-34.35', '−34.35 %'],
  ['+12345.6', '+12,345.6 %'],
])('%s reads %s', async (signed, shown) => {
  expect(await text(percent(signed))).toBe(shown);
});

describe('the reason of a stopped check', () => {
  test.each(STAGES.flatMap((stage) => CODES[stage].map((code) => [stage, code] as const)))(
    '%s/%s fits a cell of a table',
    (stage, code) => {
      const reason = reasonOf(stage, code);
      expect(reason.length).toBeLessThan(32);
      expect(reason).not.toContain('_');
    },
  );

  test('of a later version is told in its own words', () => {
    expect(reasonOf('quantum', 'wave_collapsed')).toBe('quantum: wave collapsed');
    expect(reasonOf('dns', 'constructor')).toBe('dns: constructor');
  });
});
