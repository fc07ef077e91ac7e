/**
 * One process owns a data folder. The lock is the operating system's (SQLite's exclusive lock on an empty file), so it
 * ends with its holder, `kill -9` included; a file that holds a process id would outlive it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { makeFolder } from '../data-folder.ts';
import { codeOf, messageOf, StartError } from '../errors.ts';

/** A site stays until it is stopped, a command is over in a moment. */
export type Owner = 'site' | 'command';

export interface FolderLock {
  release(): void;
}

/** Takes the folder, making it where needed; undefined when another process has it. Throws a StartError when it cannot be written. */
export function lockFolder(folder: string, owner: Owner = 'site'): FolderLock | undefined {
  const path = join(folder, 'lock');
  let lock: DatabaseSync | undefined;
  try {
    makeFolder(folder);
    lock = new DatabaseSync(path);
    lock.exec(
      'pragma locking_mode = exclusive; begin exclusive; create table if not exists held (x); commit; begin exclusive',
    );
    writeFileSync(join(folder, 'owner'), `${process.pid} ${owner}\n`);
  } catch (error) {
    lock?.close();
    if (error instanceof Error && /database is locked/.test(error.message)) return undefined;
    throw unusable(folder, error);
  }
  const held = lock;
  return { release: () => held.close() };
}

/** Process id of the folder's owner, for messages only. */
export function ownerOf(folder: string): string {
  const [id] = readOwner(folder);
  return id === undefined ? 'another process' : `process ${id}`;
}

/** Whether the folder's owner stays, as far as it has told. */
export function isOwnedBySite(folder: string): boolean {
  return readOwner(folder)[1] === ('site' satisfies Owner);
}

function readOwner(folder: string): string[] {
  try {
    return readFileSync(join(folder, 'owner'), 'utf8').trim().split(' ');
  } catch {
    return []; // Between taking the folder and saying so.
  }
}

function unusable(folder: string, error: unknown): StartError {
  const code = codeOf(error);
  const why = code === 'ENOSPC' ? 'the disk is full' : messageOf(error);
  return new StartError(
    `The data folder ${folder} cannot be used: ${why}.`,
    'Give this user write access to it, or set DATA_DIR to another folder.',
    { cause: error },
  );
}
