/** Reads a backup into an empty database, all of it or nothing: whatever stops it leaves the database as it was. */
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import { makePartitions } from '../checks/partitions.ts';
import { knownMigrations, migrateWithin } from '../db/migrate.ts';
import type { Database } from '../db/open.ts';
import { codeOf, messageOf, StartError } from '../errors.ts';
import { WORKER_SEEN_SECONDS } from '../status/queries.ts';
import { FORMAT, headSchema, MARK, markSchema, type Head } from './format.ts';
import { backedUpTables, type BackedUpTable } from './tables.ts';

const ROWS_AT_ONCE = 500;
const CHARACTERS_AT_ONCE = 4_000_000;

export interface RestoredFacts {
  rows: number;
  panels: number;
  madeAt: string;
}

/** Throws a StartError when the file is none of ours, damaged or newer, or when the database is in use. */
export async function restoreBackup(db: Database, file: string): Promise<RestoredFacts> {
  try {
    const restored = await db.transaction().execute(async (tx) => await readInto(tx, linesOf(file)));
    // Checks of days that have no table yet wait in the default one.
    await makePartitions(db);
    return restored;
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `${file} could not be restored: ${messageOf(error)}`,
      codeOf(error)?.startsWith('Z_') === true
        ? 'The file is damaged. The database is as it was; try an older backup.'
        : 'The database is as it was. Check the file and the disk of the database.',
      { cause: error },
    );
  }
}

async function readInto(tx: Transaction<unknown>, lines: AsyncIterable<string>): Promise<RestoredFacts> {
  const iterator = lines[Symbol.asyncIterator]();
  const first = await iterator.next();
  const head = readHead(first.done === true ? '' : first.value);
  await makeReady(tx, head);
  const tables = new Map((await backedUpTables(tx)).map((table) => [table.name, table]));
  await sql`truncate ${sql.join([...tables.keys()].map((name) => sql.table(name)))}`.execute(tx);

  let into: BackedUpTable | undefined;
  let batch: string[] = [];
  let length = 0;
  let rows = 0;
  let panels = 0;
  let whole: number | undefined;
  const flush = async () => {
    if (into === undefined || batch.length === 0) return;
    await insertRows(tx, into, batch);
    rows += batch.length;
    if (into.name === 'panels') panels += batch.length;
    batch = [];
    length = 0;
  };
  for (let next = await iterator.next(); next.done !== true; next = await iterator.next()) {
    const line = next.value;
    if (!line.startsWith(MARK)) {
      batch.push(line);
      length += line.length;
      if (batch.length >= ROWS_AT_ONCE || length >= CHARACTERS_AT_ONCE) await flush();
      continue;
    }
    await flush();
    const mark = markSchema.parse(JSON.parse(line));
    if (mark[0] === 'end') whole = mark[1];
    else into = sameTable(tables.get(mark[1]), mark[1], mark[2]);
  }
  if (whole !== rows || batch.length > 0)
    throw new StartError(
      `The backup is not whole: ${rows} rows were read${whole === undefined ? ', and its end is missing' : ` of ${whole}`}.`,
      'The database is as it was. Copy the file again, or take an older backup.',
    );
  await continueIdentities(tx);
  await migrateWithin(tx);
  return { rows, panels, madeAt: head.madeAt };
}

function readHead(line: string): Head {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    value = undefined;
  }
  const head = headSchema.safeParse(value);
  if (!head.success)
    throw new StartError('The file is no backup of smmwatch.', 'Name a file that `smmwatch backup` wrote.');
  const unknown = head.data.migrations.filter((name) => !knownMigrations().includes(name));
  if (head.data.format > FORMAT || unknown.length > 0)
    throw new StartError(
      `The backup was made by a newer smmwatch${unknown.length > 0 ? `: it knows ${unknown.join(', ')}` : ''}.`,
      'Restore it with that version or a later one.',
    );
  return head.data;
}

/** A schema as the backup's, with nothing in it that a person would miss. */
async function makeReady(tx: Transaction<unknown>, head: Head): Promise<void> {
  const { rows } = await sql<{
    there: boolean;
  }>`select to_regclass('migrations') is not null as there`.execute(tx);
  if (rows[0]?.there !== true) {
    await migrateWithin(tx, head.migrations);
    return;
  }
  const { rows: applied } = await sql<{ name: string }>`select name from migrations order by name`.execute(
    tx,
  );
  if (applied.map(({ name }) => name).join() !== head.migrations.toSorted().join())
    throw new StartError(
      'The database was begun by another version than the one that made the backup.',
      'Restore into a database that nothing was started on: a new DATA_DIR, or a new database for DATABASE_URL.',
    );
  const { rows: found } = await sql<{ panels: boolean; submissions: boolean; worker: string | null }>`
    select exists (select 1 from panels) as panels, exists (select 1 from submissions) as submissions,
      (select host || ' ' || pid from workers where seen_at > now() - make_interval(secs => ${WORKER_SEEN_SECONDS}) limit 1) as worker`.execute(
    tx,
  );
  if (found[0]?.panels === true || found[0]?.submissions === true)
    throw new StartError(
      'The database is not empty: it holds panels or submissions.',
      'Restore into an empty one: a new DATA_DIR, or a new database for DATABASE_URL. Nothing was changed.',
    );
  if (typeof found[0]?.worker === 'string')
    throw new StartError(
      `A worker uses the database: ${found[0].worker}.`,
      'Stop the site and its workers, wait a minute, and try again.',
    );
}

function sameTable(
  table: BackedUpTable | undefined,
  name: string,
  columns: readonly string[],
): BackedUpTable {
  if (table !== undefined && columns.toSorted().join() === table.columns.toSorted().join()) return table;
  throw new StartError(
    `The table ${name} of the backup is not as its version makes it.`,
    'The file was changed, or its database was. Nothing was restored.',
  );
}

async function insertRows(
  tx: Transaction<unknown>,
  table: BackedUpTable,
  lines: readonly string[],
): Promise<void> {
  const columns = sql.join(table.columns.map((column) => sql.id(column)));
  const name = sql.table(table.name);
  await sql`insert into ${name} (${columns}) overriding system value
    select ${columns} from jsonb_populate_recordset(null::${name}, ${`[${lines.join(',')}]`}::jsonb)`.execute(
    tx,
  );
}

/** The next panel gets a number that none of the restored ones has. */
async function continueIdentities(tx: Transaction<unknown>): Promise<void> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and a.attidentity <> '' and not a.attisdropped`.execute(tx);
  for (const { table, column } of rows)
    await sql`select setval(pg_get_serial_sequence(${table}, ${column}),
      (select coalesce(max(${sql.id(column)}), 0) + 1 from ${sql.table(table)}), false)`.execute(tx);
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const plain = createReadStream(file).on('error', (error) => unzip.destroy(error));
  const unzip = createGunzip();
  const lines = createInterface({ input: plain.pipe(unzip), crlfDelay: Infinity });
  // An interface that is read line by line does not pass on the errors of what it reads.
  let failure: Error | undefined;
  unzip.on('error', (error) => {
    failure = error;
    lines.close();
  });
  try {
    yield* lines;
  } finally {
    plain.destroy();
  }
  if (failure !== undefined) throw failure;
}
