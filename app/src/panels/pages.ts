/** Pages about panels: the front page, the directory, a panel, and what this site is. */
import { Hono } from 'hono';
import { findCatalog, latestMoves, siteTotals } from '../catalogs/queries.ts';
import { panelDays, panelLatencies, panelUptimes, rangeOf } from '../checks/queries.ts';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { oneOf, typedText } from '../http/query.ts';
import { readSearch } from '../search/asked.ts';
import { search } from '../search/search.ts';
import { PANEL_STATES } from '../ui/states.ts';
import { ROUTES } from '../urls.ts';
import { aboutPage } from './pages/about.ts';
import { directoryPage } from './pages/directory.ts';
import { HOME_MOVES, HOME_PANELS, homePage } from './pages/home.ts';
import { panelPage } from './pages/panel.ts';
import {
  countPanelStates,
  findPanel,
  listPanels,
  PANEL_SORTS,
  PANELS_PER_PAGE,
  recentChecks,
} from './queries.ts';

export function panelRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.home, async (c) => {
    const { viewer } = c.var;
    const [totals, moves, panels] = await Promise.all([
      siteTotals(db, viewer),
      latestMoves(db, viewer, HOME_MOVES),
      listPanels(db, viewer, { query: '', sort: 'name', down: false, limit: HOME_PANELS }),
    ]);
    return c.html(homePage({ viewer, now: new Date(), totals, moves, panels }));
  });

  routes.get(ROUTES.panels, async (c) => {
    const { viewer } = c.var;
    const wanted = {
      query: typedText(c.req.query('q')),
      state: oneOf(PANEL_STATES, c.req.query('state')),
      sort: oneOf(PANEL_SORTS, c.req.query('sort')) ?? 'name',
      down: c.req.query('order') === 'down',
      limit: PANELS_PER_PAGE,
    };
    const [rows, states] = await Promise.all([listPanels(db, viewer, wanted), countPanelStates(db, viewer)]);
    return c.html(directoryPage({ viewer, now: new Date(), search: wanted, rows, states }));
  });

  routes.get(ROUTES.panel, async (c) => {
    const { viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const { query, isContinued, search: asked } = readSearch(c.req.queries(), 'catalog');
    const { panelId } = panel;
    const now = new Date();
    const [catalog, checks, uptimes, latencies, days, services] = await Promise.all([
      findCatalog(db, panelId),
      recentChecks(db, panelId),
      panelUptimes(db, [panelId], now, ['30d']),
      panelLatencies(db, [panelId], rangeOf('30d', now)),
      panelDays(db, [panelId], now),
      search(db, viewer, { ...asked, panelId }),
    ]);
    const history = {
      uptime: uptimes.get(panelId)?.['30d'],
      latency: latencies.get(panelId),
      days: days.get(panelId) ?? [],
    };
    return c.html(panelPage({ viewer, now, panel, history, catalog, checks, services, query, isContinued }));
  });

  routes.get(ROUTES.about, (c) => c.html(aboutPage({ viewer: c.var.viewer, now: new Date() })));

  return routes;
}
