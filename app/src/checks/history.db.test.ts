import * as fc from 'fast-check';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import {
  addWatchedPanel,
  forgetHistory,
  histories,
  secondsBetween,
  writeHistory,
  type History,
} from '../../test/check-history.ts';
import { useDatabase } from '../../test/database.ts';
import { refreshFigures } from './panel-figures.ts';
import { panelDays, panelHours, panelLatencies, panelUptimes, rangeOf, UPTIME_WINDOWS } from './queries.ts';
import { rollUp } from './roll-up.ts';

const database = useDatabase();
const NOW = new Date('2026-06-15T13:37:42.500Z');
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

async function figures(id: number, now = NOW) {
  const { db } = database;
  const range = rangeOf('90d', now);
  return {
    uptimes: await panelUptimes(db, [id], now),
    days: await panelDays(db, [id], now),
    hours: await panelHours(db, id, range),
    latencies: await panelLatencies(db, [id], range),
    lastDay: await panelLatencies(db, [id], rangeOf('24h', now)),
  };
}

async function stored() {
  const hours = await sql`select *, hour::text as at from check_hours order by panel_id, hour`.execute(
    database.db,
  );
  const days = await sql`select *, day::text as at from check_days order by panel_id, day`.execute(
    database.db,
  );
  return { hours: hours.rows, days: days.rows };
}

test('roll-ups say exactly what the checks themselves say, and both what is counted by hand', async () => {
  await fc.assert(
    fc.asyncProperty(histories(NOW.getTime(), 60), async (history) => {
      const { db } = database;
      await forgetHistory(db);
      const id = await addWatchedPanel(db, history);
      const raw = await figures(id);
      await rollUp(db, { now: NOW });
      expect(await figures(id)).toEqual(raw);
      await rollUp(db, { now: new Date(NOW.getTime() + HOUR) });
      expect(await figures(id)).toEqual(raw);

      for (const window of UPTIME_WINDOWS) {
        const { since } = rangeOf(window, NOW);
        expect(raw.uptimes.get(id)?.[window]).toMatchObject(
          secondsBetween(history, since.getTime(), NOW.getTime()),
        );
      }
      for (const { day, upS, downS } of raw.days.get(id) ?? []) {
        expect({ upS, downS }).toEqual(secondsBetween(history, day.getTime(), day.getTime() + DAY));
      }
      for (const { hour, upS, downS, unknownS } of raw.hours) {
        expect({ upS, downS }).toEqual(secondsBetween(history, hour.getTime(), hour.getTime() + HOUR));
        expect(upS + downS + unknownS).toBeLessThanOrEqual(3600);
      }
    }),
    { numRuns: 25 },
  );
}, 120_000);

test('percentiles from merged histograms are within five percent of the true ones', async () => {
  await fc.assert(
    fc.asyncProperty(histories(NOW.getTime(), 80), async (history) => {
      const { db } = database;
      await forgetHistory(db);
      const id = await addWatchedPanel(db, history);
      await rollUp(db, { now: new Date(NOW.getTime() + HOUR) });
      const { since } = rangeOf('90d', NOW);
      const times = history.checks
        .filter(
          ({ seenState, startedAtMs }) =>
            (seenState === 'up' || seenState === 'degraded') && startedAtMs >= since.getTime(),
        )
        .map(({ durationMs }) => durationMs)
        .sort((a, b) => a - b);
      const latency = (await panelLatencies(db, [id], rangeOf('90d', NOW))).get(id);
      expect(latency?.checks ?? 0).toBe(times.length);
      for (const [q, told] of [
        [0.5, latency?.p50],
        [0.95, latency?.p95],
        [0.99, latency?.p99],
      ] as const) {
        const truth = times[Math.ceil(q * times.length) - 1];
        if (truth === undefined) continue;
        expect(Math.abs((told ?? 0) - truth) / truth).toBeLessThan(0.05 + 0.1 / truth);
      }
    }),
    { numRuns: 15 },
  );
}, 120_000);

