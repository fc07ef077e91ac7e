/** Pages of the search over all panels. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import { rateSteps } from '../history/rate-history.ts';
import type { Step } from '../history/steps.ts';
import type { SiteEnv } from '../http/env.ts';
import { shownCurrency } from '../market/queries.ts';
import { exportReply } from '../tables/export.ts';
import { readTableRequest } from '../tables/request.ts';
import { SERVICE_TABLE, serviceColumns } from '../ui/service-table.ts';
import { shownColumns } from '../ui/table.ts';
import { ROUTES } from '../urls.ts';
import { readSearch } from './asked.ts';
import { countFacets, countRows } from './counts.ts';
import { resolve } from './nearest-word.ts';
import { servicesPage, servicesView } from './pages/services.ts';
import { everyPage } from './panel-services.ts';
import { search, type FoundService } from './search.ts';

export function searchRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.services, async (c) => {
    const { reader, viewer } = c.var;
    const now = new Date();
    const shown = await shownCurrency(db, c.req.query('currency'));
    const asked = readSearch(c.req.queries(), 'changed', shown.perUsd);
    const { search: wanted, corrections } = await resolve(db, asked.search, asked.asTyped);
    const request = readTableRequest(SERVICE_TABLE, c.req);
    const view = servicesView({ reader, asked, shown, request });
    if (request.format !== undefined) {
      const options = { reader, query: '', now, ofOnePanel: false, shown, quantity: wanted.quantity, view };
      return exportReply(c, {
        format: request.format,
        name: 'smmwatch-services',
        columns: shownColumns(serviceColumns(options), view),
        asOf: now,
        pages: everyPage(db, viewer, wanted),
      });
    }
    const [services, total, counts] = await Promise.all([
      search(db, viewer, wanted),
      countRows(db, viewer, wanted),
      countFacets(db, viewer, wanted),
    ]);
    const months = await monthsOf(db, services.rows, now);
    return c.html(
      servicesPage({ reader, viewer, now, shown, asked, view, services, total, counts, corrections, months }),
    );
  });

  return routes;
}

const MONTH_MS = 30 * 86_400_000;

/** Rates of thirty days of all rows at once. */
async function monthsOf(
  db: Database,
  rows: readonly FoundService[],
  now: Date,
): Promise<ReadonlyMap<string, readonly Step[]>> {
  return await rateSteps(db, rows, new Date(now.getTime() - MONTH_MS));
}
