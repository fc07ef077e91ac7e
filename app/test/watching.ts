/** Panels watched in a test's database, checked one at a time through the real door, as `panels check` does. */
import { sql } from 'kysely';
import { afterAll, beforeAll } from 'vitest';
import type { Json } from 'smmwatch';
import { checkOnce, type CheckEnded } from '../src/checks/check-once.ts';
import { openDeps, type Deps } from '../src/deps.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import { useDatabase, type TestDatabase } from './database.ts';
import { openShop, type Shop } from './shop.ts';

export interface Watched {
  shop: Shop;
  slug: string;
  panelId: number;
  check: () => Promise<CheckEnded>;
}

export interface Watching extends TestDatabase {
  readonly deps: Deps;
  /** A panel that sells this, added as an operator adds one and not checked yet. */
  watch: (name: string, catalog: Json | Buffer) => Promise<Watched>;
}

export function useWatching(): Watching {
  const database = useDatabase();
  const shops: Shop[] = [];
  let deps: Deps | undefined;
  beforeAll(async () => {
    deps = await openDeps(database.config, { mayJoin: true, onDeath() {} });
  });
  afterAll(async () => {
    await Promise.all(shops.map((shop) => shop.close()));
    await deps?.close();
  });
  const opened = (): Deps => {
    if (deps === undefined) throw new Error('checks are possible only while tests run');
    return deps;
  };
  return {
    get db() {
      return database.db;
    },
    get config() {
      return database.config;
    },
    get deps() {
      return opened();
    },
    async watch(name, catalog) {
      const shop = await openShop(name, catalog);
      shops.push(shop);
      const { db, vault, config } = opened();
      const form = { name, apiUrl: shop.url, key: shop.key, interval: '15m' };
      const added = await addPanel({ db, vault, limits: config }, form);
      if (!added.ok) throw new Error(JSON.stringify(added.errors));
      const { slug } = added;
      const { rows } = await sql<{
        panel_id: number;
      }>`select panel_id from panels where slug = ${slug}`.execute(db);
      return {
        shop,
        slug,
        panelId: rows[0]?.panel_id ?? 0,
        async check() {
          const ended = await checkOnce(opened(), slug);
          if (ended === undefined) throw new Error(`${slug} is gone`);
          return ended;
        },
      };
    },
  };
}
