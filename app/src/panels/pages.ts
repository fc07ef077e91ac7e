/** Pages about panels: the front page, the directory, a panel, and what this site is. */
import { Hono } from 'hono';
import { biggestRepricings, listMoves, siteTotals } from '../catalogs/moves.ts';
import { findCatalog } from '../catalogs/queries.ts';
import { latencyDays } from '../checks/latency-days.ts';
import { stageTimes } from '../checks/stages.ts';
import { openOutages, panelDays, panelLatencies, panelUptimes, rangeOf } from '../checks/queries.ts';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { oneOf, typedText } from '../http/query.ts';
import { panelCurrencies, shownCurrency } from '../market/queries.ts';
import { panelServices } from '../search/panel-services.ts';
import { exportReply } from '../tables/export.ts';
import { readTableRequest } from '../tables/request.ts';
import { PANEL_STATES } from '../ui/states.ts';
import { shownColumns } from '../ui/table.ts';
import { ROUTES } from '../urls.ts';
import { findPanels, PANEL_TABLE, type DirectorySearch } from './directory-queries.ts';
import { conformanceOf } from './conformance.ts';
import { conformancePage } from './pages/conformance.ts';
import { panelAboutPage } from './pages/panel-about.ts';
import { directoryPage, directoryView } from './pages/directory.ts';
import { HOME_MOVES, HOME_PANELS, homePage } from './pages/home.ts';
import { STRIP_ROWS } from './pages/market-strip.ts';
import { panelColumns } from './pages/panel-columns.ts';
import { panelPage } from './pages/panel.ts';
import {
  findPanel,
  listPanels,
  newestPanels,
  panelStates,
  recentChecks,
  type PanelRow,
  type Viewer,
} from './queries.ts';

export function panelRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.home, async (c) => {
    const { reader, viewer } = c.var;
    const [totals, moves, repriced, outages, newest, panels] = await Promise.all([
      siteTotals(db, viewer),
      listMoves(db, viewer, { kinds: [], limit: HOME_MOVES }),
      biggestRepricings(db, viewer, STRIP_ROWS),
      openOutages(db, viewer, STRIP_ROWS),
      newestPanels(db, viewer, STRIP_ROWS),
      listPanels(db, viewer, HOME_PANELS),
    ]);
    const strip = { repriced, outages, newest };
    return c.html(homePage({ reader, viewer, now: new Date(), totals, moves: moves.rows, strip, panels }));
  });

  routes.get(ROUTES.panels, async (c) => {
    const { reader, viewer } = c.var;
    const search = {
      query: typedText(c.req.query('q')),
      state: oneOf(PANEL_STATES, c.req.query('state')),
      request: readTableRequest(PANEL_TABLE, c.req),
    };
    const now = new Date();
    if (search.request.format !== undefined) {
      const columns = shownColumns(panelColumns(reader, now), directoryView(reader, search));
      const pages = everyPage(db, viewer, search);
      return exportReply(c, {
        format: search.request.format,
        name: 'smmwatch-panels',
        columns,
        asOf: now,
        pages,
      });
    }
    const [{ rows, next }, states] = await Promise.all([
      findPanels(db, viewer, search),
      panelStates(db, viewer),
    ]);
    return c.html(directoryPage({ reader, viewer, now, search, rows, next, states }));
  });

  routes.get(ROUTES.panel, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const shown = await shownCurrency(db, c.req.query('currency'));
    const { panelId } = panel;
    const now = new Date();
    const services = await panelServices({
      db,
      reader,
      viewer,
      now,
      panel,
      shown,
      request: c.req,
      parameters: c.req.queries(),
    });
    if (services.file !== undefined)
      return exportReply(c, { ...services.file, name: `smmwatch-${panel.slug}-services`, asOf: now });
    const [catalog, currencies, checks, uptimes, latencies, days, byDay, stages] = await Promise.all([
      findCatalog(db, panelId),
      panelCurrencies(db, [panelId]),
      recentChecks(db, panelId),
      panelUptimes(db, [panelId], now, ['30d']),
      panelLatencies(db, [panelId], rangeOf('30d', now)),
      panelDays(db, [panelId], now),
      latencyDays(db, panelId, now),
      stageTimes(db, panelId, now),
    ]);
    const history = {
      uptime: uptimes.get(panelId)?.['30d'],
      latency: latencies.get(panelId),
      days: days.get(panelId) ?? [],
      latencyDays: byDay,
      stages,
    };
    const currency = currencies.get(panelId);
    return c.html(
      panelPage({ reader, viewer, now, panel, history, catalog, currency, checks, list: services.list }),
    );
  });

  routes.get(ROUTES.panelConformance, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const [judged, checks] = await Promise.all([
      conformanceOf(db, panel),
      recentChecks(db, panel.panelId, 1),
    ]);
    return c.html(conformancePage({ reader, viewer, now: new Date(), panel, lastCheck: checks[0], judged }));
  });

  routes.get(ROUTES.panelAbout, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const { panelId } = panel;
    const [catalog, currencies, checks] = await Promise.all([
      findCatalog(db, panelId),
      panelCurrencies(db, [panelId]),
      recentChecks(db, panelId),
    ]);
    const currency = currencies.get(panelId);
    return c.html(panelAboutPage({ reader, viewer, now: new Date(), panel, catalog, currency, checks }));
  });

  return routes;
}

/** The directory from where the address begins, a page at a time: for its files. */
async function* everyPage(db: Database, viewer: Viewer, search: DirectorySearch): AsyncIterable<PanelRow[]> {
  let { after } = search.request;
  do {
    const { rows, next } = await findPanels(db, viewer, { ...search, request: { ...search.request, after } });
    yield rows;
    after = next;
  } while (after !== undefined);
}
