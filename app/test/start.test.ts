/** What an operator meets when starting the site: the first time, again, and when something is in the way. */
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openDatabase } from '../src/db/open.ts';
import { testConfig } from './config.ts';
import { copyDataFolder } from './embedded-template.ts';
import { run, serve, signIn, signInLink, type Ended } from './site-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'smmwatch-start-'));
const home = join(folder, 'home');
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What is wrong, what to do, nothing else: no stack, and a status that a script notices. */
function expectRefusal(ended: Ended, wrong: RegExp, remedy: RegExp, status = 1): void {
  expect(ended).toMatchObject({ status, stdout: '' });
  expect(ended.stderr).toMatch(/^smmwatch: /);
  expect(ended.stderr).toMatch(wrong);
  expect(ended.stderr).toMatch(remedy);
  expect(ended.stderr).not.toMatch(/^\s+at /m);
}

/** Other tests, and whatever else this machine does, run beside: how many processes share a core, one at least. */
function waitingPerCore(): number {
  return Math.max(1, (loadavg()[0] ?? 0) / availableParallelism());
}

describe('the first start', () => {
  it('makes the data folder, opens the site and prints a link that works once; later starts print none', async () => {
    const first = await serve({ DATA_DIR: home });
    const link = await signInLink(first);
    expect(link.origin).toBe(first.address);
    expect((await fetch(`${first.address}/readyz`)).status).toBe(200);
    const cookie = await signIn(link);
    await expect(signIn(link)).rejects.toThrow('403');
    expect((await fetch(`${first.address}/operator`, { headers: { cookie } })).status).toBe(200);
    expect(statSync(join(home, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o077).toBe(0);
    first.kill('SIGTERM');
    expect(await first.ended).toMatchObject({ status: 0 });
    // The log is kept and sent elsewhere; the link is for the terminal alone.
    expect((await first.ended).stderr).not.toContain(link.searchParams.get('token'));

    const began = performance.now();
    const later = await serve({ DATA_DIR: home });
    expect((performance.now() - began) / waitingPerCore()).toBeLessThan(5000);
    expect((await fetch(`${later.address}/operator`, { headers: { cookie } })).status).toBe(200);
    later.kill('SIGTERM');
    expect(await later.ended).toMatchObject({ status: 0, stdout: '' });
  });
});

describe('a data folder that others may enter', () => {
  it('holds the files of a database that they may not', async () => {
    const dataDir = join(folder, 'entered');
    copyDataFolder(home, dataDir);
    chmodSync(dataDir, 0o755);
    chmodSync(join(dataDir, 'db'), 0o755);
    const site = await serve({ DATA_DIR: dataDir });
    expect(statSync(join(dataDir, 'db')).mode & 0o077).toBe(0);
    site.kill('SIGTERM');
    expect(await site.ended).toMatchObject({ status: 0 });
  });
});

describe('a start that cannot be', () => {
  let copies = 0;
  /** A data folder of its own, as the first start left it. */
  function copyOfHome(): string {
    const copy = join(folder, `copy-${copies++}`);
    copyDataFolder(home, copy);
    return copy;
  }

  it.concurrent('names a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const ended = await run(['serve'], { DATA_DIR: copyOfHome(), PORT: String(port) });
    expectRefusal({ ...ended, stdout: '' }, new RegExp(`Port ${port} on 127.0.0.1 is taken`), /PORT=/);
    other.close();
  });

  it.concurrent('names the process that has the data folder', async () => {
    const dataDir = copyOfHome();
    const site = await serve({ DATA_DIR: dataDir });
    const ended = await run(['serve'], { DATA_DIR: dataDir, PORT: '0' });
    expectRefusal(
      ended,
      new RegExp(`${dataDir} is in use by process ${site.pid}`),
      /Stop that process.*DATA_DIR/,
    );
    expect((await fetch(`${site.address}/readyz`)).status).toBe(200);
    site.kill('SIGTERM');
    await site.ended;
  });

  // Root may write whatever the mode says, so folders are used that nobody can write to: under a file, and where the
  // kernel keeps no files at all.
  it.concurrent.each([['a file'], ['/proc/smmwatch']])(
    'names a data folder that cannot be written: under %s',
    async (where) => {
      const file = join(folder, 'a-file');
      if (!existsSync(file)) writeFileSync(file, '');
      const dataDir = where === 'a file' ? join(file, 'data') : where;
      const ended = await run(['serve'], { DATA_DIR: dataDir, PORT: '0' });
      expectRefusal(ended, new RegExp(`data folder ${dataDir} cannot be used`), /write access.*DATA_DIR/);
    },
  );

  it.runIf(process.getuid?.() !== 0)('names a data folder that this user may not write', async () => {
    const dataDir = join(folder, 'read-only');
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o500);
    expectRefusal(await run(['serve'], { DATA_DIR: dataDir, PORT: '0' }), /cannot be used/, /write access/);
  });

  it.concurrent('does not open the socket of its database to other users', async () => {
    const dataDir = copyOfHome();
    mkdirSync(join(dataDir, 'socket'));
    chmodSync(join(dataDir, 'socket'), 0o755);
    expectRefusal(await run(['serve'], { DATA_DIR: dataDir, PORT: '0' }), /open to other users/, /chmod 700/);
  });

  it.concurrent('names what a newer version wrote into the database', async () => {
    const dataDir = copyOfHome();
    const database = await openDatabase(testConfig({ dataDir }), { mayJoin: false, onDeath() {} });
    await sql`insert into migrations (name) values ('9999-from-the-future.sql')`.execute(database.db);
    await database.close();
    const ended = await run(['serve'], { DATA_DIR: dataDir, PORT: '0' });
    expectRefusal(ended, /newer smmwatch: it holds 9999-from-the-future\.sql/, /newer version.*backup/);
  });

  it.concurrent('says that files which are no database cannot be used', async () => {
    const dataDir = copyOfHome();
    writeFileSync(join(dataDir, 'db', 'global', 'pg_control'), 'not a database');
    const ended = await run(['serve'], { DATA_DIR: dataDir, PORT: '0' });
    expectRefusal(ended, /embedded database in .* does not start/, /backup/);
  });

  it.concurrent('lists all bad settings at once', async () => {
    const ended = await run(['serve'], {
      PORT: 'http',
      CHECK_INTERVAL: 'often',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://site:swordfish@db.example/site',
    });
    expectRefusal(
      ended,
      /4 mistakes[^]*PORT[^]*DATABASE_URL[^]*CHECK_INTERVAL[^]*LOG_LEVEL/,
      /docs\/configuration\.md/,
    );
    expect(ended.stderr).not.toContain('swordfish');
  });

  it.concurrent('says which part of ALLOW_ADDRESSES cannot be read', async () => {
    const ended = await run(['serve'], {
      DATA_DIR: copyOfHome(),
      PORT: '0',
      ALLOW_ADDRESSES: '127.0.0.1,10.0.0.0/99',
    });
    expectRefusal(ended, /ALLOW_ADDRESSES: "10\.0\.0\.0\/99"[^]*10\.0\.0\.0\/8/, /docs\/configuration\.md/);
  });

  it.concurrent('says that nobody answers at DATABASE_URL, without its password', async () => {
    const ended = await run(['serve'], {
      DATA_DIR: copyOfHome(),
      PORT: '0',
      DATABASE_URL: 'postgres://site:swordfish@127.0.0.1:9/site',
    });
    expectRefusal(ended, /database at 127\.0\.0\.1:9 cannot be reached: ECONNREFUSED/, /DATABASE_URL/);
    expect(ended.stderr).not.toContain('swordfish');
  });

  it.concurrent('says that web and work need a database to share', async () => {
    for (const command of ['web', 'work']) {
      expectRefusal(
        await run([command], { DATA_DIR: copyOfHome() }),
        new RegExp(`\`${command}\` alone`),
        /DATABASE_URL.*serve/,
      );
    }
  });

  it.concurrent('says that HOST is not an address of this machine', async () => {
    const ended = await run(['serve'], { DATA_DIR: copyOfHome(), HOST: '192.0.2.1', PORT: '0' });
    expectRefusal({ ...ended, stdout: '' }, /192\.0\.2\.1 is not an address of this machine/, /HOST/);
  });

  it.concurrent('says that a command is not one, and lists those that are', async () => {
    const ended = await run(['sevre'], {});
    expect(ended.status).toBe(64);
    expect(ended.stderr).toMatch(/sevre is not a command[^]*serve[^]*DATABASE_URL/);
  });
});

