/** The operator's pages: who may see them, and that a key goes in and never comes out. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, test } from 'vitest';
import { seedSite } from '../../test/seed-site.ts';
import { useDatabase } from '../../test/database.ts';
import { siteOf, type TestSite } from '../../test/site.ts';
import { createLink } from './sign-in.ts';

const KEY = 'k3y-that-must-not-leak-0123456789';
const database = useDatabase();
let visitor: TestSite;
let operator: TestSite;

beforeAll(async () => {
  await seedSite(database.db);
  const site = siteOf(database);
  visitor = site.visitor;
  operator = await site.operator();
});

async function scheduleOf(slug: string) {
  const { rows } = await sql<{ paused_at: Date | null; due_at: Date; interval_seconds: number }>`
    select d.* from check_schedule d join panels p using (panel_id) where slug = ${slug}`.execute(
    database.db,
  );
  return rows[0];
}

describe('without signing in', () => {
  test.each([
    '/operator',
    '/dev/gallery',
    '/operator/panels/new',
    '/operator/panels/north-star/edit',
    '/operator/panels/north-star/remove',
  ])('%s is refused and says how to sign in', async (path) => {
    const { status, text } = await visitor.get(path);
    expect(status).toBe(403);
    expect(text).toContain('one-time link');
    expect(text).not.toContain('North Star');
  });

  test.each([
    'new',
    'north-star/edit',
    'north-star/pause',
    'north-star/resume',
    'north-star/check',
    'north-star/remove',
  ])('posting to /operator/panels/%s does nothing', async (path) => {
    expect((await visitor.post(`/operator/panels/${path}`, { name: 'x' })).status).toBe(403);
    expect(await scheduleOf('north-star')).toMatchObject({ paused_at: null, interval_seconds: 900 });
  });
});

describe('a sign-in link', () => {
  test('is not used up by being opened, only by the button, and only once', async () => {
    const token = await createLink({ db: database.db });
    expect((await visitor.get(`/operator/sign-in?token=${token}`)).text).toContain(`value="${token}"`);
    expect((await visitor.post('/operator/sign-in', { token })).status).toBe(303);
    const again = await visitor.post('/operator/sign-in', { token });
    expect(again.status).toBe(403);
    expect(again.text).toContain('does not work any more');
  });

  test('ends with signing out', async () => {
    const other = await siteOf(database).operator();
    expect((await other.get('/operator')).status).toBe(200);
    expect((await other.post('/operator/sign-out')).location).toBe('/');
    expect((await other.get('/operator')).status).toBe(403);
  });
});

describe('a panel', () => {
  const form = {
    name: 'Added Panel',
    apiUrl: 'https://added.example/api/v2',
    key: KEY,
    websiteUrl: '',
    interval: '10m',
    currency: 'usd',
  };

  test('that is filled in wrongly comes back with what was typed, except the key', async () => {
    const { status, text } = await operator.post('/operator/panels/new', {
      ...form,
      apiUrl: 'ftp://added.example',
      interval: 'often',
    });
    expect(status).toBe(422);
    expect(text).toContain('value="ftp://added.example"');
    expect(text).toContain('value="often"');
    expect(text).toMatch(/id="apiUrl-error">[^<]+</);
    expect(text).toMatch(
      /aria-describedby="interval-error interval-hint"|aria-describedby="interval-hint interval-error"/,
    );
    expect(text).not.toContain(KEY);
  });

  test('is added, and its page follows', async () => {
    const saved = await operator.post('/operator/panels/new', form);
    expect(saved).toMatchObject({ status: 303, location: '/panels/added-panel' });
    expect((await operator.get('/panels/added-panel')).text).toContain('Not checked yet');
  });

  test('keeps its key when it is edited without one, and never shows it', async () => {
    const sealed = async () =>
      (
        await sql<{ key_sealed: Buffer }>`select key_sealed from panels where slug = 'added-panel'`.execute(
          database.db,
        )
      ).rows[0];
    expect((await operator.get('/operator/panels/added-panel/edit')).text).toMatch(
      /name="key" type="password" value=""/,
    );
    const saved = await operator.post('/operator/panels/added-panel/edit', {
      ...form,
      key: '',
      name: 'Renamed Panel',
    });
    expect(saved).toMatchObject({ status: 303, location: '/panels/added-panel' });
    expect((await sealed())?.key_sealed.length).toBeGreaterThan(KEY.length);
    for (const path of [
      '/operator',
      '/panels/added-panel',
      '/operator/panels/added-panel/edit',
      '/operator/panels/added-panel/remove',
    ]) {
      expect((await operator.get(path)).text).not.toContain(KEY);
    }
  });

  test('shows the words its API uses when it is edited, so that saving keeps them', async () => {
    const other = {
      ...form,
      name: 'Other Words',
      apiUrl: 'https://other-words.example/api',
      dialect: 'layanan',
    };
    expect((await operator.post('/operator/panels/new', other)).status).toBe(303);
    const { text } = await operator.get('/operator/panels/other-words/edit');
    expect(text).toMatch(/<option value="layanan" selected>/);
    expect((await operator.post('/operator/panels/new', { ...other, dialect: 'nonsense' })).text).toMatch(
      /id="dialect-error"/,
    );
    await operator.post('/operator/panels/other-words/remove');
  });

  test('that moves to another host needs its key again', async () => {
    const moved = await operator.post('/operator/panels/added-panel/edit', {
      ...form,
      key: '',
      apiUrl: 'https://elsewhere.example/api',
    });
    expect(moved.status).toBe(422);
    expect(moved.text).toMatch(/id="key-error"/);
  });

  test('is paused, resumed and checked now with one button each', async () => {
    expect((await operator.post('/operator/panels/slow-river/pause')).location).toBe('/operator');
    expect((await scheduleOf('slow-river'))?.paused_at).not.toBeNull();
    await operator.post('/operator/panels/slow-river/resume');
    expect((await scheduleOf('slow-river'))?.paused_at).toBeNull();
    await sql`update check_schedule set due_at = now() + interval '1 hour'`.execute(database.db);
    await operator.post('/operator/panels/slow-river/check');
    expect((await scheduleOf('slow-river'))?.due_at.getTime()).toBeLessThan(Date.now() + 60_000);
  });

  test('is removed only after a page that asks', async () => {
    expect((await operator.get('/operator/panels/slow-river/remove')).text).toContain('cannot be undone');
    expect(await scheduleOf('slow-river')).toBeDefined();
    expect((await operator.post('/operator/panels/slow-river/remove')).location).toBe('/operator');
    expect(await scheduleOf('slow-river')).toBeUndefined();
    expect((await operator.post('/operator/panels/slow-river/remove')).status).toBe(404);
  });
});
