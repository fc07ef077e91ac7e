/** What this site is, and how to reach whoever runs it. */
import { Hono } from 'hono';
import type { Config } from '../config.ts';
import type { SiteEnv } from '../http/env.ts';
import { ROUTES } from '../urls.ts';
import { aboutPage } from './about-page.ts';
import { contactPage } from './contact-page.ts';

export function aboutRoutes({ config }: { config: Config }): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();
  routes.get(ROUTES.about, (c) => c.html(aboutPage({ ...c.var, now: new Date(), config })));
  routes.get(ROUTES.contact, (c) => c.html(contactPage({ ...c.var, now: new Date(), config })));
  return routes;
}
