/** Opens what a process needs, in order, and closes it in reverse. Alone opens things. */
import { BODY_BYTES_MAX, defaultUserAgent, type Remembered } from 'smmwatch';
import { recallRows } from './catalogs/store-catalog.ts';
import type { Config } from './config.ts';
import { openDatabase, type OpenDatabase } from './db/open.ts';
import { openLog, type Log } from './log.ts';
import { openMetrics, type Metrics } from './metrics.ts';
import { openDoor, type Door } from './net/guarded-post.ts';
import { createHostLimiter } from './net/host-limiter.ts';
import { assertVaultFits, holdsKeys, openVault, type Vault } from './panels/vault.ts';

export interface Deps {
  config: Config;
  log: Log;
  db: OpenDatabase['db'];
  databaseKind: OpenDatabase['kind'];
  executeSql: OpenDatabase['executeSql'];
  vault: Vault;
  door: Door;
  /** For addresses that visitors name: what the operator allows for panels of his own is closed here. */
  visitorDoor: Door;
  metrics: Metrics;
  /** What was kept of a panel's stored catalog, read by the check that began at `readAt`, to read the next one by its differences. */
  recall: (panelId: number, readAt: string) => Promise<Remembered | null>;
  /** How panels see us: honest, with an address to complain to where the operator gave one. */
  userAgent: string;
  close(): Promise<void>;
}

/** What one exchange with a panel may take. A large catalog from a slow panel needs most of a minute. */
const TIMEOUTS = { connectMs: 10_000, firstByteMs: 30_000, totalMs: 60_000 };
const HEADER_BYTES_MAX = 32 * 1024;

export async function openDeps(
  config: Config,
  options: {
    mayJoin: boolean;
    /** For what needs no stored key, or replaces one: how an operator whose secret is lost begins anew. */
    withLostSecret?: boolean;
    onDeath: (error: Error) => void;
    /** Whose figures the metrics are. */
    thread?: 'main' | 'checks';
  },
): Promise<Deps> {
  const log = openLog(config);
  const metrics = openMetrics(options.thread ?? 'main');
  const database = await openDatabase(config, { ...options, onQuery: (...told) => metrics.query(...told) });
  try {
    const { withLostSecret = false } = options;
    const vault = openVault(config, { mayMakeSecret: withLostSecret || !(await holdsKeys(database.db)) });
    if (!withLostSecret) await assertVaultFits(database.db, vault);
    const limiter = createHostLimiter();
    const doorFor = (allow: readonly string[]): Door =>
      openDoor({
        allow,
        limiter,
        timeouts: TIMEOUTS,
        bodyBytesMax: BODY_BYTES_MAX,
        headerBytesMax: HEADER_BYTES_MAX,
      });
    const door = doorFor(config.allowAddresses);
    const visitorDoor = doorFor(config.visitorAllowAddresses);
    return {
      config,
      log,
      db: database.db,
      databaseKind: database.kind,
      executeSql: database.executeSql,
      vault,
      door,
      visitorDoor,
      metrics,
      recall: (panelId, readAt) => recallRows(database.db, panelId, readAt),
      userAgent: defaultUserAgent(config.contactUrl),
      async close() {
        await Promise.all([door.close(), visitorDoor.close()]);
        await database.close();
      },
    };
  } catch (error) {
    await database.close();
    throw error;
  }
}
