/** Serves what pages load. An address names its content, so a browser asks for it once. */
import { Hono } from 'hono';
import { ASSETS } from '../assets/manifest.ts';
import { href } from '../urls.ts';
import type { SiteEnv } from './env.ts';

/** `publicUrl` is where crawlers find the sitemap; none is named without it. */
export function assetRoutes(publicUrl: string | undefined): Hono<SiteEnv> {
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
  const sitemap = publicUrl === undefined ? '' : `Sitemap: ${publicUrl}${href('sitemap')}\n`;
  routes.get('/robots.txt', (c) =>
    c.text(
      `User-agent: *\nDisallow: /operator\nDisallow: /find\nDisallow: /standard/test/\nDisallow: /submit/\n${sitemap}`,
    ),
  );
  return routes;
}
