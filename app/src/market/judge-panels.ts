/** Judges the currencies of panels from what is stored, and converts their prices with what a dollar is worth now. */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PRICE_DECIMALS } from './dollars.ts';
import { dayOf, latestRates, type ExchangeRates } from './exchange-rates.ts';
import { CONFIDENCE_MIN, judgeCurrency, type Evidence, type Judgement } from './judge-currency.ts';
import { sizeOf, type Medians } from './size.ts';

/** Judges those whose balance or settings, or, once a day, catalog are newer than their judgement, and those converted by another day's rates. */
export async function judgeDue(db: Database): Promise<number> {
  const { day, older } = await latestRates(db);
  let judged = 0;
  let after = 0;
  for (;;) {
    const { rows } = await sql<{ panel_id: number }>`
      select p.panel_id from panels p left join catalogs g using (panel_id) left join panel_currencies c using (panel_id)
      where p.panel_id > ${after} and (c.panel_id is null or greatest(p.balance_at, p.updated_at) > c.judged_at
        or (g.changed_at > c.judged_at and c.judged_at < now() - interval '1 day') or c.rate_day <> coalesce(
          (select o.day from unnest(${[...older.keys()]}::text[], ${[...older.values()]}::date[]) as o (currency, day)
            where o.currency = c.currency), ${day}::date))
      order by p.panel_id limit 20`.execute(db);
    const ids = rows.map((row) => row.panel_id);
    const last = ids.at(-1);
    if (last === undefined) return judged;
    for (const id of ids) await db.transaction().execute(async (tx) => await judgePanels(tx, [id]));
    judged += ids.length;
    after = last;
  }
}

/** In the caller's transaction: the judgement and the prices that follow from it become visible together. */
export async function judgePanels(tx: Database, panelIds: readonly number[]): Promise<void> {
  // Whoever records a check holds these rows: a price is never converted half by the old rate and half by the new.
  await sql`select from check_schedule where panel_id = any(${[...panelIds]}::bigint[]) order by panel_id for update`.execute(
    tx,
  );
  const rates = await latestRates(tx);
  const market = await marketMedians(tx);
  for (const panelId of panelIds) {
    const evidence = await evidenceOf(tx, panelId, rates, market);
    await storeJudgement(tx, panelId, judgeCurrency(evidence), rates);
  }
}

async function evidenceOf(
  tx: Database,
  panelId: number,
  rates: ExchangeRates,
  market: Medians,
): Promise<Evidence> {
  const { rows } = await sql<{
    currency: string | null;
    source: 'balance' | 'operator' | null;
    trust: 'code' | 'symbol' | 'doubtful' | null;
    named: string | null;
  }>`select p.currency, p.currency_source as source, p.currency_trust as trust, g.currency as named
    from panels p left join catalogs g using (panel_id) where p.panel_id = ${panelId}`.execute(tx);
  const { currency = null, source = null, trust = null, named = null } = rows[0] ?? {};
  return {
    operator: source === 'operator' ? currency : null,
    declared: source === 'balance' && currency !== null ? { currency, trust: trust ?? 'code' } : null,
    named,
    size: sizeOf(await mediansOf(tx, panelId), market),
    language: await languageOf(tx, panelId),
    soldIn: await countriesOf(tx, panelId),
    perUsd: new Map([...rates.perUsd].map(([code, worth]) => [code, Number(worth)])),
  };
}

/** Two services are a coincidence, not a price level. */
const SERVICES_MIN = 3;

async function mediansOf(tx: Database, panelId: number): Promise<Medians> {
  const { rows } = await sql<{ key: string; median: number }>`
    select platform || ' ' || kind as key, percentile_cont(0.5) within group (order by rate::float8) as median
    from service_facts where panel_id = ${panelId} and unit = 'thousand' and rate > 0 and platform <> 'unknown' and kind <> 'unknown'
    group by platform, kind having count(*) >= ${SERVICES_MIN}`.execute(tx);
  return new Map(rows.map(({ key, median }) => [key, median]));
}

const SHIPPED_MEDIANS: Medians = new Map(
  Object.entries<number>(
    JSON.parse(readFileSync(new URL('reference-prices.json', import.meta.url), 'utf8')).medians,
  ),
);

/** Of panels whose currency is certain; for kinds that too few of them sell, what came with the program. */
async function marketMedians(tx: Database): Promise<Medians> {
  const { rows } = await sql<{ key: string; median: number }>`
    select platform || ' ' || kind as key, price_usd::float8 as median from market_medians`.execute(tx);
  return new Map([...SHIPPED_MEDIANS, ...rows.map(({ key, median }): [string, number] => [key, median])]);
}

