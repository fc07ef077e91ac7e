/**
 * `npm run pictures`: every page in the widths, themes and sizes of site that it has to look right in, as PNG files under
 * ./pictures, to be looked at: an empty site, one of five panels whose texts attack the page, one of 299, one all of whose panels are
 * away, one whose database is, and the demo's fleet after a few minutes of moving; in English, some in Russian and Arabic.
 *
 *     npm run pictures                       all of it
 *     npm run pictures -- --url http://…     only a site that already runs
 *     npm run pictures -- --only many        only sites whose name begins so
 *     npm run pictures -- --readme           only the few that the README shows, into docs/pictures
 *
 * PICTURE_FONTS names folders of fonts (separated by colons) for machines that have few: emoji, above all.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import chromium from '@sparticuz/chromium';
import { chromium as playwright, type Browser, type Cookie } from 'playwright-core';
import { openDeps, type Deps } from '../app/src/deps.ts';
import { listen } from '../app/src/http/listen.ts';
import { createSite } from '../app/src/http/server.ts';
import { createLink } from '../app/src/operator/sign-in.ts';
import { href } from '../app/src/urls.ts';
import { testConfig } from '../app/test/config.ts';
import { seedLooks } from '../app/test/looks.ts';
import { seedManyPanels, seedOutage, seedSite } from '../app/test/seed-site.ts';
import {
  ARABIC,
  EMPTY,
  FEW,
  MANY,
  NO_DATABASE,
  OPERATOR,
  OUTAGE,
  RUSSIAN,
  shotsOf,
  type Shot,
} from './picture-shots.ts';

const { values: options } = parseArgs({
  options: { url: { type: 'string' }, readme: { type: 'boolean' }, only: { type: 'string' } },
});
const FOLDER = resolve(import.meta.dirname, '../pictures');
const WIDTHS = [1280, 390];
const SCHEMES = ['light', 'dark'] as const;
const DEMO_PORT = 3917;
/** Until most of the demo's panels have moved a few times, at ten times its usual speed. */
const DEMO_MS = 90_000;
/** Taller than this, a picture of a page is a scroll that nobody looks at. */
const HEIGHT_MAX = 2400;

const folder = mkdtempSync(join(tmpdir(), 'smmwatch-pictures-'));
const browser = await launch(folder);
mkdirSync(FOLDER, { recursive: true });
try {
  if (options.url !== undefined) await takeAll(browser, options.url, 'site', await shotsOf(options.url));
  else if (options.readme === true) await withDemo(pictureForReadme);
  else {
    for (const [name, take] of Object.entries(allSites()))
      if (name.startsWith(options.only ?? '')) await take();
  }
} finally {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
}

/** Every site that is photographed, by the name that its pictures begin with. */
function allSites(): Record<string, () => Promise<void>> {
  return {
    empty: () =>
      withSite('empty', async (url, deps) => {
        await takeAll(browser, url, 'empty', EMPTY);
        // The database goes away under a site that runs.
        await deps.db.destroy();
        await takeAll(browser, url, 'no-database', NO_DATABASE);
      }),
    few: () =>
      withSite('few', async (url, deps) => {
        await seedSite(deps.db);
        await seedLooks(deps);
        await takeAll(browser, url, 'few', FEW);
        await takeAll(browser, url, 'arabic', ARABIC);
        await takeAll(browser, url, 'russian', RUSSIAN);
        await takeAll(browser, url, 'operator', OPERATOR, await signIn(url, await createLink(deps)));
      }),
    many: () =>
      withSite('many', async (url, deps) => {
        await seedSite(deps.db);
        await seedManyPanels(deps.db, 294);
        await takeAll(browser, url, 'many', MANY);
      }),
    outage: () =>
      withSite('outage', async (url, deps) => {
        await seedSite(deps.db);
        await seedManyPanels(deps.db, 30);
        await seedOutage(deps.db);
        await takeAll(browser, url, 'outage', OUTAGE);
      }),
    demo: () => withDemo(async (url) => await takeAll(browser, url, 'demo', await shotsOf(url))),
  };
}

