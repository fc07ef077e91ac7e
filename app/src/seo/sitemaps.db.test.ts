import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { seedSite } from '../../test/seed-site.ts';
import { ORIGIN, siteOf } from '../../test/site.ts';
import { openLog } from '../log.ts';
import { createSite } from '../http/server.ts';
import { openVault } from '../panels/vault.ts';

const database = useDatabase();
let ids: Record<string, number>;

beforeAll(async () => {
  ids = await seedSite(database.db);
  await sql`update catalogs set services = 25000 where panel_id = ${ids['north-star']}`.execute(database.db);
});

async function get(path: string): Promise<{ status: number; text: string; type: string | null }> {
  const reply = await siteOf(database).site.request(ORIGIN + path);
  return { status: reply.status, text: await reply.text(), type: reply.headers.get('content-type') };
}

async function addressesIn(shard: string): Promise<string[]> {
  return [...(await get(`/sitemaps/${shard}`)).text.matchAll(/<loc>([^<]+)</gu)].map(
    ([, address = '']) => address,
  );
}

describe('the sitemap', () => {
  it('names every shard, of what is listed alone, and when it last changed', async () => {
    const { text, type } = await get('/sitemap.xml');
    expect(type).toContain('application/xml');
    expect(text.startsWith('<?xml')).toBe(true);
    expect(text).toContain(`<loc>${ORIGIN}/sitemaps/pages</loc>`);
    expect(text.match(new RegExp(`services-${ids['north-star']}-[0-9a-f]<`, 'gu'))).toHaveLength(16);
    expect(text).toContain(`services-${ids['slow-river']}<`);
    expect(text).not.toContain(`services-${ids['unlisted']}`);
    expect(text).toMatch(/<lastmod>\d{4}-\d\d-\d\dT[^<]+Z<\/lastmod>/u);
  });

  it('has the addresses of panels and services, and none of what is hidden', async () => {
    const panels = await get('/sitemaps/panels-0');
    expect(panels.text).toContain(`<loc>${ORIGIN}/panels/north-star</loc>`);
    expect(panels.text).not.toContain('/panels/unlisted');
    const whole = await addressesIn(`services-${ids['north-star']}`);
    expect(whole).toHaveLength(120);
    const parts = await Promise.all(
      '0123456789abcdef'.split('').map((part) => addressesIn(`services-${ids['north-star']}-${part}`)),
    );
    expect(parts.flat().sort()).toEqual(whole.sort());
    expect((await get(`/sitemaps/services-${ids['unlisted']}`)).text).not.toContain('<url>');
  });

  it('keeps what did not move where it was when a service comes', async () => {
    const shard = (id: string): string =>
      `services-${ids['north-star']}-${createHash('md5').update(id).digest('hex')[0]}`;
    const before = await addressesIn(shard('1002'));
    await sql`update services set removed_at = now() where panel_id = ${ids['north-star']} and service_id = '1001'`.execute(
      database.db,
    );
    const after = await addressesIn(shard('1002'));
    await sql`update services set removed_at = null where panel_id = ${ids['north-star']} and service_id = '1001'`.execute(
      database.db,
    );
    expect(after).toEqual(before.filter((address) => !address.endsWith('/1001')));
    expect(after.some((address) => address.endsWith('/services/1002'))).toBe(true);
  });

  it('says of a panel that it changed when its state did', async () => {
    const { rows } = await sql<{ at: Date }>`
      select greatest(s.state_since, c.changed_at, p.added_at) as at from panels p join panel_states s using (panel_id) left join catalogs c using (panel_id)
      where p.slug = 'closed-door'`.execute(database.db);
    const { text } = await get('/sitemaps/panels-0');
    expect(text).toContain(`/panels/closed-door</loc><lastmod>${rows[0]?.at.toISOString()}</lastmod>`);
  });

  it.each([
    'nothing',
    'panels-x',
    'services-x',
    'services-1-00',
    'services-99999999999999999999-0',
    '..%2Fpages',
  ])('has no shard %s', async (shard) => {
    expect((await get(`/sitemaps/${shard}`)).status).toBe(404);
  });

  it('is named by robots.txt, and says why there is none where the site does not know its address', async () => {
    expect((await get('/robots.txt')).text).toContain(`Sitemap: ${ORIGIN}/sitemap.xml`);
    const { config, db } = database;
    const site = createSite({ config, db, vault: openVault(config), log: openLog(config) });
    const reply = await site.request('/sitemap.xml');
    expect([reply.status, await reply.text()]).toEqual([404, expect.stringContaining('PUBLIC_URL')]);
  });
});

describe('the head of a page', () => {
  it('names its one address in each language', async () => {
    const english = (await get('/en/panels/north-star')).text;
    expect(english).toContain(`<link rel="canonical" href="${ORIGIN}/panels/north-star"`);
    const russian = (await get('/ru/panels/north-star')).text;
    expect(russian).toContain(`<link rel="canonical" href="${ORIGIN}/ru/panels/north-star"`);
    expect(russian.match(/rel="alternate" hreflang="/gu)?.length).toBeGreaterThanOrEqual(8);
    expect((await get('/panels?sort=state')).text).toContain('content="noindex, follow"');
  });

  it('tells machines what the page is about, whatever a panel is called', async () => {
    for (const path of [
      '/',
      '/panels/hostile',
      '/panels/hostile/services/1001',
      '/panels/north-star/services/1002',
    ]) {
      const { text } = await get(path);
      const blocks = [...text.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/gsu)];
      expect(blocks.length).toBeGreaterThan(0);
      for (const [, json = ''] of blocks) expect(JSON.parse(json)['@context']).toBe('https://schema.org');
    }
  });
});