describe('the secret key', () => {
  let dataDir: string;
  beforeAll(async () => {
    dataDir = join(folder, 'secrets');
    copyDataFolder(home, dataDir);
    const added = await run(
      ['panels', 'add', 'Corner Shop', '--api-url', 'https://corner.example/api/v2', '--key-stdin'],
      { DATA_DIR: dataDir },
      'k3y-of-the-corner-shop',
    );
    if (added.status !== 0) throw new Error(added.stderr);
  });

  it('that is not the one of the database is refused at start', async () => {
    const other = Buffer.alloc(32, 7).toString('base64');
    const ended = await run(['serve'], { DATA_DIR: dataDir, PORT: '0', SECRET_KEY: other });
    expectRefusal(ended, /does not open the API keys/, /secret\.key.*SECRET_KEY/);
    expect(ended.stderr).not.toContain(other);
  });

  it('that was lost is not silently replaced by another', async () => {
    const secret = readFileSync(join(dataDir, 'secret.key'));
    rmSync(join(dataDir, 'secret.key'));
    expectRefusal(
      await run(['serve'], { DATA_DIR: dataDir, PORT: '0' }),
      /secret\.key is missing/,
      /Restore/,
    );
    expect(existsSync(join(dataDir, 'secret.key'))).toBe(false);
    writeFileSync(join(dataDir, 'secret.key'), secret, { mode: 0o600 });
    expect(await run(['panels', 'list'], { DATA_DIR: dataDir })).toMatchObject({ status: 0 });
  });

  it('that is lost for good is replaced by giving the keys again', async () => {
    const lost = join(folder, 'lost');
    copyDataFolder(dataDir, lost);
    rmSync(join(lost, 'secret.key'));
    const settings = { DATA_DIR: lost };
    expect((await run(['panels', 'list'], settings)).stdout).toContain('corner-shop');
    const edited = await run(['panels', 'edit', 'corner-shop', '--key-stdin'], settings, 'k3y-given-again');
    expect(edited).toMatchObject({ status: 0 });
    expect(await run(['panels', 'pause', 'corner-shop'], settings)).toMatchObject({ status: 0 });
  });

  it('that was damaged is named', async () => {
    const damaged = join(folder, 'damaged');
    copyDataFolder(dataDir, damaged);
    writeFileSync(join(damaged, 'secret.key'), 'half a secr');
    expectRefusal(await run(['serve'], { DATA_DIR: damaged, PORT: '0' }), /secret\.key is damaged/, /backup/);
  });
});
