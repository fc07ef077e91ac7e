/** What the pages of a panel beside its services tell, through real checks and the real site. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { offer } from '../../test/shop.ts';
import { siteOf, type TestSite } from '../../test/site.ts';
import { useWatching } from '../../test/watching.ts';
import { LANGUAGES, prefixOf } from '../i18n/languages.ts';

const watching = useWatching();
let visitor: TestSite;
let operator: TestSite;

beforeAll(async () => {
  const site = siteOf(watching);
  visitor = site.visitor;
  operator = await site.operator();
});

it('why a check stopped is said in the language of the page, with what the panel asked for', async () => {
  const panel = await watching.watch('Impatient Shop', [offer(1)]);
  await panel.check();
  panel.shop.sells({ error: 'Spam protection, wait 7 seconds' });
  for (let asked = 0; asked < 4; asked += 1) await panel.check();
  expect((await visitor.get(`/panels/${panel.slug}/incidents`)).text).toContain('wants 7 seconds of rest');
  for (const [language, words] of [
    ['tr', '7 saniye ara istiyor'],
    ['ru', 'просит паузу: 7 секунд;'],
    ['ar', '7 ثوانٍ'],
  ]) {
    const { text } = await visitor.get(`/${language}/panels/${panel.slug}/incidents`);
    expect(text).toContain(words);
    expect(text).not.toContain('of rest');
  }
});

describe('the conformance of a panel', () => {
  it('is an A with nothing to mend where the catalog follows the standard', async () => {
    const panel = await watching.watch('Orderly Shop', [offer(1), offer(2)]);
    await panel.check();
    const { status, text } = await visitor.get(`/panels/${panel.slug}/conformance`);
    expect(status).toBe(200);
    expect(text).toContain('grade-A');
    expect(text).toContain('Nothing to mend');
  });

  it('names each finding with an example of the panel’s own and the change that mends it', async () => {
    const panel = await watching.watch('Careless Shop', [
      offer(1),
      offer(2),
      offer(3, { rate: 'ask <b>us</b>' }),
      { name: '———— TikTok ————' },
    ]);
    await panel.check();
    const { text } = await visitor.get(`/panels/${panel.slug}/conformance`);
    expect(text).toContain('grade-D');
    expect(text).toContain('ask &lt;b&gt;us');
    expect(text).toContain('Send <code><bdi>rate</bdi></code> as a decimal with a point');
    expect(text).toContain('Leave headings and separators out of the reply');
    expect(text).toMatch(/<bdi>4\.5<\/bdi>/);
    for (const language of LANGUAGES) {
      const told = (await visitor.get(`${prefixOf(language)}/panels/${panel.slug}/conformance`)).text;
      expect(told).toContain('<code><bdi>&quot;1250.50&quot;</bdi></code>');
      expect(told.includes('as a decimal with a point')).toBe(language === 'en');
      expect(told).not.toContain('<span lang="en"');
    }
  });

  it('tells nobody the address of the API', async () => {
    const panel = await watching.watch('Open Shop', [offer(1)]);
    await panel.check();
    await sql`update panels set api_url = 'http://secret-host.example/api/v2', transport = 'body+query' where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    const { text } = await visitor.get(`/panels/${panel.slug}/conformance`);
    expect(text).toContain('served without encryption');
    expect(text).toContain('read from the URL only');
    expect(text).not.toContain('secret-host');
  });

  it('is not judged before a catalog was read', async () => {
    const panel = await watching.watch('Silent Shop', 'no catalog at all');
    await panel.check();
    const { status, text } = await operator.get(`/panels/${panel.slug}/conformance`);
    expect(status).toBe(200);
    expect(text).not.toContain('class="grade');
    expect((await visitor.get(`/panels/${panel.slug}/conformance`)).status).toBe(404);
    expect((await visitor.get(`/panels/${panel.slug}/about`)).status).toBe(404);
  });
});

it('the page about a panel tells since when it is watched, how its catalog is read, and its last checks', async () => {
  const panel = await watching.watch('Known Shop', [offer(1, { secret_field: 'x' }), offer(2)]);
  await panel.check();
  const { text } = await visitor.get(`/panels/${panel.slug}/about`);
  expect(text).toContain('Watched since');
  expect(text).toContain('How the catalog is read');
  expect(text).toContain('<bdi>secret_field</bdi>');
  expect(text).toContain('Last checks');
  expect(text.match(/aria-current="page"/g)).toHaveLength(2);
});

describe('the response time by day', () => {
  it('is drawn from three days on, with days of no answer as gaps', async () => {
    const panel = await watching.watch('Timed Shop', [offer(1)]);
    await panel.check();
    const page = async () => (await operator.get(`/panels/${panel.slug}`)).text;
    expect(await page()).not.toContain('Response time by day');
    // Rolled up: buckets of 1.1^48 = 97 ms and 1.1^60 = 305 ms, nine checks of ten in the first; nothing yesterday.
    await sql`
      insert into check_days (panel_id, day, checks, wire_bytes, failures, up_s, down_s, unknown_s, latency)
      select ${panel.panelId}, (now() at time zone 'UTC')::date - ago, 10, 0, 0, 86400, 0, 0,
        array[(48 << 20) + 9, (60 << 20) + 1] from unnest(array[2, 3, 200]) as ago`.execute(watching.db);
    const text = await page();
    expect(text).toContain('Response time by day');
    const [, table = ''] = /<details class="chart-table">(.*?)<\/details>/su.exec(text) ?? [];
    expect(table.match(/<tr>/g)).toHaveLength(4);
    expect(table).toContain('102 ms');
    expect(table).toContain('319 ms');
    const [, path = ''] = /class="chart-line main" d="([^"]+)"/u.exec(text) ?? [];
    expect(path.match(/M/g)).toHaveLength(2);
  });
});
