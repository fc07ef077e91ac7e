/** Pages about the past: a service since it was first seen, and the difference between two moments of a catalog. */
import { Hono } from 'hono';
import { classify } from 'smmwatch';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { oneOf, typedText } from '../http/query.ts';
import { panelCurrencies, shownCurrency } from '../market/queries.ts';
import { findPanel } from '../panels/queries.ts';
import { readQuantity } from '../search/asked.ts';
import { csvLines } from '../tables/export.ts';
import { ROUTES, serviceOf } from '../urls.ts';
import { differenceOf, knownSpan } from './catalog-at.ts';
import { diffPage } from './pages/diff.ts';
import { RANGES, servicePage } from './pages/service.ts';
import { identityAfter, rateHistory } from './rate-history.ts';
import { alikeElsewhere, findService, serviceChanges } from './service-queries.ts';
import { readSpan, writeMoment, writeSpan } from './span.ts';

export function historyRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.panelService, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    const serviceId = serviceOf(c.req.param('service').replaceAll('\0', '').slice(0, 400));
    const service = panel === undefined ? undefined : await findService(db, panel.panelId, serviceId);
    if (panel === undefined || service === undefined) return await c.notFound();
    const { panelId } = panel;
    const history = await rateHistory(db, panelId, serviceId);
    if (c.req.query('format') === 'csv') {
      const rows = (history?.steps ?? []).map(({ from, to, rate, available, serviceId: id }) => [
        from.toISOString(),
        to.toISOString(),
        available ? rate : null,
        panel.currency,
        available,
        id,
      ]);
      c.header('content-type', 'text/csv; charset=utf-8; header=present');
      c.header('content-disposition', `attachment; filename="smmwatch-${panel.slug}-service.csv"`);
      return c.body(csvLines([['from', 'to', 'rate', 'currency', 'available', 'service_id'], ...rows]));
    }
    const [changes, alike, currencies, shown, after] = await Promise.all([
      serviceChanges(db, panelId, serviceId),
      alikeElsewhere(db, viewer, panelId, serviceId),
      panelCurrencies(db, [panelId]),
      shownCurrency(db, c.req.query('currency')),
      identityAfter(db, panelId, serviceId),
    ]);
    return c.html(
      servicePage({
        reader,
        viewer,
        now: new Date(),
        panel,
        service,
        facts: classify(service),
        history: history ?? { steps: [], identities: [] },
        after,
        changes,
        alike,
        currency: currencies.get(panelId),
        shown,
        quantity: readQuantity(c.req.query('quantity')),
        range: oneOf(RANGES, c.req.query('range')) ?? '90d',
      }),
    );
  });

  routes.get(ROUTES.panelDiff, async (c) => {
    const { reader, viewer } = c.var;
    const panel = await findPanel(db, typedText(c.req.param('panel')), viewer);
    const known = panel === undefined ? undefined : await knownSpan(db, panel.panelId);
    if (panel === undefined || known === undefined) return await c.notFound();
    const now = new Date();
    // A form sends two fields; what it asks for has an address of its own.
    const fields = [c.req.query('from'), c.req.query('to')];
    const typed =
      fields[0] !== undefined && fields[1] !== undefined ? fields.join('..') : c.req.param('span');
    const span = readSpan(typed, known, now);
    if (span === undefined) return await c.notFound();
    const written = writeSpan(span);
    if (written !== typed)
      return c.redirect(reader.href('panelDiff', { panel: panel.slug, span: written }), 302);
    const { diff, names } = await differenceOf(
      db,
      panel.panelId,
      span.from.toISOString(),
      span.to.toISOString(),
    );
    if (c.req.query('format') === 'json') {
      c.header('content-disposition', `attachment; filename="smmwatch-${panel.slug}-diff.json"`);
      return c.json({ panel: panel.slug, from: writeMoment(span.from), to: writeMoment(span.to), ...diff });
    }
    return c.html(diffPage({ reader, viewer, now, panel, span, known, diff, names }));
  });

  return routes;
}
