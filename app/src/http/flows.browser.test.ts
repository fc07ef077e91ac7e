/**
 * What buyers come for, each way gone in a real browser on a site that has checked real panels through its own door: invented ones of
 * several dialects and currencies, and small shops whose offers the test knows.
 */
import { sql } from 'kysely';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startFleet, type Fleet } from '../../../demo/fleet.ts';
import { openBrowser } from '../../test/browser.ts';
import { writeHistory, type PastCheck } from '../../test/check-history.ts';
import { offer } from '../../test/shop.ts';
import { siteOf } from '../../test/site.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { checkOnce } from '../checks/check-once.ts';
import { refreshFigures } from '../checks/panel-figures.ts';
import { makePartitions } from '../checks/partitions.ts';
import { judgeDue } from '../market/judge-panels.ts';
import { addPanel } from '../panels/add-panel.ts';
import { listen, type Listening } from './listen.ts';

const watching = useWatching();
let fleet: Fleet;
let browser: Browser;
let site: Listening;
let corner: Watched;
let mended: Watched;

const DAY_MS = 86_400_000;
/** Noon of the day before yesterday: a whole day of the bar, whatever the time of the test. */
const TROUBLED_AT = Math.floor(Date.now() / DAY_MS) * DAY_MS - 2 * DAY_MS + DAY_MS / 2;
const TROUBLED_DAY = new Date(TROUBLED_AT).toISOString().slice(0, 10);

/** The cheapest that promises 30 days, between others that cost less and do not; rates of the market, or the currency would be in doubt. */
const CORNER = [
  offer(1, { name: 'Instagram Followers | 60 Days Refill | Corner Best', rate: '0.36' }),
  offer(2, { name: 'Instagram Followers | No Refill', rate: '0.30' }),
  offer(3, { name: 'Instagram Followers | 7 Days Refill', rate: '0.31' }),
  offer(4, { name: 'Telegram Members | 60 Days Refill', rate: '0.32' }),
  offer(5, { name: 'Instagram Likes | 60 Days Refill', rate: '0.12' }),
  offer(6, { name: 'Instagram Followers | 30 Days Refill | Corner Second', rate: '0.38' }),
  offer(7, { name: 'Instagram Followers | 60 Days Refill', rate: '0.20', type: 'Package' }),
];

beforeAll(async () => {
  fleet = await startFleet({ seed: 'flows', panels: 4 });
  for (const { name, apiUrl, key } of fleet.panels) {
    const added = await addPanel(
      { ...watching.deps, limits: watching.config },
      { name, apiUrl, key, interval: '15m' },
    );
    if (!added.ok) throw new Error(JSON.stringify(added.errors));
    const checked = await checkOnce(watching.deps, added.slug);
    if (checked?.ok !== true) throw new Error(checked?.sentence);
  }
  corner = await watching.watch('Corner Shop', CORNER);
  await corner.check();
  corner.shop.sells([
    ...CORNER.slice(0, 4),
    offer(5, { name: 'Instagram Likes | 60 Days Refill', rate: '0.18' }),
    ...CORNER.slice(5),
    offer(8, { name: 'Instagram Story Views' }),
  ]);
  await corner.check();
  mended = await watching.watch('Mended Shop', [offer(1)]);
  await mended.check();
  await mended.shop.setTrouble({ trouble: 'refused' });
  for (let n = 0; n < 3; n += 1) await mended.check();
  await mended.shop.setTrouble(null);
  await mended.check();
  await twoDaysAgo(mended);
  await judgeDue(watching.db);
  await refreshFigures(watching.db);
  site = await listen(siteOf(watching).site, '127.0.0.1', 0);
  browser = await openBrowser();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await site?.stop(1000);
  await fleet?.close();
});

