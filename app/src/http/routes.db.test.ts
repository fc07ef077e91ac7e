/** Every route of the site, as the router itself lists them: who may call it, and that forms come from the site's own pages. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { SEEDED, seedLooks } from '../../test/looks.ts';
import { seedSite } from '../../test/seed-site.ts';
import { z } from 'zod';
import { useDatabase } from '../../test/database.ts';
import { ORIGIN, siteOf } from '../../test/site.ts';
import { ASSETS } from '../assets/manifest.ts';
import { openDatabase } from '../db/open.ts';
import { openLog } from '../log.ts';
import { createLink } from '../operator/sign-in.ts';
import { openVault } from '../panels/vault.ts';
import { createSite } from './server.ts';

type Who = 'anyone' | 'operator';

/** A new route needs a line here; one that is gone loses it. */
const WHO_MAY_CALL: Record<string, Who> = {
  'GET /': 'anyone',
  'GET /panels': 'anyone',
  'GET /panels/:panel': 'anyone',
  'GET /panels/:panel/changes': 'anyone',
  'GET /panels/:panel/incidents': 'anyone',
  'GET /panels/:panel/conformance': 'anyone',
  'GET /panels/:panel/about': 'anyone',
  'GET /panels/:panel/services/:service': 'anyone',
  'GET /panels/:panel/diff/:span': 'anyone',
  'GET /changes': 'anyone',
  'GET /services': 'anyone',
  'GET /services/compare': 'anyone',
  'GET /find': 'anyone',
  'GET /about': 'anyone',
  'GET /contact': 'anyone',
  'GET /standard': 'anyone',
  'GET /standard/test': 'anyone',
  'POST /standard/test': 'anyone',
  // Whoever has a private address may do what its page offers.
  'GET /standard/test/:report': 'anyone',
  'GET /standard/test/:report/follow': 'anyone',
  'GET /submit': 'anyone',
  'POST /submit': 'anyone',
  'GET /submit/:submission': 'anyone',
  'GET /submit/:submission/follow': 'anyone',
  'POST /submit/:submission/look': 'anyone',
  'POST /submit/:submission/agree': 'anyone',
  'POST /submit/:submission/withdraw': 'anyone',
  'GET /status': 'anyone',
  'GET /og.png': 'anyone',
  'GET /panels/:panel/og.png': 'anyone',
  'GET /panels/:panel/services/:service/og.png': 'anyone',
  'GET /sitemap.xml': 'anyone',
  'GET /sitemaps/:shard': 'anyone',
  'GET /dev/gallery': 'operator',
  'GET /healthz': 'anyone',
  'GET /readyz': 'anyone',
  'GET /favicon.ico': 'anyone',
  'GET /assets/site.webmanifest': 'anyone',
  'GET /icon-192.png': 'anyone',
  'GET /icon-512.png': 'anyone',
  'GET /apple-touch-icon.png': 'anyone',
  'GET /robots.txt': 'anyone',
  ...Object.fromEntries(Object.values(ASSETS).map(({ address }) => [`GET ${address}`, 'anyone' as const])),
  'GET /operator/sign-in': 'anyone',
  'POST /operator/sign-in': 'anyone',
  'POST /operator/sign-out': 'operator',
  'GET /operator': 'operator',
  'GET /operator/unknowns': 'operator',
  'GET /operator/submissions': 'operator',
  'GET /operator/submissions/:submission': 'operator',
  'POST /operator/submissions/:submission/approve': 'operator',
  'POST /operator/submissions/:submission/reject': 'operator',
  'GET /operator/panels/new': 'operator',
  'POST /operator/panels/new': 'operator',
  'GET /operator/panels/:panel/edit': 'operator',
  'POST /operator/panels/:panel/edit': 'operator',
  'GET /operator/panels/:panel/remove': 'operator',
  'POST /operator/panels/:panel/remove': 'operator',
  'POST /operator/panels/:panel/pause': 'operator',
  'POST /operator/panels/:panel/resume': 'operator',
  'POST /operator/panels/:panel/check': 'operator',
  'POST /operator/panels/:panel/confirm-removal': 'operator',
  'POST /operator/panels/:panel/hold-removal': 'operator',
};
const ROUTES = Object.entries(WHO_MAY_CALL).map(([route, who]) => {
  const [method = '', path = ''] = route.split(' ');
  return {
    method,
    who,
    path: path
      .replace(':panel', 'north-star')
      .replace(':service', '1001')
      .replace(':shard', 'pages')
      .replace(':span', '1d..now')
      .replace(':report', SEEDED.report)
      .replace(':submission', path.startsWith('/operator') ? '4' : SEEDED.draft),
  };
});
const FOR_OPERATOR = ROUTES.filter(({ who }) => who === 'operator');
const WRITING = ROUTES.filter(({ method }) => method === 'POST');

