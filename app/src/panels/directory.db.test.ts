/** The directory as addresses ask for it: filters, columns, pages beyond the first, files. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { useDatabase } from '../../test/database.ts';
import { seedManyPanels, seedSite } from '../../test/seed-site.ts';
import { ORIGIN, siteOf, type TestSite } from '../../test/site.ts';
import { PANEL_SORTS } from './directory-queries.ts';

const database = useDatabase();
let visitor: TestSite;
let ask: (path: string) => Promise<Response>;

beforeAll(async () => {
  await seedSite(database.db);
  const site = siteOf(database);
  visitor = site.visitor;
  ask = async (path) => await site.site.request(ORIGIN + path);
});

const FILE = z.object({ rows: z.array(z.record(z.string(), z.unknown())), complete: z.boolean() });

async function rowsOf(search: string): Promise<Record<string, unknown>[]> {
  const { rows, complete } = FILE.parse(await (await ask(`/panels?format=json&${search}`)).json());
  expect(complete).toBe(true);
  return rows;
}

async function slugsOf(search: string): Promise<unknown[]> {
  return (await rowsOf(search)).map(({ panel }) => panel);
}

describe('a filter of a column', () => {
  test.each([
    ['services=>=100', ['north-star']],
    ['services=5..10&sort=services', ['hostile', 'slow-river']],
    ['services=?', ['lost-key']],
    ['currency=eur', ['slow-river']],
    ['currency==USD', ['north-star']],
    ['uptime=<50%25', []],
    ['checked=<10min&services=<4', ['closed-door']],
    ['changes=>5&sort=name&order=down', ['north-star', 'hostile']],
    ['rates=>0&name=x', ['hostile', 'north-star']],
    ['software=layanan', []],
  ])('%s finds %j', async (search, slugs) => {
    expect(await slugsOf(search)).toEqual(slugs);
  });

  test('that cannot be read filters nothing and says so beside its field', async () => {
    const { text } = await visitor.get('/panels?p95=quick');
    expect(text).toMatch(/value="quick"[^>]*aria-invalid="true"[^>]*aria-describedby="filter-p95-error"/);
    expect(text).toMatch(/id="filter-p95-error"[^>]*>Write 5, &gt;=4, &lt;0.8 or 10..20/);
    expect(await slugsOf('p95=quick')).toHaveLength(5);
  });

  test('can be taken back by a link, and finding nothing says so with the fields still there', async () => {
    const { text } = await visitor.get('/panels?services=>99999&sort=services');
    expect(text).toContain('href="/panels?sort=services" title="Remove the filter Services &gt;99999"');
    expect(text).toContain('No panel matches');
    expect(text).toContain('name="services"');
  });

  test('is a parameter to the database, whatever is typed', async () => {
    for (const typed of ["'; drop table panels; --", '%', '_', '\\', '$1', '=%'])
      expect((await ask(`/panels?currency=${encodeURIComponent(typed)}`)).status).toBe(200);
    expect(await slugsOf('currency=%25')).toEqual([]);
  });
});

test('columns are chosen by address, on the page and in files', async () => {
  const { text } = await visitor.get('/panels?cols=services');
  expect(text.match(/<th scope="col"/g)).toHaveLength(2);
  const [row] = await rowsOf('cols=services&services=>100');
  expect(row).toEqual({
    panel: 'north-star',
    name: 'North Star',
    website: 'https://north.example/',
    services: 120,
    added_7d: 2,
    removed_7d: 1,
  });
});

describe('files', () => {
  test('say what they are, and hold the rows of the page in its order', async () => {
    const reply = await ask('/panels?format=csv&cols=currency&sort=name&order=down');
    expect(reply.headers.get('content-type')).toContain('text/csv');
    expect(reply.headers.get('content-disposition')).toMatch(
      /^attachment; filename="smmwatch-panels-\d{4}-\d\d-\d\d\.csv"$/,
    );
    const lines = (await reply.text()).split('\r\n');
    expect(lines[0]).toBe('panel,name,website,currency,currency_sure');
    expect(lines).toHaveLength(7);
    const json = await ask('/panels?format=json');
    expect(json.headers.get('content-type')).toContain('application/json');
  });

  test('escape what a spreadsheet would run', async () => {
    await sql`update panels set name = '=HYPERLINK("https://evil.example")' where slug = 'slow-river'`.execute(
      database.db,
    );
    const text = await (await ask('/panels?format=csv&q=HYPERLINK')).text();
    expect(text).toContain(`"'=HYPERLINK(""https://evil.example"")"`);
  });

  test('show a visitor what is listed, and nothing of how a panel is asked', async () => {
    const text = await (await ask('/panels?format=json')).text();
    expect(text).not.toMatch(/unlisted|api\/v2|sealed/i);
  });
});

describe('with more panels than a page holds', () => {
  beforeAll(() => seedManyPanels(database.db, 620));

  test.each(PANEL_SORTS.map((sort, index) => (index % 2 === 0 ? `sort=${sort}` : `sort=${sort}&order=down`)))(
    'pages sorted by %s hold every panel once, in the order of the file',
    async (search) => {
      const first = await visitor.get(`/panels?${search}`);
      const next = /rel="next nofollow" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      const second = await visitor.get(next);
      const paged = [first, second].flatMap(({ text }) =>
        [...text.matchAll(/<th scope="row"[^>]*>\s*<a href="\/panels\/([^"]+)"/g)].map(([, slug]) => slug),
      );
      expect(paged).toHaveLength(625);
      expect(new Set(paged).size).toBe(625);
      expect(await slugsOf(search)).toEqual(paged);
      expect(second.text).not.toContain('rel="next');
    },
  );
});
