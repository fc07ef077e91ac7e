/** Whether a panel is known already: by its API's address however it is spelled, or by what it sells. */
import { sql } from 'kysely';
import type { Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import type { KnownPanel } from './stages.ts';

export type KnownAddress =
  | { kind: 'listed'; slug: string; name: string }
  /** Watched without being shown, or decided against. Who asks is told that it is known, and nothing else. */
  | { kind: 'unlisted' }
  | { kind: 'pending' };

/** `ownSubmission` is not its own duplicate. */
export async function knownByAddress(
  db: Database,
  apiUrl: string,
  ownSubmission: number | null = null,
): Promise<KnownAddress | undefined> {
  const { rows } = await sql<{ slug: string; name: string; listing: string }>`
    select slug, name, listing from (
      select slug, name, listing from panels where api_identity(api_url) = api_identity(${apiUrl})
      union all
      select '', '', 'pending_review' from submissions
      where listing = 'pending_review' and expires_at > now() and api_identity(api_url) = api_identity(${apiUrl})
        and submission_id is distinct from ${ownSubmission}
    ) known
    order by listing = 'listed' desc limit 1`.execute(db);
  const known = rows[0];
  if (known === undefined) return undefined;
  if (known.listing === 'listed') return { kind: 'listed', slug: known.slug, name: known.name };
  return { kind: known.slug === '' ? 'pending' : 'unlisted' };
}

/** Services that are compared, and how many of them have to be the same: shops of one supplier share names, but not ids as well. */
const COMPARED = 200;
const SHARE_MIN = 0.8;
/** Below that a catalog says too little. */
const SERVICES_MIN = 20;
const CANDIDATES = 8;

/** The listed panel that answers at one of these addresses, or sells the same under the same ids. */
export async function knownPanel(
  db: Database,
  seen: { urls: readonly string[]; services: readonly Service[] },
): Promise<KnownPanel | null> {
  for (const url of seen.urls) {
    const known = await knownByAddress(db, url);
    if (known?.kind === 'listed') return { slug: known.slug, name: known.name, by: 'address', share: 1 };
  }
  return await knownByCatalog(db, seen.services);
}

async function knownByCatalog(db: Database, services: readonly Service[]): Promise<KnownPanel | null> {
  if (services.length < SERVICES_MIN) return null;
  const step = Math.max(1, Math.floor(services.length / COMPARED));
  const compared = services.filter((_, index) => index % step === 0).slice(0, COMPARED);
  const { rows } = await sql<{ slug: string; name: string; same: number }>`
    with candidate as (
      select c.panel_id from catalogs c join panels p using (panel_id)
      where p.listing = 'listed' and c.services between ${Math.floor(services.length * 0.8)} and ${Math.ceil(services.length * 1.25)}
      order by abs(c.services - ${services.length}), c.panel_id limit ${CANDIDATES}
    ), compared as (
      select * from unnest(${compared.map(({ id }) => id)}::text[], ${compared.map(({ name }) => name)}::text[]) as t (service_id, name)
    )
    select p.slug, p.name, count(*) as same
    from candidate cross join compared c
    join services s on s.panel_id = candidate.panel_id and s.service_id = c.service_id and s.name = c.name and s.removed_at is null
    join panels p on p.panel_id = candidate.panel_id
    group by p.panel_id order by same desc, p.panel_id limit 1`.execute(db);
  const best = rows[0];
  if (best === undefined) return null;
  const share = best.same / compared.length;
  return share < SHARE_MIN ? null : { slug: best.slug, name: best.name, by: 'catalog', share };
}
