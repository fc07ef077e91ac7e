/**
 * A migrated, empty database of the engine that this run is about: a clone on the real PostgreSQL server, or an embedded one
 * in a folder of its own. Without an engine named (a test that runs once) it is the embedded one.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, inject } from 'vitest';
import type { Config } from '../src/config.ts';
import { openDatabase, type Database, type OpenDatabase } from '../src/db/open.ts';
import { testConfig } from './config.ts';
import { copyDataFolder } from './embedded-template.ts';

export interface TestDatabase {
  readonly db: Database;
  /** Settings under which a process of its own reaches the same database. */
  readonly config: Config;
}

/** Opened before the tests of the file, closed and deleted after them. */
export function useDatabase(): TestDatabase {
  let open: (OpenDatabase & { config: Config; remove: () => Promise<void> }) | undefined;
  beforeAll(async () => {
    open = await (process.env['TEST_ENGINE'] === 'postgres' ? cloneOnServer() : openInFolder());
  });
  afterAll(async () => {
    await open?.close();
    await open?.remove();
  });
  const opened = () => {
    if (open === undefined) throw new Error('the database is open only while tests run');
    return open;
  };
  return {
    get db() {
      return opened().db;
    },
    get config() {
      return opened().config;
    },
  };
}

/** As it was before the first panel. Checks and changes name no panel that the database would hold them to. */
export async function removePanels(db: Database): Promise<void> {
  await sql`delete from panels`.execute(db);
  await sql`delete from checks`.execute(db);
  await sql`delete from changes`.execute(db);
}

const OPTIONS = {
  mayJoin: false,
  onDeath(error: Error) {
    throw error;
  },
};

async function openInFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-test-'));
  if (process.env['TEST_ENGINE'] === 'pglite') copyDataFolder(inject('embeddedTemplate'), folder);
  const config = testConfig({ dataDir: folder });
  return {
    ...(await openDatabase(config, OPTIONS)),
    config,
    remove: async () => rmSync(folder, { recursive: true, force: true }),
  };
}

async function cloneOnServer() {
  const url = inject('postgresUrl');
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-test-'));
  const server = await openDatabase(testConfig({ databaseUrl: `${url}/postgres` }), OPTIONS);
  await sql`create database ${sql.id(name)} template template1`.execute(server.db);
  const config = testConfig({ databaseUrl: `${url}/${name}`, dataDir: folder });
  return {
    ...(await openDatabase(config, OPTIONS)),
    config,
    async remove() {
      await sql`drop database ${sql.id(name)} with (force)`.execute(server.db);
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
