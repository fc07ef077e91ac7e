/** What a phone shows of the site where somebody keeps it: a manifest, and icons drawn once from the mark. */
import { renderAsync } from '@resvg/resvg-js';
import { Hono } from 'hono';
import { html } from '../ui/markup.ts';
import { href } from '../urls.ts';
import type { SiteEnv } from './env.ts';

/** Pixels, by address; a phone asks for the last without being told of it. */
const SIZES = { '/icon-192.png': 192, '/icon-512.png': 512, '/apple-touch-icon.png': 180 } as const;

const MANIFEST = {
  name: 'smmwatch',
  short_name: 'smmwatch',
  start_url: href('home'),
  display: 'browser',
  background_color: '#fcfcfb',
  theme_color: '#2a45c2',
  icons: (['/icon-192.png', '/icon-512.png'] as const).flatMap((src) =>
    ['any', 'maskable'].map((purpose) => ({
      src,
      sizes: `${SIZES[src]}x${SIZES[src]}`,
      type: 'image/png',
      purpose,
    })),
  ),
};

const KEPT = { 'cache-control': 'public, max-age=86400' };

export function iconRoutes(): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();
  routes.get('/assets/site.webmanifest', (c) =>
    c.body(JSON.stringify(MANIFEST), 200, { ...KEPT, 'content-type': 'application/manifest+json' }),
  );
  const drawn = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  for (const [path, size] of Object.entries(SIZES)) {
    routes.get(path, async (c) => {
      let icon = drawn.get(size);
      if (icon === undefined) drawn.set(size, (icon = drawIcon(size)));
      return c.body(await icon, 200, { ...KEPT, 'content-type': 'image/png' });
    });
  }
  return routes;
}

/** To its edges, with the mark inside of the circle that a phone may cut out. */
async function drawIcon(size: number): Promise<Uint8Array<ArrayBuffer>> {
  const icon = await html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${size}"
    height="${size}"
    viewBox="0 0 32 32"
  >
    <rect width="32" height="32" fill="#2a45c2" />
    <path d="M5 19.2h5.4v-6.4h5.6v4h4.8v-6.4h6.2" fill="none" stroke="#fff" stroke-width="2.4" />
  </svg>`;
  const png = (await renderAsync(String(icon), { font: { loadSystemFonts: false } })).asPng();
  return new Uint8Array(png);
}
