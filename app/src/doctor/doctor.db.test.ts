/** The doctor as an operator calls it, beside a site that runs, one that does not, and one that cannot. */
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useSiteHome } from '../../test/site-home.ts';
import { run, serve } from '../../test/site-process.ts';
import type { DoctorFinding } from './findings.ts';

const home = useSiteHome();

async function doctor(settings: Record<string, string> = {}) {
  const { status, stdout, stderr } = await run(['doctor', '--json'], { ...home.settings, ...settings });
  expect(stderr).toBe('');
  const { ok, findings }: { ok: boolean; findings: DoctorFinding[] } = JSON.parse(stdout);
  // Whatever is wrong, the way to mend it stands beside it.
  for (const { level, remedy } of findings) expect(remedy === undefined).toBe(level === 'ok');
  expect(status).toBe(ok ? 0 : 1);
  return { status, of: (about: string) => findings.filter((finding) => finding.about === about) };
}

describe('smmwatch doctor', () => {
  it(
    'finds nothing wrong with a site that runs, and every matter is looked into',
    { timeout: 240_000 },
    async () => {
      const site = await serve(home.settings);
      await expect
        .poll(async () => (await doctor()).of('workers'), { timeout: 60_000, interval: 500 })
        .toMatchObject([{ level: 'ok' }]);
      const { status, of } = await doctor();
      expect(status).toBe(0);
      for (const about of [
        'Node',
        'settings',
        'data folder',
        'secret key',
        'disk space',
        'allowed addresses',
        'schema',
        'database',
        'clock',
        'tables of days',
        'roll-up',
        'keys of panels',
        'panels',
        'lateness',
        'leases',
        'submissions',
        'backup',
        'own trouble',
      ])
        expect([about, of(about)]).toMatchObject([about, [{ level: 'ok' }]]);
      // How old those that came with the program are depends on the day of the test.
      expect(of('exchange rates')).toMatchObject([
        { said: expect.stringMatching(/as they came with the program\); nobody is asked/) },
      ]);
      await home.look((db) =>
        sql`insert into exchange_rates (currency, day, per_usd, source) values ('EUR', (now() at time zone 'utc')::date, 0.88, 'a test')`.execute(
          db,
        ),
      );
      expect((await doctor()).of('exchange rates')).toMatchObject([
        { level: 'ok', said: expect.stringContaining('a test') },
      ]);
      await home.look((db) =>
        sql`with look as (
            insert into looks (api_url, host, visitor_hash, expires_at, ended_at) values ('https://p.example/', 'p.example', '', now(), now())
            returning look_id
          )
          insert into submissions (token_hash, name, api_url, look_id, listing, visitor_hash, consented_at, expires_at)
          select '', 'P', 'https://p.example/', look_id, 'pending_review', '', now() - interval '5 days', now() + interval '1 day' from look`.execute(
          db,
        ),
      );
      expect((await doctor()).of('submissions')).toMatchObject([
        { level: 'warning', said: expect.stringContaining('5 days') },
      ]);
      await home.look((db) => sql`delete from submissions`.execute(db));
      const file = join(home.settings['DATA_DIR'] ?? '', 'kept.backup.gz');
      expect(await run(['backup', file], home.settings)).toMatchObject({
        status: 0,
        stdout: expect.stringContaining(`${file}: 0 panels`),
      });
      expect((await doctor()).of('backup')).toMatchObject([
        { level: 'ok', said: expect.stringMatching(/^made \d{4}/) },
      ]);
      await home.look((db) => sql`update backups set made_at = now() - interval '9 days'`.execute(db));
      expect((await doctor()).of('backup')).toMatchObject([
        { level: 'warning', said: 'the last was made 9 days ago' },
      ]);
      expect(await run(['restore', file], home.settings)).toMatchObject({
        status: 1,
        stderr: expect.stringMatching(/A site runs on|A worker uses the database/),
      });
      site.kill('SIGTERM');
      await site.ended;
    },
  );

  it(
    'says that nobody checks when the site does not run and panels wait, and what to start',
    { timeout: 240_000 },
    async () => {
      const site = await serve(home.settings);
      await home.look((db) =>
        sql`with panel as (
          insert into panels (slug, name, api_url, key_sealed) values ('one', 'One', 'https://one.invalid/api', '\\x00') returning panel_id
        )
        insert into check_schedule (panel_id, interval_seconds, due_at) select panel_id, 900, now() - interval '1 hour' from panel`.execute(
          db,
        ),
      );
      site.kill('SIGKILL');
      await site.ended;
      await doctor();
      const { status, of } = await doctor();
      expect(status).toBe(1);
      expect(of('panels')).toMatchObject([
        { level: 'warning', said: expect.stringMatching(/1 of 1 are overdue/) },
      ]);
      // The key was sealed by nobody: as after a wrong secret was restored.
      expect(of('keys of panels')).toMatchObject([
        { level: 'error', remedy: expect.stringMatching(/Restore/) },
      ]);
    },
  );

  it('names settings, folders and allowances that are wrong', { timeout: 240_000 }, async () => {
    expect((await doctor({ PORT: 'many' })).of('settings')).toMatchObject([
      { level: 'error', said: expect.stringMatching(/PORT/) },
    ]);
    expect((await doctor({ ALLOW_ADDRESSES: '0.0.0.0/0' })).of('allowed addresses')).toMatchObject([
      { level: 'error' },
    ]);
    const folder = home.settings['DATA_DIR'] ?? '';
    const key = join(folder, 'secret.key');
    chmodSync(key, 0o644);
    chmodSync(folder, 0o755);
    const open = await doctor();
    expect(open.of('secret key')).toMatchObject([{ level: 'warning', remedy: `Run: chmod 600 ${key}` }]);
    expect(open.of('data folder')).toMatchObject([{ level: 'warning', remedy: `Run: chmod 700 ${folder}` }]);
    chmodSync(folder, 0o700);
    writeFileSync(key, 'damaged', { mode: 0o600 });
    chmodSync(key, 0o600);
    expect((await doctor()).of('secret key')).toMatchObject([{ level: 'error' }]);
    rmSync(key);
    expect((await doctor()).of('secret key')).toMatchObject([{ level: 'warning' }]);
  });

  it.runIf(home.isServer)(
    'says where a database that does not answer should be',
    { timeout: 240_000 },
    async () => {
      const { status, of } = await doctor({ DATABASE_URL: 'postgres://someone:hidden@127.0.0.1:1/site' });
      expect(status).toBe(1);
      expect(of('database')).toMatchObject([
        { level: 'error', said: expect.stringMatching(/127\.0\.0\.1:1 cannot be reached/) },
      ]);
      expect(JSON.stringify(of('database'))).not.toContain('hidden');
    },
  );
});
