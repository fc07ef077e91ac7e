import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { addWatchedPanel } from '../test/check-history.ts';
import { useWatching } from '../test/watching.ts';
import { startJobs, type JobDeps, type RunningJobs } from './jobs.ts';

const watching = useWatching();
const running: RunningJobs[] = [];

afterEach(async () => {
  await Promise.all(running.splice(0).map((jobs) => jobs.stop(1000)));
});

function start(deps: JobDeps = watching.deps): RunningJobs {
  const jobs = startJobs(deps);
  running.push(jobs);
  return jobs;
}

async function states(name: string): Promise<string[]> {
  const { rows } = await sql<{ state: string }>`
    select state::text from jobs.job where name = ${name} order by created_on`.execute(watching.db);
  return rows.map(({ state }) => state);
}

async function rolledUp(): Promise<number> {
  const { rows } = await sql<{
    checks: number;
  }>`select coalesce(sum(checks), 0)::int as checks from check_hours`.execute(watching.db);
  return rows[0]?.checks ?? 0;
}

test('a start makes the tables to come and rolls up what there is; two processes do not get into each other’s way', async () => {
  const start0 = Date.now() - 3 * 3_600_000;
  const checks = [0, 1, 2, 3].map((index) => ({
    startedAtMs: start0 + index * 900_000,
    seenState: 'up' as const,
    durationMs: 120,
  }));
  await addWatchedPanel(watching.db, { intervalSeconds: 900, checks });
  await Promise.all([start().started, start().started]);
  await expect.poll(rolledUp, { timeout: 60_000 }).toBe(4);
  for (const name of ['make-partitions', 'roll-up'])
    await expect
      .poll(async () => [...new Set(await states(name))], { timeout: 60_000 })
      .toEqual(['completed']);
  const { rows } = await sql<{ waiting: number }>`select count(*) as waiting from checks_default`.execute(
    watching.db,
  );
  expect(rows).toEqual([{ waiting: 0 }]);
});

test('a second start finds everything there, and takes up what is due again', async () => {
  const before = (await states('roll-up')).length;
  await start().started;
  await expect
    .poll(async () => (await states('roll-up')).length, { timeout: 60_000 })
    .toBeGreaterThan(before);
  const { rows } = await sql<{ name: string; cron: string; timezone: string }>`
    select name, cron, timezone from jobs.schedule order by name`.execute(watching.db);
  expect(rows.map(({ name }) => name)).toEqual([
    'exchange-rates',
    'forget-looks',
    'forget-old',
    'heal-roll-up',
    'judge-currencies',
    'make-partitions',
    'market-medians',
    'read-facts',
    'roll-up',
    'sample-facts',
    'take-keyframes',
    'vacuum-all',
    'vacuum-hot',
  ]);
  expect(new Set(rows.map(({ timezone }) => timezone))).toEqual(new Set(['UTC']));
});

test('every job has an end to its attempts and its time', async () => {
  await start().started;
  const { rows } = await sql<{ name: string; retry_limit: number; expire_seconds: number; policy: string }>`
    select name, retry_limit, expire_seconds, policy from jobs.queue where name not like '\\_\\_pgboss%'`.execute(
    watching.db,
  );
  expect(rows).toHaveLength(13);
  for (const { retry_limit, expire_seconds, policy } of rows) {
    expect(retry_limit).toBeLessThan(10);
    expect(expire_seconds).toBeLessThanOrEqual(3600);
    expect(policy).toBe('exclusive');
  }
});

test('a job that cannot be taken up while the database is busy is taken up later, and the others with it', async () => {
  await start().started;
  await sql`delete from jobs.schedule`.execute(watching.db);
  let failures = 2;
  await start({
    ...watching.deps,
    async executeSql(text, values) {
      if (text.includes('jobs.schedule') && text.includes('INSERT') && failures-- > 0)
        throw new Error('timeout exceeded when trying to connect');
      return await watching.deps.executeSql(text, values);
    },
  }).started;
  expect(failures).toBeLessThanOrEqual(0);
  const { rows } = await sql`select name from jobs.schedule`.execute(watching.db);
  expect(rows).toHaveLength(13);
});

test('stopping before it has started is stopping', async () => {
  const jobs = startJobs(watching.deps);
  await jobs.stop(1000);
  await expect(jobs.started).resolves.toBeUndefined();
});
