import { describe, expect, it } from 'vitest';
import { claimOf, lowestOf, lowMarkOf, medianOf } from './lows.ts';
import { joined, stepsOf, type RateEvent, type Step } from './steps.ts';

const START = Date.UTC(2026, 0, 1);
const day = (n: number): Date => new Date(START + n * 86_400_000);
const event = (at: number, kind: RateEvent['kind'], before: string | null = null): RateEvent => ({
  at: day(at),
  kind,
  before,
});
const now = (rate: string | null, until: number, available = true) => ({
  serviceId: '7',
  rate,
  available,
  firstSeenAt: day(0),
  seenAt: day(until),
});
const brief = (steps: readonly Step[]) =>
  steps.map(({ from, to, rate, available }) => [
    (from.getTime() - START) / 86_400_000,
    (to.getTime() - START) / 86_400_000,
    available ? rate : 'gone',
  ]);

describe('the rate of a service', () => {
  it('that never moved is one step', () => {
    expect(brief(stepsOf(now('1', 10), []))).toEqual([[0, 10, '1']]);
  });

  it('is read backwards from what was before each change', () => {
    const events = [
      event(30, 'rate', '2'),
      event(20, 'restored'),
      event(12, 'removed', '1.5'),
      event(5, 'rate', '1'),
    ];
    expect(brief(stepsOf(now('3', 40), events))).toEqual([
      [0, 5, '1'],
      [5, 12, '1.5'],
      [12, 20, 'gone'],
      [20, 30, '2'],
      [30, 40, '3'],
    ]);
  });

  it('begins with its addition, and ends in absence when it was removed', () => {
    const service = { ...now('2', 40, false), firstSeenAt: day(10) };
    expect(brief(stepsOf(service, [event(30, 'removed', '2'), event(10, 'added')]))).toEqual([
      [10, 30, '2'],
      [30, 40, 'gone'],
    ]);
  });

  it('goes on under another id, with the time between as absence', () => {
    const earlier = stepsOf({ ...now('2', 40, false), serviceId: '6' }, [event(10, 'removed', '2')]);
    const later = stepsOf({ ...now('2.5', 40), firstSeenAt: day(12) }, [event(12, 'added')]);
    expect(brief(joined(earlier, later))).toEqual([
      [0, 10, '2'],
      [10, 12, 'gone'],
      [12, 40, '2.5'],
    ]);
  });
});

describe('a low', () => {
  const fell = stepsOf(now('1', 100), [
    event(60, 'rate', '3'),
    event(40, 'rate', '2'),
    event(20, 'rate', '0.5'),
  ]);

  it('is not claimed on less than 35 days', () => {
    const young = stepsOf(now('1', 34), [event(10, 'rate', '2')]);
    expect(lowestOf(young, day(34))).toBeUndefined();
    expect(lowestOf(stepsOf(now('1', 36), []), day(36))).toMatchObject({ rate: '1', days: 36 });
    const mark = lowMarkOf(young);
    expect(mark).toMatchObject({ was: '2', isAllTime: true });
    expect(mark && claimOf(mark, day(34))).toBeUndefined();
    expect(mark && claimOf(mark, day(35))).toBe('all');
  });

  it('of all time looks at everything, of 90 days at these alone', () => {
    expect(lowestOf(fell, day(100))).toMatchObject({ rate: '0.5', days: 100 });
    expect(lowestOf(fell, day(100), 90)).toMatchObject({ rate: '0.5', days: 90 });
    expect(lowestOf(fell, day(100), 60)).toMatchObject({ rate: '1', days: 60 });
  });

  it('of now reaches back to where a lower rate ended', () => {
    expect(lowMarkOf(fell)).toEqual({ from: day(20), was: '3', isAllTime: false });
    expect(claimOf({ from: day(0), was: '3', isAllTime: false }, day(400))).toBe('1y');
    expect(claimOf({ from: day(0), was: '3', isAllTime: false }, day(100))).toBe('90d');
  });

  it('is none where the rate was never higher', () => {
    const flat = lowMarkOf(stepsOf(now('1', 400), []));
    expect(flat && claimOf(flat, day(400))).toBeUndefined();
    const rose = lowMarkOf(stepsOf(now('2', 400), [event(1, 'rate', '1')]));
    expect(rose).toEqual({ from: day(1), was: null, isAllTime: false });
  });
});

it('the usual rate is the median by time', () => {
  const steps = stepsOf(now('9', 100), [event(95, 'rate', '2'), event(40, 'rate', '1')]);
  expect(medianOf(steps, day(100))).toBe('2');
  expect(medianOf(steps, day(100), 8)).toBe('9');
  expect(medianOf([], day(1))).toBeUndefined();
});
