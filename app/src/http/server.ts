/**
 * The web site as one Hono application: who is asking, what every reply carries, where each route lives, what a failure looks
 * like. It reads the database and never calls a panel.
 */
import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { getCookie } from 'hono/cookie';
import { csrf } from 'hono/csrf';
import { HTTPException } from 'hono/http-exception';
import { secureHeaders } from 'hono/secure-headers';
import { getPath } from 'hono/utils/url';
import { aboutRoutes } from '../about/pages.ts';
import { catalogRoutes } from '../catalogs/pages.ts';
import { checkRoutes } from '../checks/pages.ts';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { compareRoutes } from '../compare/pages.ts';
import { findRoutes } from '../find/pages.ts';
import { splitPath, wishedLanguage } from '../i18n/languages.ts';
import { readerOf } from '../i18n/reader.ts';
import type { Log } from '../log.ts';
import { operatorRoutes } from '../operator/pages.ts';
import { isSignedIn } from '../operator/sign-in.ts';
import { panelRoutes } from '../panels/pages.ts';
import type { Vault } from '../panels/vault.ts';
import { pictureRoutes } from '../seo/pictures.ts';
import { sitemapRoutes } from '../seo/sitemaps.ts';
import { searchRoutes } from '../search/pages.ts';
import { statusRoutes } from '../status/pages.ts';
import { submissionRoutes } from '../submissions/pages.ts';
import { errorPage, forbiddenPage, notFoundPage } from '../ui/error-pages.ts';
import { assetRoutes } from './assets.ts';
import { SESSION_COOKIE, type SiteEnv } from './env.ts';
import { historyRoutes } from '../history/pages.ts';
import { healthRoutes } from './health.ts';
import { iconRoutes } from './icons.ts';
import { loggedPath } from './logged-path.ts';
import { oneAddress } from './one-address.ts';
import { pageCache, PAGES_KEPT_MS } from './page-cache.ts';

export interface SiteDeps {
  config: Config;
  db: Database;
  vault: Vault;
  log: Log;
  /** How long visitors share a page that was made; 0 makes each anew. PAGES_KEPT_MS when absent. */
  pagesKeptMs?: number;
}

const UNWANTED = [
  'accelerometer',
  'browsingTopics',
  'camera',
  'displayCapture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'serial',
  'usb',
] as const;

/** A form of the site has a few short fields. */
const FORM_BYTES_MAX = 64 * 1024;

export function createSite(deps: SiteDeps): Hono<SiteEnv> {
  const { config, db, log } = deps;
  // Routes know nothing of languages: `/ru/panels` is `/panels` to a reader of Russian.
  const site = new Hono<SiteEnv>({ getPath: (request) => splitPath(getPath(request)).path });

  const { pagesKeptMs = PAGES_KEPT_MS } = deps;
  const pages = pagesKeptMs > 0 ? pageCache(pagesKeptMs) : undefined;
  if (pages !== undefined) site.use(pages.answer);
  site.use(compress());
  if (pages !== undefined) site.use(pages.keep);
  site.use(async (c, next) => {
    const { language, path } = splitPath(getPath(c.req.raw));
    const reader = readerOf(
      language ?? wishedLanguage(c.req.header('accept-language')),
      language !== undefined,
    );
    c.set('reader', {
      ...reader,
      here: path + new URL(c.req.url).search,
      origin: config.publicUrl ?? '',
    });
    await next();
    // Without a language in the address the browser's wish decides, and a cache has to know.
    if (language === undefined) c.header('vary', 'accept-language', { append: true });
  });
  site.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        frameSrc: ["'none'"],
        workerSrc: ["'none'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
      referrerPolicy: 'same-origin',
      xFrameOptions: 'DENY',
      // The site asks a browser for nothing of this, and nobody may in its name.
      permissionsPolicy: Object.fromEntries(UNWANTED.map((feature) => [feature, []])),
      // Set where the site itself is reached over https, by whoever ends TLS there.
      strictTransportSecurity: false,
    }),
  );
  site.use(oneAddress);
  site.route('/', healthRoutes(deps));
  site.route('/', iconRoutes());
  site.route('/', assetRoutes(config.publicUrl));
  site.route('/', pictureRoutes({ db }));
  site.route('/', sitemapRoutes({ db, publicUrl: config.publicUrl }));
  site.use(csrf(config.publicUrl === undefined ? {} : { origin: new URL(config.publicUrl).origin }));
  site.use(bodyLimit({ maxSize: FORM_BYTES_MAX }));
  site.use(async (c, next) => {
    const signedIn = await isSignedIn({ db }, getCookie(c, SESSION_COOKIE));
    c.set('viewer', signedIn ? 'operator' : 'visitor');
    await next();
    // What an operator sees must not be kept where the next visitor is served from.
    if (!c.res.headers.has('cache-control')) c.header('cache-control', 'private, no-cache');
  });
  site.route('/', panelRoutes({ db }));
  site.route('/', compareRoutes({ db }));
  site.route('/', findRoutes({ db }));
  site.route('/', catalogRoutes({ db }));
  site.route('/', searchRoutes({ db }));
  site.route('/', historyRoutes({ db }));
  site.route('/', statusRoutes({ db }));
  site.route('/', aboutRoutes({ config }));
  const limits = { ...config, allowAddresses: config.visitorAllowAddresses };
  site.route('/', submissionRoutes({ db, vault: deps.vault, limits, config, log }));
  site.route('/', checkRoutes({ db }));
  site.route(
    '/',
    operatorRoutes({
      db,
      vault: deps.vault,
      limits: config,
      secureCookie: config.publicUrl?.startsWith('https:') === true,
    }),
  );

  site.notFound((c) => c.html(notFoundPage({ reader: c.var.reader, viewer: c.var.viewer }), 404));
  site.onError((error, c) => {
    const viewer = c.get('viewer') ?? 'visitor';
    const { reader } = c.var;
    if (error instanceof HTTPException && error.status < 500) {
      return error.status === 403 ? c.html(forbiddenPage({ reader, viewer }), 403) : error.getResponse();
    }
    const requestId = randomUUID();
    log.error({ requestId, method: c.req.method, path: loggedPath(c.req.path), err: error }, 'a page failed');
    return c.html(errorPage({ reader, viewer, requestId }), 500);
  });
  return site;
}
