/** Where processes of a test live: a data folder of their own, and the engine that this run is about. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, inject } from 'vitest';
import { openDatabase, type OpenDatabase } from '../src/db/open.ts';
import { testConfig } from './config.ts';
import { copyDataFolder } from './embedded-template.ts';
import type { Settings } from './site-process.ts';

export interface SiteHome {
  readonly settings: Settings;
  readonly isServer: boolean;
  /** Reads what is committed, beside whichever process runs; the embedded engine must be running. */
  look: <Row>(read: (db: OpenDatabase['db']) => Promise<Row>) => Promise<Row>;
}

export function useSiteHome(): SiteHome {
  const isServer = process.env['TEST_ENGINE'] === 'postgres';
  let settings: Settings = {};
  const name = `test_${crypto.randomUUID().replaceAll('-', '')}`;
  beforeAll(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'smmwatch-home-'));
    settings = { DATA_DIR: folder };
    if (!isServer) {
      copyDataFolder(inject('embeddedTemplate'), folder);
      return;
    }
    await onServer((db) => sql`create database ${sql.id(name)} template template1`.execute(db));
    settings = { DATA_DIR: folder, DATABASE_URL: `${inject('postgresUrl')}/${name}` };
  });
  afterAll(async () => {
    if (isServer) await onServer((db) => sql`drop database ${sql.id(name)} with (force)`.execute(db));
    rmSync(settings['DATA_DIR'] ?? '', { recursive: true, force: true });
  });
  return {
    get settings() {
      return settings;
    },
    isServer,
    async look(read) {
      const config = testConfig({
        dataDir: settings['DATA_DIR'] ?? '',
        databaseUrl: settings['DATABASE_URL'],
      });
      const database = await openDatabase(config, { mayJoin: true, onDeath() {} });
      try {
        return await read(database.db);
      } finally {
        await database.close();
      }
    },
  };
}

async function onServer(work: (db: OpenDatabase['db']) => Promise<unknown>): Promise<void> {
  const config = testConfig({ databaseUrl: `${inject('postgresUrl')}/postgres` });
  const server = await openDatabase(config, { mayJoin: false, onDeath() {} });
  try {
    await work(server.db);
  } finally {
    await server.close();
  }
}
