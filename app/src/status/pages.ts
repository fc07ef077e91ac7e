/** `/status`: smmwatch about itself. Anyone may read it; names of machines are for the operator. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { ROUTES } from '../urls.ts';
import { exchangeRateFacts } from '../market/queries.ts';
import { statusPage } from './pages/status.ts';
import { databaseFacts, fleetFacts, latestBackup, latestTroubles, listWorkers } from './queries.ts';

const TROUBLES_SHOWN = 20;

export function statusRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  return new Hono<SiteEnv>().get(ROUTES.status, async (c) => {
    const [fleet, workers, database, backup, exchangeRates, troubles] = await Promise.all([
      fleetFacts(db),
      listWorkers(db),
      databaseFacts(db),
      latestBackup(db),
      exchangeRateFacts(db),
      latestTroubles(db, TROUBLES_SHOWN),
    ]);
    return c.html(
      statusPage({
        reader: c.var.reader,
        viewer: c.var.viewer,
        now: new Date(),
        fleet,
        workers,
        database,
        backup,
        exchangeRates,
        troubles,
      }),
    );
  });
}
