/**
 * Sitemaps: an index, one of the site's own pages, panels in shards by their number, services in shards of their panel: all of a small
 * catalog, or sixteen of a large one by a hash of the id, so that what comes and goes moves no other. `lastmod` is when the content really
 * changed, and is left out where that is not known: of a part of a catalog. Without PUBLIC_URL there are
 * none: a sitemap needs whole addresses.
 */
import { Hono } from 'hono';
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import type { SiteEnv } from '../http/env.ts';
import { visibleTo } from '../panels/queries.ts';
import { html, type Markup } from '../ui/markup.ts';
import { href, ROUTES, serviceSegment } from '../urls.ts';

/** The protocol allows 50,000; what is made in one go should stay small. */
const SHARD = 10_000;
/** An index may name 50,000 sitemaps. */
const SHARDS_MAX = 50_000;

export interface SitemapDeps {
  db: Database;
  /** Without a trailing slash; undefined where the operator has not said. */
  publicUrl: string | undefined;
}

export function sitemapRoutes({ db, publicUrl }: SitemapDeps): Hono<SiteEnv> {
  const routes = new Hono<SiteEnv>();
  if (publicUrl === undefined) {
    for (const path of [ROUTES.sitemap, ROUTES.sitemapShard])
      routes.get(path, (c) =>
        c.text('No sitemap: this site has not been told its public address (PUBLIC_URL).\n', 404),
      );
    return routes;
  }

  routes.get(ROUTES.sitemap, async (c) => {
    const entries = [{ shard: 'pages', at: null }, ...(await panelShards(db)), ...(await serviceShards(db))];
    return xml(
      c,
      html`<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        >${entries
          .slice(0, SHARDS_MAX)
          .map(
            ({ shard, at }) =>
              html`<sitemap
                ><loc>${publicUrl}${href('sitemapShard', { shard })}</loc>${lastmod(at)}</sitemap
              >`,
          )}</sitemapindex
      >`,
    );
  });

  routes.get(ROUTES.sitemapShard, async (c) => {
    const addresses = await addressesOf(db, c.req.param('shard'));
    if (addresses === undefined) return await c.notFound();
    return xml(
      c,
      html`<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
        >${addresses.map(
          ({ path, at }) => html`<url><loc>${publicUrl}${path}</loc>${lastmod(at)}</url>`,
        )}</urlset
      >`,
    );
  });

  return routes;
}

interface Address {
  path: string;
  at: Date | null;
}

const PAGES = [
  'home',
  'panels',
  'services',
  'changes',
  'about',
  'contact',
  'standard',
  'tester',
  'submit',
  'status',
] as const;

/** Undefined for a shard that there is not. */
async function addressesOf(db: Database, shard: string): Promise<Address[] | undefined> {
  if (shard === 'pages') return PAGES.map((route) => ({ path: href(route), at: null }));
  const panels = /^panels-(\d{1,9})$/u.exec(shard);
  if (panels !== null) return await panelAddresses(db, Number(panels[1]));
  const services = /^services-(\d{1,15})(?:-([0-9a-f]))?$/u.exec(shard);
  return services === null ? undefined : await serviceAddresses(db, Number(services[1]), services[2]);
}

async function panelShards(db: Database): Promise<{ shard: string; at: Date | null }[]> {
  const { rows } = await sql<{ n: number; at: Date | null }>`
    select (p.panel_id / ${SHARD})::int as n, max(greatest(c.changed_at, s.state_since, p.added_at)) as at
    from panels p left join catalogs c using (panel_id) left join panel_states s using (panel_id) where ${visibleTo('visitor')} group by 1 order by 1`.execute(
    db,
  );
  return rows.map(({ n, at }) => ({ shard: `panels-${n}`, at }));
}

const PARTS = '0123456789abcdef'.split('');

async function serviceShards(db: Database): Promise<{ shard: string; at: Date | null }[]> {
  const { rows } = await sql<{ panelId: number; services: number; at: Date }>`
    select p.panel_id as "panelId", c.services, c.changed_at as at from panels p join catalogs c using (panel_id)
    where ${visibleTo('visitor')} and c.services > 0 order by p.panel_id limit ${SHARDS_MAX}`.execute(db);
  return rows.flatMap(({ panelId, services, at }): { shard: string; at: Date | null }[] =>
    services <= SHARD
      ? [{ shard: `services-${panelId}`, at }]
      : PARTS.map((part) => ({ shard: `services-${panelId}-${part}`, at: null })),
  );
}

async function panelAddresses(db: Database, n: number): Promise<Address[]> {
  const { rows } = await sql<{ slug: string; at: Date }>`
    select p.slug, greatest(c.changed_at, s.state_since, p.added_at) as at
    from panels p left join catalogs c using (panel_id) left join panel_states s using (panel_id)
    where p.panel_id >= ${n * SHARD} and p.panel_id < ${(n + 1) * SHARD} and ${visibleTo('visitor')} order by p.panel_id`.execute(
    db,
  );
  return rows.map(({ slug, at }) => ({ path: href('panel', { panel: slug }), at }));
}

/** The protocol allows no more in one. */
const ADDRESSES_MAX = 50_000;

async function serviceAddresses(db: Database, panelId: number, part: string | undefined): Promise<Address[]> {
  const ofPart = part === undefined ? sql`` : sql`and left(md5(v.service_id), 1) = ${part}`;
  const { rows } = await sql<{ slug: string; id: string; at: Date }>`
    select p.slug, v.service_id as id, v.changed_at as at from panels p join services v using (panel_id)
    where p.panel_id = ${panelId} and v.removed_at is null and ${visibleTo('visitor')} ${ofPart}
    order by v.service_id limit ${ADDRESSES_MAX}`.execute(db);
  return rows.map(({ slug, id, at }) => ({
    path: href('panelService', { panel: slug, service: serviceSegment(id) }),
    at,
  }));
}

function lastmod(at: Date | null): Markup | false {
  return at !== null && html`<lastmod>${at.toISOString()}</lastmod>`;
}

async function xml(
  c: { body: (text: string, status: 200, headers: Record<string, string>) => Response },
  markup: Markup,
): Promise<Response> {
  return c.body(`<?xml version="1.0" encoding="UTF-8"?>${String(await markup)}`, 200, {
    'content-type': 'application/xml; charset=utf-8',
    'cache-control': 'public, max-age=3600',
  });
}
