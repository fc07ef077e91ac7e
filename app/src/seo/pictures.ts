/** The addresses of pictures: a panel, a service, the site. Few are drawn at once, each is kept for some minutes, and who comes when all hands are full is told to come again. */
import { createHash } from 'node:crypto';
import { Hono, type Context } from 'hono';
import { LRUCache } from 'lru-cache';
import { siteTotals } from '../catalogs/moves.ts';
import type { Database } from '../db/open.ts';
import { findService } from '../history/service-queries.ts';
import { rateHistory } from '../history/rate-history.ts';
import type { Step } from '../history/steps.ts';
import type { SiteEnv } from '../http/env.ts';
import { typedText } from '../http/query.ts';
import { panelCurrencies } from '../market/queries.ts';
import { findPanel } from '../panels/queries.ts';
import { stateWord } from '../ui/states.ts';
import { ENGLISH } from '../i18n/reader.ts';
import { ROUTES, serviceOf } from '../urls.ts';
import { drawPicture, priceFigure, type Picture } from './picture.ts';

/** Drawing takes a tenth of a second of one core. */
const DRAWN_AT_ONCE = 2;
const WAITING_MAX = 20;
const KEPT_MS = 10 * 60_000;
const KEPT_BYTES_MAX = 16 * 1024 * 1024;
const DAY_MS = 86_400_000;

export function pictureRoutes({ db }: { db: Database }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();
  const kept = new LRUCache<string, Buffer>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ length }) => length,
    ttl: KEPT_MS,
  });
  const inTurn = turns(DRAWN_AT_ONCE);

  async function reply(c: Context<SiteEnv>, describe: () => Promise<Picture | undefined>): Promise<Response> {
    const picture = await describe();
    if (picture === undefined) return await c.notFound();
    const key = JSON.stringify(picture);
    let png = kept.get(key);
    if (png === undefined) {
      if (inTurn.waiting() >= WAITING_MAX)
        return c.text('Too many pictures are being drawn.\n', 503, { 'retry-after': '5' });
      png = await inTurn.run(async () => await drawPicture(picture));
      kept.set(key, png);
    }
    const etag = `"${createHash('sha256').update(key).digest('base64url').slice(0, 22)}"`;
    const headers = {
      etag,
      'cache-control': 'public, max-age=600',
      'content-type': 'image/png',
      // Made to be shown elsewhere.
      'cross-origin-resource-policy': 'cross-origin',
    };
    if (c.req.header('if-none-match') === etag) return new Response(null, { status: 304, headers });
    return c.body(new Uint8Array(png), 200, headers);
  }

  routes.get(ROUTES.picture, async (c) => await reply(c, async () => await ofSite(db)));
  routes.get(
    ROUTES.panelPicture,
    async (c) => await reply(c, async () => await ofPanel(db, typedText(c.req.param('panel')))),
  );
  routes.get(
    ROUTES.servicePicture,
    async (c) =>
      await reply(
        c,
        async () =>
          await ofService(
            db,
            typedText(c.req.param('panel')),
            serviceOf(c.req.param('service').slice(0, 400).replaceAll('\0', '')),
          ),
      ),
  );
  return routes;
}

/** At most so many at once; the others wait in line. */
function turns(atOnce: number): { run: <T>(job: () => Promise<T>) => Promise<T>; waiting: () => number } {
  let running = 0;
  const line: (() => void)[] = [];
  return {
    waiting: () => line.length,
    async run(job) {
      if (running >= atOnce) await new Promise<void>((resolve) => line.push(resolve));
      running += 1;
      try {
        return await job();
      } finally {
        running -= 1;
        line.shift()?.();
      }
    },
  };
}

const { whole, share } = ENGLISH.formats;

async function ofSite(db: Database): Promise<Picture> {
  const totals = await siteTotals(db, 'visitor');
  return {
    over: 'The watch site for SMM panels',
    title: 'What they sell, at what price, and whether they answer',
    figures: [
      { figure: whole(totals.panels), is: 'panels' },
      { figure: whole(totals.services), is: 'services' },
      { figure: whole(totals.changes24h), is: 'changes in 24 h' },
    ],
  };
}

async function ofPanel(db: Database, slug: string): Promise<Picture | undefined> {
  const panel = await findPanel(db, slug, 'visitor');
  if (panel === undefined) return undefined;
  return {
    over: 'SMM panel',
    title: panel.name,
    figures: [
      { figure: panel.state === null ? '–' : stateWord(ENGLISH, panel.state), is: 'now' },
      { figure: panel.uptime30d === null ? '–' : share(panel.uptime30d), is: 'uptime, 30 days' },
      { figure: panel.services === null ? '–' : whole(panel.services), is: 'services' },
    ],
    days: panel.days ?? undefined,
  };
}

async function ofService(db: Database, slug: string, serviceId: string): Promise<Picture | undefined> {
  const panel = await findPanel(db, slug, 'visitor');
  const service = panel === undefined ? undefined : await findService(db, panel.panelId, serviceId);
  if (panel === undefined || service === undefined) return undefined;
  const [history, currencies] = await Promise.all([
    rateHistory(db, panel.panelId, serviceId),
    panelCurrencies(db, [panel.panelId]),
  ]);
  const currency = currencies.get(panel.panelId);
  const isCertain = currency !== undefined && currency.perUsd !== null;
  return {
    over: panel.name,
    title: service.name,
    figures: [
      priceFigure(service, isCertain ? currency.currency : null),
      { figure: service.min === null ? '–' : whole(service.min), is: 'minimum' },
      { figure: service.max === null ? '–' : whole(service.max), is: 'maximum' },
    ],
    line: lineOf(history?.steps ?? [], panel.okAt ?? service.changedAt),
  };
}

/** The rate of 90 days, from lowest to highest. */
function lineOf(steps: readonly Step[], until: Date): [number, number][] | undefined {
  const start = until.getTime() - 90 * DAY_MS;
  const shown = steps.filter(({ to, rate, available }) => to.getTime() > start && rate !== null && available);
  const rates = shown.map(({ rate }) => Number(rate));
  const low = Math.min(...rates);
  const high = Math.max(...rates);
  if (shown.length === 0 || high === low) return undefined;
  return shown.flatMap(({ from, to }, index): [number, number][] => {
    const y = ((rates[index] ?? low) - low) / (high - low);
    const x = (at: Date): number => Math.max(0, Math.min(1, (at.getTime() - start) / (90 * DAY_MS)));
    return [
      [x(from), y],
      [x(to), y],
    ];
  });
}
