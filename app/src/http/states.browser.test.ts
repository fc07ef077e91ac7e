/** Pages in the states that nobody designs for: a site without a panel, one all of whose panels are away, one whose database is away. */
import { sql } from 'kysely';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, violations } from '../../test/browser.ts';
import { useDatabase, type TestDatabase } from '../../test/database.ts';
import { seedManyPanels, seedSite } from '../../test/seed-site.ts';
import { siteOf } from '../../test/site.ts';
import { openDatabase } from '../db/open.ts';
import { listen, type Listening } from './listen.ts';

const empty = useDatabase();
const outage = useDatabase();
let browser: Browser;
const sites: Record<string, Listening> = {};

beforeAll(async () => {
  await seedSite(outage.db);
  await seedManyPanels(outage.db, 30);
  await sql`update panel_states set state = 'down', seen_state = 'down', stage = 'connect', code = 'timeout', state_since = now() - interval '2 hours'`.execute(
    outage.db,
  );
  await sql`insert into incidents (panel_id, opened_at, confirmed_at, state, stage, code, message, evidence)
    select panel_id, now() - interval '2 hours', now() - interval '2 hours', 'down', 'connect', 'timeout', 'Nobody answered.', '{}' from panels`.execute(
    outage.db,
  );
  const listenTo = async (database: TestDatabase): Promise<Listening> =>
    await listen(siteOf(database).site, '127.0.0.1', 0);
  sites['empty'] = await listenTo(empty);
  sites['outage'] = await listenTo(outage);
  sites['no database'] = await listenTo(await gone());
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  for (const site of Object.values(sites)) await site.stop(1000);
});

/** A database that was there when the site started. */
async function gone(): Promise<TestDatabase> {
  const database = await openDatabase(empty.config, { mayJoin: true, onDeath() {} });
  await database.close();
  return { db: database.db, config: empty.config };
}

async function open(site: string, path: string, status: number): Promise<Page> {
  const context = await browser.newContext({ colorScheme: 'light', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const reply = await page.goto((sites[site]?.url ?? '') + path);
  expect(reply?.status()).toBe(status);
  return page;
}

async function expectSound(page: Page): Promise<void> {
  expect(await violations(page)).toEqual([]);
  await page.emulateMedia({ colorScheme: 'dark' });
  expect(await violations(page, ['color-contrast'])).toEqual([]);
  await page.setViewportSize({ width: 320, height: 640 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(320);
  await page.context().close();
}

describe('a site without a panel', () => {
  test.each([
    '/',
    '/panels',
    '/services',
    '/services?q=likes',
    '/services/compare',
    '/changes',
    '/status',
    '/ar',
    '/ar/services',
  ])('%s says what is not there yet, and passes axe', async (path) => {
    const page = await open('empty', path, 200);
    expect(await page.locator('main').innerText()).not.toMatch(/\bNaN\b|undefined|null/);
    await expectSound(page);
  });
});

describe('a site all of whose panels are away', () => {
  test.each([
    '/',
    '/panels',
    '/panels/north-star',
    '/panels/closed-door/incidents',
    '/services?q=likes',
    '/status',
    '/ar/panels/north-star',
  ])('%s says so, and passes axe', async (path) => {
    await expectSound(await open('outage', path, 200));
  });

  test('the front page says how many, and that a catalog is of another day', async () => {
    const front = await open('outage', '/', 200);
    expect(await front.locator('main').innerText()).toMatch(/35\s+not up now/);
    await front.goto(`${sites['outage']?.url}/panels/north-star`);
    expect(await front.innerText('.standing')).toMatch(/Down: .*The catalog shown is the one of/s);
    await front.context().close();
  });
});

describe('a site whose database is away', () => {
  test.each(['/', '/panels/north-star', '/ar/services', '/status'])(
    '%s says so in a page of the site, and passes axe',
    async (path) => {
      const page = await open('no database', path, 500);
      expect(await page.locator('main code').innerText()).toMatch(/^[\da-f-]{36}$/);
      await expectSound(page);
    },
  );

  test('its page about itself needs no database', async () => {
    const about = await open('no database', '/about', 200);
    expect(await about.innerText('h1')).toBe('About smmwatch');
    await about.context().close();
  });
});