/** Fewer panels than this are no market. */
const PANELS_MIN = 5;
/** So sure that what they charge may tell what others mean. */
const CERTAIN = 0.85;

/** Renews what the market's prices are taken to be. Returns for how many kinds. */
export async function renewMarketMedians(db: Database): Promise<number> {
  const renewed = await sql`
    insert into market_medians (platform, kind, price_usd, panels, computed_at)
    select platform, kind, percentile_cont(0.5) within group (order by median), count(*), now()
    from (
      select f.panel_id, f.platform, f.kind, percentile_cont(0.5) within group (order by f.price_usd::float8) as median
      from service_facts f
      where f.panel_id in (select panel_id from panel_currencies where confidence >= ${CERTAIN}) and f.unit = 'thousand'
        and f.price_usd > 0 and f.platform <> 'unknown' and f.kind <> 'unknown'
      group by f.panel_id, f.platform, f.kind having count(*) >= ${SERVICES_MIN}
    ) of_panel
    group by platform, kind having count(*) >= ${PANELS_MIN}
    on conflict (platform, kind) do update set price_usd = excluded.price_usd, panels = excluded.panels, computed_at = excluded.computed_at`.execute(
    db,
  );
  return Number(renewed.numAffectedRows ?? 0n);
}

/** Shares of the names that are written in a language; a third is most of a catalog, since brand names are everybody's. */
async function languageOf(tx: Database, panelId: number): Promise<Evidence['language']> {
  const { rows } = await sql<Record<NonNullable<Evidence['language']>, number> & { all: number }>`
    select count(*)::int as all, count(*) filter (where name ~ '[а-яё]{3}')::int as ru, count(*) filter (where name ~ '[ء-ي]{3}')::int as ar,
      count(*) filter (where name ~* '(takipçi|beğeni|izlenme|türk|yorum|abone)')::int as tr,
      count(*) filter (where name ~* '(pengikut|suka|tayang|penonton|garansi|termurah)')::int as id,
      count(*) filter (where name ~* '(seguidores|curtidas|visualiza[çc])')::int as pt,
      count(*) filter (where name ~* '(seguidores|me gusta|visitas|reproducciones)')::int as es
    from services where panel_id = ${panelId} and removed_at is null`.execute(tx);
  const [counts] = rows;
  if (counts === undefined || counts.all === 0) return null;
  const languages = ['ru', 'ar', 'tr', 'id', 'pt', 'es'] as const;
  const most = languages.toSorted((a, b) => counts[b] - counts[a])[0];
  return most !== undefined && counts[most] * 3 >= counts.all ? most : null;
}

/** Fewer services for a country than these say nothing of where a panel is. */
const FOR_COUNTRY_MIN = 5;

async function countriesOf(tx: Database, panelId: number): Promise<Evidence['soldIn']> {
  const { rows } = await sql<{ country: string; services: number }>`
    select country, count(*)::int as services from service_facts where panel_id = ${panelId} and country is not null
    group by country`.execute(tx);
  const all = rows.reduce((sum, { services }) => sum + services, 0);
  return new Map(
    rows
      .filter(({ services }) => services >= FOR_COUNTRY_MIN)
      .map(({ country, services }) => [country.toUpperCase(), services / all]),
  );
}

async function storeJudgement(
  tx: Database,
  panelId: number,
  { currency, confidence, source, reasons }: Judgement,
  rates: ExchangeRates,
): Promise<void> {
  const { perUsd } = rates;
  const day = currency === null ? rates.day : dayOf(rates, currency);
  const worth = currency === null || confidence < CONFIDENCE_MIN ? null : (perUsd.get(currency) ?? null);
  const { rows } = await sql<{ before: string | null }>`
    select per_usd as before from panel_currencies where panel_id = ${panelId}`.execute(tx);
  await sql`
    insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
    values (${panelId}, ${currency}, ${confidence}, ${source}, ${toJsonb(reasons)}::jsonb, clock_timestamp(), ${worth}, ${day})
    on conflict (panel_id) do update set currency = excluded.currency, confidence = excluded.confidence, source = excluded.source,
      reasons = excluded.reasons, judged_at = excluded.judged_at, per_usd = excluded.per_usd, rate_day = excluded.rate_day`.execute(
    tx,
  );
  if ((rows[0]?.before ?? null) === worth) return;
  await sql`
    update service_facts set price_usd = round(rate / ${worth}::numeric, ${PRICE_DECIMALS}) where panel_id = ${panelId}`.execute(
    tx,
  );
}
