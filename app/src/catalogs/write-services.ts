/** Writes services: those that came in, those that are no longer what they were, and places in the catalog's order. */
import { sql } from 'kysely';
import type { Service } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { foldForSearch } from './search-text.ts';
import type { Moment } from './write-changes.ts';

/** Rows of one statement: keeps its parameters under a few megabytes. */
const ROWS_PER_STATEMENT = 2000;

/** `position` is the place in the catalog's order. Services that were sold earlier keep the time when they were first seen. */
export async function insertServices(
  tx: Database,
  { panelId, checkedAt }: Moment,
  services: readonly Service[],
): Promise<void> {
  for (const rows of slices(services)) {
    await sql`
      insert into services (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, search_text, first_seen_at, changed_at)
      select ${panelId}, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, search_text,
        ${checkedAt}::timestamptz, ${checkedAt}::timestamptz
      from ${recordset(rows)}
      on conflict (panel_id, service_id) do update set
        name = excluded.name, category = excluded.category, order_form = excluded.order_form, rate = excluded.rate,
        min_quantity = excluded.min_quantity, max_quantity = excluded.max_quantity, description = excluded.description,
        refill = excluded.refill, cancel = excluded.cancel, dripfeed = excluded.dripfeed,
        average_time = excluded.average_time, network = excluded.network, refill_days = excluded.refill_days,
        position = excluded.position, search_text = excluded.search_text, removed_at = null, changed_at = excluded.changed_at`.execute(
      tx,
    );
  }
}

/** Of services for sale, all but their places. */
export async function updateServices(
  tx: Database,
  { panelId, checkedAt }: Moment,
  services: readonly Service[],
): Promise<void> {
  for (const rows of slices(services)) {
    await sql`
      update services set name = new.name, category = new.category, order_form = new.order_form, rate = new.rate,
        min_quantity = new.min_quantity, max_quantity = new.max_quantity, description = new.description, refill = new.refill,
        cancel = new.cancel, dripfeed = new.dripfeed, average_time = new.average_time, network = new.network,
        refill_days = new.refill_days, search_text = new.search_text, changed_at = ${checkedAt}
      from ${recordset(rows)}
      where services.panel_id = ${panelId} and services.service_id = new.service_id`.execute(tx);
  }
}

/** What moves most often, alone: nothing else of the services is sent or written. */
export async function updateRates(
  tx: Database,
  { panelId, checkedAt }: Moment,
  rates: readonly { serviceId: string; rate: string | null }[],
): Promise<void> {
  for (const rows of slices(rates)) {
    await sql`
      update services set rate = new.rate, changed_at = ${checkedAt}
      from unnest(${rows.map(({ serviceId }) => serviceId)}::text[], ${rows.map(({ rate }) => rate)}::numeric[]) as new (service_id, rate)
      where services.panel_id = ${panelId} and services.service_id = new.service_id`.execute(tx);
  }
}

export async function updatePlaces(
  tx: Database,
  { panelId }: Moment,
  places: readonly { serviceId: string; place: number }[],
): Promise<void> {
  for (const rows of slices(places)) {
    await sql`
      update services set position = new.position
      from unnest(${rows.map(({ serviceId }) => serviceId)}::text[], ${rows.map(({ place }) => place)}::integer[]) as new (service_id, position)
      where services.panel_id = ${panelId} and services.service_id = new.service_id`.execute(tx);
  }
}

export async function removeServices(
  tx: Database,
  { panelId, checkedAt }: Moment,
  serviceIds: readonly string[],
): Promise<void> {
  if (serviceIds.length === 0) return;
  await sql`
    update services set removed_at = ${checkedAt}, changed_at = ${checkedAt}
    where panel_id = ${panelId} and service_id = any(${[...serviceIds]})`.execute(tx);
}

function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
}

function recordset(services: readonly Service[]) {
  return sql`jsonb_to_recordset(${toJsonb(services.map(toRow))}::jsonb) as new (service_id text, name text, category text,
    order_form text, rate numeric, min_quantity bigint, max_quantity bigint, description text, refill boolean, cancel boolean,
    dripfeed boolean, average_time text, network text, refill_days integer, position integer, search_text text)`;
}

function toRow(service: Service): Record<string, unknown> {
  return {
    service_id: service.id,
    name: service.name,
    category: service.category,
    order_form: service.orderForm,
    rate: service.rate,
    min_quantity: service.min,
    max_quantity: service.max,
    description: service.description,
    refill: service.refill,
    cancel: service.cancel,
    dripfeed: service.dripfeed,
    average_time: service.averageTime,
    network: service.network,
    refill_days: service.refillDays,
    position: service.position,
    search_text: foldForSearch(`${service.name} ${service.category ?? ''} ${service.id}`),
  };
}
