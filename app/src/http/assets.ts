/** Serves what pages load. An address names its content, so a browser asks for it once. */
import { Hono } from 'hono';
import { ASSETS } from '../assets/manifest.ts';
import type { SiteEnv } from './env.ts';

export function assetRoutes(): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();
  for (const { address, contentType, body } of Object.values(ASSETS)) {
    routes.get(address, (c) =>
      c.body(body, 200, {
        'content-type': contentType,
        'cache-control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  // Browsers and readers of feeds ask for these without being told to.
  routes.get('/favicon.ico', (c) => c.redirect(ASSETS.icon.address, 302));
  routes.get('/robots.txt', (c) => c.text('User-agent: *\nDisallow: /operator\n'));
  return routes;
}
