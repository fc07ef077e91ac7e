/** Looks that visitors wait for, while the process that works them is killed. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { offer, openShop, type Shop } from './shop.ts';
import { useSiteHome } from './site-home.ts';
import { postForm, serve } from './site-process.ts';

const home = useSiteHome();
let shop: Shop;
beforeAll(async () => {
  shop = await openShop(
    'Corner Shop',
    Array.from({ length: 40 }, (_, index) => offer(index + 1)),
  );
});
afterAll(async () => {
  await shop.close();
});

// On a server its lease would have to run out first: submissions.db.test.ts ends one by hand.
it.runIf(!home.isServer)(
  'a look that was asked for is there after `kill -9`, begun anew and ended; its key is in no log',
  { timeout: 240_000 },
  async () => {
    const settings = { ...home.settings, VISITOR_ALLOW_ADDRESSES: '127.0.0.1', LOG_LEVEL: 'debug' };
    await shop.setTrouble({ trouble: 'slow', ms: 5000 });
    let site = await serve(settings);
    const asked = await postForm(site.address, '/standard/test', { apiUrl: shop.url, key: shop.key });
    expect(asked.status).toBe(303);
    const report = asked.headers.get('location') ?? '';
    const page = async (): Promise<string> => await (await fetch(site.address + report)).text();
    await expect.poll(page, { timeout: 60_000 }).toContain('stage-running');
    site.kill('SIGKILL');
    const first = await site.ended;

    await shop.setTrouble(null);
    site = await serve(settings);
    await expect.poll(page, { timeout: 60_000 }).toContain('class="grade grade-');
    site.kill('SIGTERM');
    const second = await site.ended;
    expect(second).toMatchObject({ status: 0 });
    for (const { stdout, stderr } of [first, second]) {
      const output = stdout + stderr;
      expect(output).not.toContain(shop.key);
      expect(output).not.toContain(report);
    }
  },
);