const database = useDatabase();
let site: ReturnType<typeof siteOf>;
let cookie: string;
beforeAll(async () => {
  await seedSite(database.db);
  await seedLooks(database);
  site = siteOf(database);
  ({ cookie } = await site.operator());
});

/** What any of these routes could change. */
async function everything(): Promise<unknown> {
  const { rows } = await sql`
    select (select jsonb_agg(p order by panel_id) from panels p) as panels, (select jsonb_agg(d order by panel_id) from check_schedule d) as schedule,
      (select jsonb_agg(b order by submission_id) from submissions b) as submissions, (select count(*) from looks) as looks,
      (select count(*) from operator_sessions) as sessions, (select count(*) from sign_in_links where used_at is not null) as used`.execute(
    database.db,
  );
  return rows[0];
}

function ask(method: string, path: string, headers: Record<string, string> = {}): Promise<Response> {
  const form = method === 'POST' ? { body: new URLSearchParams({ name: 'x', token: 'y' }) } : {};
  return Promise.resolve(site.site.request(ORIGIN + path, { method, headers, ...form }));
}

describe('the routes', () => {
  it('are those of the table, no more and no fewer', () => {
    const routes = site.site.routes
      .filter(({ method }) => method !== 'ALL')
      .map(({ method, path }) => `${method} ${path}`);
    expect([...new Set(routes)].sort()).toEqual(Object.keys(WHO_MAY_CALL).sort());
  });

  it.each(ROUTES.filter(({ who, method }) => who === 'anyone' && method === 'GET'))(
    '$method $path answers a visitor',
    async ({ path }) => {
      expect((await ask('GET', path)).status).toBeLessThan(400);
    },
  );

  it.each(FOR_OPERATOR)(
    '$method $path is refused to a visitor, and changes nothing',
    async ({ method, path }) => {
      const before = await everything();
      for (const forged of ['', 'smmwatch_session=forged', `smmwatch_session=${'x'.repeat(5000)}`]) {
        const reply = await ask(method, path, { origin: ORIGIN, cookie: forged });
        expect(reply.status).toBe(403);
        expect(await reply.text()).not.toContain('North Star');
      }
      expect(await everything()).toEqual(before);
    },
  );

  it.each(WRITING)(
    '$method $path is refused from a page of another site, and changes nothing',
    async ({ path }) => {
      const before = await everything();
      for (const origin of [
        'https://evil.example',
        'http://site.test.evil.example',
        'http://site.test:8080',
        'null',
      ]) {
        expect((await ask('POST', path, { origin, cookie })).status).toBe(403);
      }
      expect((await ask('POST', path, { 'sec-fetch-site': 'cross-site', cookie })).status).toBe(403);
      // Without any word of where it comes from, as old browsers and scripts send it, in the types that forms can have.
      for (const type of [
        'application/x-www-form-urlencoded',
        'multipart/form-data; boundary=x',
        'text/plain',
        '',
      ]) {
        const headers = { cookie, ...(type === '' ? {} : { 'content-type': type }) };
        const reply = await site.site.request(ORIGIN + path, {
          method: 'POST',
          headers,
          body: type === '' ? null : 'a=b',
        });
        expect(reply.status).toBe(403);
      }
      expect(await everything()).toEqual(before);
    },
  );

  it('answer GET where only POST writes with a page that says so, not with the deed', async () => {
    const before = await everything();
    for (const verb of ['pause', 'resume', 'check'])
      expect((await ask('GET', `/operator/panels/north-star/${verb}`, { cookie })).status).toBe(404);
    expect(await everything()).toEqual(before);
  });
});