test('rolling up twice, or in many steps, stores the same as doing it once', async () => {
  await fc.assert(
    fc.asyncProperty(
      histories(NOW.getTime(), 40),
      fc.array(fc.integer({ min: 0, max: 400 * HOUR }), { maxLength: 4 }),
      async (history, steps) => {
        const { db } = database;
        await forgetHistory(db);
        await addWatchedPanel(db, history);
        for (const before of steps.sort((a, b) => b - a))
          await rollUp(db, { now: new Date(NOW.getTime() - before) });
        await rollUp(db, { now: NOW });
        const inSteps = await stored();
        await sql`update check_roll_up set rolled_until = '-infinity', looked_until = '-infinity'`.execute(
          db,
        );
        await rollUp(db, { now: NOW });
        expect(await stored()).toEqual(inSteps);
        await rollUp(db, { now: NOW, healDays: 3 });
        expect(await stored()).toEqual(inSteps);
      },
    ),
    { numRuns: 12 },
  );
}, 120_000);

const minutes = (from: number, count: number, seenState: 'up' | 'down' = 'up'): History['checks'] =>
  Array.from({ length: count }, (_, index) => ({
    startedAtMs: from + index * 60_000,
    seenState,
    durationMs: 100,
  }));

test('a check that was written late is in the figures after the nightly run', async () => {
  const { db } = database;
  await forgetHistory(db);
  const start = NOW.getTime() - 5 * HOUR;
  const checks = minutes(start, 120);
  const kept = checks.filter((_, index) => index !== 60);
  const id = await addWatchedPanel(db, { intervalSeconds: 60, checks: kept });
  await rollUp(db, { now: NOW });
  const late = checks.slice(60, 61);
  await writeHistory(db, id, { intervalSeconds: 60, checks: late });
  await rollUp(db, { now: new Date(NOW.getTime() + 300_000) });
  expect((await panelHours(db, id, rangeOf('24h', NOW))).reduce((sum, { checks }) => sum + checks, 0)).toBe(
    119,
  );
  await rollUp(db, { now: new Date(NOW.getTime() + 600_000), healDays: 3 });
  expect((await panelHours(db, id, rangeOf('24h', NOW))).reduce((sum, { checks }) => sum + checks, 0)).toBe(
    120,
  );
});

test('checks made after the clock was set back are counted once, and none is lost', async () => {
  const { db } = database;
  await forgetHistory(db);
  const id = await addWatchedPanel(db, { intervalSeconds: 60, checks: minutes(NOW.getTime() - HOUR, 50) });
  await rollUp(db, { now: NOW });
  const back = NOW.getTime() - 3 * HOUR;
  await writeHistory(db, id, { intervalSeconds: 60, checks: minutes(back, 20) });
  await rollUp(db, { now: new Date(back + 65 * 60_000) });
  await rollUp(db, { now: new Date(back + 70 * 60_000) });
  const hours = await panelHours(db, id, rangeOf('24h', NOW));
  expect(hours.reduce((sum, { checks }) => sum + checks, 0)).toBe(70);
  await writeHistory(db, id, { intervalSeconds: 60, checks: minutes(back + 75 * 60_000, 10) });
  await rollUp(db, { now: new Date(NOW.getTime() + HOUR) });
  await rollUp(db, { now: new Date(NOW.getTime() + HOUR), healDays: 3 });
  const later = await panelHours(db, id, rangeOf('24h', NOW));
  expect(later.reduce((sum, { checks }) => sum + checks, 0)).toBe(80);
});

test('a night that was half up and half down is split at midnight UTC', async () => {
  const { db } = database;
  await forgetHistory(db);
  const midnight = Date.UTC(2026, 5, 14);
  const id = await addWatchedPanel(db, {
    intervalSeconds: 3600,
    checks: [
      { startedAtMs: midnight - HOUR - 600_000, seenState: 'up', durationMs: 100 },
      { startedAtMs: midnight - 600_000, seenState: 'down', durationMs: 100 },
      { startedAtMs: midnight + 1_800_000, seenState: 'up', durationMs: 100 },
      { startedAtMs: midnight + 5_400_000, seenState: 'up', durationMs: 100 },
    ],
  });
  for (const roll of [false, true]) {
    if (roll) await rollUp(db, { now: NOW });
    const cells = (await panelDays(db, [id], NOW)).get(id) ?? [];
    const seconds = (day: string) => {
      const cell = cells.find((one) => one.day.toISOString().startsWith(day));
      return { upS: cell?.upS, downS: cell?.downS };
    };
    expect(seconds('2026-06-13')).toEqual({ upS: 3600, downS: 600 });
    expect(seconds('2026-06-14')).toEqual({ upS: 3600, downS: 1800 });
  }
});

