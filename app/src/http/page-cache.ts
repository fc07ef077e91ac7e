/**
 * Pages of visitors, kept for a few seconds as they were sent: made once for however many ask, compressed once, told unchanged by their
 * ETag. Only pages in the list are kept, only whole ones that answer 200, and never anything asked with a session: what an operator sees is
 * neither kept nor served from here. docs/decisions/page-cache.md.
 */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { parseAccept } from 'hono/utils/accept';
import { getPath } from 'hono/utils/url';
import { LRUCache } from 'lru-cache';
import { splitPath, wishedLanguage } from '../i18n/languages.ts';
import { ROUTES, type Route } from '../urls.ts';
import { SESSION_COOKIE, type SiteEnv } from './env.ts';

/** Pages that are the same for every visitor of a language. A new page is not kept until it is listed. */
const KEPT: readonly Route[] = [
  'home',
  'panels',
  'panel',
  'panelChanges',
  'panelIncidents',
  'panelConformance',
  'panelAbout',
  'panelService',
  'panelDiff',
  'changes',
  'services',
  'compareServices',
  'about',
  'contact',
  'standard',
  'tester',
  'submit',
  'status',
];

/** As long as a page may be behind the database. Checks come every minute at most, and every page says its own time. */
export const PAGES_KEPT_MS = 5000;
/** Of this process; the addresses of attackers push each other out. */
const KEPT_BYTES_MAX = 48 * 1024 * 1024;
/** A larger page is an export or a mistake. */
const PAGE_BYTES_MAX = 2 * 1024 * 1024;

type Encoding = 'br' | 'gzip' | 'identity';

interface Kept {
  headers: Record<string, string>;
  bodies: Record<Encoding, Uint8Array<ArrayBuffer>>;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

interface PageCache {
  /** Before everything else: what is kept is sent as it is, headers included, and nothing more is done for it. */
  answer: MiddlewareHandler<SiteEnv>;
  /** Around all that makes a page and its headers. */
  keep: MiddlewareHandler<SiteEnv>;
}

export function pageCache(keptMs: number): PageCache {
  const pages = new LRUCache<string, Kept, () => Promise<Kept | undefined>>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ bodies }) => bodies.identity.length + bodies.gzip.length + bodies.br.length + 1024,
    ttl: keptMs,
    // However many ask for it at once, it is made once.
    fetchMethod: async (_key, _stale, { context }) => await context(),
    // A page that fails fails for those who asked, and is made anew for the next.
    allowStaleOnFetchRejection: false,
  });
  return {
    async answer(c, next) {
      const key = keyOf(c);
      const kept = key === undefined ? undefined : pages.get(key);
      return kept === undefined ? await next() : replyOf(c, kept);
    },
    async keep(c, next) {
      const key = keyOf(c);
      if (key === undefined) return await next();
      let isMaker = false;
      const kept = await pages.fetch(key, {
        async context() {
          isMaker = true;
          await next();
          return await keptOf(c);
        },
      });
      // What cannot be kept was made for whoever asked first; everybody else gets one of his own.
      if (kept === undefined) return isMaker ? undefined : await next();
      // Hono would add the headers of the reply that was made to those of this one.
      c.res = undefined;
      c.res = replyOf(c, kept);
      return undefined;
    },
  };
}

const KEPT_PATHS = KEPT.map((route) => new RegExp(`^${ROUTES[route].replace(/:\w+/gu, '[^/]+')}$`, 'u'));

/** Under which a page is kept: all that it depends on. Undefined where nothing may be kept, whoever asks. */
function keyOf(c: Context<SiteEnv>): string | undefined {
  const { method, url } = c.req.raw;
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  if (!KEPT_PATHS.some((path) => path.test(c.req.path))) return undefined;
  if (c.req.header('cookie') !== undefined && getCookie(c, SESSION_COOKIE) !== undefined) return undefined;
  const query = url.indexOf('?');
  const search = query === -1 ? '' : url.slice(query);
  if (search !== '' && c.req.query('format') !== undefined) return undefined;
  const { language } = splitPath(getPath(c.req.raw));
  const wished = language === undefined ? wishedLanguage(c.req.header('accept-language')) : '';
  return `${language ?? ''} ${wished} ${c.req.path} ${search}`;
}

/** What a kept page says of itself. */
const OWN_HEADERS = new Set(['cache-control', 'content-encoding', 'content-length', 'etag', 'vary']);

async function keptOf(c: Context<SiteEnv>): Promise<Kept | undefined> {
  const { res } = c;
  const type = res.headers.get('content-type') ?? '';
  if (c.var.viewer !== 'visitor' || res.status !== 200 || !type.startsWith('text/html')) return undefined;
  if (res.headers.has('set-cookie')) return undefined;
  // Text is made whole before it is sent, so reading it costs a copy; what is passed on instead is the copy.
  const body = await res.arrayBuffer();
  if (body.byteLength > PAGE_BYTES_MAX) {
    c.res = new Response(body, res);
    return undefined;
  }
  const bytes = new Uint8Array(body);
  const [gzipped, brotli] = await Promise.all([
    compressGzip(bytes, { level: 6 }),
    compressBrotli(bytes, {
      params: { [constants.BROTLI_PARAM_QUALITY]: 4, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
    }),
  ]);
  return {
    headers: {
      ...Object.fromEntries([...res.headers].filter(([name]) => !OWN_HEADERS.has(name))),
      // Weak: the same page in any compression.
      etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
      // Anybody may keep it and has to ask whether it is still true; who has a session never gets this one.
      'cache-control': 'public, no-cache',
      vary: [res.headers.get('vary'), 'cookie, accept-encoding'].filter((name) => name !== null).join(', '),
    },
    bodies: { identity: bytes, gzip: new Uint8Array(gzipped), br: new Uint8Array(brotli) },
  };
}

function replyOf(c: Context<SiteEnv>, { headers, bodies }: Kept): Response {
  const tags = c.req.header('if-none-match');
  if (tags !== undefined && tagsOf(tags).includes(headers['etag'] ?? ''))
    return new Response(null, { status: 304, headers });
  const encoding = encodingFor(c.req.header('accept-encoding'));
  const body = bodies[encoding];
  const own = {
    ...headers,
    ...(encoding !== 'identity' && { 'content-encoding': encoding }),
    'content-length': String(body.length),
  };
  return new Response(c.req.method === 'HEAD' ? null : body, { status: 200, headers: own });
}

function tagsOf(ifNoneMatch: string): string[] {
  return ifNoneMatch.split(',').map((tag) => {
    const bare = tag.trim();
    return bare.startsWith('W/') ? bare : `W/${bare}`;
  });
}

function encodingFor(acceptEncoding: string | undefined): Encoding {
  const taken = new Set(parseAccept(acceptEncoding ?? '').flatMap(({ q, type }) => (q > 0 ? [type] : [])));
  if (taken.has('br')) return 'br';
  return taken.has('gzip') ? 'gzip' : 'identity';
}