describe('every reply', () => {
  it.each(['/', '/services', '/operator', '/no/such/page', '/healthz', '/robots.txt', ASSETS.icon.address])(
    '%s carries the headers that keep a browser from harm',
    async (path) => {
      const { headers } = await ask('GET', path);
      const policy = headers.get('content-security-policy');
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(policy).toContain("form-action 'self'");
      expect(policy).not.toContain('unsafe-inline');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('permissions-policy')).toContain('geolocation=()');
      expect(headers.has('x-powered-by')).toBe(false);
    },
  );

  it('that shows what an operator sees is kept by nobody', async () => {
    for (const path of ['/', '/operator', '/panels/north-star']) {
      expect((await ask('GET', path, { cookie })).headers.get('cache-control')).toContain('private');
    }
  });
});

describe('an address with a slash at its end', () => {
  it.each([
    ['/panels/', '/panels'],
    ['/ru/', '/ru'],
    ['/pt-br/panels/north-star/?q=a%2Fb', '/pt-br/panels/north-star?q=a%2Fb'],
    ['/panels//', '/panels'],
    ['//elsewhere.example/', '/elsewhere.example'],
    ['/\\elsewhere.example/', '/elsewhere.example'],
    ['///', '/'],
  ])('%s is %s, for good', async (asked, canonical) => {
    const reply = await ask('GET', asked);
    expect([reply.status, reply.headers.get('location')]).toEqual([301, canonical]);
    expect(reply.headers.get('x-content-type-options')).toBe('nosniff');
  });

  it('is only led on where something is read', async () => {
    expect((await ask('POST', '/operator/')).status).not.toBe(301);
    expect((await ask('GET', '/')).status).toBe(200);
  });
});

describe('who keeps the site on a phone', () => {
  it('finds a manifest and the icons that it names', async () => {
    const manifest = await (await ask('GET', '/assets/site.webmanifest')).json();
    const { icons } = z
      .object({ icons: z.array(z.object({ src: z.string(), sizes: z.string() })) })
      .parse(manifest);
    for (const { src, sizes } of [...icons, { src: '/apple-touch-icon.png', sizes: '180x180' }]) {
      const png = Buffer.from(await (await ask('GET', src)).arrayBuffer());
      expect(png.subarray(1, 4).toString()).toBe('PNG');
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
    }
    const page = await (await ask('GET', '/ru')).text();
    expect(page).toContain('href="/assets/site.webmanifest"');
  });
});

describe('requests that make no sense', () => {
  it('are told in a page of the site: not found, too large, refused', async () => {
    const missing = await ask('GET', '/panels/nobody');
    expect(missing.status).toBe(404);
    expect(await missing.text()).toMatch(/<html[^]*<\/html>/);
    const large = await site.site.request(`${ORIGIN}/operator/panels/new`, {
      method: 'POST',
      headers: { cookie, origin: ORIGIN },
      body: new URLSearchParams({ name: 'x'.repeat(70_000) }),
    });
    expect(large.status).toBe(413);
  });

  it.each([
    '/panels/%00',
    '/panels/%E0%A4%A',
    '/services?q=%00%ff&after=%00&sort=%27',
    `/panels?q=${'%F0%9F%98%80'.repeat(300)}`,
    '/panels/..%2f..%2fetc',
  ])('%s ends in a page, not in a failure', async (path) => {
    expect((await ask('GET', path)).status).toBeLessThan(500);
  });
});