test('the time since the last check counts as that check saw it, for two intervals at most', async () => {
  const { db } = database;
  await forgetHistory(db);
  const last = NOW.getTime() - HOUR;
  const id = await addWatchedPanel(db, {
    intervalSeconds: 900,
    checks: [{ startedAtMs: last, seenState: 'up', durationMs: 100 }],
  });
  await sql`
    insert into panel_states (panel_id, state, state_since, seen_state, stage, code, checked_at, duration_ms)
    values (${id}, 'up', now(), 'up', 'ok', 'ok', ${new Date(last).toISOString()}, 100)`.execute(db);
  const uptime = (await panelUptimes(db, [id], NOW)).get(id)?.['24h'];
  expect(uptime).toMatchObject({ upS: 1800, downS: 0, unknownS: 1800, ratio: 1 });
});

test('a panel that was never seen has no uptime, rather than none of it', async () => {
  const { db } = database;
  await forgetHistory(db);
  const id = await addWatchedPanel(db, { intervalSeconds: 900, checks: [] });
  await sql`update panels set added_at = ${new Date(NOW.getTime() - HOUR).toISOString()}`.execute(db);
  expect((await panelUptimes(db, [id], NOW)).get(id)?.['30d']).toMatchObject({ ratio: null, unknownS: 3600 });
  expect((await panelLatencies(db, [id], rangeOf('30d', NOW))).get(id)).toBeUndefined();
  const cells = (await panelDays(db, [id], NOW)).get(id) ?? [];
  expect(cells).toHaveLength(90);
  expect(cells[88]).toMatchObject({ watchedS: 0, unknownS: 0 });
  expect(cells[89]).toMatchObject({ watchedS: 3600, unknownS: 3600, incidents: 0 });
});

test('an incident marks every day that it touches', async () => {
  const { db } = database;
  await forgetHistory(db);
  const id = await addWatchedPanel(db, { intervalSeconds: 900, checks: [] });
  const incident = async (opened: string, closed: string | null) =>
    await sql`insert into incidents (panel_id, opened_at, confirmed_at, closed_at, state, stage, code, message, evidence)
      values (${id}, ${opened}, ${opened}, ${closed}, 'down', 'connect', 'refused', 'm', '{}')`.execute(db);
  await incident('2026-06-10T23:50:00Z', '2026-06-12T00:10:00Z');
  await incident('2026-06-12T05:00:00Z', '2026-06-12T06:00:00Z');
  await incident('2026-06-15T01:00:00Z', null);
  await incident('2026-01-01T01:00:00Z', '2026-01-02T01:00:00Z');
  const cells = (await panelDays(db, [id], NOW)).get(id) ?? [];
  expect(cells.slice(-7).map(({ incidents }) => incidents)).toEqual([0, 1, 1, 2, 0, 0, 1]);
});

test('the directory’s row of a panel says what its history says', async () => {
  const { db } = database;
  await forgetHistory(db);
  const start = NOW.getTime() - 3 * HOUR;
  const up = minutes(start, 150);
  const id = await addWatchedPanel(db, {
    intervalSeconds: 60,
    checks: [...up, ...minutes(start + 150 * 60_000, 25, 'down')],
  });
  const never = await addWatchedPanel(db, { intervalSeconds: 60, checks: [] });
  expect(await refreshFigures(db, NOW)).toBe(2);
  const { rows } = await sql<Record<string, unknown>>`
    select panel_id, uptime_30d, p95_30d, days from panel_figures order by panel_id`.execute(db);
  expect(rows[0]).toEqual({
    panel_id: id,
    uptime_30d: 150 / 174,
    p95_30d: expect.closeTo(100, -1),
    days: `${'.'.repeat(89)}p`,
  });
  expect(rows[1]).toMatchObject({ panel_id: never, uptime_30d: null, p95_30d: null });
});
