/** SIGTERM: what is in flight ends, or is broken off in time; nothing is written by half. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offer, openShop, type Shop } from './shop.ts';
import { useSiteHome } from './site-home.ts';
import { run, serve } from './site-process.ts';

/** What a supervisor usually allows. */
const ALLOWED_MS = 10_000;
const home = useSiteHome();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop('Slow Shop', [offer(1), offer(2)]);
});
afterAll(() => shop.close());

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function schedule() {
  return await home.look(async (db) => {
    const { rows } = await sql<{ leased: boolean; due: boolean; checks: number; services: number }>`
      select leased_until is not null as leased, due_at <= now() as due, (select count(*) from checks) as checks,
        (select count(*) from services) as services
      from check_schedule`.execute(db);
    return rows[0];
  });
}

describe('a site that is told to end', () => {
  it(
    'breaks off a check that takes too long, gives its lease back and ends with status 0',
    { timeout: 240_000 },
    async () => {
      await shop.setTrouble({ trouble: 'slow', ms: 29_000 });
      const site = await serve(home.settings);
      const added = await run(
        ['panels', 'add', 'Slow Shop', '--api-url', shop.url, '--key-stdin'],
        { ...home.settings, ALLOW_ADDRESSES: '127.0.0.1' },
        shop.key,
      );
      expect(added).toMatchObject({ status: 0 });
      await until(() => shop.requests['balance'] === 1);
      const began = performance.now();
      site.kill('SIGTERM');
      expect(await site.ended).toMatchObject({ status: 0 });
      expect(performance.now() - began).toBeLessThan(ALLOWED_MS);
      expect(await schedule()).toEqual({ leased: false, due: true, checks: 0, services: 0 });
    },
  );

  it('lets a check that is about to end finish, and records it whole', { timeout: 240_000 }, async () => {
    await shop.setTrouble({ trouble: 'slow', ms: 1000 });
    const asked = shop.requests['services'] ?? 0;
    const site = await serve(home.settings);
    await until(() => (shop.requests['services'] ?? 0) > asked);
    site.kill('SIGTERM');
    expect(await site.ended).toMatchObject({ status: 0 });
    expect(await schedule()).toEqual({ leased: false, due: false, checks: 1, services: 2 });
    expect((await site.ended).stderr).toMatch(/"stopping"[^]*"stopped"/);
  });
});
