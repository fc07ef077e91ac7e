import { sql } from 'kysely';
import { afterEach, expect, test } from 'vitest';
import { useWatching, type Watched } from '../../test/watching.ts';
import { postponeCheck } from './postpone.ts';
import { leasePanel } from './lease.ts';
import { startWorker, type Worker } from './worker.ts';

const watching = useWatching();
let worker: Worker | undefined;

afterEach(async () => {
  await worker?.stop(1000);
  worker = undefined;
});

async function standing({ panelId }: Watched) {
  const { rows } = await sql<{ waits: number; leased: boolean; state: string; seen: string; checks: number }>`
    select extract(epoch from due_at - now())::float8 as waits, leased_until is not null as leased, state, seen_state as seen,
      (select count(*) from checks where checks.panel_id = d.panel_id) as checks
    from check_schedule d join panel_states using (panel_id) where panel_id = ${panelId}`.execute(
    watching.db,
  );
  const row = rows[0];
  if (row === undefined) throw new Error('the panel has no state');
  return row;
}

async function makeDue({ panelId }: Watched): Promise<void> {
  await sql`update check_schedule set due_at = now() where panel_id = ${panelId}`.execute(watching.db);
}

test('a check that could not be made because of us is due again within half a minute, and the panel is unknown until then', async () => {
  const panel = await watching.watch('No Descriptors', []);
  await panel.check();
  await makeDue(panel);
  let asked = 0;
  const failed = Promise.withResolvers<void>();
  worker = startWorker({
    ...watching.deps,
    concurrency: 4,
    door: {
      post() {
        asked += 1;
        return Promise.reject(Object.assign(new Error('too many open files'), { code: 'EMFILE' }));
      },
    },
    observe: { leased() {}, ended() {}, failed: () => failed.resolve() },
  });
  await failed.promise;
  await expect.poll(async () => (await standing(panel)).leased).toBe(false);
  const { waits, state, seen, checks } = await standing(panel);
  expect(waits).toBeGreaterThan(20);
  expect(waits).toBeLessThanOrEqual(30);
  expect({ state, seen, checks }).toEqual({ state: 'unknown', seen: 'unknown', checks: 1 });
  expect(asked).toBe(1);

  await makeDue(panel);
  await expect.poll(() => asked).toBe(2);
  await expect.poll(async () => (await standing(panel)).waits).toBeGreaterThan(40);
});

test('who lost the lease postpones nothing', async () => {
  const panel = await watching.watch('Lost Lease', []);
  await panel.check();
  const mine = await leasePanel(watching.db, panel.slug);
  if (mine === undefined) throw new Error('the panel is leased already');
  await sql`update check_schedule set lease_number = lease_number + 1 where panel_id = ${panel.panelId}`.execute(
    watching.db,
  );
  const before = await standing(panel);
  expect(await postponeCheck(watching.db, mine, 1)).toBe(false);
  expect((await standing(panel)).state).toBe(before.state);
});
