import { describe, expect, test } from 'vitest';
import { ENGLISH } from '../i18n/reader.ts';
import { causeOf, PANEL_STATES, stateCell, stateMark } from './states.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const panel = {
  state: 'up',
  stateSince: new Date('2026-11-23T11:00:00Z'),
  stage: 'ok',
  code: 'ok',
  pausedAt: null,
} as const;

describe('the state of a panel', () => {
  test('has a word of its own and a shape of its own, for each', async () => {
    const marks = await Promise.all(
      [...PANEL_STATES, null].map(async (state) => String(await stateMark(ENGLISH, state))),
    );
    expect(new Set(marks.map((mark) => mark.replace(/<[^>]+>/g, ''))).size).toBe(7);
    expect(new Set(marks.map((mark) => /href="(#[^"]+)"/.exec(mark)?.[1])).size).toBe(7);
  });

  test('tells why and for how long it is not up', async () => {
    const cell = String(
      await stateCell(ENGLISH, { ...panel, state: 'down', stage: 'dns', code: 'not_found' }, NOW),
    );
    expect(cell).toMatch(/host name does not exist, <time [^>]*data-lasting\s*>1 hr</);
  });

  test('says when it is paused', async () => {
    expect(String(await stateCell(ENGLISH, { ...panel, pausedAt: NOW }, NOW))).toContain('paused');
  });
});

describe('the cause', () => {
  test('of a failure that no second check has confirmed is told as just that', () => {
    expect(causeOf(ENGLISH, { ...panel, stage: 'connect', code: 'timeout' })).toBe(
      'last check: connecting timed out, not confirmed',
    );
  });

  test('of degraded is the answer itself', () => {
    expect(causeOf(ENGLISH, { ...panel, state: 'degraded' })).toBe('slow, or read in part');
  });

  test('is nothing where all is well, or nothing is known', () => {
    expect(causeOf(ENGLISH, panel)).toBeUndefined();
    expect(causeOf(ENGLISH, { ...panel, state: null, stage: null, code: null })).toBeUndefined();
  });
});
