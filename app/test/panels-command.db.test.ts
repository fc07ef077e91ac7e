/** `smmwatch panels …` as an operator types it, with and without a site that runs. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offer, openShop, type Shop } from './shop.ts';
import { useSiteHome } from './site-home.ts';
import { everythingWritten, follow, listPanels, run, serve, type Ended } from './site-process.ts';

const TIME = { timeout: 240_000 };
const home = useSiteHome();
const folder = mkdtempSync(join(tmpdir(), 'smmwatch-command-'));
let shop: Shop;
beforeAll(async () => {
  shop = await openShop('Corner Shop', [offer(1), offer(2)]);
});
afterAll(async () => {
  await shop.close();
  rmSync(folder, { recursive: true, force: true });
});

function panels(args: string[], input?: string, settings: Record<string, string> = {}): Promise<Ended> {
  return run(['panels', ...args], { ...home.settings, ALLOW_ADDRESSES: '127.0.0.1', ...settings }, input);
}

describe('without a site running', () => {
  it('adds, checks, edits, pauses, resumes and removes', TIME, async () => {
    const add = ['add', 'Corner Shop', '--api-url', shop.url, '--interval', '1h', '--key-stdin'];
    expect(await panels(add, `${shop.key}\n`)).toMatchObject({
      status: 0,
      stdout: 'corner-shop is watched; it is listed when its API answers\n',
      stderr: '',
    });
    expect(await panels(add, shop.key)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('--api-url: A panel with this API address'),
    });
    expect(await panels(['check', 'corner-shop'])).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^corner-shop: ok in \d+ ms; 2 services, 0 changes\.\n$/),
    });
    expect(await listPanels(home.settings)).toEqual([
      expect.objectContaining({
        slug: 'corner-shop',
        listing: 'listed',
        state: 'up',
        services: 2,
        intervalSeconds: 3600,
        currency: 'USD',
      }),
    ]);
    expect((await panels(['list'])).stdout).toMatch(/PANEL +STATE +SERVICES[^]*corner-shop +up +2 +1h/);
    expect(await panels(['edit', 'corner-shop', '--name', 'New Name', '--interval', '2h'])).toMatchObject({
      status: 0,
    });
    expect(await panels(['pause', 'corner-shop'])).toMatchObject({
      status: 0,
      stdout: 'corner-shop is paused\n',
    });
    const [paused] = await listPanels(home.settings);
    expect(paused).toMatchObject({ name: 'New Name', intervalSeconds: 7200, pausedAt: expect.any(String) });
    expect(await panels(['resume', 'corner-shop'])).toMatchObject({ status: 0 });
    expect(await panels(['remove', 'corner-shop'])).toMatchObject({
      status: 64,
      stderr: expect.stringContaining('--yes'),
    });
    expect(await panels(['remove', 'corner-shop', '--yes'])).toMatchObject({ status: 0 });
    expect(await listPanels(home.settings)).toEqual([]);
  });

  it('says what is wrong, all of it, and how to give the key', TIME, async () => {
    const wrong = await panels(
      ['add', 'Shop', '--api-url', 'corner', '--interval', '1s', '--currency', 'dollar', '--key-stdin'],
      shop.key,
    );
    expect(wrong).toMatchObject({ status: 1, stdout: '' });
    for (const option of ['--api-url', '--interval', '--currency']) expect(wrong.stderr).toContain(option);
    const asArgument = await panels(['add', 'Shop', '--api-url', shop.url, '--key', 'not-a-secret-any-more']);
    expect(asArgument).toMatchObject({
      status: 64,
      stderr: expect.stringMatching(/every user of this machine[^]*--key-stdin/),
    });
    expect(asArgument.stderr).not.toContain('not-a-secret-any-more');
    expect(await panels(['pause', 'nobody'])).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('no panel is called nobody'),
    });
  });

  it('takes turns when several are started at once', TIME, async () => {
    const added = await Promise.all(
      [1, 2, 3].map((n) =>
        panels(['add', `Shop ${n}`, '--api-url', `${shop.url}?n=${n}`, '--key-stdin'], shop.key),
      ),
    );
    for (const { stderr } of added) expect(stderr).not.toMatch(/^\s+at /m);
    const done = added.flatMap(({ status }, index) => (status === 0 ? [`shop-${index + 1}`] : []));
    expect((await listPanels(home.settings)).map(({ slug }) => slug).sort()).toEqual(done);
    expect(done).toEqual(['shop-1', 'shop-2', 'shop-3']);
    for (const slug of done) await panels(['remove', slug, '--yes']);
  });
});

describe('beside a site that runs', () => {
  it('does the same, and the site takes it up', TIME, async () => {
    const site = await serve(home.settings);
    const keyFile = join(folder, 'key');
    writeFileSync(keyFile, `${shop.key}\n`, { mode: 0o600 });
    expect(await panels(['add', 'Corner Shop', '--api-url', shop.url, '--key-file', keyFile])).toMatchObject({
      status: 0,
    });
    await until(async () => (await fetch(`${site.address}/panels/corner-shop`)).status === 200);
    expect(await (await fetch(`${site.address}/services`)).text()).toContain('Instagram Followers 2');
    expect(await panels(['check', 'corner-shop'])).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('unchanged'),
    });
    await shop.setTrouble({ trouble: 'dead_key' });
    expect(await panels(['check', 'corner-shop'])).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('auth/invalid_key'),
    });
    await shop.setTrouble(null);
    const wrongKey = await panels(['edit', 'corner-shop', '--key-stdin'], 'k3y-of-someone-else');
    expect(wrongKey).toMatchObject({ status: 0 });
    expect(await panels(['check', 'corner-shop'])).toMatchObject({ status: 2 });
    expect(await panels(['remove', 'corner-shop', '--yes'])).toMatchObject({ status: 0 });
    // Visitors share a page for a few seconds.
    await until(async () => (await fetch(`${site.address}/panels/corner-shop`)).status === 404);
    site.kill('SIGTERM');
    expect(await site.ended).toMatchObject({ status: 0 });
  });
});

describe('npx smmwatch', () => {
  it('reaches the commands of the site from the root of the repository', TIME, async () => {
    const root = resolve(import.meta.dirname, '../..');
    const child = spawn(
      process.execPath,
      [join(root, 'node_modules/.bin/smmwatch'), 'panels', 'list', '--json'],
      {
        cwd: root,
        env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...home.settings },
      },
    );
    const ended = await follow(child).ended;
    expect(ended).toMatchObject({ status: 0 });
    expect(JSON.parse(ended.stdout)).toMatchObject({ version: 1, panels: expect.any(Array) });
  });
});

it('nothing that any of these processes wrote holds a key', () => {
  expect(everythingWritten()).toContain('corner-shop');
  expect(everythingWritten()).not.toContain(shop.key);
  expect(everythingWritten()).not.toContain('k3y-of-someone-else');
});

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 50));
}
