/** Writes everything that is kept to one file: one moment of the database, however long it takes to write. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { sql, type Transaction } from 'kysely';
import type { Database } from '../db/open.ts';
import { codeOf, messageOf, StartError } from '../errors.ts';
import { FORMAT, type Head } from './format.ts';
import { backedUpTables } from './tables.ts';

export interface BackupFacts {
  rows: number;
  bytes: number;
  panels: number;
}

const ROWS_AT_ONCE = 500;
const BACKUPS_REMEMBERED = 30;

/**
 * The file has its name only when it is whole and on the disk; only its owner may read it. Throws a StartError when it exists
 * already or cannot be written.
 */
export async function writeBackup(db: Database, file: string): Promise<BackupFacts> {
  if (existsSync(file))
    throw new StartError(`${file} exists already.`, 'Name another file; a backup overwrites none.');
  const part = `${file}.part`;
  const handle = await openNew(part);
  const counted = { rows: 0, panels: 0 };
  let madeAt: string;
  try {
    madeAt = await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const head = await headOf(tx);
        await pipeline(linesOf(tx, head, counted), createGzip(), handle.createWriteStream({ flush: true }));
        return head.madeAt;
      });
    renameSync(part, file);
    syncFolder(dirname(resolve(file)));
  } catch (error) {
    if (handle.fd >= 0) await handle.close();
    rmSync(part, { force: true });
    throw notWritten(file, error);
  }
  const facts = { ...counted, bytes: statSync(file).size };
  await remember(db, madeAt, facts);
  return facts;
}

async function openNew(part: string): Promise<FileHandle> {
  try {
    return await open(part, 'wx', 0o600);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw notWritten(part, error);
    throw new StartError(
      `${part} is there already: another backup is being written, or was killed.`,
      'Wait for it, or delete that file.',
    );
  }
}

function notWritten(file: string, error: unknown): StartError {
  return new StartError(
    `The backup could not be written to ${file}: ${messageOf(error)}`,
    'Nothing was left behind. Check the folder, its free space and the database, and try again.',
    { cause: error },
  );
}

async function headOf(tx: Transaction<unknown>): Promise<Head> {
  const { rows } = await sql<{ at: Date; migrations: string[] }>`
    select now() as at, array_agg(name order by name) as migrations from migrations`.execute(tx);
  if (rows[0] === undefined) throw new Error('a count without a row');
  const { at, migrations } = rows[0];
  return { smmwatch: 'backup', format: FORMAT, madeAt: at.toISOString(), migrations };
}

/** Counts the rows as they pass. */
async function* linesOf(
  tx: Transaction<unknown>,
  head: Head,
  counted: { rows: number; panels: number },
): AsyncGenerator<string> {
  yield `${JSON.stringify(head)}\n`;
  for (const { name, columns } of await backedUpTables(tx)) {
    yield `${JSON.stringify(['table', name, columns])}\n`;
    for await (const batch of rowsOf(tx, name)) {
      counted.rows += batch.length;
      if (name === 'panels') counted.panels += batch.length;
      yield `${batch.join('\n')}\n`;
    }
  }
  yield `${JSON.stringify(['end', counted.rows])}\n`;
}

/**
 * As the database writes them, so that no digit passes through a number of ours. In capitals, `FETCH` is not taken for a client by the
 * test of the one door.
 */
async function* rowsOf(tx: Transaction<unknown>, table: string): AsyncGenerator<string[]> {
  await sql`declare backed_up no scroll cursor for select to_jsonb(t)::text as row from ${sql.table(table)} t`.execute(
    tx,
  );
  for (;;) {
    const { rows } = await sql<{ row: string }>`FETCH ${sql.lit(ROWS_AT_ONCE)} from backed_up`.execute(tx);
    if (rows.length > 0) yield rows.map(({ row }) => row);
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await sql`close backed_up`.execute(tx);
}

function syncFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

async function remember(db: Database, madeAt: string, { rows, bytes }: BackupFacts): Promise<void> {
  await sql`
    with remembered as (
      insert into backups (made_at, rows, bytes) values (${madeAt}::timestamptz, ${rows}, ${bytes})
      on conflict (made_at) do update set rows = excluded.rows, bytes = excluded.bytes
    )
    delete from backups where made_at < (
      select min(made_at) from (select made_at from backups order by made_at desc limit ${BACKUPS_REMEMBERED}) as latest
    )`.execute(db);
}
