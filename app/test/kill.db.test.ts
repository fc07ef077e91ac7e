/** `kill -9` at any moment, again and again: what was acknowledged is there, once, and the watching goes on. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json } from 'smmwatch';
import { offer, openShop, type Shop } from './shop.ts';
import { useSiteHome } from './site-home.ts';
import { listPanels, postForm, serve, signIn, signInLink, start, type Site } from './site-process.ts';

const PANELS = 4;
const home = useSiteHome();
/** A server survives its clients; the embedded engine dies with them, and is killed more often. */
const KILLS = home.isServer ? 4 : 8;

/** Its only service costs more at every look, so that the changes are a chain in which a missing link shows. */
function catalogAt(look: number): Json {
  return [offer(1, { rate: (1 + look / 100).toFixed(2) }), ...[2, 3, 4].map((id) => offer(id))];
}

interface Seen {
  checks: string[];
  changes: string[];
}

async function seenNow(): Promise<Seen> {
  return await home.look(async (db) => {
    const checks = await sql<{ line: string }>`
      select concat_ws(' ', panel_id, started_at, stage, code, duration_ms, changes, services) as line from checks order by 1`.execute(
      db,
    );
    const changes = await sql<{ line: string }>`
      select concat_ws(' ', panel_id, change_id, changed_at, kind, service_id, before, after) as line from changes order by 1`.execute(
      db,
    );
    return { checks: checks.rows.map(({ line }) => line), changes: changes.rows.map(({ line }) => line) };
  });
}

/** Every change of a rate begins where the one before ended, the last is what is stored, every check counts its own, and none overlap. */
async function expectChains(): Promise<void> {
  const found = await home.look(async (db) => {
    const { rows } = await sql<Record<string, number>>`
      with chain as (
        select panel_id, service_id, before->>'rate' as before, after->>'rate' as after,
          lag(after->>'rate') over w as previous, lead(change_id) over w is null as is_last
        from changes where kind = 'rate' window w as (partition by panel_id, service_id order by change_id)
      )
      select (select count(*) from chain where previous is not null and previous <> before) as broken,
        (select count(*) from checks k where coalesce(changes, 0) <>
          (select count(*) from changes x where x.panel_id = k.panel_id and x.changed_at = k.started_at and x.part_of is null)) as uncounted,
        (select count(*) from chain join services v using (panel_id, service_id) where is_last and v.rate <> after::numeric) as stale,
        (select count(*) from (select started_at, lag(started_at + duration_ms * interval '1 ms') over (partition by panel_id order by started_at)
          as earlier_end from checks) k where started_at < earlier_end - interval '1 ms') as overlapping`.execute(
      db,
    );
    return rows[0]!;
  });
  expect(found).toEqual({ broken: 0, uncounted: 0, stale: 0, overlapping: 0 });
}

/** As if the leases of whoever was killed had run out: they do so by the clock, which a test does not wait for. */
async function endLeases(): Promise<void> {
  await home.look(async (db) => {
    const { rows } = await sql<{ longest: number }>`
      select coalesce(max(extract(epoch from leased_until - now())), 0)::float8 as longest from check_schedule`.execute(
      db,
    );
    expect(rows[0]?.longest).toBeLessThanOrEqual(240);
    await sql`update check_schedule set leased_until = now() where leased_until > now()`.execute(db);
  });
}

/** Waits for a condition by asking for it; a test's own time limit ends it. */
async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}

let shop: Shop;
let looks: NodeJS.Timeout;
beforeAll(async () => {
  shop = await openShop('Corner Shop', catalogAt(0));
  let look = 0;
  looks = setInterval(() => shop.sells(catalogAt(++look)), 40);
});
afterAll(async () => {
  clearInterval(looks);
  await shop.close();
});

describe('a site that is killed', () => {
  it(`keeps everything that it acknowledged, ${KILLS} times over`, { timeout: 480_000 }, async () => {
    const acknowledged: string[] = [];
    const kept: Seen = { checks: [], changes: [] };
    let cookie = '';
    let site: Site | undefined;
    const add = async (address: string, n: number) => {
      const form = { name: `Corner Shop ${n}`, apiUrl: `${shop.url}?n=${n}`, key: shop.key, interval: '5s' };
      const reply = await postForm(address, '/operator/panels/new', form, cookie);
      expect(reply.status).toBe(303);
      acknowledged.push(reply.headers.get('location')?.split('/').at(-1) ?? '');
    };

    for (let kill = 0; kill < KILLS; kill++) {
      site = await serve(home.settings);
      const { address } = site;
      if (kill === 0) cookie = await signIn(await signInLink(site));
      // The embedded database has one worker, and a new one knows that the old one is dead; on a server it may not be.
      if (home.isServer) await endLeases();
      const before = await seenNow();
      expect(before.checks).toEqual(expect.arrayContaining(kept.checks));
      expect(before.changes).toEqual(expect.arrayContaining(kept.changes));
      await expectChains();

      await add(address, kill);
      // Everyone who was added is checked again by this process; then a random moment of the checks that follow ends it.
      const asked = acknowledged.slice(-PANELS);
      for (const slug of asked) await postForm(address, `/operator/panels/${slug}/check`, {}, cookie);
      await until(async () => (await seenNow()).checks.length >= before.checks.length + asked.length);
      for (const slug of asked) await postForm(address, `/operator/panels/${slug}/check`, {}, cookie);
      Object.assign(kept, await seenNow());
      setTimeout(() => site?.kill('SIGKILL'), Math.random() * 700);
      expect(await site.ended).toMatchObject({ status: 'SIGKILL' });
    }

    site = await serve(home.settings);
    const panels = await listPanels(home.settings);
    expect(panels.map(({ slug }) => slug).sort()).toEqual([...acknowledged].sort());
    const after = await seenNow();
    expect(after.checks).toEqual(expect.arrayContaining(kept.checks));
    expect(after.changes).toEqual(expect.arrayContaining(kept.changes));
    expect(after.changes.length).toBeGreaterThan(0);
    await expectChains();
    site.kill('SIGTERM');
    expect(await site.ended).toMatchObject({ status: 0 });
  });
});

describe.runIf(home.isServer)('workers that are killed while others go on', () => {
  it(
    'cost their panels no more than a lease, and no panel is checked twice at once',
    { timeout: 480_000 },
    async () => {
      const work = () => {
        const worker = start(['work'], { ...home.settings, ALLOW_ADDRESSES: '127.0.0.1' });
        return { ...worker, open: worker.saying(/checking panels/) };
      };
      const steady = work();
      await steady.open;
      for (let kill = 0; kill < 2; kill++) {
        const doomed = work();
        await doomed.saying(/"checked"/);
        setTimeout(() => doomed.kill('SIGKILL'), Math.random() * 300);
        expect(await doomed.ended).toMatchObject({ status: 'SIGKILL' });
        await endLeases();
        const { checks } = await seenNow();
        const perPanel = countBy(checks);
        await until(async () => {
          const now = countBy((await seenNow()).checks);
          return [...perPanel].every(([panel, count]) => (now.get(panel) ?? 0) > count);
        });
      }
      steady.kill('SIGTERM');
      expect(await steady.ended).toMatchObject({ status: 0 });
      await expectChains();
    },
  );
});

/** Lines by their first word, the panel. */
function countBy(lines: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) {
    const panel = line.split(' ')[0] ?? '';
    counts.set(panel, (counts.get(panel) ?? 0) + 1);
  }
  return counts;
}