/** The incident that was just seen, as if it had been then and taken two hours, with the checks around it. */
async function twoDaysAgo({ panelId }: Watched): Promise<void> {
  const { db } = watching;
  const at = (hours: number): Date => new Date(TROUBLED_AT + hours * 3_600_000);
  await sql`update panels set added_at = ${at(-10)} where panel_id = ${panelId}`.execute(db);
  await sql`update incidents set opened_at = ${at(0)}, confirmed_at = ${at(0)}, closed_at = ${at(2)} where panel_id = ${panelId}`.execute(
    db,
  );
  await sql`delete from checks where panel_id = ${panelId} and stage <> 'ok'`.execute(db);
  await makePartitions(db, at(-8));
  const checks = Array.from({ length: 32 }, (_, n): PastCheck => {
    const startedAtMs = at(-4).getTime() + n * 900_000;
    const isDown = startedAtMs >= at(0).getTime() && startedAtMs < at(2).getTime();
    return { startedAtMs, seenState: isDown ? 'down' : 'up', durationMs: 120 };
  });
  await writeHistory(db, panelId, { intervalSeconds: 900, checks });
}

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  await page.goto(site.url + path);
  return page;
}

/** What a page says, without how long ago that was. */
async function said(page: Page): Promise<string> {
  return await page.evaluate(() => {
    const main = document.querySelector('main')?.cloneNode(true);
    if (!(main instanceof HTMLElement)) return '';
    for (const node of main.querySelectorAll('script, style, time')) node.remove();
    return (main.textContent ?? '').replace(/\s+/g, ' ');
  });
}

/** Whoever is sent the address, with nothing of this visitor's, reads the same. */
async function expectShared(page: Page, options: BrowserContextOptions = {}): Promise<void> {
  const other = await (await browser.newContext(options)).newPage();
  await other.goto(page.url());
  const own = await said(page);
  expect(own.length).toBeGreaterThan(100);
  // Told apart by sentence: two pages of text in a failure help nobody.
  expect((await said(other)).split('. ')).toEqual(own.split('. '));
  await other.context().close();
}

const isBest = async (page: Page): Promise<void> => {
  await page.waitForFunction(() =>
    document.querySelector('tbody tr:has(th) th')?.textContent?.includes('Corner Best'),
  );
  const names = await page.locator('tbody tr th .service-name').allTextContents();
  expect(names.slice(0, 2)).toEqual([
    'Instagram Followers | 60 Days Refill | Corner Best',
    'Instagram Followers | 30 Days Refill | Corner Second',
  ]);
  // What is in a currency that no exchange rate is known of cannot be quoted, and stands last.
  expect(names.length).toBeGreaterThan(2);
};

