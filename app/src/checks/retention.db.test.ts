import { sql } from 'kysely';
import { beforeEach, expect, test } from 'vitest';
import { addWatchedPanel, forgetHistory, writeHistory } from '../../test/check-history.ts';
import { useDatabase } from '../../test/database.ts';
import { recentChecks } from '../panels/queries.ts';
import { dropPartitions, makePartitions } from './partitions.ts';
import { panelDays, panelHours, rangeOf } from './queries.ts';
import { forgetOld } from './retention.ts';
import { rollUp } from './roll-up.ts';

const database = useDatabase();
const NOW = new Date('2026-06-15T13:37:42Z');
const DAY = 86_400_000;

beforeEach(async () => {
  const { db } = database;
  await forgetHistory(db);
  for (const name of await partitions()) await sql`drop table ${sql.table(name)}`.execute(db);
});

async function partitions(): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'checks'::regclass and c.relname <> 'checks_default' order by 1`.execute(database.db);
  return rows.map(({ name }) => name);
}

async function counted(table: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) from ${sql.table(table)}`.execute(
    database.db,
  );
  return rows[0]?.count ?? -1;
}

/** A check an hour, for `days` days up to now. */
function hourly(days: number) {
  return {
    intervalSeconds: 3600,
    checks: Array.from({ length: days * 24 }, (_, index) => ({
      startedAtMs: NOW.getTime() - (days * 24 - index) * 3_600_000,
      seenState: 'up' as const,
      durationMs: 100,
    })),
  };
}

test('tables of the coming week are made ahead, once', async () => {
  const made = await makePartitions(database.db, NOW);
  expect(made).toEqual(
    Array.from({ length: 8 }, (_, index) => new Date(NOW.getTime() + index * DAY).toISOString().slice(0, 10)),
  );
  expect(await makePartitions(database.db, NOW)).toEqual([]);
  expect(await partitions()).toHaveLength(8);
});

test('checks that came before their table was made are moved into it, and none is lost', async () => {
  const { db } = database;
  const id = await addWatchedPanel(db, hourly(3));
  expect(await counted('checks_default')).toBe(72);
  await makePartitions(db, NOW);
  expect(await counted('checks_default')).toBe(0);
  expect(await counted('checks_20260614')).toBe(24);
  expect(await counted('checks')).toBe(72);
  await writeHistory(db, id, {
    ...hourly(3),
    checks: [{ startedAtMs: NOW.getTime(), seenState: 'up', durationMs: 1 }],
  });
  expect(await counted('checks_20260615')).toBe(14);
});

test('several processes that make tables at once make each of them once', async () => {
  const { db } = database;
  await addWatchedPanel(db, hourly(2));
  const made = await Promise.all([makePartitions(db, NOW), makePartitions(db, NOW), makePartitions(db, NOW)]);
  expect(made.flat().sort()).toEqual(
    (await partitions()).map((name) => name.replace(/checks_(....)(..)(..)/, '$1-$2-$3')),
  );
  expect(await counted('checks')).toBe(48);
});

test('single checks, hours and days are forgotten each in its time, and what is left says the same', async () => {
  const { db } = database;
  const id = await addWatchedPanel(db, hourly(40));
  await makePartitions(db, NOW);
  await rollUp(db, { now: NOW });
  const before = (await panelDays(db, [id], NOW)).get(id);
  const forgotten = await forgetOld(db, { rawChecksDays: 14, hourlyDays: 20 }, NOW);
  expect(forgotten.days.at(-1)).toBe('2026-06-01');
  expect((await partitions())[0]).toBe('checks_20260602');
  const hours = await panelHours(db, id, rangeOf('90d', NOW));
  expect(hours[0]?.hour.toISOString()).toBe('2026-05-26T00:00:00.000Z');
  expect((await panelDays(db, [id], NOW)).get(id)).toEqual(before);
  expect(await forgetOld(db, { rawChecksDays: 14, hourlyDays: 20 }, NOW)).toEqual({ days: [], hours: 0 });
  await rollUp(db, { now: NOW, healDays: 3 });
  expect((await panelDays(db, [id], NOW)).get(id)).toEqual(before);
});

test('checks that are not rolled up are kept, however old they are', async () => {
  const { db } = database;
  await addWatchedPanel(db, hourly(40));
  await makePartitions(db, NOW);
  expect(await dropPartitions(db, 14, NOW)).toEqual([]);
  await rollUp(db, { now: new Date(NOW.getTime() - 20 * DAY) });
  expect((await dropPartitions(db, 14, NOW)).at(-1)).toBe('2026-05-23');
});

test('the latest checks are found across days, rolled up or not', async () => {
  const { db } = database;
  const history = hourly(5);
  const id = await addWatchedPanel(db, history);
  await makePartitions(db, NOW);
  const latest = history.checks.map(({ startedAtMs }) => startedAtMs).reverse();
  const found = async (limit: number) =>
    (await recentChecks(db, id, limit)).map(({ startedAt }) => startedAt.getTime());
  expect(await found(90)).toEqual(latest.slice(0, 90));
  await rollUp(db, { now: NOW });
  for (const limit of [1, 13, 14, 90, 200]) expect(await found(limit)).toEqual(latest.slice(0, limit));
});
