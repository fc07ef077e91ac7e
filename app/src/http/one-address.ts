/** A page has one address. What somebody typed with a slash at its end is led there, for good. */
import type { MiddlewareHandler } from 'hono';
import type { SiteEnv } from './env.ts';

export const oneAddress: MiddlewareHandler<SiteEnv> = async (c, next) => {
  const { pathname, search } = new URL(c.req.url);
  const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
  if (!isRead || pathname === '/' || !pathname.endsWith('/')) return await next();
  // `//elsewhere.example/` without its end would be the address of another site.
  const path = pathname.replace(/^\/+/u, '/').replace(/\/+$/u, '');
  return c.redirect((path === '' ? '/' : path) + search, 301);
};
