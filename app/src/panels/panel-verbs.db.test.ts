import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { addPanel, type PanelVerbDeps } from './add-panel.ts';
import { editPanel } from './edit-panel.ts';
import { checkPanelNow, pausePanel, removePanel, resumePanel } from './panel-verbs.ts';
import { findPanel, listPanels } from './queries.ts';
import { openVault } from './vault.ts';

const KEY = 'k3y-that-nobody-may-read-0123456789';
const database = useDatabase();

function deps(): PanelVerbDeps {
  return { db: database.db, vault: openVault(database.config), limits: database.config };
}

beforeEach(async () => {
  await sql`delete from panels`.execute(database.db);
});

async function added(changes: Record<string, string> = {}): Promise<string> {
  const form = { name: 'Corner Shop', apiUrl: 'https://corner.example/api/v2', key: KEY, ...changes };
  const saved = await addPanel(deps(), form);
  if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  return saved.slug;
}

async function keyOf(slug: string): Promise<string> {
  const { rows } = await sql<{ key_sealed: Buffer; api_url: string }>`
    select key_sealed, api_url from panels where slug = ${slug}`.execute(database.db);
  return deps().vault.unseal(rows[0]!.key_sealed, rows[0]!.api_url);
}

describe('adding a panel', () => {
  it('keeps what was typed, is due at once and not yet public', async () => {
    const slug = await added({ websiteUrl: 'https://corner.example', interval: '2h', currency: 'eur' });
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({
      slug: 'corner-shop',
      name: 'Corner Shop',
      websiteUrl: 'https://corner.example/',
      apiUrl: 'https://corner.example/api/v2',
      listing: 'checking',
      currency: 'EUR',
      currencySource: 'operator',
      intervalSeconds: 7200,
      state: null,
    });
    expect(await findPanel(database.db, slug, 'visitor')).toBeUndefined();
    expect(await listPanels(database.db, 'visitor')).toEqual([]);
    expect(await keyOf(slug)).toBe(KEY);
    const { rows } = await sql`select 1 from check_schedule where due_at <= now()`.execute(database.db);
    expect(rows).toHaveLength(1);
  });

  it('tells every mistake at once', async () => {
    const saved = await addPanel(deps(), {
      name: ' \n ',
      websiteUrl: 'javascript:alert(1)',
      apiUrl: 'ftp://corner.example',
      interval: '1s',
      currency: 'dollars',
      dialect: 'klingon',
    });
    expect(saved.ok).toBe(false);
    expect(Object.keys(saved.ok ? {} : saved.errors).sort()).toEqual([
      'apiUrl',
      'currency',
      'dialect',
      'interval',
      'key',
      'name',
      'websiteUrl',
    ]);
  });

  it.each([
    ['https://user:secret@corner.example/api', /user name or password/],
    [`https://corner.example/api?key=${KEY}`, /Leave the key out/],
    [`https://corner.example/api?api_token=${KEY}`, /Leave the key out/],
    ['', /address/],
    ['corner.example/api', /https:/],
    [`https://corner.example/${'x'.repeat(600)}`, /500 characters/],
  ])('refuses the API address %s', async (apiUrl, why) => {
    const saved = await addPanel(deps(), { name: 'Corner Shop', apiUrl, key: KEY });
    expect(saved).toMatchObject({ ok: false, errors: { apiUrl: expect.stringMatching(why) } });
    expect(JSON.stringify(saved)).not.toContain(KEY);
  });

  it.each(['two words', 'line\nbreak', 'ключ', 'x'.repeat(501)])(
    'refuses %j as a key, without repeating it',
    async (key) => {
      const saved = await addPanel(deps(), { name: 'Corner Shop', apiUrl: 'https://corner.example/', key });
      expect(saved).toMatchObject({ ok: false, errors: { key: expect.any(String) } });
      expect(JSON.stringify(saved)).not.toContain(key);
    },
  );

  it('refuses an API that is watched already, also when two ask at once', async () => {
    const results = await Promise.all(
      Array.from({ length: 4 }, (_, n) =>
        addPanel(deps(), { name: `Shop ${n}`, apiUrl: 'https://corner.example/api', key: KEY }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(results.filter(({ ok }) => !ok)).toEqual(
      Array.from({ length: 3 }, () => ({
        ok: false,
        errors: { apiUrl: expect.stringContaining('watched already') },
      })),
    );
  });

  it('gives every panel a name in URLs of its own, also when many of one name come at once', async () => {
    const slugs = await Promise.all(
      Array.from({ length: 6 }, (_, n) => added({ apiUrl: `https://corner.example/${n}` })),
    );
    expect(slugs.sort()).toEqual(['corner-shop', ...[2, 3, 4, 5, 6].map((n) => `corner-shop-${n}`)]);
  });

  it.each([
    'Вершина SMM',
    'نبض',
    '🔥🔥',
    '--',
    "'; drop table panels; --",
    'x'.repeat(80),
    'CON',
    '../../etc',
  ])('finds an address for the name %j', async (name) => {
    const slug = await added({ name });
    expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({ name });
  });
});

describe('editing a panel', () => {
  const stored = { name: 'Corner Shop', apiUrl: 'https://corner.example/api/v2', interval: '15m' };

  it('keeps its address in URLs and its key, and checks it again', async () => {
    const slug = await added();
    await sql`update check_schedule set due_at = now() + interval '1 day', failures = 5`.execute(database.db);
    const saved = await editPanel(deps(), slug, {
      ...stored,
      name: 'New Name',
      apiUrl: 'https://corner.example/api/v3',
    });
    expect(saved).toEqual({ ok: true, slug });
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({
      name: 'New Name',
      apiUrl: 'https://corner.example/api/v3',
    });
    expect(await keyOf(slug)).toBe(KEY);
    const { rows } = await sql`select failures from check_schedule where due_at <= now()`.execute(
      database.db,
    );
    expect(rows).toEqual([{ failures: 0 }]);
  });

  it.each([
    'https://evil.example/api/v2',
    'http://corner.example/api/v2',
    'https://corner.example:8443/api/v2',
    'https://sub.corner.example/api/v2',
  ])('does not send the key to another host: %s needs it again', async (apiUrl) => {
    const slug = await added();
    expect(await editPanel(deps(), slug, { ...stored, apiUrl })).toMatchObject({
      ok: false,
      errors: { key: expect.stringContaining('enter the key again') },
    });
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({ apiUrl: stored.apiUrl });
    expect(await editPanel(deps(), slug, { ...stored, apiUrl, key: 'another-key' })).toMatchObject({
      ok: true,
    });
    expect(await keyOf(slug)).toBe('another-key');
  });

  it('lets go of a currency that the operator took back, not of one that the panel declared', async () => {
    const slug = await added({ currency: 'EUR' });
    await editPanel(deps(), slug, stored);
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({
      currency: null,
      currencySource: null,
    });
    await sql`update panels set currency = 'RUB', currency_source = 'balance'`.execute(database.db);
    await editPanel(deps(), slug, stored);
    expect(await findPanel(database.db, slug, 'operator')).toMatchObject({
      currency: 'RUB',
      currencySource: 'balance',
    });
  });

  it("refuses another panel's API, and says when the panel is gone", async () => {
    const slug = await added();
    await added({ apiUrl: 'https://other.example/api' });
    expect(
      await editPanel(deps(), slug, { ...stored, apiUrl: 'https://other.example/api', key: KEY }),
    ).toMatchObject({
      ok: false,
      errors: { apiUrl: expect.stringContaining('watched already') },
    });
    await removePanel(database, slug);
    expect(await editPanel(deps(), slug, stored)).toMatchObject({
      ok: false,
      errors: { name: expect.stringContaining('removed') },
    });
  });
});

describe('pausing, resuming, checking now and removing', () => {
  it('keep to the panel that was named, and say when there is none', async () => {
    const slug = await added();
    const other = await added({ name: 'Other', apiUrl: 'https://other.example/' });
    const pausedAt = async (of: string) => (await findPanel(database.db, of, 'operator'))?.pausedAt ?? null;
    expect(await pausePanel(database, slug)).toBe(true);
    const since = await pausedAt(slug);
    expect(since).not.toBeNull();
    expect(await pausedAt(other)).toBeNull();
    await pausePanel(database, slug);
    expect(await pausedAt(slug)).toEqual(since);
    expect(await resumePanel(database, slug)).toBe(true);
    expect(await pausedAt(slug)).toBeNull();
    await sql`update check_schedule set due_at = now() + interval '1 day'`.execute(database.db);
    expect(await checkPanelNow(database, slug)).toBe(true);
    const { rows } = await sql<{ slug: string }>`
      select slug from panels join check_schedule using (panel_id) where due_at <= now()`.execute(
      database.db,
    );
    expect(rows).toEqual([{ slug }]);
    await sql`
      insert into checks (panel_id, started_at, duration_ms, seen_state, stage, code)
      select panel_id, now(), 1, 'up', 'ok', 'ok' from panels`.execute(database.db);
    await sql`
      insert into changes (panel_id, changed_at, kind, service_id)
      select panel_id, now(), 'rate', '1' from panels`.execute(database.db);
    expect(await removePanel(database, slug)).toBe(true);
    const checked = await sql`
      select slug from checks left join panels using (panel_id)`.execute(database.db);
    expect(checked.rows).toEqual([{ slug: other }]);
    const changed = await sql`
      select slug from changes left join panels using (panel_id)`.execute(database.db);
    expect(changed.rows).toEqual([{ slug: other }]);
    expect((await listPanels(database.db, 'operator')).map((panel) => panel.slug)).toEqual([other]);
    for (const verb of [pausePanel, resumePanel, checkPanelNow, removePanel])
      expect(await verb(database, slug)).toBe(false);
  });

  it('takes a removed panel off the schedule where no foreign key does, as on a cluster', async () => {
    const slug = await added();
    await added({ name: 'Other', apiUrl: 'https://other.example/' });
    await sql`alter table check_schedule drop constraint check_schedule_panel_id_fkey`.execute(database.db);
    try {
      await removePanel(database, slug);
      const { rows } = await sql<{
        slug: string;
      }>`select slug from check_schedule left join panels using (panel_id)`.execute(database.db);
      expect(rows).toEqual([{ slug: 'other' }]);
    } finally {
      await sql`delete from check_schedule`.execute(database.db);
      await sql`alter table check_schedule add foreign key (panel_id) references panels on delete cascade`.execute(
        database.db,
      );
    }
  });
});

describe('the key', () => {
  it('stands in no row of any table, in no form in which it could be read', async () => {
    const slug = await added();
    await editPanel(deps(), slug, {
      name: 'Corner Shop',
      apiUrl: 'https://corner.example/api/v4',
      interval: '1h',
    });
    const { rows: tables } = await sql<{ name: string }>`
      select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`.execute(
      database.db,
    );
    expect(tables.length).toBeGreaterThan(8);
    const forms = [
      KEY,
      Buffer.from(KEY).toString('hex'),
      Buffer.from(KEY).toString('base64'),
      encodeURIComponent(KEY),
    ];
    for (const { name } of tables) {
      const { rows } = await sql<{ row: string }>`select t::text as row from ${sql.table(name)} t`.execute(
        database.db,
      );
      const text = rows.map(({ row }) => row).join('\n');
      for (const form of forms) expect(text).not.toContain(form);
    }
    expect(JSON.stringify(await listPanels(database.db, 'operator'))).not.toMatch(/key(?!_invalid)/i);
  });
});
