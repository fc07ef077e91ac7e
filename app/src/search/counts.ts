/**
 * How many services match, and how they spread over the values of each facet. Small numbers are counted; where that would take long, one
 * row in 128 (service_sample) stands for all, and what is told is "about".
 */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/open.ts';
import type { Viewer } from '../panels/queries.ts';
import {
  foundByTerms,
  plainConditions,
  REFILL_CLASS,
  termQueries,
  visiblePanels,
  type Wanted,
} from './conditions.ts';
import { SAMPLES } from './facts-row.ts';
import { FACETS, type Facet } from './filters.ts';

export interface Counted {
  rows: number;
  /** Counted one by one; otherwise estimated from the sample. */
  isExact: boolean;
}

export type FacetCounts = ReadonlyMap<Facet, FacetValues>;

/** Values with how many services have them, the commonest first. */
export interface FacetValues {
  isExact: boolean;
  values: { value: string; services: number }[];
}

/** Up to so many rows are counted one by one, found by their terms and sorted. */
export const NARROW_MAX = 20_000;

/** A panel's own search looks at no other. */
export type Counting = Wanted & { panelId?: number };

export async function countRows(db: Database, viewer: Viewer, asked: Counting): Promise<Counted> {
  const about = await estimate(db, viewer, asked);
  if (about > NARROW_MAX) return { rows: about, isExact: false };
  // The sample may be an hour old: whatever has come since, no more than this is counted.
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from (
      select 1 from service_facts f where ${conditionsOf(viewer, asked)} limit ${2 * NARROW_MAX}
    ) one`.execute(db);
  const n = rows[0]?.n ?? 0;
  return { rows: n, isExact: n < 2 * NARROW_MAX };
}

/**
 * For each facet what its values would find, given all that is asked for but this facet itself. Facets in which nothing is chosen share
 * one look.
 */
export async function countFacets(db: Database, viewer: Viewer, asked: Counting): Promise<FacetCounts> {
  const chosen = FACETS.filter((facet) => asked.filters.facets[facet].length > 0);
  const others = FACETS.filter((facet) => !chosen.includes(facet));
  const looks = [
    ...(others.length > 0 ? [{ without: undefined, facets: others }] : []),
    ...chosen.map((facet) => ({ without: facet, facets: [facet] })),
  ];
  const counted = new Map<Facet, FacetValues>();
  for (const { without, facets } of looks) {
    const isExact = (await estimate(db, viewer, asked, without)) <= NARROW_MAX;
    const rows = await spread(db, viewer, asked, without, facets, isExact);
    for (const facet of facets) {
      const values = rows.filter((row) => row.facet === facet);
      counted.set(facet, {
        isExact,
        values: values.map(({ value, n }) => ({ value, services: isExact ? n : n * SAMPLES })),
      });
    }
  }
  return counted;
}

/** How many match, by the sample. Of one panel's catalog every row is counted instead: its index leads to them, and to no others. */
export async function estimate(
  db: Database,
  viewer: Viewer,
  asked: Counting,
  without?: Facet,
): Promise<number> {
  if (asked.panelId !== undefined) return 0;
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from service_sample f where ${conditionsOf(viewer, asked, without)}`.execute(
    db,
  );
  return (rows[0]?.n ?? 0) * SAMPLES;
}

function conditionsOf(viewer: Viewer, asked: Counting, without?: Facet): RawBuilder<unknown> {
  const conditions = [visiblePanels(viewer === 'operator'), ...plainConditions(asked, without)];
  if (asked.panelId !== undefined) conditions.push(sql`f.panel_id = ${asked.panelId}`);
  conditions.push(...foundByTerms(termQueries(asked, without)));
  return sql.join(conditions, sql` and `);
}

/** Longer lists of values are of no use to anybody. */
const VALUES_MAX = 60;

const VALUE_OF: Record<Facet, RawBuilder<unknown>> = {
  platform: sql`f.platform`,
  kind: sql`f.kind`,
  country: sql`lower(f.country)`,
  quality: sql`unnest(f.quality)`,
  refill: sql`f.refill_class`,
  flag: sql`unnest(array_remove(array[case when f.refill then 'refill' end, case when f.cancel then 'cancel' end, case when f.dripfeed then 'dripfeed' end], null))`,
  modifier: sql`unnest(f.modifiers)`,
  panel: sql`p.slug`,
  state: sql`s.state`,
};

async function spread(
  db: Database,
  viewer: Viewer,
  asked: Counting,
  without: Facet | undefined,
  facets: readonly Facet[],
  isExact: boolean,
): Promise<{ facet: Facet; value: string; n: number }[]> {
  const source = isExact ? sql`service_facts f` : sql`service_sample f`;
  const parts = facets.map((facet) =>
    isOfPanel(facet)
      ? // Few panels, many services: counted by panel, and only then asked for what is known of it.
        sql`select ${facet}::text as facet, ${VALUE_OF[facet]} as value, sum(n)::int as n
          from (select panel_id, count(*) as n from f group by panel_id) f
            join ${facet === 'panel' ? sql`panels p` : sql`panel_states s`} using (panel_id) group by 2 order by 3 desc, 2 limit ${VALUES_MAX}`
      : sql`select ${facet}::text as facet, value, count(*)::int as n from (select ${VALUE_OF[facet]} as value from f) one
          where value is not null group by value order by 3 desc, 2 limit ${VALUES_MAX}`,
  );
  const { rows } = await sql<{ facet: Facet; value: string; n: number }>`
    with f as materialized (
      select f.panel_id, f.platform, f.kind, f.country, f.quality, f.modifiers, f.refill, f.cancel, f.dripfeed, ${REFILL_CLASS} as refill_class
      from ${source} where ${conditionsOf(viewer, asked, without)}
    )
    ${sql.join(
      parts.map((part) => sql`(${part})`),
      sql` union all `,
    )}`.execute(db);
  return rows;
}

function isOfPanel(facet: Facet): boolean {
  return facet === 'panel' || facet === 'state';
}
