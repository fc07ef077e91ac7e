/** The name server falls silent, and comes back: what is told of it, to whom, how often. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { startNameServer, type Answer, type NameServer } from '../net/fixtures/name-server.ts';
import { openDoor, type Door } from '../net/guarded-post.ts';
import { latestTroubles, listWorkers } from '../status/queries.ts';
import { startHeartbeat } from './heartbeat.ts';
import { keepLags } from './lags.ts';
import { startWorker } from './worker.ts';

const PANELS = 5;
const watching = useWatching();
let names: NameServer;
let door: Door;
let isSilent = false;
const shops: Watched[] = [];

/** Loopback for every name, or no answer at all. */
function answerFor(_name: string, family: 4 | 6): Answer {
  if (isSilent) return 'silence';
  return family === 4 ? ['127.0.0.1'] : [];
}

beforeAll(async () => {
  names = await startNameServer(answerFor);
  for (let index = 0; index < PANELS; index += 1)
    shops.push(await watching.watch(`Shop ${index}`, [offer(1), offer(2)]));
  door = openDoor({
    allow: ['127.0.0.1'],
    ports: shops.map(({ shop }) => shop.port),
    dnsServers: [names.address],
    timeouts: { connectMs: 600, firstByteMs: 2000, totalMs: 3000 },
    bodyBytesMax: 1e6,
    headerBytesMax: 16_384,
  });
  // The panels move from addresses to names, ports that no stranger could choose included.
  for (const { shop, panelId } of shops) {
    const apiUrl = `http://shop-${shop.port}.example.com:${shop.port}/api/v2`;
    const sealed = watching.deps.vault.seal(shop.key, apiUrl);
    await sql`update panels set api_url = ${apiUrl}, key_sealed = ${sealed} where panel_id = ${panelId}`.execute(
      watching.db,
    );
  }
});
afterAll(async () => {
  await door.close();
  await names.close();
});

/** Who is still connected needs no name. */
async function dropConnections(): Promise<void> {
  for (const { shop } of shops) {
    await shop.setTrouble({ trouble: 'refused' });
    await shop.setTrouble(null);
  }
}

async function everyoneIsDue(): Promise<void> {
  await sql`update check_schedule set due_at = now() where leased_until is null`.execute(watching.db);
}

async function checksEnded(count: number): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await sql<{ checks: number }>`select count(*) as checks from checks`.execute(
          watching.db,
        );
        return rows[0]?.checks ?? 0;
      },
      { timeout: 60_000 },
    )
    .toBeGreaterThanOrEqual(count);
}

test(
  'a name server that falls silent is one alarm, no incident and nobody’s downtime; its return ends the alarm',
  { timeout: 240_000 },
  async () => {
    const { db, deps } = { db: watching.db, deps: watching.deps };
    const worker = startWorker({ ...deps, door, concurrency: 8 });
    const heartbeat = startHeartbeat({ ...deps, worker, lags: keepLags(), concurrency: 8 });
    await checksEnded(PANELS);
    await heartbeat.beat();
    expect(await latestTroubles(db, 5)).toEqual([]);
    expect(await listWorkers(db)).toMatchObject([{ isSeen: true, unreachableShare: 0, concurrency: 8 }]);

    isSilent = true;
    await dropConnections();
    for (let round = 1; round <= 4; round += 1) {
      await everyoneIsDue();
      await checksEnded(PANELS * (1 + round));
      await heartbeat.beat();
    }
    expect(await latestTroubles(db, 5)).toMatchObject([
      {
        kind: 'network',
        endedAt: null,
        isWatched: true,
        detail: '100 % of the panels asked lately could not be reached',
      },
    ]);
    const { rows } = await sql<{ state: string; incidents: number }>`
    select state, (select count(*) from incidents) as incidents from panel_states`.execute(db);
    expect(rows).toEqual(Array.from({ length: PANELS }, () => ({ state: 'unknown', incidents: 0 })));

    isSilent = false;
    await everyoneIsDue();
    await checksEnded(PANELS * 6);
    await heartbeat.beat();
    expect(await latestTroubles(db, 5)).toMatchObject([{ kind: 'network', endedAt: expect.any(Date) }]);
    await worker.stop(1000);
    await heartbeat.stop();
    expect(await listWorkers(db)).toEqual([]);
  },
);
