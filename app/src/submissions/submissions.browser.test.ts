/** The tester and the way in, in a real browser: followed live, followed by reloading, and reviewed by keyboard. */
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBrowser, violations } from '../../test/browser.ts';
import { useDatabase } from '../../test/database.ts';
import { seedLooks } from '../../test/looks.ts';
import { offer, openShop, type Shop } from '../../test/shop.ts';
import { siteOf } from '../../test/site.ts';
import { openDeps, type Deps } from '../deps.ts';
import { listen, type Listening } from '../http/listen.ts';
import { startLooks, type RunningLooks } from './look-worker.ts';

const database = useDatabase();
let deps: Deps;
let looks: RunningLooks;
let browser: Browser;
let site: Listening;
let cookie: string;
let shop: Shop;

beforeAll(async () => {
  deps = await openDeps(database.config, { mayJoin: true, onDeath() {} });
  looks = startLooks(deps);
  const under = siteOf(database);
  ({ cookie } = await under.operator());
  // Its own address is not known before it listens, and forms come from there.
  site = await listen(siteOf(database, 0, null).site, '127.0.0.1', 0);
  browser = await openBrowser();
  shop = await openShop(
    'A shop',
    Array.from({ length: 30 }, (_, index) => offer(index + 1)),
  );
});

afterAll(async () => {
  await browser?.close();
  await site?.stop(1000);
  await looks?.stop();
  await deps?.close();
  await shop?.close();
});

async function open(
  path: string,
  options: BrowserContextOptions & { asOperator?: boolean } = {},
): Promise<Page> {
  const { asOperator = false, ...rest } = options;
  const context = await browser.newContext({ reducedMotion: 'reduce', ...rest });
  if (asOperator) {
    const [name = '', value = ''] = cookie.split('=');
    await context.addCookies([{ name, value, url: site.url }]);
  }
  const page = await context.newPage();
  await page.goto(site.url + path);
  return page;
}

async function fill(page: Page, fields: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(fields)) await page.fill(`[name=${name}]`, value);
}

test('a look is followed live: stages change on the page as they pass, then the report is there', async () => {
  await shop.setTrouble({ trouble: 'slow', ms: 1200 });
  const page = await open('/standard/test');
  await fill(page, { apiUrl: shop.url, key: shop.key });
  const reloads: string[] = [];
  await page.click('main button');
  page.on('framenavigated', () => reloads.push(page.url()));
  await page.waitForSelector('.stages .stage-running');
  expect(await page.locator('.grade').count()).toBe(0);
  // Without any reload: an event brought it.
  await page.waitForSelector('.stages[data-follow] li:nth-child(5).stage-running');
  await page.waitForSelector('.stages[data-follow] li:nth-child(7).stage-passed');
  expect(reloads).toEqual([]);
  await page.waitForSelector('.grade');
  expect(reloads).toHaveLength(1);
  expect(await page.locator('.stage-passed').count()).toBeGreaterThanOrEqual(9);
  expect(await page.locator('input[data-select]').inputValue()).toBe(page.url());
  expect(await page.content()).not.toContain(shop.key);
  expect(await violations(page)).toEqual([]);
  await shop.setTrouble(null);
  await page.context().close();
});

describe('without JavaScript', () => {
  test('the page reloads itself until there is a report, and the whole way in works', async () => {
    await shop.setTrouble({ trouble: 'slow', ms: 1500 });
    const page = await open('/submit', { javaScriptEnabled: false });
    await fill(page, { name: 'Plain shop', apiUrl: `${shop.url}?plain`, key: 'wrong-key' });
    await page.click('main button');
    expect(await page.locator('noscript meta[http-equiv=refresh]').count()).toBe(1);
    await page.waitForSelector('.stage-failed', { timeout: 60_000 });
    await shop.setTrouble(null);
    // Mended: the key.
    await page.fill('[name=key]', shop.key);
    await page.click('.form button');
    await page.waitForSelector('[name=agree]', { timeout: 60_000 });
    expect(await page.locator('#sample ~ * tbody tr').count()).toBe(20);
    await page.check('[name=agree]');
    await page.click('form[action$="/agree"] button');
    expect(await page.textContent('.tag')).toContain('Waits for review');
    await page.context().close();
  });

  test('what was typed wrongly is told beside its field, and the key is not sent back', async () => {
    const page = await open('/ru/submit', { javaScriptEnabled: false });
    await fill(page, { name: 'Shop', apiUrl: 'https://10.0.0.1/api/v2', key: 'secret-key-of-a-shop' });
    await page.click('main button');
    expect(await page.getAttribute('[name=apiUrl]', 'aria-invalid')).toBe('true');
    expect(await page.textContent('#apiUrl-error')).toMatch(/[а-я]/);
    expect(await page.inputValue('[name=key]')).toBe('');
    expect(await page.inputValue('[name=name]')).toBe('Shop');
    expect(await page.content()).not.toContain('secret-key-of-a-shop');
    await page.context().close();
  });
});

test('the operator goes through the queue by keyboard: opens, rejects with a reason, approves', async () => {
  await looks.stop();
  await seedLooks(database);
  const page = await open('/operator/submissions', { asOperator: true });
  const waiting = await page.locator('[data-queue] tbody tr').count();
  expect(waiting).toBeGreaterThanOrEqual(2);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('k');
  const first = await page.textContent('[data-queue] tbody tr:first-child th a');
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(first);
  await page.keyboard.press('Enter');
  await page.waitForSelector('[name=reason]');
  const rejected = page.url();
  await page.keyboard.press('r');
  await page.keyboard.type('It is not yours.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  // On to the next one.
  await page.waitForURL((url) => url.href !== rejected);
  const approved = page.url();
  await page.keyboard.press('a');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => url.href !== approved);
  await page.goto(`${site.url}/operator/submissions`);
  expect(await page.locator('[data-queue] tbody tr').count()).toBe(waiting - 2);
  await page.context().close();
});
