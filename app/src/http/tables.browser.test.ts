/** Tables, the tray and the palette in a real browser: with and without JavaScript, by mouse and by keyboard. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, violations } from '../../test/browser.ts';
import { useDatabase } from '../../test/database.ts';
import { seedManyPanels, seedSite } from '../../test/seed-site.ts';
import { siteOf } from '../../test/site.ts';
import { listen, type Listening } from './listen.ts';

const database = useDatabase();
let browser: Browser;
let site: Listening;

beforeAll(async () => {
  await seedSite(database.db);
  await seedManyPanels(database.db, 60);
  site = await listen(siteOf(database).site, '127.0.0.1', 0);
  browser = await openBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.stop(1000);
});

async function open(path: string, options: BrowserContextOptions = {}): Promise<Page> {
  const page = await (await browser.newContext({ reducedMotion: 'reduce', ...options })).newPage();
  await page.goto(site.url + path);
  return page;
}

const rows = (page: Page): Promise<number> => page.locator('tbody tr:has(th)').count();
const search = (page: Page): string => decodeURIComponent(new URL(page.url()).search);

describe('without JavaScript', () => {
  const plain = { javaScriptEnabled: false };

  test('a column is filtered by an expression and its mistake is told beside it', async () => {
    const page = await open('/panels?sort=services&order=down', plain);
    await page.fill('input[name=services]', '>=2000');
    await page.fill('input[name=p95]', 'fast');
    await page.press('input[name=p95]', 'Enter');
    expect(search(page)).toContain('services=>=2000');
    expect(search(page)).toContain('order=down');
    expect(await rows(page)).toBe(6);
    expect(await page.textContent('#filter-p95-error')).toContain('10..20');
    await page.context().close();
  });

  test('columns are chosen with a form', async () => {
    const page = await open('/panels', plain);
    await page.click('.chooser summary');
    await page.uncheck('.chooser input[value=days]');
    await page.check('.chooser input[value=response]');
    await page.click('.chooser button');
    const heads = await page.locator('thead th').allTextContents();
    expect(heads.map((head) => head.trim())).not.toContain('90 days');
    expect(heads.map((head) => head.trim())).toContain('Response');
    await page.context().close();
  });

  test('services are compared, one is let go and one is added', async () => {
    const page = await open('/services/compare?ids=north-star:1002,slow-river:1002&quantity=5000', plain);
    await page.click('thead a:has-text("Remove")');
    expect(search(page)).toBe('?ids=slow-river:1002&quantity=5000');
    await page.fill('#add', 'north-star:1003');
    await page.press('#add', 'Enter');
    expect(search(page)).toBe('?ids=slow-river:1002,north-star:1003&quantity=5000');
    expect(await page.locator('thead th').count()).toBe(3);
    await page.context().close();
  });
});

describe('with JavaScript', () => {
  test('what is typed under a head filters at once, without losing the place', async () => {
    const page = await open('/panels?sort=services');
    await page.locator('input[name=services]').pressSequentially('>=2000');
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 6);
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('services');
    expect(search(page)).toBe('?services=>=2000&sort=services');
    expect(await page.getAttribute('.files a', 'href')).toContain('services=%3E%3D2000');
    await page.locator('input[name=p95]').pressSequentially('x');
    await page.waitForFunction(() => document.querySelector('#filter-p95-error')?.textContent !== '');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('a column that is chosen shows at once, and the list of columns stays open', async () => {
    const page = await open('/panels');
    await page.click('.chooser summary');
    await page.check('.chooser input[value=response]');
    await page.waitForSelector('thead th:has-text("Response")');
    expect(await page.getAttribute('.chooser', 'open')).not.toBeNull();
    expect(search(page)).toContain('cols=state,days');
    expect(await violations(page)).toEqual([]);
    await page.context().close();
  });

  test('the head stays in view while the page scrolls, and on a phone the first column, too', async () => {
    const page = await open('/panels', { viewport: { width: 1280, height: 700 } });
    await page.evaluate(() => window.scrollTo(0, 900));
    expect(await page.evaluate(() => document.querySelector('thead')?.getBoundingClientRect().top)).toBe(0);
    await page.setViewportSize({ width: 390, height: 700 });
    const edges = await page.evaluate(() => {
      const frame = document.querySelector('.table');
      frame?.scrollTo(300, 400);
      const box = frame?.getBoundingClientRect();
      const head = document.querySelector('thead th')?.getBoundingClientRect();
      const first = document.querySelector('tbody tr:nth-child(20) th')?.getBoundingClientRect();
      return [(head?.top ?? 99) - (box?.top ?? 0), (first?.left ?? 99) - (box?.left ?? 0)];
    });
    expect(edges).toEqual([0, 0]);
    await page.context().close();
  });
});

describe('the tray', () => {
  test('without JavaScript sends what is ticked to the comparison', async () => {
    const page = await open('/services?q=followers', { javaScriptEnabled: false });
    expect(await page.isVisible('.tray')).toBe(false);
    await page.locator('.pick input').nth(0).check();
    await page.locator('.pick input').nth(1).check();
    await page.click('.tray button');
    expect(search(page)).toMatch(/^\?ids=[\w-]+:\d+,[\w-]+:\d+&quantity=1000$/);
    expect(await page.locator('thead th').count()).toBe(3);
    await page.context().close();
  });

  test('goes along from page to page, holds six, and leads to the comparison', async () => {
    const page = await open('/services?q=followers');
    for (let n = 0; n < 6; n += 1) await page.locator('.pick input').nth(n).check();
    expect(await page.locator('.pick input').nth(6).isDisabled()).toBe(true);
    expect(await page.isVisible('.tray-note')).toBe(true);
    expect(await violations(page)).toEqual([]);
    await page.goto(`${site.url}/panels`);
    await page.goto(`${site.url}/services?q=followers`);
    expect(await page.locator('.tray li').count()).toBe(6);
    await page.locator('.tray li button').first().focus();
    await page.keyboard.press('Enter');
    expect(await page.locator('.tray li').count()).toBe(5);
    expect(await page.locator('.pick input').nth(0).isChecked()).toBe(false);
    await page.click('.tray a.button');
    await page.waitForURL(/\/services\/compare\?ids=/);
    expect(await page.locator('thead th').count()).toBe(6);
    // Whoever lets one go there has let it go.
    await page.click('thead a:has-text("Remove")');
    await page.waitForFunction(() => document.querySelectorAll('thead th').length === 5);
    await page.goto(`${site.url}/services?q=followers`);
    expect(await page.locator('.tray li').count()).toBe(4);
    await page.context().close();
  });
});

describe('the palette', () => {
  test('opens with Ctrl K, finds while typing, and goes where Enter says', async () => {
    const page = await open('/about');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog.palette[open] [role=option]');
    expect(await violations(page)).toEqual([]);
    await page.keyboard.type('north');
    await page.waitForSelector('dialog.palette [role=option]:has-text("North Star")');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await page.getAttribute('.palette input', 'aria-activedescendant')).toBe('palette-0');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${site.url}/panels/north-star`);
    await page.context().close();
  });

  test('closes with Escape and gives the focus back', async () => {
    const page = await open('/panels');
    await page.focus('main input[type=search]');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog.palette[open]');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog.palette', { state: 'hidden' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('q');
    await page.context().close();
  });
});

test('on paper a table is whole, and the ways to change it are not there', async () => {
  const page = await open('/panels');
  await page.emulateMedia({ media: 'print' });
  for (const hidden of ['.filters', '.filter-row', '.table-tools .away', '.site-nav'])
    expect(await page.locator(hidden).first().isVisible()).toBe(false);
  expect(
    await page.evaluate(() => getComputedStyle(document.querySelector('thead') ?? document.body).position),
  ).toBe('static');
  await page.context().close();
});

test('in the colours of the reader nothing that was chosen is told by colour alone', async () => {
  const page = await open('/panels?state=up&services=>10');
  await page.emulateMedia({ forcedColors: 'active' });
  const width = (of: string): Promise<string> =>
    page.evaluate(
      (selector) => getComputedStyle(document.querySelector(selector) ?? document.body).borderTopWidth,
      of,
    );
  expect(await width('.chip[aria-current]')).toBe('2px');
  expect(await width('.chip:not([aria-current])')).toBe('1px');
  expect(await violations(page)).toEqual([]);
  await page.context().close();
});
