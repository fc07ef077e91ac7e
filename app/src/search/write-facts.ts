/**
 * Keeps service_facts in step with services, in the transaction that writes them. Words are read again only where they changed: a new
 * rate is a number in a row.
 */
import { sql } from 'kysely';
import { VOCABULARY_VERSION, unitPrice, type Priced, type Service } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { markLows, movedMarks } from '../history/low-marks.ts';
import type { LowMark } from '../history/lows.ts';
import { keyOf } from '../history/rate-history.ts';
import { inDollars } from '../market/dollars.ts';
import { panelCurrencies } from '../market/queries.ts';
import { factsRow, RECORD, type FactsRow } from './facts-row.ts';

/** What of one catalog was written to services. */
export interface FactsChange {
  panelId: number;
  /** Text, so that microseconds survive. */
  checkedAt: string;
  /** New, back again, or changed in anything but the rate alone. */
  written: readonly Service[];
  /** Only the rate is another. */
  rates: readonly (Priced & { id: string })[];
  removed: readonly string[];
  /**
   * Of the services above those that cost less than before, came back, or were sold under another id, and their rate before: how long
   * their rate has been the lowest, their history tells.
   */
  fell: ReadonlyMap<string, string | null>;
}

const ROWS_PER_STATEMENT = 1000;

export async function writeFacts(tx: Database, changes: readonly FactsChange[]): Promise<void> {
  const priced = changes.filter(({ written, rates }) => written.length + rates.length > 0);
  const currencies = await panelCurrencies(
    tx,
    priced.map(({ panelId }) => panelId),
  );
  const perUsd = (panelId: number): string | null => currencies.get(panelId)?.perUsd ?? null;
  await insertFacts(
    tx,
    changes.flatMap(({ panelId, checkedAt, written }) =>
      written.map((service) => factsRow(panelId, checkedAt, service, perUsd(panelId))),
    ),
  );
  await markLows(
    tx,
    changes.flatMap(({ panelId, written, fell }) =>
      written.filter(({ id }) => fell.has(id)).map(({ id }) => ({ panelId, serviceId: id })),
    ),
  );
  const marks = await movedMarks(
    tx,
    changes.flatMap(({ panelId, checkedAt, rates, fell }) =>
      rates.flatMap(({ id, rate }) => {
        const before = fell.get(id);
        return before === undefined ? [] : [{ panelId, serviceId: id, before, after: rate, checkedAt }];
      }),
    ),
  );
  await updateRates(
    tx,
    changes.flatMap(({ panelId, checkedAt, rates }) =>
      rates.map((service) => {
        const rate = unitPrice(service);
        const mark = marks.get(keyOf({ panelId, serviceId: service.id }));
        return { panelId, checkedAt, id: service.id, rate, price: inDollars(rate, perUsd(panelId)), mark };
      }),
    ),
  );
  await removeFacts(tx, changes);
}

/** Writes rows whose services stand in `services` already; who was there before keeps what only time tells. */
export async function insertFacts(tx: Database, rows: readonly FactsRow[]): Promise<void> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT) {
    await sql`${PREPARED}
      insert into service_facts as old (panel_id, service_id, first_seen_at, changed_at, low_from, speed_per_day, claimed_max, min_quantity,
        max_quantity, refill_days, start_hours, drop_percent, sample, refill, cancel, dripfeed, platform, kind, secondary_kind, country,
        gender, modifiers, quality, unit, rate, price_usd, terms)
      select new.panel_id, new.service_id, v.first_seen_at, new.changed_at, new.changed_at, new.speed_per_day, new.claimed_max,
        new.min_quantity, new.max_quantity, new.refill_days, new.start_hours, new.drop_percent, new.sample, new.refill, new.cancel,
        new.dripfeed, new.platform, new.kind, new.secondary_kind, new.country, new.gender, new.modifiers, new.quality, new.unit,
        new.rate, new.price_usd, new.terms::tsvector
      from jsonb_to_recordset(${toJsonb(rows.slice(start, start + ROWS_PER_STATEMENT))}::jsonb) as new (${sql.raw(RECORD)})
      join services v on v.panel_id = new.panel_id and v.service_id = new.service_id
      on conflict (panel_id, service_id) do update set changed_at = excluded.changed_at, speed_per_day = excluded.speed_per_day,
        claimed_max = excluded.claimed_max, min_quantity = excluded.min_quantity, max_quantity = excluded.max_quantity,
        refill_days = excluded.refill_days, start_hours = excluded.start_hours, drop_percent = excluded.drop_percent,
        refill = excluded.refill, cancel = excluded.cancel, dripfeed = excluded.dripfeed, platform = excluded.platform,
        kind = excluded.kind, secondary_kind = excluded.secondary_kind, country = excluded.country, gender = excluded.gender,
        modifiers = excluded.modifiers, quality = excluded.quality, unit = excluded.unit, rate = excluded.rate,
        price_usd = excluded.price_usd, terms = excluded.terms`.execute(tx);
  }
}

/** The facts of these catalogs are of this version of the vocabulary. */
export async function markFactsRead(tx: Database, panelIds: readonly number[]): Promise<void> {
  await sql`update catalogs set facts_version = ${VOCABULARY_VERSION} where panel_id = any(${[...panelIds]}::bigint[])`.execute(
    tx,
  );
}

interface NewRate {
  panelId: number;
  checkedAt: string;
  id: string;
  rate: string | null;
  price: string | null;
  mark: LowMark | undefined;
}

/** A rate that rose has been the lowest since now: the lower one has just ended. */
async function updateRates(tx: Database, rates: readonly NewRate[]): Promise<void> {
  for (let start = 0; start < rates.length; start += ROWS_PER_STATEMENT) {
    const rows = rates.slice(start, start + ROWS_PER_STATEMENT);
    await sql`${PREPARED}
      update service_facts f set rate = new.rate, price_usd = new.price, changed_at = new.changed_at,
        low_from = coalesce(new.low_from, new.changed_at), low_was = new.low_was
      from unnest(${rows.map(({ panelId }) => panelId)}::bigint[], ${rows.map(({ id }) => id)}::text[],
        ${rows.map(({ checkedAt }) => checkedAt)}::timestamptz[], ${rows.map(({ rate }) => rate)}::numeric[],
        ${rows.map(({ price }) => price)}::numeric[], ${rows.map(({ mark }) => mark?.from ?? null)}::timestamptz[],
        ${rows.map(({ mark }) => mark?.was ?? null)}::numeric[]) as new (panel_id, service_id, changed_at, rate, price, low_from, low_was)
      where f.panel_id = new.panel_id and f.service_id = new.service_id`.execute(tx);
  }
}

async function removeFacts(tx: Database, changes: readonly FactsChange[]): Promise<void> {
  const rows = changes.flatMap(({ panelId, removed }) => removed.map((id) => ({ panelId, id })));
  if (rows.length === 0) return;
  await sql`
    delete from service_facts where (panel_id, service_id) in (
      select * from unnest(${rows.map(({ panelId }) => panelId)}::bigint[], ${rows.map(({ id }) => id)}::text[]))`.execute(
    tx,
  );
}
