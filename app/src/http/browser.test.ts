/**
 * The site in a real browser: what axe, a phone, a reader without JavaScript and the network panel see. One Chromium, out
 * of its npm package, for all of it.
 */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, violations } from '../../test/browser.ts';
import { useDatabase } from '../../test/database.ts';
import { SEEDED, seedLooks } from '../../test/looks.ts';
import { markChecked, seedManyPanels, seedSite } from '../../test/seed-site.ts';
import { siteOf } from '../../test/site.ts';
import { listen, type Listening } from './listen.ts';

const PUBLIC_PAGES = [
  '/',
  '/panels',
  '/panels?state=down',
  '/panels?q=nobody',
  '/panels?services=many&p95=<800&cols=services,p95,changes,response&sort=services',
  '/ar/panels?uptime=>=99',
  '/services/compare',
  '/services/compare?ids=north-star:1002,slow-river:1003,hostile:1002,nobody:1&quantity=5000',
  '/ar/services/compare?ids=north-star:1002,closed-door:1003',
  '/panels/north-star',
  '/panels/north-star?q=nothing+like+it',
  '/panels/closed-door',
  '/panels/lost-key',
  '/panels/hostile',
  '/panels/north-star/changes',
  '/panels/hostile/changes',
  '/panels/closed-door/incidents',
  '/panels/hostile/conformance',
  '/panels/hostile/about',
  '/ar/panels/north-star/about',
  '/panels/north-star/services/1002',
  '/panels/hostile/services/1001',
  '/changes',
  '/services',
  '/services?q=likes&sort=rate',
  '/services?q=nothing+like+it',
  '/about',
  '/contact',
  '/standard',
  '/standard/test',
  `/standard/test/${SEEDED.report}`,
  `/ar/standard/test/${SEEDED.failedReport}`,
  '/submit',
  `/submit/${SEEDED.draft}`,
  `/ar/submit/${SEEDED.failedDraft}`,
  `/submit/${SEEDED.rejected}`,
  '/no/such/page',
  '/operator',
  '/operator/sign-in?token=abc',
];
const OPERATOR_PAGES = [
  '/operator',
  '/operator/panels/new',
  '/operator/submissions',
  '/operator/submissions/4',
  '/operator/panels/hostile/edit',
  '/operator/panels/hostile/remove',
  '/panels/unlisted',
  '/panels/north-star/diff/1d..now',
  '/dev/gallery',
  '/ar/dev/gallery',
];

const database = useDatabase();
let browser: Browser;
let site: Listening;
let cookie: string;

beforeAll(async () => {
  await seedSite(database.db);
  // Of its submissions the fourth waits for the operator.
  await seedLooks(database);
  const under = siteOf(database);
  ({ cookie } = await under.operator());
  site = await listen(under.site, '127.0.0.1', 0);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop(1000);
});

interface Visit {
  page: Page;
  /** What the browser complained of, and every dialog that a script opened. */
  complaints: string[];
  requests: string[];
}

