/** A backup, a database that is gone, a restore: the same rows, the same pages. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { testConfig } from '../../test/config.ts';
import { useDatabase, type TestDatabase } from '../../test/database.ts';
import { seedLooks } from '../../test/looks.ts';
import { seedSite } from '../../test/seed-site.ts';
import { siteOf } from '../../test/site.ts';
import { missingMigrations } from '../db/migrate.ts';
import { openDatabase } from '../db/open.ts';
import { StartError } from '../errors.ts';
import { latestBackup } from '../status/queries.ts';
import { backupCommand, restoreCommand } from './backup-command.ts';
import { restoreBackup } from './restore-backup.ts';
import { backedUpTables } from './tables.ts';
import { writeBackup } from './write-backup.ts';

const TIME = 240_000;
const original = useDatabase();
const empty = useDatabase();
const folder = mkdtempSync(join(tmpdir(), 'smmwatch-backup-'));
const file = join(folder, 'site.backup.gz');
const PAGES = [
  '/',
  '/panels',
  '/panels/north-star',
  '/panels/north-star/changes',
  '/panels/closed-door/incidents',
  '/panels/hostile/conformance',
  '/panels/north-star/services/1002',
  '/services?q=followers&sort=rate',
  '/changes',
];

beforeAll(async () => {
  await seedSite(original.db);
  await seedLooks(original);
  // Digits that a number of JavaScript would not keep.
  await sql`update services set rate = 0.123456789012345678901234567890 where service_id = '1003'`.execute(
    original.db,
  );
  await writeBackup(original.db, file);
}, TIME);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function linesOf(backup: string): string[] {
  return gunzipSync(readFileSync(backup)).toString('utf8').trimEnd().split('\n');
}

function written(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, gzipSync(`${lines.join('\n')}\n`));
  return path;
}

/** Rows of one moment, whatever order the engine reads them in. */
async function rowsOf(test: TestDatabase, name: string): Promise<string[]> {
  const path = join(folder, name);
  await writeBackup(test.db, path);
  const isBackups = (line: string) => line.includes('"made_at"') && line.includes('"bytes"');
  return linesOf(path)
    .slice(1)
    .filter((line) => !isBackups(line) && !line.startsWith('["end"'))
    .toSorted();
}

async function refusal(promise: Promise<unknown>): Promise<StartError> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof StartError)) throw new Error(`no refusal: ${String(error)}`);
  return error;
}

describe('a backup', () => {
  test('is a file that only its owner may read, and is remembered', async () => {
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(existsSync(`${file}.part`)).toBe(false);
    const latest = await latestBackup(original.db);
    expect(latest?.bytes).toBe(statSync(file).size);
  });

  test('holds every table but those of a running site', async () => {
    const names = linesOf(file).flatMap((line) => {
      if (!line.startsWith('["table"')) return [];
      return [String(JSON.parse(line)[1])];
    });
    expect(names).toEqual((await backedUpTables(original.db)).map(({ name }) => name));
    expect(names).toEqual(expect.arrayContaining(['panels', 'checks', 'services', 'changes', 'submissions']));
    expect(names).not.toContain('operator_sessions');
  });

  test('overwrites nothing, and leaves nothing where it cannot be written', async () => {
    const before = readFileSync(file);
    expect((await refusal(writeBackup(original.db, file))).message).toContain('exists already');
    expect(readFileSync(file).equals(before)).toBe(true);
    const nowhere = join(folder, 'no', 'such', 'folder.gz');
    expect((await refusal(writeBackup(original.db, nowhere))).message).toContain('could not be written');
    const busy = join(folder, 'busy.gz');
    writeFileSync(`${busy}.part`, 'of another');
    expect((await refusal(writeBackup(original.db, busy))).message).toContain('is there already');
    expect(readFileSync(`${busy}.part`, 'utf8')).toBe('of another');
  });
});