describe('the cheapest Instagram followers that can be quoted, with a refill of 30 days or more', () => {
  test('are found by words', async () => {
    const page = await open('/');
    await page.fill('main input[name=q]', 'cheapest instagram followers refill:>=30');
    await page.press('main input[name=q]', 'Enter');
    await page.waitForURL(/\/services\?q=/);
    await page.click('.chip:has-text("Cheapest")');
    await isBest(page);
    await expectShared(page);
    await page.context().close();
  });

  test.each([true, false])('are found by facets, with JavaScript: %s', async (javaScriptEnabled) => {
    const page = await open('/services', { javaScriptEnabled });
    const choose = async (name: string, value: string): Promise<void> => {
      const box = page.locator(`.facets input[name=${name}][value="${value}"]`);
      if (!(await box.isVisible()))
        await page.locator('fieldset', { has: box }).locator('details summary').click();
      await box.check();
      if (javaScriptEnabled) await page.waitForURL((url) => url.searchParams.getAll(name).includes(value));
    };
    await page.click('.chip:has-text("Cheapest")');
    await choose('platform', 'instagram');
    await choose('kind', 'followers');
    for (const refill of ['30', '60', 'lifetime']) await choose('refill', refill);
    if (!javaScriptEnabled) await page.click('.facets .apply');
    await isBest(page);
    await expectShared(page, { javaScriptEnabled });
    await page.context().close();
  });

  test('are found with the keyboard alone, and opened', async () => {
    const page = await open('/');
    await page.keyboard.press('/');
    await page.keyboard.type('instagram followers refill:>=30');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/services\?q=/);
    await tabTo(page, 'Cheapest');
    await page.keyboard.press('Enter');
    await page.waitForURL(/sort=rate/);
    await isBest(page);
    await tabTo(page, 'Instagram Followers | 60 Days Refill | Corner Best');
    await page.keyboard.press('ArrowDown');
    expect(await focused(page)).toBe('Instagram Followers | 30 Days Refill | Corner Second');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}/panels/corner-shop/services/1`);
    expect(await page.textContent('h1')).toContain('Corner Best');
    await page.context().close();
  });
});

const focused = (page: Page): Promise<string> =>
  page.evaluate(() => (document.activeElement?.textContent ?? '').trim());

/** Tab after tab until the focus is on what says so, which must be seen to have it. */
async function tabTo(page: Page, words: string): Promise<void> {
  for (let n = 0; n < 120; n += 1) {
    await page.keyboard.press('Tab');
    if ((await focused(page)) !== words) continue;
    expect(
      await page.evaluate(() => {
        const { activeElement } = document;
        return activeElement !== null && getComputedStyle(activeElement).outlineStyle;
      }),
    ).not.toBe('none');
    return;
  }
  throw new Error(`no tab leads to ${words}`);
}

test('what a panel changed this week is two clicks away, and can be passed on', async () => {
  const page = await open('/panels');
  await page.click('th a:has-text("Corner Shop")');
  await page.click('.tabs a:has-text("Changes")');
  await page.waitForURL(/\/changes/);
  const lines = await page.locator('main tbody tr').allInnerTexts();
  expect(lines).toHaveLength(2);
  expect(lines.join(' ')).toMatch(/0\.12.*0\.18.*\+50%/s);
  expect(lines.join(' ')).toContain('Instagram Story Views');
  await expectShared(page);
  await page.click('main a:has-text("7 days")');
  await page.waitForURL(/\/diff\/.+\.\./);
  expect(await said(page)).toMatch(/0\.12.*0\.18/s);
  await expectShared(page);
  await page.context().close();
});

test('three services are compared at 5,000', async () => {
  const page = await open('/services?q=instagram+followers+refill:>=30&sort=rate');
  for (const n of [0, 1, 2]) await page.locator('.pick input').nth(n).check();
  await page.click('.tray a.button');
  await page.waitForURL(/\/services\/compare\?ids=/);
  await page.fill('input[name=quantity]', '5000');
  await page.press('input[name=quantity]', 'Enter');
  await page.waitForURL(/quantity=5000/);
  expect(await page.locator('thead th').count()).toBe(4);
  const costs = await page.locator('tbody tr', { hasText: '5,000' }).first().locator('td').allInnerTexts();
  expect(costs[0]).toContain('$1.80');
  expect(costs[1]).toContain('$1.90');
  await expectShared(page);
  await page.context().close();
});

test('a red cell of the bar leads to the incident of its day', async () => {
  const page = await open('/panels/mended-shop');
  const cell = page.locator(`.day-bar a[aria-label^="${TROUBLED_DAY}"]`);
  expect(await cell.locator('rect.down').count()).toBeGreaterThan(0);
  expect(await cell.getAttribute('aria-label')).toMatch(/down 2 h.*1 incident/);
  await cell.focus();
  await page.keyboard.press('Enter');
  await page.waitForURL(`${site.url}/panels/mended-shop/incidents?day=${TROUBLED_DAY}#incidents`);
  const incident = page.locator('section[aria-labelledby=incidents] tbody tr');
  expect(await incident.count()).toBe(1);
  expect(await incident.innerText()).toMatch(/2 h/);
  expect(await incident.innerText()).toContain('connection refused');
  await expectShared(page);
  await page.context().close();
});