async function visit(
  path: string,
  options: BrowserContextOptions & { asOperator?: boolean } = {},
): Promise<Visit> {
  const { asOperator = false, ...contextOptions } = options;
  const context = await browser.newContext(contextOptions);
  if (asOperator) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: site.url }]);
  }
  const page = await context.newPage();
  const complaints: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    const isOwnStatus =
      message.text().startsWith('Failed to load resource') && message.location().url === site.url + path;
    if (['error', 'warning'].includes(message.type()) && !isOwnStatus) complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('dialog', (dialog) => {
    complaints.push(`a dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(site.url + path, { waitUntil: 'load' });
  return { page, complaints, requests };
}

const PAGES = [
  ...PUBLIC_PAGES.map((path) => ({ path, as: 'visitor' })),
  ...OPERATOR_PAGES.map((path) => ({ path, as: 'operator' })),
];

describe.each(PAGES)('$path, seen by the $as', ({ path, as }) => {
  test('passes axe in both themes, fits a phone 320 wide, and the browser has nothing to complain of', async () => {
    const { page, complaints } = await visit(path, {
      asOperator: as === 'operator',
      colorScheme: 'light',
      reducedMotion: 'reduce',
    });
    expect(await violations(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await violations(page, ['color-contrast'])).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

describe('on a phone', () => {
  test('axe finds nothing where rows are stacked', async () => {
    const { page } = await visit('/services?q=likes', { viewport: { width: 320, height: 640 } });
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });
});

describe('without JavaScript', () => {
  test('a visitor finds a service, its panel and what changed there', async () => {
    const { page } = await visit('/', { javaScriptEnabled: false });
    await page.fill('input[name=q]', 'followers number 77');
    await page.press('input[name=q]', 'Enter');
    await page.click('text=North Star');
    expect(await page.textContent('h1')).toContain('North Star');
    await page.click('.tabs >> text=Changes');
    await page.click('.chip:has-text("Repricing")');
    expect(await page.textContent('table')).toContain('405 services');
    await page.context().close();
  });

  test('the operator pauses a panel', async () => {
    const { page } = await visit('/operator', { javaScriptEnabled: false, asOperator: true });
    await page.click('tr:has-text("Slow River") >> text=Pause');
    expect(await page.textContent('tr:has-text("Slow River")')).toContain('paused');
    await page.context().close();
  });
});

describe('with JavaScript', () => {
  test('the page of a new panel follows its first check by itself', async () => {
    const { page } = await visit('/panels/unlisted', { asOperator: true });
    expect(await page.textContent('.standing')).toContain('Not checked yet');
    await markChecked(database.db, 'unlisted');
    await page.waitForSelector('.standing .state-up');
    expect(await page.getAttribute('main', 'data-live')).toBeNull();
    await page.context().close();
  });
});

describe('what is found follows the typing', () => {
  test('of services, and the address with it', async () => {
    const { page, complaints } = await visit('/services?sort=rate');
    await page.locator('main input[name=q]').pressSequentially('followers number 77');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    expect(await page.textContent('tbody')).toContain('number 77');
    expect(new URL(page.url()).search).toBe('?q=followers+number+77&sort=rate');
    expect(await page.textContent('[role=status]')).toBe('1 service');
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test('of panels, and a sort keeps what was typed', async () => {
    const { page } = await visit('/panels');
    await page.fill('main input[name=q]', 'north');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
    await page.click('th >> text=Services');
    expect(await page.inputValue('main input[name=q]')).toBe('north');
    expect(await page.locator('tbody tr').count()).toBe(1);
    await page.context().close();
  });
});

describe('with the keyboard', () => {
  test('arrows go from row to row', async () => {
    const { page } = await visit('/panels?sort=services');
    await page.focus('tbody tr:nth-child(2) a');
    await page.keyboard.press('ArrowDown');
    const third = await page.textContent('tbody tr:nth-child(3) th');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(third);
    await page.context().close();
  });

  test('the slash goes to the search, and the first tab offers to skip to the content', async () => {
    const { page } = await visit('/panels');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    await page.keyboard.press('/');
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await page.keyboard.type('a/b');
    expect(await page.inputValue('input[name=q]')).toBe('a/b');
    await page.context().close();
  });
});

describe('over the wire', () => {
  beforeAll(() => seedManyPanels(database.db, 295));

  const FIRST_VIEW_BYTES_MAX = 100 * 1024;
  const SCRIPT_BYTES_MAX = 30 * 1024;

  test.each(PUBLIC_PAGES.filter((path) => !path.startsWith('/operator') && !path.includes('/no/')))(
    'the first view of %s with 300 panels is small and asks nobody else',
    async (path) => {
      const context = await browser.newContext();
      const page = await context.newPage();
      const session = await context.newCDPSession(page);
      await session.send('Network.enable');
      const received = new Map<string, { type: string; url: string; bytes: number }>();
      session.on('Network.responseReceived', ({ requestId, type, response }) =>
        received.set(requestId, { type, url: response.url, bytes: 0 }),
      );
      session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
        const entry = received.get(requestId);
        if (entry !== undefined) entry.bytes = encodedDataLength;
      });
      await page.goto(site.url + path, { waitUntil: 'networkidle' });
      const replies = [...received.values()];
      const sum = (type?: string): number =>
        replies
          .filter((reply) => type === undefined || reply.type === type)
          .reduce((bytes, reply) => bytes + reply.bytes, 0);
      expect(replies.map(({ url }) => new URL(url).origin)).toEqual(replies.map(() => site.url));
      expect(sum('Document')).toBeGreaterThan(1000);
      expect(sum('Script')).toBeGreaterThan(100);
      expect(sum('Script')).toBeLessThan(SCRIPT_BYTES_MAX);
      expect(sum()).toBeLessThan(FIRST_VIEW_BYTES_MAX);
      await context.close();
    },
  );

  test.each(PUBLIC_PAGES)('nothing on %s moves while it loads', async (path) => {
    const { page } = await visit(path);
    const shift = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          let total = 0;
          const observer = new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) {
              if ('value' in entry && typeof entry.value === 'number') total += entry.value;
            }
          });
          observer.observe({ type: 'layout-shift', buffered: true });
          requestAnimationFrame(() => requestAnimationFrame(() => resolve(total)));
        }),
    );
    expect(shift).toBe(0);
    await page.context().close();
  });

  test('assets are kept for ever and pages are asked again', async () => {
    const { page, requests } = await visit('/about');
    const asset = requests.find((url) => url.includes('/assets/')) ?? '';
    expect((await fetch(asset)).headers.get('cache-control')).toContain('immutable');
    expect((await fetch(`${site.url}/about`)).headers.get('cache-control')).toContain('no-cache');
    await page.context().close();
  });
});

test('times follow the clock of the page, in the zone of the reader', async () => {
  const { page } = await visit('/panels/north-star', { timezoneId: 'Asia/Tokyo', locale: 'en-GB' });
  const time = page.locator('time[data-ago]').first();
  expect(await time.getAttribute('title')).toMatch(/GMT\+9|JST/);
  await page.context().close();
});

test.each(['en', 'ru', 'tr', 'id', 'pt-br', 'es', 'ar'])(
  'in %s the browser says times in the words of the server',
  async (prefix) => {
    const { page } = await visit(`/${prefix}/panels/north-star/about`);
    const [before, after] = await page.evaluate(() => {
      const words = (): string[] =>
        [...document.querySelectorAll('time[data-ago], time[data-lasting]')].map((time) => time.textContent);
      const asServed = words();
      document.dispatchEvent(new Event('visibilitychange'));
      return [asServed, words()];
    });
    expect(before.length).toBeGreaterThan(3);
    expect(after).toEqual(before);
    await page.context().close();
  },
);
