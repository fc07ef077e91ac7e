/** Every page, on a database with panels in every state. */
import { ENGLISH } from '../i18n/reader.ts';
import { beforeAll, describe, expect, test } from 'vitest';
import { HOSTILE, PANELS, seedSite } from '../../test/seed-site.ts';
import { useDatabase } from '../../test/database.ts';
import { siteOf, type TestSite } from '../../test/site.ts';
import { PANEL_SORTS } from '../panels/directory-queries.ts';
import { href } from '../urls.ts';

const database = useDatabase();
let visitor: TestSite;
let operator: TestSite;

beforeAll(async () => {
  await seedSite(database.db);
  const site = siteOf(database);
  visitor = site.visitor;
  operator = await site.operator();
});

/** The text of the rows' headers, in order: names of panels or services. */
function rowNames(page: string): string[] {
  const lists = page.replace(/<section class="stages".*?<\/section>/s, '');
  return [...lists.matchAll(/<th scope="row"[^>]*>(.*?)<\/th>/gs)].map(([, cell = '']) =>
    cell
      .replace(/<span class="category".*/s, '')
      .replace(/<[^>]+>/g, '')
      .trim(),
  );
}

describe('the front page', () => {
  test('says how many panels are up, what moved, and lists the panels', async () => {
    const { status, text } = await visitor.get('/');
    expect(status).toBe(200);
    expect(text).toMatch(/3<small>of 5<\/small>/);
    expect(text).toMatch(/Repriced<\/b> by <span class="up-by">\+5\.04%<\/span>: 405 services/);
    expect(rowNames(text)).toContain('North Star');
  });

  test('counts a repricing once and its rates not at all', async () => {
    const { text } = await visitor.get('/');
    // Eleven events an hour ago at each of the two listed panels; the repricings are two days old.
    expect(text).toMatch(/22<\/dd>/);
  });
});

describe('the directory', () => {
  test.each(PANEL_SORTS.flatMap((sort) => [`?sort=${sort}`, `?sort=${sort}&order=down`]))(
    'lists every panel when sorted by %s',
    async (search) => {
      const { status, text } = await visitor.get(`/panels${search}`);
      expect(status).toBe(200);
      expect(rowNames(text)).toHaveLength(5);
    },
  );

  test('sorts by services, with those unknown last either way', async () => {
    const down = rowNames((await visitor.get('/panels?sort=services&order=down')).text);
    const up = rowNames((await visitor.get('/panels?sort=services')).text);
    expect(down[0]).toBe('North Star');
    expect(up[0]).toBe('Закрытая дверь');
    expect([down.at(-1), up.at(-1)]).toEqual(['نبض السوشيال', 'نبض السوشيال']);
  });

  test('says in words why a panel is not up', async () => {
    const { text } = await visitor.get('/panels?state=down');
    expect(rowNames(text)).toEqual(['Закрытая дверь']);
    expect(text).toMatch(/Down<\/span> <span class="cause">connection refused, <time/);
  });

  test('finds a panel by part of its name, letter case aside, and takes signs of a pattern as they are', async () => {
    expect(rowNames((await visitor.get('/panels?q=nORTH')).text)).toEqual(['North Star']);
    expect((await visitor.get('/panels?q=%25')).text).toContain('No panel matches');
  });

  test('shows what is unknown as unknown, never as zero', async () => {
    const { text } = await visitor.get('/panels?state=key_invalid');
    const body = text.slice(text.indexOf('<tbody'));
    const [, , , , services] = [...body.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, cell]) => cell);
    expect(services).toContain('class="unknown"');
    expect(services).not.toMatch(/\d/);
  });
});

describe('a panel', () => {
  test('tells its state, the reason, since when, and how old the catalog is', async () => {
    const { text } = await visitor.get('/panels/closed-door');
    expect(text).toMatch(/Down<\/span>: connection refused/);
    expect(text).toMatch(/data-lasting>33 min<\/time>/);
    expect(text).toContain('The catalog shown is the one of');
  });

  test('leads to its website only over http or https', async () => {
    expect((await visitor.get('/panels/north-star')).text).toMatch(
      /href="https:\/\/north\.example\/" rel="nofollow ugc noopener noreferrer"/,
    );
    expect((await visitor.get('/panels/hostile')).text).not.toContain('javascript:');
  });

  test('pages through its whole catalog in its own order, each service once', async () => {
    const seen: string[] = [];
    let path: string | undefined = '/panels/north-star';
    while (path !== undefined) {
      const { text } = await visitor.get(path);
      seen.push(...rowNames(text));
      path = /href="([^"]+after=[^"]+)#services"/.exec(text)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, n) => `Instagram Followers number ${n + 1} ⭐`));
  });

  test('searches within its catalog', async () => {
    const { text } = await visitor.get('/panels/north-star?q=number+77');
    expect(rowNames(text)).toEqual(['Instagram Followers number 77 ⭐']);
    expect(text).toContain('<mark>number</mark> <mark>77</mark>');
  });

  test('that does not exist is not found', async () => {
    expect((await visitor.get('/panels/no-such-panel')).status).toBe(404);
    expect((await visitor.get('/panels/no-such-panel/changes')).status).toBe(404);
  });
});