describe('a restore', () => {
  test(
    'that fails leaves the database empty: cut off, damaged, changed, newer, none of ours',
    { timeout: TIME },
    async () => {
      const whole = readFileSync(file);
      const lines = linesOf(file);
      const cut = join(folder, 'cut.gz');
      writeFileSync(cut, whole.subarray(0, whole.length >> 1));
      const damaged = join(folder, 'damaged.gz');
      const bytes = Buffer.from(whole);
      bytes.fill(0, bytes.length >> 1, (bytes.length >> 1) + 64);
      writeFileSync(damaged, bytes);
      const plain = join(folder, 'plain.gz');
      writeFileSync(plain, 'not gzip');
      const row = lines.findIndex((line) => line.startsWith('{"') && line.includes('north-star'));
      const head: { migrations: string[] } = JSON.parse(lines[0] ?? '');
      const cases: [string, RegExp][] = [
        [cut, /could not be restored|not whole/],
        [damaged, /could not be restored/],
        [plain, /could not be restored/],
        [join(folder, 'missing.gz'), /ENOENT/],
        [written('no-end.gz', lines.slice(0, -1)), /not whole/],
        [written('a-row-less.gz', lines.toSpliced(lines.length - 2, 1)), /not whole/],
        [written('no-json.gz', lines.toSpliced(row, 1, '{"slug":')), /could not be restored/],
        [
          written('foreign-table.gz', lines.toSpliced(1, 0, '["table","pg_authid",["rolname"]]')),
          /pg_authid/,
        ],
        [
          written('newer.gz', [
            JSON.stringify({ ...head, migrations: [...head.migrations, '9999-x.sql'] }),
            ...lines.slice(1),
          ]),
          /newer smmwatch: it knows 9999-x.sql/,
        ],
        [written('other.gz', ['{"a":1}']), /no backup of smmwatch/],
        [written('nothing.gz', []), /no backup of smmwatch/],
      ];
      for (const [path, said] of cases)
        expect((await refusal(restoreBackup(empty.db, path))).message).toMatch(said);
      const { rows } = await sql<{ n: number }>`select count(*) as n from panels`.execute(empty.db);
      expect(rows[0]?.n).toBe(0);
    },
  );

  test('gives the same rows, the same pages, and numbers that go on', { timeout: TIME }, async () => {
    const { panels, rows } = await restoreBackup(empty.db, file);
    expect(panels).toBe(6);
    expect(rows).toBeGreaterThan(500);
    expect(await rowsOf(empty, 'restored.gz')).toEqual(await rowsOf(original, 'original.gz'));
    const [there, here] = [siteOf(original).visitor, siteOf(empty).visitor];
    // A page tells when it was made.
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    try {
      for (const path of PAGES) {
        const was = await there.get(path);
        const is = await here.get(path);
        expect({ path, status: was.status }).toEqual({ path, status: 200 });
        expect(tagsOf(is.text)).toEqual(tagsOf(was.text));
      }
    } finally {
      vi.useRealTimers();
    }
    const { rows: added } = await sql<{ panel_id: number; most: number }>`
      insert into panels (slug, name, api_url, key_sealed)
      select 'one-more', 'One more', 'https://more.example/api', key_sealed from panels limit 1
      returning panel_id, (select max(panel_id) from panels) as most`.execute(empty.db);
    expect(added[0]?.panel_id).toBeGreaterThan(added[0]?.most ?? Infinity);
  });

  test('refuses a database that holds panels, and changes none of it', async () => {
    const before = await rowsOf(original, 'before.gz');
    expect((await refusal(restoreBackup(original.db, file))).message).toContain('not empty');
    expect(await rowsOf(original, 'after.gz')).toEqual(before);
  });

  test(
    'goes into an embedded database that was never started, from a server or of an older version',
    { timeout: TIME },
    async () => {
      const lines = linesOf(file);
      const head: { migrations: string[] } = JSON.parse(lines[0] ?? '');
      const own = lines.findIndex((line) => line.startsWith('["table","backups"'));
      const older = written('older.gz', [
        JSON.stringify({ ...head, migrations: head.migrations.filter((name) => !name.includes('backups')) }),
        ...lines.slice(1, own),
        ...lines.slice(own + 1),
      ]);
      for (const from of [file, older]) {
        const config = testConfig({ dataDir: mkdtempSync(join(folder, 'data-')) });
        expect(await restoreCommand(config, [from])).toBe(0);
        const opened = await openDatabase(config, { mayJoin: false, asItIs: true, onDeath() {} });
        try {
          expect(await missingMigrations(opened.db)).toEqual([]);
          expect(
            await rowsOf({ db: opened.db, config }, `of-${from === file ? 'same' : 'older'}.gz`),
          ).toEqual(await rowsOf(original, `beside-${from === file ? 'same' : 'older'}.gz`));
        } finally {
          await opened.close();
        }
      }
    },
  );
});

test('the commands say how they are used', async () => {
  expect(await refusal(restoreCommand(original.config, []))).toMatchObject({
    status: 64,
    remedy: 'Usage: smmwatch restore FILE',
  });
  expect(await refusal(backupCommand(original.config, ['a', 'b']))).toMatchObject({ status: 64 });
});

/** So that a difference is told by its place; the front page says when the database counted. */
function tagsOf(page: string): string[] {
  return page.replace(/Counted at <time[^>]*>[^<]*/, '').split(/(?<=>)/);
}