describe('signing in', () => {
  const redeem = (token: string) =>
    Promise.resolve(
      site.site.request(`${ORIGIN}/operator/sign-in`, {
        method: 'POST',
        headers: { origin: ORIGIN },
        body: new URLSearchParams({ token }),
      }),
    );

  it('gives a cookie that scripts cannot read and other sites cannot send', async () => {
    const set = (await redeem(await createLink(database))).headers.get('set-cookie') ?? '';
    expect(set).toMatch(/; HttpOnly/);
    expect(set).toMatch(/; SameSite=Lax/);
    expect(set).toMatch(/; Path=\//);
    expect(set).not.toMatch(/; Secure/);
    const days = (Date.parse(/Expires=([^;]+)/.exec(set)?.[1] ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29);
    expect(days).toBeLessThan(31);
  });

  it('gives a cookie for https alone where the site is reached over https', async () => {
    const { config, db } = database;
    const publicUrl = 'https://watch.example';
    const secure = createSite({
      config: { ...config, publicUrl },
      db,
      vault: openVault(config),
      log: openLog(config),
    });
    const reply = await secure.request(`${publicUrl}/operator/sign-in`, {
      method: 'POST',
      headers: { origin: publicUrl },
      body: new URLSearchParams({ token: await createLink(database) }),
    });
    expect(reply.headers.get('set-cookie')).toMatch(/; Secure/);
  });

  it('works once: of many at once one wins', async () => {
    const token = await createLink(database);
    const replies = await Promise.all(Array.from({ length: 5 }, () => redeem(token)));
    expect(replies.filter(({ status }) => status === 303)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 403)).toHaveLength(4);
  });

  it('is refused with a link that is too old, unknown or made up', async () => {
    const token = await createLink(database);
    await sql`update sign_in_links set expires_at = now() where used_at is null`.execute(database.db);
    for (const wrong of [token, 'unknown', '', 'x'.repeat(10_000), '\0'])
      expect((await redeem(wrong)).status).toBe(403);
  });

  it('ends at signing out, for whoever copied the cookie as well, and after its time', async () => {
    const one = await site.operator();
    expect((await ask('GET', '/operator', { cookie: one.cookie })).status).toBe(200);
    expect((await one.post('/operator/sign-out')).status).toBe(303);
    expect((await ask('GET', '/operator', { cookie: one.cookie })).status).toBe(403);
    expect((await ask('GET', '/operator', { cookie })).status).toBe(200);
    const two = await site.operator();
    await sql`update operator_sessions set expires_at = now() where created_at = (select max(created_at) from operator_sessions)`.execute(
      database.db,
    );
    expect((await ask('GET', '/operator', { cookie: two.cookie })).status).toBe(403);
  });

  it('leaves nothing in the database that would open the site', async () => {
    const token = await createLink(database);
    const session = cookie.split('=')[1] ?? '';
    const { rows } = await sql<{ row: string }>`
      select l::text as row from sign_in_links l union all select s::text from operator_sessions s`.execute(
      database.db,
    );
    expect(rows.map(({ row }) => row).join()).not.toMatch(
      new RegExp(`${token}|${session}|${Buffer.from(token).toString('hex')}`),
    );
  });
});

describe('while the database is away', () => {
  it('the process is alive and not ready, and a page says that it is our fault, with a number for the log', async () => {
    const { config } = database;
    const gone = await openDatabase(config, { mayJoin: true, onDeath() {} });
    await gone.close();
    const broken = createSite({ config, db: gone.db, vault: openVault(config), log: openLog(config) });
    expect((await broken.request('/healthz')).status).toBe(200);
    const ready = await broken.request('/readyz');
    expect(ready.status).toBe(503);
    expect(await ready.json()).toEqual({ status: 'not ready', reason: 'the database does not answer' });
    const page = await broken.request('/panels');
    expect(page.status).toBe(500);
    const text = await page.text();
    expect(text).toMatch(/[0-9a-f]{8}-[0-9a-f]{4}/);
    expect(text).not.toMatch(/driver|destroyed|kysely|select/i);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
  });
});
