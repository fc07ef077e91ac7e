/**
 * The embedded database: PGlite in a thread of its own behind a local socket, so that the web thread never waits for it
 * and every caller, a second process included, uses the one `pg` driver. Owned by the process that holds the data
 * folder's lock. When the thread dies the socket closes, queries fail, and `onDeath` lets the process end and be restarted:
 * there is nothing to save, since every acknowledged commit is in the files.
 */
import { chmodSync, existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { connect } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StartError } from '../errors.ts';

/** Connections that the socket accepts: the pools of the site's own process and of a few commands beside it. */
export const EMBEDDED_CONNECTIONS_MAX = 64;

export interface EmbeddedDatabase {
  /** Folder of the socket: what `pg` takes as its host. */
  socketFolder: string;
  close(): Promise<void>;
}

/** What the thread is told. */
export interface EmbeddedSettings {
  files: string;
  socket: string;
  connectionsMax: number;
  /** Only make a new folder's files, and end. */
  makeOnly: boolean;
}

/** Starts PGlite on the folder's files. The caller holds the folder's lock. */
export async function startEmbedded(
  dataDir: string,
  onDeath: (error: Error) => void,
): Promise<EmbeddedDatabase> {
  const socketFolder = socketFolderOf(dataDir);
  mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
  assertPrivate(socketFolder);
  rmSync(socketPathIn(socketFolder), { force: true });
  const settings: EmbeddedSettings = {
    files: join(dataDir, 'db'),
    socket: socketPathIn(socketFolder),
    connectionsMax: EMBEDDED_CONNECTIONS_MAX,
    makeOnly: false,
  };
  if (!existsSync(settings.files)) await makeFiles(settings);
  const worker = startThread(settings);
  try {
    await firstMessage(worker, dataDir);
  } catch (error) {
    // Half of a database may still be at work in there, and would keep the process from ending and being started again.
    await worker.terminate();
    throw error;
  }
  chmodSync(socketPathIn(socketFolder), 0o600);
  let closing = false;
  worker.on(
    'error',
    (error) => closing || onDeath(error instanceof Error ? error : new Error(String(error))),
  );
  worker.on('exit', (code) => closing || onDeath(new Error(`the embedded database ended with code ${code}`)));
  return {
    socketFolder,
    async close() {
      closing = true;
      worker.postMessage('close');
      await ended(worker);
    },
  };
}

/** Where the owner of the folder listens; undefined when nobody answers there. */
export async function runningSocketFolder(dataDir: string): Promise<string | undefined> {
  const folder = socketFolderOf(dataDir);
  const answers = await new Promise<boolean>((resolve) => {
    const socket = connect(socketPathIn(folder), () => {
      socket.end();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
  return answers ? folder : undefined;
}

/** A socket path may hold 107 bytes (103 on macOS): for a deep data folder it lies in the temporary folder. */
function socketFolderOf(dataDir: string): string {
  const beside = join(dataDir, 'socket');
  if (Buffer.byteLength(socketPathIn(beside)) <= 100) return beside;
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 16);
  return join(tmpdir(), `smmwatch-${userInfo().uid}-${name}`);
}

/** The name that `pg` looks for in a folder given as host. */
function socketPathIn(folder: string): string {
  return join(folder, '.s.PGSQL.5432');
}

/** The socket asks for no password, so nobody else may reach into its folder. */
function assertPrivate(folder: string): void {
  const { uid, mode } = statSync(folder);
  if (uid === userInfo().uid && (mode & 0o077) === 0) return;
  throw new StartError(
    `The folder ${folder}, which holds the database's socket, is open to other users.`,
    `Run: chmod 700 ${folder}`,
  );
}

/** Under another name until it is whole: a crash in between leaves nothing that looks like a database. */
async function makeFiles(settings: EmbeddedSettings): Promise<void> {
  const draft = `${settings.files}.new`;
  rmSync(draft, { recursive: true, force: true });
  await ended(startThread({ ...settings, files: draft, makeOnly: true }));
  if (existsSync(draft)) renameSync(draft, settings.files);
}

function startThread(settings: EmbeddedSettings): Worker {
  return new Worker(new URL('embedded-worker.ts', import.meta.url), { workerData: settings });
}

/** Whatever it ended with: what is wrong with the folder is told by the thread that opens it. */
async function ended(worker: Worker): Promise<void> {
  await new Promise<void>((resolve) => {
    worker.once('error', () => resolve());
    worker.once('exit', () => resolve());
  });
}

async function firstMessage(worker: Worker, dataDir: string): Promise<void> {
  const message = await new Promise<{ ready: true } | { failed: string }>((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
    worker.once('exit', () => reject(new Error('the embedded database ended while it started')));
  });
  if ('failed' in message) {
    throw new StartError(
      `The embedded database in ${dataDir} does not start: ${message.failed}.`,
      'Free disk space if the disk is full; otherwise restore the folder from a backup, or set DATA_DIR to a new one.',
    );
  }
}
