import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { seedSite } from '../../test/seed-site.ts';
import { PAGES_KEPT_MS } from './page-cache.ts';
import { ORIGIN, siteOf } from '../../test/site.ts';

const database = useDatabase();
let site: ReturnType<typeof siteOf>;
let cookie: string;

beforeAll(async () => {
  await seedSite(database.db);
  site = siteOf(database, PAGES_KEPT_MS);
  ({ cookie } = await site.operator());
});

async function ask(path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
  return await site.site.request(ORIGIN + path, { headers, method });
}

describe('a page of visitors', () => {
  it('is made once for many who ask at once, and told unchanged by its ETag', async () => {
    const replies = await Promise.all(Array.from({ length: 20 }, async () => await ask('/panels')));
    const times = await Promise.all(
      replies.map(async (reply) => /data-now="([^"]+)"/.exec(await reply.text())?.[1]),
    );
    expect(new Set(times).size).toBe(1);
    const etag = replies[0]?.headers.get('etag') ?? '';
    expect(etag).toMatch(/^W\/"/);
    const again = await ask('/panels', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([304, '']);
    expect((await ask('/panels', { 'if-none-match': '"other"' })).status).toBe(200);
  });

  it('carries all the headers that any page carries', async () => {
    for (let turn = 0; turn < 2; turn += 1) {
      const { headers } = await ask('/changes');
      expect(headers.get('content-security-policy')).toContain("default-src 'self'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('cache-control')).toBe('public, no-cache');
      expect(headers.get('vary')?.toLowerCase()).toContain('cookie');
      expect(headers.get('vary')?.toLowerCase()).toContain('accept-language');
    }
  });

  it('is of one language, whoever asked first', async () => {
    const [russian, english, turkish] = await Promise.all([
      ask('/panels?x=1', { 'accept-language': 'ru' }),
      ask('/panels?x=1', { 'accept-language': 'en' }),
      ask('/tr/panels?x=1'),
    ]);
    expect(await russian.text()).toContain('lang="ru"');
    expect(await english.text()).toContain('lang="en"');
    expect(await turkish.text()).toContain('lang="tr"');
  });

  it('comes whole in every compression, and without a body to HEAD', async () => {
    const plain = await (await ask('/panels?y=1')).text();
    const packed = await ask('/panels?y=1', { 'accept-encoding': 'gzip' });
    expect(packed.headers.get('content-encoding')).toBe('gzip');
    const stream = packed.body?.pipeThrough(new DecompressionStream('gzip'));
    expect(await new Response(stream ?? null).text()).toBe(plain);
    const head = await ask('/panels?y=1', {}, 'HEAD');
    expect([head.status, await head.text()]).toEqual([200, '']);
  });

  it('is never what an operator sees, nor the other way round, however they interleave', async () => {
    const asked = Array.from({ length: 24 }, async (_, turn) => {
      const isOperator = turn % 3 === 1;
      const reply = await ask(
        '/panels?z=1',
        isOperator ? { cookie } : turn % 3 === 2 ? { cookie: 'smmwatch_session=forged' } : {},
      );
      return { isOperator, text: await reply.text(), cache: reply.headers.get('cache-control') };
    });
    for (const { isOperator, text, cache } of await Promise.all(asked)) {
      expect(text.includes('href="/operator"')).toBe(isOperator);
      expect(text.includes('Unlisted Panel')).toBe(isOperator);
      expect(cache?.startsWith('private') ?? false).toBe(isOperator || cache !== 'public, no-cache');
    }
  });

  it('that is not there or that redirects is not kept', async () => {
    expect((await ask('/panels/soon-there')).status).toBe(404);
    await sql`update panels set slug = 'soon-there' where slug = 'slow-river'`.execute(database.db);
    expect((await ask('/panels/soon-there')).status).toBe(200);
    await sql`update panels set slug = 'slow-river' where slug = 'soon-there'`.execute(database.db);
  });
});
