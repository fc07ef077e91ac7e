/** Writes everything that is kept to one file: one moment of the database, however long it takes to write. */
import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync, statSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Readable } from 'node:stream';
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
  let counted = { rows: 0, panels: 0, at: new Date() };
  try {
    await db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const lines = linesOf(tx, (all) => {
          counted = all;
        });
        await pipeline(Readable.from(lines), createGzip(), handle.createWriteStream({ flush: true }));
      });
    renameSync(part, file);
    syncFolder(dirname(resolve(file)));
  } catch (error) {
    if (handle.fd >= 0) await handle.close();
    rmSync(part, { force: true });
    throw notWritten(file, error);
  }
  const { size: bytes } = statSync(file);
  await remember(db, counted.at, counted.rows, bytes);
  return { rows: counted.rows, panels: counted.panels, bytes };
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

async function* linesOf(
  tx: Transaction<unknown>,
  done: (counted: { rows: number; panels: number; at: Date }) => void,
): AsyncGenerator<string> {
  const { rows: named } = await sql<{ name: string }>`select name from migrations order by name`.execute(tx);
  const { rows: clock } = await sql<{ at: Date }>`select now() as at`.execute(tx);
  const at = clock[0]?.at ?? new Date();
  const head: Head = {
    smmwatch: 'backup',
    format: FORMAT,
    madeAt: at.toISOString(),
    migrations: named.map(({ name }) => name),
  };
  yield `${JSON.stringify(head)}\n`;
  let rows = 0;
  let panels = 0;
  for (const { name, columns } of await backedUpTables(tx)) {
    yield `${JSON.stringify(['table', name, columns])}\n`;
    for await (const batch of rowsOf(tx, name)) {
      rows += batch.length;
      if (name === 'panels') panels += batch.length;
      yield `${batch.join('\n')}\n`;
    }
  }
  yield `${JSON.stringify(['end', rows])}\n`;
  done({ rows, panels, at });
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

async function remember(db: Database, at: Date, rows: number, bytes: number): Promise<void> {
  await sql`
    with remembered as (
      insert into backups (made_at, rows, bytes) values (${at}, ${rows}, ${bytes})
      on conflict (made_at) do update set rows = excluded.rows, bytes = excluded.bytes
    )
    delete from backups where made_at < (
      select min(made_at) from (select made_at from backups order by made_at desc limit ${BACKUPS_REMEMBERED}) as latest
    )`.execute(db);
}
