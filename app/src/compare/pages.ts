/** `/services/compare?ids=panel:service,…&quantity=5000`: up to six services side by side, also as CSV and JSON. */
import { Hono } from 'hono';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { oneOf } from '../http/query.ts';
import { rateSteps } from '../history/rate-history.ts';
import { shownCurrency } from '../market/queries.ts';
import { readQuantity } from '../search/asked.ts';
import { exportReply } from '../tables/export.ts';
import { TABLE_FORMATS } from '../tables/request.ts';
import { COMPARED_MAX } from '../ui/compare-tray.ts';
import { ROUTES } from '../urls.ts';
import { readIds } from './ids.ts';
import { DAY_MS, LINE_DAYS } from './pages/compare-rows.ts';
import { compareAddress, comparePage, comparedKey } from './pages/compare.ts';
import { exportColumns } from './pages/export-columns.ts';
import { comparedServices } from './queries.ts';

const QUANTITY_USUAL = 1000;
/** Longer lists of ids are cut: nobody compares them. */
const ASKED_MAX = 50;

export function compareRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();

  routes.get(ROUTES.compareServices, async (c) => {
    const { reader, viewer } = c.var;
    const asked = (c.req.queries('ids') ?? []).map((text) => text.replaceAll('\0', '').toWellFormed());
    const keys = readIds(asked).slice(0, ASKED_MAX);
    const quantity = readQuantity(c.req.query('quantity')) ?? QUANTITY_USUAL;
    const [shown, found] = await Promise.all([
      shownCurrency(db, c.req.query('currency')),
      comparedServices(db, viewer, keys.slice(0, COMPARED_MAX)),
    ]);
    const known = new Set(found.map(comparedKey));
    const now = new Date();
    const steps = await rateSteps(db, found, new Date(now.getTime() - LINE_DAYS * DAY_MS));
    const data = {
      reader,
      viewer,
      now,
      steps,
      quantity,
      shown,
      services: found,
      unknown: keys
        .slice(0, COMPARED_MAX)
        .filter(({ panel, serviceId }) => !known.has(`${panel}:${serviceId}`)),
      isCut: keys.length > COMPARED_MAX,
    };
    // What boxes of a form sent is the same page under another address: the one to be shared is shorter.
    const isLong = asked.length > 1 && keys.every(({ serviceId }) => !serviceId.includes(','));
    if (isLong) return c.redirect(compareAddress(data, keys), 302);
    const format = oneOf(TABLE_FORMATS, c.req.query('format'));
    if (format !== undefined)
      return exportReply(c, {
        format,
        name: 'smmwatch-comparison',
        columns: exportColumns(quantity),
        asOf: data.now,
        pages: once(found),
      });
    return c.html(comparePage(data));
  });

  return routes;
}

async function* once<Row>(rows: Row[]): AsyncIterable<Row[]> {
  yield await Promise.resolve(rows);
}
