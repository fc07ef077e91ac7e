/** The thread that runs PGlite. Started by embedded.ts; says `{ready}` or `{failed}` once, and ends at `close`. */
import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { PGLiteSocketServer } from '@electric-sql/pglite-socket';
import type { EmbeddedSettings } from './embedded.ts';

const { files, socket, connectionsMax }: EmbeddedSettings = workerData;

try {
  const database = await PGlite.create({ dataDir: files, extensions: { pg_trgm } });
  const server = new PGLiteSocketServer({ db: database, path: socket, maxConnections: connectionsMax });
  await server.start();
  parentPort?.once('message', () => {
    void server
      .stop()
      .then(() => database.close())
      .finally(() => process.exit(0));
  });
  parentPort?.postMessage({ ready: true });
} catch (error) {
  parentPort?.postMessage({ failed: error instanceof Error ? error.message : String(error) });
}
