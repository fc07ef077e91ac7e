/** The one database of a process: a server named by DATABASE_URL, the embedded one that another process runs, or its own. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Kysely, PostgresDialect, sql } from 'kysely';
import {
  Pool,
  TypeOverrides,
  types as pgTypes,
  type ClientBase,
  type PoolConfig,
  type QueryResult,
} from 'pg';
import type { Config } from '../config.ts';
import { codeOf, messageOf, StartError } from '../errors.ts';
import { runningSocketFolder, startEmbedded } from './embedded.ts';
import { isOwnedBySite, lockFolder, ownerOf, type FolderLock } from './lock.ts';
import { migrate } from './migrate.ts';
import { noteSession, preparing } from './prepared.ts';

/** No table types: SQL is written as SQL, and each query names the type of its rows. */
export type Database = Kysely<unknown>;

export interface OpenDatabase {
  db: Database;
  /** `server`, or `embedded` by this process, or `joined` to the process that embeds it. */
  kind: 'server' | 'embedded' | 'joined';
  /** For what brings SQL of its own, several statements in one text included: the jobs. */
  executeSql: ExecuteSql;
  close(): Promise<void>;
}

export type ExecuteSql = (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>;

interface OpenOptions {
  /** A site must own its folder; a command may join the site that does. */
  mayJoin: boolean;
  /** The database is gone for good: nothing can be done but end. */
  onDeath: (error: Error) => void;
  /** Told of every statement how long it took. */
  onQuery?: (ms: number, failed: boolean) => void;
  /** Leaves the schema as it is, for whoever only looks. */
  asItIs?: boolean;
}

const POOL_SIZE = 10;

/** A process that stands still in the middle of a transaction holds locks: nobody else may take its panels until the server ends it. */
const IDLE_IN_TRANSACTION = '60s';

/** int8 and numeric arrive as text from `pg`: counts and ids fit a number, rates must never become one. */
const types = new TypeOverrides();
types.setTypeParser(pgTypes.builtins.INT8, Number);

export async function openDatabase(config: Config, options: OpenOptions): Promise<OpenDatabase> {
  const opened =
    config.databaseUrl === undefined
      ? await openEmbedded(config.dataDir, options)
      : openServer(config.databaseUrl, options);
  try {
    await assertUsable(opened.db, config);
    if (options.asItIs !== true) await migrate(opened.db);
    return opened;
  } catch (error) {
    await opened.close();
    throw error;
  }
}

/** How long a command waits for another one to end, or for a site that is starting to answer. */
const WAIT_MS = 30_000;
const LOOK_AGAIN_MS = 100;

async function openEmbedded(dataDir: string, options: OpenOptions): Promise<OpenDatabase> {
  const deadline = performance.now() + (options.mayJoin ? WAIT_MS : 0);
  for (;;) {
    const lock = lockFolder(dataDir, options.mayJoin ? 'command' : 'site');
    if (lock !== undefined) return await startOwn(dataDir, lock, options);
    // Joining a command would end with it, in the middle of something.
    const folder = options.mayJoin && isOwnedBySite(dataDir) ? await runningSocketFolder(dataDir) : undefined;
    if (folder !== undefined) return { ...connectPool(embeddedAt(folder), options), kind: 'joined' };
    if (performance.now() >= deadline) throw inUse(dataDir);
    await sleep(LOOK_AGAIN_MS);
  }
}

async function startOwn(dataDir: string, lock: FolderLock, options: OpenOptions): Promise<OpenDatabase> {
  try {
    const embedded = await startEmbedded(dataDir, options.onDeath);
    const pool = connectPool(embeddedAt(embedded.socketFolder), options);
    return {
      ...pool,
      kind: 'embedded',
      async close() {
        await pool.close();
        await embedded.close();
        lock.release();
      },
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}

function embeddedAt(socketFolder: string): PoolConfig {
  return { host: socketFolder, user: 'postgres', database: 'postgres' };
}

function inUse(dataDir: string): StartError {
  return new StartError(
    `The data folder ${dataDir} is in use by ${ownerOf(dataDir)}.`,
    'Stop that process first, or set DATA_DIR (and PORT) to run a second site beside it.',
  );
}

function openServer(connectionString: string, options: OpenOptions): OpenDatabase {
  return { ...connectPool({ connectionString }, options), kind: 'server' };
}

function connectPool(
  where: PoolConfig,
  { onQuery }: Pick<OpenOptions, 'onQuery'>,
): Pick<OpenDatabase, 'db' | 'executeSql' | 'close'> {
  const pool = new Pool({
    ...where,
    max: POOL_SIZE,
    connectionTimeoutMillis: 30_000,
    types,
    application_name: 'smmwatch',
    // The pool waits for the answer, which its types do not say.
    onConnect: (client): unknown => beginSession(client),
  });
  // An idle connection that breaks is replaced by the pool; the next query says what is wrong, if anything still is.
  pool.on('error', () => {});
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: preparing(pool) }),
    ...(onQuery === undefined
      ? {}
      : { log: ({ level, queryDurationMillis }) => onQuery(queryDurationMillis, level === 'error') }),
  });
  return {
    db,
    async executeSql(text, values) {
      // Of several statements `pg` answers a list of results, which its types do not know.
      const results: QueryResult[] = [await pool.query(text, values)].flat();
      return { rows: results.flatMap(({ rows }) => rows) };
    },
    close: () => db.destroy(),
  };
}

/** The limit as a statement: a pooler in between may refuse it among the parameters of a start. */
async function beginSession(client: ClientBase): Promise<void> {
  // Of several statements `pg` answers a list of results, which its types do not know.
  const results: QueryResult<{ pid: number }>[] = [
    await client.query(
      `set idle_in_transaction_session_timeout = '${IDLE_IN_TRANSACTION}'; select pg_backend_pid() as pid`,
    ),
  ].flat();
  const pid = results.at(-1)?.rows[0]?.pid;
  if (pid !== undefined) noteSession(client, pid);
}

async function assertUsable(db: Database, config: Config): Promise<void> {
  const { rows } = await sql<{
    version: number;
  }>`select current_setting('server_version_num')::int as version`
    .execute(db)
    .catch((error: unknown) => {
      throw unreachable(config, error);
    });
  const version = rows[0]?.version ?? 0;
  if (version >= 150_000) return;
  throw new StartError(
    `The database server is PostgreSQL ${Math.floor(version / 10_000)}; smmwatch needs 15 or later.`,
    'Upgrade the server, or leave DATABASE_URL out to use the embedded database.',
  );
}

/** Says where the server is without the password in its address. */
function unreachable(config: Config, error: unknown): StartError {
  const where =
    config.databaseUrl === undefined ? `in ${config.dataDir}` : `at ${new URL(config.databaseUrl).host}`;
  return new StartError(
    `The database ${where} cannot be reached: ${codeOf(error) ?? ''} ${messageOf(error)}`.trim(),
    'Check that it runs and that DATABASE_URL names the right host, user, password and database.',
    { cause: error },
  );
}
