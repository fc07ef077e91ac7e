/** For whoever runs the process: `/healthz` says that it lives, `/readyz` that it can serve, the database included. */
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import type { SiteEnv } from './env.ts';

const READY_WITHIN_MS = 3000;

export function healthRoutes({ db, log }: { db: Database; log: Log }): Hono<SiteEnv> {
  return new Hono<SiteEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const trouble = await databaseTrouble(db);
      if (trouble === undefined) return c.json({ status: 'ready' });
      log.warn({ reason: trouble }, 'not ready');
      return c.json({ status: 'not ready', reason: 'the database does not answer' }, 503);
    });
}

async function databaseTrouble(db: Database): Promise<string | undefined> {
  const late = AbortSignal.timeout(READY_WITHIN_MS);
  const answered = sql`select 1`.execute(db).then(
    () => undefined,
    (error: unknown) => messageOf(error),
  );
  const tooLate = new Promise<string>((resolve) => {
    late.addEventListener('abort', () => resolve(`no answer within ${READY_WITHIN_MS} ms`), { once: true });
  });
  return await Promise.race([answered, tooLate]);
}
