/** Services side by side, as addresses ask for them. */
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../test/database.ts';
import { seedSite } from '../../test/seed-site.ts';
import { ORIGIN, siteOf, type TestSite } from '../../test/site.ts';

const database = useDatabase();
let visitor: TestSite;
let ask: (path: string) => Promise<Response>;

beforeAll(async () => {
  await seedSite(database.db);
  const site = siteOf(database);
  visitor = site.visitor;
  ask = async (path) => await site.site.request(ORIGIN + path);
});

const TWO = 'ids=north-star:1002,slow-river:1002';

describe('a comparison', () => {
  test('is a fact a line and a service a column, and marks what differs with a sign and a word', async () => {
    const { text } = await visitor.get(`/services/compare?${TWO}&quantity=5000`);
    expect(text.match(/<th scope="col"/g)).toHaveLength(3);
    expect(text).toContain('Cost of 5,000');
    expect(text).toMatch(/<tr class="differs"><th scope="row">.{0,160}differs: .{0,40}Rate as quoted/s);
    expect(text).toMatch(/<tr><th scope="row">.{0,80}Minimum/s);
  });

  test('says which of the services it does not know, one of a panel that is not listed among them', async () => {
    const { text } = await visitor.get('/services/compare?ids=north-star:1002,nobody:1,unlisted:1001');
    expect(text).toMatch(/No service <code[^>]*>.*nobody:1.*<\/code> is known/);
    expect(text).toMatch(/No service <code[^>]*>.*unlisted:1001.*<\/code> is known/);
    expect(text).not.toContain('Secret Service');
  });

  test('of nothing says how to begin', async () => {
    for (const path of [
      '/services/compare',
      '/services/compare?ids=',
      '/services/compare?ids=%00&quantity=x',
    ])
      expect((await visitor.get(path)).text).toContain('Nothing to compare yet');
  });

  test('holds six, and says when it was asked for more', async () => {
    const ids = Array.from({ length: 8 }, (_, n) => `north-star:${1001 + n}`).join(',');
    const { text } = await visitor.get(`/services/compare?ids=${ids}`);
    expect(text.match(/<th scope="col"/g)).toHaveLength(7);
    expect(text).toContain('Six stand side by side');
  });

  test('lets one go and keeps the rest of its address', async () => {
    const { text } = await visitor.get(`/services/compare?${TWO}&quantity=5000&currency=EUR`);
    expect(text).toContain('href="/services/compare?ids=slow-river:1002&amp;quantity=5000&amp;currency=EUR"');
  });

  test('that was sent by boxes of a form moves to the address that is shared', async () => {
    const reply = await ask('/services/compare?ids=north-star:1002&ids=slow-river:1002&quantity=500');
    expect(reply.status).toBe(302);
    expect(reply.headers.get('location')).toBe(
      '/services/compare?ids=north-star:1002,slow-river:1002&quantity=500',
    );
  });

  test('is also a file, with the decimals as they were quoted', async () => {
    const reply = await ask(`/services/compare?${TWO}&quantity=5000&format=json`);
    const { rows } = z.object({ rows: z.array(z.record(z.string(), z.unknown())) }).parse(await reply.json());
    expect(rows.map(({ panel }) => panel)).toEqual(['north-star', 'slow-river']);
    expect(rows[0]).toMatchObject({ service_id: '1002', rate: '2.20', currency: 'USD', cost: '11' });
    expect((await (await ask(`/services/compare?${TWO}&format=csv`)).text()).split('\r\n')).toHaveLength(4);
  });
});

describe('the palette', () => {
  const Items = z.object({
    items: z.array(z.object({ href: z.string(), text: z.string(), hint: z.string() })),
  });
  const find = async (path: string) => Items.parse(await (await ask(path)).json()).items;

  test('knows the pages, and panels by a part of their name, in the reader’s language', async () => {
    expect((await find('/find?q=')).map(({ href }) => href)).toContain('/panels');
    expect(await find('/ru/find?q=orth')).toContainEqual({
      href: '/ru/panels/north-star',
      text: 'North Star',
      hint: 'панель',
    });
  });

  test('shows nobody what is not listed, and always leads to the whole search', async () => {
    const items = await find('/find?q=unlisted');
    expect(items).toEqual([
      { href: '/services?q=unlisted', text: 'Search all services for “unlisted”', hint: '' },
    ]);
  });
});