describe('changes', () => {
  test('stand under their days, the latest first, and a repricing is one line', async () => {
    const { text } = await visitor.get('/panels/north-star/changes');
    expect(text.match(/<section aria-labelledby="day-/g)).toHaveLength(2);
    expect(text).toMatch(
      /0<span class="rate-fraction">\.90<\/span>.*1<span class="rate-fraction">\.35<\/span>.*USD.*\+50%/s,
    );
    expect(text.match(/Repriced/g)).toHaveLength(1);
    expect(text).not.toContain('10.504');
  });

  test('can be narrowed to kinds, by address', async () => {
    const { text } = await visitor.get('/panels/north-star/changes?kind=repricing&kind=removed');
    expect(rowNames(text)).toHaveLength(2);
    expect(text).toMatch(/was <span class="rate" dir="ltr">0<span class="rate-fraction">\.90/);
  });
});

describe('services', () => {
  test('are found in any spelling, with the found words marked as the panel wrote them', async () => {
    const { text } = await visitor.get('/services?q=tiktok+istanbul');
    expect(rowNames(text)).toHaveLength(7);
    expect(text).toContain('<mark>ＴｉｋＴｏｋ</mark>');
    expect(text).toContain('<mark>İstanbul</mark>');
  });

  test('by rate leave out those without one, and say in what they are compared', async () => {
    const cheapest = await visitor.get('/services?sort=rate&q=followers+number');
    const dearest = await visitor.get('/services?sort=-rate&q=followers+number');
    expect(rowNames(cheapest.text)[0]).toBe('Instagram Followers number 1 ⭐');
    expect(rowNames(dearest.text)[0]).toBe('Instagram Followers number 119 ⭐');
    expect(cheapest.text).toContain('Compared in US dollars');
  });

  test('continue on the next page where this one ends', async () => {
    const first = await visitor.get('/services?q=followers+number&sort=-rate');
    const next = /rel="next nofollow" href="([^"]+)"/.exec(first.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await visitor.get(next);
    const both = [...rowNames(first.text), ...rowNames(second.text)];
    expect(new Set(both).size).toBe(96);
  });

  test('that nobody sells are said to be not found, with what was typed as text', async () => {
    const { text } = await visitor.get(`/services?q=${encodeURIComponent('<script>x')}`);
    expect(text).toContain('Nothing found');
    expect(text).not.toContain('<script>x');
  });
});

describe('a panel that is not listed', () => {
  const paths = ['/', '/panels', '/services', '/services?q=secret', '/panels?q=unlisted'];

  test.each(paths)('is not on %s for a visitor', async (path) => {
    const { text } = await visitor.get(path);
    expect(text).not.toContain('Unlisted Panel');
    expect(text).not.toContain('Secret Service');
  });

  test('has no pages for a visitor, and has them for the operator', async () => {
    for (const path of [href('panel', { panel: 'unlisted' }), href('panelChanges', { panel: 'unlisted' })]) {
      expect((await visitor.get(path)).status).toBe(404);
      expect((await operator.get(path)).status).toBe(200);
    }
  });
});

describe('what a panel writes', () => {
  const paths = [
    '/',
    '/panels',
    '/panels/hostile',
    '/panels/hostile/changes',
    '/services?q=likes',
    '/services',
    '/operator',
    '/operator/panels/hostile/edit',
    '/operator/panels/hostile/remove',
    ...PANELS.map(({ slug }) => `/panels/${slug}`),
  ];

  test.each(paths)('is text on %s, never markup', async (path) => {
    const { status, text } = await operator.get(path);
    expect(status).toBe(200);
    // Scripts of ours; nothing else that begins like an element or an attribute of theirs.
    expect(
      text
        .replaceAll(/<script type="module" src="\/assets\/(?:site|tray)\.[\w-]+\.js"><\/script>/g, '')
        // Facts for machines, in which no sign can end the element.
        .replaceAll(/<script type="application\/ld\+json">[^<>]*<\/script>/g, ''),
    ).not.toContain('<script');
    // A name may stand within the quotes of an attribute, its own quotes escaped.
    expect(text.replaceAll(/="[^"]*"/g, '=""')).not.toMatch(/<img|<b>&|<[^>]*\son\w+=/);
    expect(text).not.toMatch(/<img|\u202E|\u2066/);
    expect(text.match(/<\/table>/g)?.length).toBe(text.match(/<table/g)?.length);
    expect(text.match(/<\/title>/g)?.length).toBe(text.match(/<title>/g)?.length);
  });

  test('is shown to the letter', async () => {
    const { text } = await visitor.get('/panels/hostile');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt; Likes');
    expect(text).toContain(HOSTILE.entity.replaceAll('&', '&amp;'));
  });
});

describe('odd addresses', () => {
  const cursor = (parts: unknown) => Buffer.from(JSON.stringify(parts)).toString('base64url');
  test.each([
    '/panels?q=%00',
    '/panels/%00',
    '/panels/%00/changes',
    '/services?q=%00a',
    '/services?q=%F0%28',
    `/services?q=${'a%20'.repeat(300)}`,
    '/panels?sort=__proto__&state=constructor&order=sideways',
    '/panels/north-star/changes?kind=toString&after=%00',
    `/services?after=${cursor(['2026-11-23 07:00:00+00', '1', '\0'])}`,
    `/services?after=${cursor(['2026-99-99 99:99:99+00', '1', 'x'])}`,
    `/services?sort=rate&after=${cursor(['1', '1'])}`,
    `/panels/north-star?after=${'x'.repeat(4000)}`,
  ])('%s is answered without a failure of ours', async (path) => {
    expect((await visitor.get(path)).status).toBeLessThan(500);
  });
});

test('an error page says a number for the log and nothing of the error', async () => {
  const { errorPage } = await import('../ui/error-pages.ts');
  const text = String(await errorPage({ reader: ENGLISH, viewer: 'visitor', requestId: 'abc-123' }));
  expect(text).toContain('abc-123');
});
