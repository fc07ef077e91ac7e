/** Brings the schema up to this program. Forward only; one file is one transaction; two processes at once do it once. */
import { readdirSync, readFileSync } from 'node:fs';
import { sql, type Kysely, type Transaction } from 'kysely';
import { StartError } from '../errors.ts';

const FOLDER = new URL('../../migrations/', import.meta.url);

/** Any number of our own: processes that migrate at once wait for each other on it. */
const LOCK = 7_662_011;

/** Applies what is missing and returns the names that were applied. Throws a StartError when the database is newer than this program. */
export async function migrate(db: Kysely<unknown>): Promise<string[]> {
  return await db.transaction().execute(async (tx) => await migrateWithin(tx));
}

/**
 * As {@link migrate}, in the caller's transaction, and no further than `wanted`: a backup of an older version is read into the
 * schema that it was made from.
 */
export async function migrateWithin(
  tx: Transaction<unknown>,
  wanted: readonly string[] = knownMigrations(),
): Promise<string[]> {
  const known = knownMigrations();
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
  // On a Citus cluster what several migrations do to one table has to go over one connection a node; elsewhere nobody reads this setting.
  await sql`select set_config('citus.multi_shard_modify_mode', 'sequential', true)`.execute(tx);
  await sql`create table if not exists migrations (name text primary key, applied_at timestamptz not null default now())`.execute(
    tx,
  );
  const { rows } = await sql<{ name: string }>`select name from migrations`.execute(tx);
  const applied = new Set(rows.map((row) => row.name));
  refuseNewer([...applied], known);
  const missing = known.filter((name) => wanted.includes(name) && !applied.has(name));
  for (const name of missing) {
    await sql.raw(readFileSync(new URL(name, FOLDER), 'utf8')).execute(tx);
    await sql`insert into migrations (name) values (${name})`.execute(tx);
  }
  return missing;
}

/** Names of what this program would apply, without applying it. */
export async function missingMigrations(db: Kysely<unknown>): Promise<string[]> {
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass('migrations') is not null as there`.execute(db);
  if (rows[0]?.there !== true) return knownMigrations();
  const applied = await sql<{ name: string }>`select name from migrations`.execute(db);
  refuseNewer(
    applied.rows.map((row) => row.name),
    knownMigrations(),
  );
  const names = new Set(applied.rows.map((row) => row.name));
  return knownMigrations().filter((name) => !names.has(name));
}

export function knownMigrations(): string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.sql'))
    .sort();
}

function refuseNewer(applied: string[], known: string[]): void {
  const unknown = applied.filter((name) => !known.includes(name)).sort();
  if (unknown.length === 0) return;
  throw new StartError(
    `The database was written by a newer smmwatch: it holds ${unknown.join(', ')}, which this version does not know.`,
    'Start the newer version, or restore a backup that this version made.',
  );
}
