import { describe, expect, it } from 'vitest';
import { readSpan, writeSpan } from './span.ts';

const KNOWN = { from: '2026-10-01 08:00:00.123456+00', to: '2026-11-20 12:00:00+00' };
const NOW = new Date('2026-11-25T10:00:00.700Z');
const read = (text: string): string | undefined => {
  const span = readSpan(text, KNOWN, NOW);
  return span === undefined ? undefined : writeSpan(span);
};

describe('two moments in an address', () => {
  it.each([
    ['2026-11-01T00:00:00Z..2026-11-08T00:00:00Z', '2026-11-01T00:00:00Z..2026-11-08T00:00:00Z'],
    ['2026-11-01..2026-11-08', '2026-11-01T00:00:00Z..2026-11-08T00:00:00Z'],
    ['2026-11-01T10:30..2026-11-08T10:30', '2026-11-01T10:30:00Z..2026-11-08T10:30:00Z'],
    ['2026-11-01T10:30:00+02:00..2026-11-08', '2026-11-01T08:30:00Z..2026-11-08T00:00:00Z'],
    ['10d..now', '2026-11-15T10:00:00.700Z..2026-11-20T12:00:00Z'],
    ['2026-11-08..2026-11-01', '2026-11-08T00:00:00Z..2026-11-01T00:00:00Z'],
    ['2000-01-01..2026-11-01', '2026-10-01T08:00:00.124Z..2026-11-01T00:00:00Z'],
  ])('%s are %s', (text, written) => {
    expect(read(text)).toBe(written);
    expect(read(written)).toBe(written);
  });

  it.each([
    '',
    '..',
    'x..y',
    '2026-11-01',
    '2026-11-01..2026-11-01',
    'now..2030-01-01',
    '2026-13-01..2026-11-01',
    '2026-11-01..2026-11-02..2026-11-03',
    "1d'..now",
    '99999d..now',
  ])('%j are none', (text) => {
    expect(read(text)).toBeUndefined();
  });
});
