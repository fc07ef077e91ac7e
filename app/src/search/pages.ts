/** Pages of the search over all panels. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { ROUTES } from '../urls.ts';
import { readSearch } from './asked.ts';
import { servicesPage } from './pages/services.ts';
import { search } from './search.ts';

export function searchRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.services, async (c) => {
    const { reader, viewer } = c.var;
    const asked = readSearch(c.req.queries(), 'changed');
    const services = await search(db, viewer, asked.search);
    return c.html(servicesPage({ reader, viewer, now: new Date(), ...asked, services }));
  });

  return routes;
}
