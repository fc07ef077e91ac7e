/** Pages about the history of checks: the incidents of a panel. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { typedText } from '../http/query.ts';
import { announcedMaintenance, findPanel, recentChecks } from '../panels/queries.ts';
import { ROUTES } from '../urls.ts';
import { listIncidents } from './incident-list.ts';
import { incidentsPage } from './pages/incidents.ts';
import { panelDays, panelLatencies, panelUptimes, rangeOf } from './queries.ts';

export function checkRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.panelIncidents, async (c) => {
    const { reader, viewer } = c.var;
    const now = new Date();
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const { panelId } = panel;
    const day = dayIn(c.req.query('day'));
    const after = c.req.query('after');
    const [uptimes, latencies, days, incidents, maintenance, checks] = await Promise.all([
      panelUptimes(db, [panelId], now),
      panelLatencies(db, [panelId], rangeOf('30d', now)),
      panelDays(db, [panelId], now),
      listIncidents(db, { panelId, day, after }),
      announcedMaintenance(db, [panelId]),
      recentChecks(db, panelId, 1),
    ]);
    const uptime = uptimes.get(panelId);
    // Removed between two of these queries.
    if (uptime === undefined) return await c.notFound();
    return c.html(
      incidentsPage({
        reader,
        viewer,
        now,
        panel,
        lastCheck: checks[0],
        uptimes: uptime,
        latency: latencies.get(panelId),
        days: days.get(panelId) ?? [],
        day,
        incidents,
        maintenance,
        isContinued: after !== undefined,
      }),
    );
  });

  return routes;
}

/** A day that exists; anything else asks for none. */
function dayIn(text: string | undefined): string | undefined {
  if (text === undefined || !/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text) ? text : undefined;
}
