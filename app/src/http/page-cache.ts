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
import { LRUCache } from 'lru-cache';
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
  headers: [string, string][];
  etag: string;
  bodies: Record<Encoding, Uint8Array<ArrayBuffer>>;
}

const compressGzip = promisify(gzip);
const compressBrotli = promisify(brotliCompress);

export function pageCache(keptMs: number): MiddlewareHandler<SiteEnv> {
  const pages = new LRUCache<string, Kept, () => Promise<Kept | undefined>>({
    maxSize: KEPT_BYTES_MAX,
    sizeCalculation: ({ bodies }) => bodies.identity.length + bodies.gzip.length + bodies.br.length + 1024,
    ttl: keptMs,
    // However many ask for it at once, it is made once.
    fetchMethod: async (_key, _stale, { context }) => await context(),
    // A page that fails fails for those who asked, and is made anew for the next.
    allowStaleOnFetchRejection: false,
  });
  return async (c, next) => {
    if (!mayBeKept(c)) return await next();
    const { reader } = c.var;
    const key = `${reader.href('home')} ${reader.language} ${reader.here}`;
    let isMaker = false;
    const kept = await pages.fetch(key, {
      async context() {
        isMaker = true;
        await next();
        return await keep(c);
      },
    });
    if (kept !== undefined) {
      c.res = replyOf(c, kept);
      return undefined;
    }
    // What cannot be kept was made for whoever asked first; everybody else gets one of his own.
    return isMaker ? undefined : await next();
  };
}

const KEPT_PATHS = KEPT.map((route) => new RegExp(`^${ROUTES[route].replace(/:\w+/gu, '[^/]+')}$`, 'u'));

function mayBeKept(c: Context<SiteEnv>): boolean {
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') return false;
  if (c.var.viewer !== 'visitor' || getCookie(c, SESSION_COOKIE) !== undefined) return false;
  return c.req.query('format') === undefined && KEPT_PATHS.some((path) => path.test(c.req.path));
}

async function keep(c: Context<SiteEnv>): Promise<Kept | undefined> {
  const { res } = c;
  const type = res.headers.get('content-type') ?? '';
  if (res.status !== 200 || !type.startsWith('text/html') || res.headers.has('set-cookie')) return undefined;
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
    headers: [['content-type', type]],
    // Weak: the same page in any compression.
    etag: `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`,
    bodies: { identity: bytes, gzip: new Uint8Array(gzipped), br: new Uint8Array(brotli) },
  };
}

function replyOf(c: Context<SiteEnv>, { headers, etag, bodies }: Kept): Response {
  const shared = new Headers([
    ...headers,
    ['etag', etag],
    // Anybody may keep it and has to ask whether it is still true; who has a session never gets this one.
    ['cache-control', 'public, no-cache'],
    ['vary', 'cookie, accept-encoding'],
  ]);
  if (tagsOf(c.req.header('if-none-match')).includes(etag))
    return new Response(null, { status: 304, headers: shared });
  const encoding = encodingFor(c.req.header('accept-encoding'));
  if (encoding !== 'identity') shared.set('content-encoding', encoding);
  const body = bodies[encoding];
  shared.set('content-length', String(body.length));
  return new Response(c.req.method === 'HEAD' ? null : body, { status: 200, headers: shared });
}

function tagsOf(ifNoneMatch: string | undefined): string[] {
  return (ifNoneMatch ?? '').split(',').map((tag) => {
    const bare = tag.trim();
    return bare.startsWith('W/') ? bare : `W/${bare}`;
  });
}

function encodingFor(acceptEncoding: string | undefined): Encoding {
  const taken = new Set(parseAccept(acceptEncoding ?? '').flatMap(({ q, type }) => (q > 0 ? [type] : [])));
  if (taken.has('br')) return 'br';
  return taken.has('gzip') ? 'gzip' : 'identity';
}
