/** What a search over a million services costs, beside the SQL that somebody would write by hand for the same page. */
import { sql } from 'kysely';
import type { Database } from '../src/db/open.ts';
import { readSearch } from '../src/search/asked.ts';
import { countFacets } from '../src/search/counts.ts';
import { resolve } from '../src/search/nearest-word.ts';
import { search, SERVICES_PER_PAGE } from '../src/search/search.ts';
import { timed, within } from './times.ts';

export interface SearchFigures {
  services: number;
  own: Spread;
  byHand: Spread;
  facets: Spread;
  /** Words alone, the best match first: what the box of the site asks. */
  words: Spread;
}

/** Milliseconds. */
export interface Spread {
  p50: number;
  p95: number;
}

interface Asked {
  q: string;
  platform: string;
  kind: string;
}

/** Words from common to rare, platforms and kinds from large to small. */
const WORDS = [
  'real',
  'refill 30',
  'hq',
  'instant',
  'türk',
  'brasil',
  'fast',
  'cheap',
  'гарантия',
  'non drop',
  'max 10k',
  'usa',
];
const PAIRS = [
  ['instagram', 'followers'],
  ['instagram', 'likes'],
  ['tiktok', 'views'],
  ['youtube', 'followers'],
  ['telegram', 'followers'],
  ['facebook', 'followers'],
] as const;
/** What people type, and what is dear to find: common words that seldom meet, unfinished and mistyped ones, what only categories say. */
const TYPED = [
  'instagram followers', 'instagram followers turkey', 'cheap tiktok likes', 'youtube watch time', 'takipçi', 'followers real non drop',
  'insta folowers', 'tg reactions', 'likes', 'instant', 'non drop', 'max 10k', 'spotify plays usa', 'гарантия 30 дней', 'instagram', 'foll',
  'best price', 'cheapest stable', 'india', 'max 100k real', '1k start', 'server real', 'calidad', 'drop 30 days', 're', 'watc',
  'instagram real active followers', 'telgram membrs', 'подписчики телеграм', 'gerçek takipçi', 'متابعين انستقرام', 'website traffic',
]; // prettier-ignore
/** The query by hand takes seconds for some: one in so many, once, is enough to compare with. */
const BY_HAND = 7;

export async function measureSearch(db: Database, services: number, rounds: number): Promise<SearchFigures> {
  const asked: Asked[] = WORDS.flatMap((q) => PAIRS.map(([platform, kind]) => ({ q, platform, kind })));
  const own: number[] = [];
  const byHand: number[] = [];
  const facets: number[] = [];
  const words: number[] = [];
  for (let round = 0; round <= rounds; round += 1) {
    for (const [at, one] of asked.entries()) {
      const { search: wanted } = readSearch(
        { q: [one.q], platform: [one.platform], kind: [one.kind], sort: ['rate'] },
        'changed',
      );
      const ownMs = await timed(async () => await search(db, 'visitor', (await resolve(db, wanted)).search));
      // The first round warms up.
      if (round === 0) continue;
      own.push(ownMs);
      if (round > 1 || at % BY_HAND !== 0) continue;
      byHand.push(await timed(async () => await handWritten(db, one)));
      facets.push(
        await timed(async () => await countFacets(db, 'visitor', (await resolve(db, wanted)).search)),
      );
    }
    for (const q of TYPED) {
      const { search: wanted } = readSearch({ q: [q] }, 'changed');
      const ms = await timed(async () => await search(db, 'visitor', (await resolve(db, wanted)).search));
      if (round > 0) words.push(ms);
    }
  }
  return {
    services,
    own: spreadOf(own),
    byHand: spreadOf(byHand),
    facets: spreadOf(facets),
    words: spreadOf(words),
  };
}

async function handWritten(db: Database, { q, platform, kind }: Asked): Promise<void> {
  // What only a category says begins with a colon.
  const words = q
    .split(' ')
    .map((word) => word.replaceAll('ü', 'u'))
    .map((word) => `('${word}':* | ':${word}':*)`);
  await sql`
    select v.*, p.slug, p.name as panel_name, s.state, f.price_usd, f.refill_days, f.low_from, f.low_was
    from service_facts f
    join services v using (panel_id, service_id)
    join panels p using (panel_id)
    join panel_states s using (panel_id)
    where f.terms @@ ${words.join(' & ')}::tsquery and f.platform = ${platform} and f.kind = ${kind}
      and p.listing = 'listed' and f.price_usd is not null and f.unit <> 'package'
    order by f.price_usd, f.panel_id, f.service_id limit ${SERVICES_PER_PAGE + 1}`.execute(db);
}

function spreadOf(times: readonly number[]): Spread {
  return { p50: within(times, 0.5), p95: within(times, 0.95) };
}
