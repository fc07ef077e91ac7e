import { assert, boolean, double, integer, option, property, record } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextDue, type DueFacts } from './next-due.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const WELL: DueFacts = {
  panelId: 7,
  intervalSeconds: 900,
  failures: 0,
  retryAfterSeconds: undefined,
  confirm: false,
};

function waitOf(facts: Partial<DueFacts>, nowMs = NOW): number {
  return (nextDue({ ...WELL, ...facts }, nowMs, 0.5) - nowMs) / 1000;
}

const anyFacts = record({
  panelId: integer({ min: 1, max: 1_000_000_000 }),
  intervalSeconds: integer({ min: 5, max: 86_400 }),
  failures: integer({ min: 0, max: 1000 }),
  retryAfterSeconds: option(integer({ min: 0, max: 10_000_000 }), { nil: undefined }),
  confirm: boolean(),
});
const anyNow = integer({ min: 0, max: 4_000_000_000_000 });
const anyRandom = double({ min: 0, max: 1, noNaN: true });

describe('the next check of a panel that is well', () => {
  it('comes at its own fixed moment of every interval, however late this one was', () => {
    assert(
      property(
        integer({ min: 1, max: 100_000 }),
        integer({ min: 5, max: 86_400 }),
        anyNow,
        integer({ min: 0, max: 60_000 }),
        (panelId, intervalSeconds, now, late) => {
          const due = nextDue({ ...WELL, panelId, intervalSeconds }, now, 0.5);
          const steps =
            (nextDue({ ...WELL, panelId, intervalSeconds }, due + (late % (intervalSeconds * 1000)), 0.5) -
              due) /
            (intervalSeconds * 1000);
          expect(steps).toBeCloseTo(1, 6);
        },
      ),
    );
  });

  it('spreads panels that were added together over the whole interval', () => {
    const waits = Array.from({ length: 90 }, (_, index) => waitOf({ panelId: index + 1 })).sort(
      (a, b) => a - b,
    );
    const gaps = waits.slice(1).map((wait, index) => wait - (waits[index] ?? 0));
    // Ten seconds apart on average; nowhere are two at once, nowhere is a hole.
    expect(Math.min(...gaps)).toBeGreaterThan(2);
    expect(Math.max(...gaps)).toBeLessThan(30);
  });
});

describe('the next check of any panel', () => {
  it('is later than now, and never later than what was asked for and four intervals allow', () => {
    assert(
      property(anyFacts, anyNow, anyRandom, (facts, now, random) => {
        const wait = nextDue(facts, now, random) - now;
        expect(wait).toBeGreaterThan(0);
        const asked = Math.min(facts.retryAfterSeconds ?? 0, 86_400) * 1000;
        expect(wait).toBeLessThanOrEqual(Math.max(asked, 4 * facts.intervalSeconds * 1000) + 1);
      }),
    );
  });

  it('is never before the time that the panel asked for, up to a day', () => {
    assert(
      property(
        anyFacts,
        integer({ min: 0, max: 86_400 }),
        anyNow,
        anyRandom,
        (facts, retryAfterSeconds, now, random) => {
          const due = nextDue({ ...facts, retryAfterSeconds }, now, random);
          expect(due).toBeGreaterThanOrEqual(now + retryAfterSeconds * 1000);
        },
      ),
    );
  });
});

describe('a failure', () => {
  it('gets two quick looks, and then the cadence', () => {
    expect(waitOf({ failures: 1, intervalSeconds: 86_400 })).toBe(20);
    expect(waitOf({ failures: 2, intervalSeconds: 86_400 })).toBe(60);
    expect(waitOf({ failures: 3 })).toBe(waitOf({ failures: 0 }));
  });

  it('that lasts is looked at less often: every second, then every fourth time', () => {
    expect(waitOf({ failures: 11 })).toBe(waitOf({}));
    expect(waitOf({ failures: 12 })).toBe(waitOf({}) + 900);
    expect(waitOf({ failures: 48 })).toBe(waitOf({}) + 3 * 900);
  });

  it('does not bring panels back together that failed together', () => {
    const early = nextDue({ ...WELL, failures: 1, intervalSeconds: 86_400 }, NOW, 0);
    const late = nextDue({ ...WELL, failures: 1, intervalSeconds: 86_400 }, NOW, 1);
    expect((late - early) / 1000).toBeCloseTo(5, 6);
  });

  it('never waits longer than the interval for its quick look', () => {
    expect(waitOf({ failures: 2, intervalSeconds: 5 })).toBeLessThanOrEqual(5);
  });
});

it('a doubted catalog is looked at again within half a minute', () => {
  expect(waitOf({ confirm: true, intervalSeconds: 86_400 })).toBe(20);
});
