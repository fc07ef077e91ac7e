import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { siteOf } from '../../test/site.ts';

const database = useDatabase();

beforeEach(async () => {
  for (const table of ['own_troubles', 'workers', 'panels'])
    await sql`delete from ${sql.table(table)}`.execute(database.db);
});

async function addWorker(seenAgo: string, lagMs: number | null): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    insert into workers (worker_id, host, pid, version, started_at, seen_at, running, recording, concurrency, lags, lag_p50_ms, lag_p99_ms,
      unreachable_share)
    values (gen_random_uuid(), 'secret-machine', 42, '0.1.0', now() - interval '1 hour', now() - ${seenAgo}::interval, 3, 0, 64,
      ${lagMs === null ? 0 : 10}, ${lagMs}, ${lagMs}, 0)
    returning worker_id as id`.execute(database.db);
  return rows[0]?.id ?? '';
}

async function addPanel(dueAgo: string): Promise<void> {
  await sql`
    with panel as (
      insert into panels (slug, name, api_url, key_sealed) values ('one', 'One', 'https://one.example/api', '\\x00') returning panel_id
    )
    insert into check_schedule (panel_id, interval_seconds, due_at) select panel_id, 900, now() - ${dueAgo}::interval from panel`.execute(
    database.db,
  );
}

async function addTrouble(workerId: string, ended: boolean): Promise<void> {
  await sql`
    insert into own_troubles (worker_id, began_at, kind, ended_at, detail)
    values (${workerId}, now() - interval '10 minutes', 'network', case when ${ended} then now() end, 'the detail')`.execute(
    database.db,
  );
}

async function statusFor(who: 'visitor' | 'operator'): Promise<string> {
  const site = siteOf(database);
  const viewer = who === 'visitor' ? site.visitor : await site.operator();
  const { status, text } = await viewer.get('/status');
  expect(status).toBe(200);
  return text;
}

describe('the status page', () => {
  it('says unknown where nothing is known yet', async () => {
    const text = await statusFor('visitor');
    expect(text).toContain('No panel is watched.');
    expect(text).toContain('no check since the workers started');
    expect(text).toContain('none yet');
    expect(text).not.toContain('on time');
  });

  it('says that nobody checks when the last worker was seen minutes ago', async () => {
    await addPanel('-1 minute');
    await addWorker('5 minutes', 100);
    expect(await statusFor('visitor')).toContain('Nobody checks');
  });

  it('tells lateness and overdue panels, and names of machines to the operator alone', async () => {
    await addPanel('10 minutes');
    await addWorker('1 second', 2400);
    const forVisitors = await statusFor('visitor');
    expect(forVisitors).toContain('1 panel overdue.');
    expect(forVisitors).toContain('2.4 s');
    expect(forVisitors).not.toContain('secret-machine');
    expect(await statusFor('operator')).toContain('secret-machine');
  });

  it('shows trouble of our own while it lasts, and not as lasting when who saw it is gone', async () => {
    await addPanel('-1 minute');
    const worker = await addWorker('1 second', 100);
    await addTrouble(worker, false);
    expect(await statusFor('visitor')).toContain('In trouble of our own for');
    await sql`update workers set seen_at = now() - interval '1 hour'`.execute(database.db);
    const text = await statusFor('visitor');
    expect(text).not.toContain('In trouble of our own for');
    expect(text).toContain('who saw it is gone');
    expect(text).not.toContain('the detail');
    expect(await statusFor('operator')).toContain('the detail');
  });

  it('says of which day the exchange rates are, and when they are old', async () => {
    const rateOf = async (daysAgo: number) =>
      await sql`insert into exchange_rates (currency, day, per_usd, source)
        values ('EUR', (now() at time zone 'utc')::date - ${daysAgo}::int, 0.88, 'rates.example')`.execute(
        database.db,
      );
    await rateOf(6);
    expect(await statusFor('visitor')).toContain('They are 6 days old; newer ones have not come.');
    await rateOf(1);
    const text = await statusFor('visitor');
    expect(text).toContain('(rates.example)');
    expect(text).not.toContain('newer ones');
    await sql`delete from exchange_rates`.execute(database.db);
  });
});