/** The first screen of the pages that say most, as small as it can be told. */
async function pictureForReadme(url: string): Promise<void> {
  const target = resolve(import.meta.dirname, '../docs/pictures');
  mkdirSync(target, { recursive: true });
  const shots = [
    { name: 'front-page', path: '/', width: 1200, height: 820, colorScheme: 'light' },
    {
      name: 'search',
      path: '/services?q=instagram+followers&sort=rate',
      width: 1200,
      height: 820,
      colorScheme: 'dark',
    },
    { name: 'phone', path: '/services?q=likes', width: 390, height: 820, colorScheme: 'light' },
  ] as const;
  for (const { name, path, width, height, colorScheme } of shots) {
    const context = await browser.newContext({
      viewport: { width, height },
      colorScheme,
      deviceScaleFactor: 1.5,
    });
    const page = await context.newPage();
    await page.goto(url + path);
    await page.screenshot({ path: join(target, `${name}.png`) });
    await context.close();
  }
}

async function withDemo(use: (url: string) => Promise<void>): Promise<void> {
  const demo = spawn(
    process.execPath,
    [
      '--conditions=smmwatch:source',
      resolve(import.meta.dirname, '../demo/main.ts'),
      '--port',
      String(DEMO_PORT),
      '--speed',
      '10',
      '--data',
      join(folder, 'demo'),
    ],
    { stdio: ['ignore', 'ignore', 'inherit'] },
  );
  try {
    await pause(DEMO_MS);
    await use(`http://127.0.0.1:${DEMO_PORT}`);
  } finally {
    await stop(demo);
  }
}

async function takeAll(
  browser: Browser,
  url: string,
  site: string,
  shots: Shot[],
  cookies: Cookie[] = [],
): Promise<void> {
  for (const colorScheme of SCHEMES) {
    for (const width of WIDTHS) {
      const viewport = { width, height: width < 600 ? 844 : 900 };
      const context = await browser.newContext({ colorScheme, viewport, deviceScaleFactor: 2 });
      await context.addCookies(cookies);
      const page = await context.newPage();
      for (const { name, path } of shots) {
        await page.goto(url + path);
        const height = await page.evaluate(() => document.documentElement.scrollHeight);
        await page.screenshot({
          path: join(FOLDER, `${site}-${name}-${width}-${colorScheme}.png`),
          fullPage: true,
          clip: { x: 0, y: 0, width, height: Math.min(height, HEIGHT_MAX) },
        });
      }
      await context.close();
      process.stdout.write(`${site}: ${shots.length} pages, ${width} wide, ${colorScheme}\n`);
    }
  }
}

/** Signs in as an operator does, and returns what the browser then holds. */
async function signIn(url: string, token: string): Promise<Cookie[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url + href('signIn', { token }));
  await page.click('main button');
  await page.waitForURL(url + href('operator'));
  const cookies = await context.cookies();
  await context.close();
  return cookies;
}

async function withSite(name: string, use: (url: string, deps: Deps) => Promise<void>): Promise<void> {
  const config = testConfig({ dataDir: join(folder, name) });
  const deps = await openDeps(config, {
    mayJoin: false,
    onDeath(error) {
      throw error;
    },
  });
  const site = await listen(createSite({ ...deps, pagesKeptMs: 0 }), '127.0.0.1', 0);
  await use(site.url, deps);
  await site.stop(1000);
  await deps.close();
}

async function launch(folder: string): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  const fonts = [
    '/usr/share/fonts',
    join(tmpdir(), 'fonts'),
    ...(process.env['PICTURE_FONTS'] ?? '').split(':'),
  ];
  const settings = join(folder, 'fonts.conf');
  writeFileSync(
    settings,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${fonts
      .filter((dir) => dir !== '')
      .map((dir) => `<dir>${dir}</dir>`)
      .join('')}<cachedir>${join(folder, 'fonts')}</cachedir></fontconfig>`,
  );
  return await playwright.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
    env: { ...process.env, FONTCONFIG_FILE: settings },
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
