import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { addWatchedPanel } from '../../test/check-history.ts';
import { useDatabase } from '../../test/database.ts';
import { makePartitions } from './partitions.ts';
import { rollUp } from './roll-up.ts';
import { rollUpStages, stageTimes } from './stages.ts';

const database = useDatabase();
const NOW = new Date('2026-06-15T13:37:42.500Z');
const HOUR = 3_600_000;

test('stages are told the same before and after they were rolled up, and once more after that', async () => {
  const { db } = database;
  // Three days of checks; a connection that was kept alive skips all but the last stage, and no panel of these has TLS.
  const checks = Array.from({ length: 72 }, (_, n) => ({
    startedAtMs: NOW.getTime() - (72 - n) * HOUR,
    seenState: n % 10 === 9 ? ('down' as const) : ('up' as const),
    durationMs: 100 + n,
  }));
  for (const { startedAtMs } of checks) await makePartitions(db, new Date(startedAtMs));
  const panelId = await addWatchedPanel(db, { intervalSeconds: 3600, checks });
  const other = await addWatchedPanel(db, { intervalSeconds: 3600, checks: checks.slice(0, 3) });
  await sql`update checks set first_byte_ms = duration_ms - 50, dns_ms = case when extract(hour from started_at)::int % 4 = 0 then 20 end,
    connect_ms = case when extract(hour from started_at)::int % 4 = 0 then 40 end where panel_id = ${panelId}`.execute(
    db,
  );
  const raw = await stageTimes(db, panelId, NOW);
  expect(raw.map(({ stage }) => stage)).toEqual(['dns', 'connect', 'first_byte']);
  const [dns, connect, firstByte] = raw;
  const ok = checks.filter(({ seenState }) => seenState === 'up');
  expect(firstByte?.checks).toBe(ok.length);
  expect(dns?.checks).toBe(
    ok.filter(({ startedAtMs }) => new Date(startedAtMs).getUTCHours() % 4 === 0).length,
  );
  for (const [told, ms] of [
    [dns, 20],
    [connect, 40],
  ] as const)
    expect(Math.abs((told?.p50 ?? 0) / ms - 1)).toBeLessThan(0.05);
  const sorted = ok.map(({ durationMs }) => durationMs - 50).sort((a, b) => a - b);
  const p95 = sorted[Math.ceil(sorted.length * 0.95) - 1] ?? 0;
  expect(Math.abs((firstByte?.p95 ?? 0) / p95 - 1)).toBeLessThan(0.05);

  // Nothing is rolled up before its day has settled.
  expect(await rollUpStages(db)).toBe(0);
  await rollUp(db, { now: NOW });
  expect(await rollUpStages(db)).toBe(3);
  expect(await rollUpStages(db)).toBe(0);
  expect(await stageTimes(db, panelId, NOW)).toEqual(raw);
  expect(await stageTimes(db, other, NOW)).toEqual([]);
  // Single checks are forgotten before the days are.
  await sql`delete from checks where started_at < ${NOW.toISOString()}::timestamptz - interval '1 day'`.execute(
    db,
  );
  expect((await stageTimes(db, panelId, NOW)).map(({ checks: n }) => n)).toEqual(
    raw.map(({ checks: n }) => n),
  );
});
