/**
 * A million services for sale at 300 panels, the same on each run. The names of some 3,300 invented services are read by core as any
 * catalog is; each panel sells all of them at prices of its own, so that a large table is filled in seconds.
 */
import { sql } from 'kysely';
import { createRows, type Recipe } from '../../demo/catalog.ts';
import type { Service } from 'smmwatch';
import { toJsonb } from '../src/db/jsonb.ts';
import type { Database } from '../src/db/open.ts';
import { factsRow, RECORD } from '../src/search/facts-row.ts';
import { refreshSample } from '../src/search/refresh-sample.ts';

const PANELS = 300;
const NAMES = 3334;

const LANGUAGES = ['en', 'en', 'ru', 'tr', 'id', 'pt', 'es', 'ar'] as const;

/** Answers how many there are. */
export async function fillServices(db: Database, panels = PANELS, servicesEach = NAMES): Promise<number> {
  await makeTemplates(db, servicesEach);
  await makePanels(db, panels);
  const indexes = await withoutIndexes(db);
  await db.transaction().execute(async (tx) => {
    // Keys are right by the way they are made: looking up each one's panel takes as long as the rest.
    await sql`set local session_replication_role = replica`.execute(tx);
    await insertServices(tx);
  });
  await withIndexes(db, indexes);
  await sql`drop table bench_templates`.execute(db);
  // What a server would do by itself a minute later, beside what is measured.
  await sql`vacuum (analyze) service_facts, services`.execute(db);
  await sql`checkpoint`.execute(db);
  await refreshSample(db);
  const { rows } = await sql<{ n: number }>`select count(*) as n from service_facts`.execute(db);
  return rows[0]?.n ?? 0;
}

/** In the order of their keys. */
async function insertServices(tx: Database): Promise<void> {
  await sql`
    insert into services (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity, refill, cancel, dripfeed,
      position, first_seen_at, changed_at)
    select p.panel_id, t.service_id, t.name, t.category, t.order_form, t.rate, t.min_quantity, t.max_quantity, t.refill, t.cancel,
      t.dripfeed, t.n * 1024, now() - interval '200 days', now() - (hashint8extended(p.panel_id * 100000 + t.n, 1) & 7775999) * interval '1 second'
    from panels p cross join bench_templates t order by p.panel_id, t.n`.execute(tx);
  await sql`
    insert into service_facts (panel_id, service_id, first_seen_at, changed_at, low_from, low_was, speed_per_day, claimed_max, min_quantity,
      max_quantity, refill_days, start_hours, drop_percent, sample, refill, cancel, dripfeed, platform, kind, secondary_kind, country,
      gender, modifiers, quality, unit, rate, price_usd, terms)
    select panel_id, service_id, now() - interval '200 days', now() - (hash & 7775999) * interval '1 second',
      now() - (hash >> 8 & 16777215) * interval '1 second', case when hash % 5 = 0 then rate * 1.2 end, speed_per_day, claimed_max,
      min_quantity, max_quantity, refill_days, start_hours, drop_percent, (hash >> 24) & 127, refill, cancel, dripfeed, platform, kind,
      secondary_kind, country, gender, modifiers, quality, unit, rate, round(rate * (1 + (hash >> 32 & 1023) / 512.0), 6), vector
    from (select p.panel_id, t.*, hashint8extended(p.panel_id * 100000 + t.n, 1) as hash from panels p cross join bench_templates t) one
    order by panel_id, n`.execute(tx);
}

async function makeTemplates(db: Database, services: number): Promise<void> {
  const rows = templates(services).map((service, n) => ({
    ...factsRow(1, '2026-01-01', service, '1'),
    n,
    ...named(service),
  }));
  await sql`
    create unlogged table bench_templates as
    select *, terms::tsvector as vector from jsonb_to_recordset(${toJsonb(rows)}::jsonb) as t (${sql.raw(RECORD)}, n integer, name text, category text, order_form text)`.execute(
    db,
  );
  await sql`alter table bench_templates drop column panel_id`.execute(db);
}

function named({ name, category, orderForm }: Service): Record<string, unknown> {
  return { name, category, order_form: orderForm };
}

function templates(wanted: number): Service[] {
  const services = LANGUAGES.flatMap((language, at) => {
    const recipe: Recipe = {
      seed: `bench ${at}`,
      size: Math.ceil(wanted / LANGUAGES.length),
      languages: [language, 'en'],
      currency: 'USD',
      decimals: 4,
      ids: 'number',
      look: (['pipes', 'brackets', 'dashes', 'arrows'] as const)[at % 4]!,
      letters: at === 1 ? 'bold' : 'plain',
      headings: 'none',
      descriptions: false,
      markup: 1,
    };
    return createRows(recipe).flatMap((row) => (row.row === 'service' ? [row] : []));
  });
  return services.slice(0, wanted).map((row, n) => ({
    id: String(1000 + n),
    name: row.name,
    category: row.category,
    orderForm: row.orderForm,
    rate: row.rate,
    min: row.min,
    max: row.max,
    description: null,
    refill: row.refill,
    cancel: row.cancel,
    dripfeed: row.dripfeed,
    averageTime: null,
    network: row.network,
    refillDays: null,
    position: n,
  }));
}

async function makePanels(db: Database, panels: number): Promise<void> {
  await sql`
    insert into panels (slug, name, api_url, key_sealed)
    select 'bench-' || n, 'Bench ' || n, 'https://bench-' || n || '.example/', '\\x00' from generate_series(1, ${panels}::int) as n`.execute(
    db,
  );
  await sql`
    insert into panel_states (panel_id, state, state_since, seen_state, stage, code, checked_at, ok_at, duration_ms)
    select panel_id, 'up', now(), 'up', 'ok', 'ok', now(), now(), 100 from panels`.execute(db);
  await sql`
    insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
    select panel_id, 'USD', 1, 'operator', '[]', now(), 1, current_date from panels`.execute(db);
}

/** Indexes are built faster than kept. */
async function withoutIndexes(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string; definition: string }>`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename = 'service_facts' and indexname not like '%pkey'`.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.id(name)}`.execute(db);
  return rows.map(({ definition }) => definition);
}

async function withIndexes(db: Database, definitions: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    // The index of terms is made of lists in memory: four times the usual, and it is written once.
    await sql`set local maintenance_work_mem = '256MB'`.execute(tx);
    for (const definition of definitions) await sql.raw(definition).execute(tx);
  });
}
