/**
 * The thread that runs PGlite. Started by embedded.ts; says `{ready}` or `{failed}` once, and ends at `close`. A new folder is
 * made by a thread that ends at once: making it takes half a gigabyte that WebAssembly never gives back.
 */
import { chmodSync, mkdirSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { startEmbeddedServer } from './embedded-server.ts';
import type { EmbeddedSettings } from './embedded.ts';

const IDLE_IN_TRANSACTION_MS = 60_000;
/** A quarter of the usual 160 MB: what a small site asks for again and again fits, and so does the process into 700 MB. */
const POSTGRES_SETTINGS = ['shared_buffers = 40MB'];
const { files, socket, connectionsMax, makeOnly }: EmbeddedSettings = workerData;

try {
  // PGlite lets everybody read and write each file that it makes; nobody else gets as far as these.
  mkdirSync(files, { recursive: true, mode: 0o700 });
  chmodSync(files, 0o700);
  const database = await PGlite.create({
    dataDir: files,
    extensions: { pg_trgm },
    postgresqlconf: POSTGRES_SETTINGS,
  });
  if (makeOnly) {
    await database.close();
    process.exit(0);
  }
  const server = await startEmbeddedServer({
    database,
    socket,
    connectionsMax,
    idleInTransactionMs: IDLE_IN_TRANSACTION_MS,
    onBroken(error) {
      throw error;
    },
  });
  parentPort?.once('message', () => {
    void server
      .close()
      .then(() => database.close())
      .finally(() => process.exit(0));
  });
  parentPort?.postMessage({ ready: true });
} catch (error) {
  parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
