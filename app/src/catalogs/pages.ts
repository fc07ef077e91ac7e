/** Pages about catalogs: what changed at a panel, and everywhere. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { typedText } from '../http/query.ts';
import { findPanel, recentChecks } from '../panels/queries.ts';
import { ROUTES } from '../urls.ts';
import { listMoves } from './moves.ts';
import { allChangesPage } from './pages/all-changes.ts';
import { changesPage } from './pages/changes.ts';
import { CHANGE_KINDS, countChangeKinds, listChanges } from './queries.ts';

export function catalogRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.changes, async (c) => {
    const { reader, viewer } = c.var;
    const asked = c.req.queries('kind') ?? [];
    const kinds = CHANGE_KINDS.filter((kind) => asked.includes(kind));
    const after = c.req.query('after');
    const moves = await listMoves(db, viewer, { kinds, after });
    return c.html(
      allChangesPage({ reader, viewer, now: new Date(), kinds, moves, isContinued: after !== undefined }),
    );
  });

  routes.get(ROUTES.panelChanges, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    if (panel === undefined) return await c.notFound();
    const asked = c.req.queries('kind') ?? [];
    const kinds = CHANGE_KINDS.filter((kind) => asked.includes(kind));
    const after = c.req.query('after');
    const { panelId } = panel;
    const [changes, counts, checks] = await Promise.all([
      listChanges(db, viewer, { panelId, kinds, after }),
      countChangeKinds(db, panelId),
      recentChecks(db, panelId, 1),
    ]);
    const isContinued = after !== undefined;
    return c.html(
      changesPage({
        reader,
        viewer,
        now: new Date(),
        panel,
        lastCheck: checks[0],
        kinds,
        counts,
        changes,
        isContinued,
      }),
    );
  });

  return routes;
}
