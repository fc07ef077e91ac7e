/** Writes services of any number of panels: those that came in, those that are no longer what they were, and their places. */
import { sql } from 'kysely';
import type { CatalogDiff, Service } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Compared, ServiceList } from './compare-stored.ts';
import { arrange, NOWHERE } from './places.ts';

/** The panel, and when its check began: the time of every change that it saw. Text, so that microseconds survive. */
export interface Moment {
  panelId: number;
  checkedAt: string;
}

/** What has to be written of one catalog. */
export interface ServiceWrites extends Moment {
  came: readonly Service[];
  changed: readonly Service[];
  /** Only the rate is another. */
  rates: readonly Service[];
  moved: readonly { serviceId: string; place: number }[];
  removed: readonly string[];
}

/** Also tells where the services stand now. */
export function planWrites(
  { panelId, checkedAt }: Moment,
  services: ServiceList,
  { later, places }: Compared,
  diff: CatalogDiff,
): { writes: ServiceWrites; positions: Int32Array } {
  const came = new Set<string>();
  const changed = new Set<string>();
  const rates = new Set<string>();
  const removed: string[] = [];
  for (const repricing of diff.repricings) for (const { serviceId } of repricing.rates) rates.add(serviceId);
  for (const change of diff.changes) {
    if (change.kind === 'added' || change.kind === 'restored') came.add(change.serviceId);
    else if (change.kind === 'removed') removed.push(change.serviceId);
    else if (change.kind === 'rate') rates.add(change.serviceId);
    else changed.add(change.serviceId);
  }
  const positions = orderMatters(diff) ? arrange(places) : places;
  const placed: Service[] = [];
  const moved: { serviceId: string; place: number }[] = [];
  for (const [index, position] of positions.entries()) {
    const service = services.at(index);
    if (service === undefined || places[index] === position) continue;
    if (came.has(service.id)) placed.push({ ...service, position });
    else if (places[index] !== NOWHERE) moved.push({ serviceId: service.id, place: position });
  }
  const writes = {
    panelId,
    checkedAt,
    came: placed,
    changed: later.filter(({ id }) => changed.has(id)),
    rates: later.filter(({ id }) => rates.has(id) && !changed.has(id)),
    moved,
    removed,
  };
  return { writes, positions };
}

/**
 * Places are brought up to date when services came, left or changed category: a panel that answers in another order every time
 * would otherwise cost a rewrite of everything at every check.
 */
function orderMatters({ counts: { added, removed, restored, recategorised } }: CatalogDiff): boolean {
  return added + removed + restored + recategorised > 0;
}

/** A statement for each kind of change that there is, for all panels together. */
export async function writeServices(tx: Database, writes: readonly ServiceWrites[]): Promise<void> {
  await insertServices(
    tx,
    writes.flatMap((one) => one.came.map((service) => toRow(one, service))),
  );
  await updateServices(
    tx,
    writes.flatMap((one) => one.changed.map((service) => toRow(one, service))),
  );
  await updateRates(
    tx,
    writes.flatMap((one) => one.rates.map(({ id, rate }) => ({ serviceId: id, rate, ...momentOf(one) }))),
  );
  await updatePlaces(
    tx,
    writes.flatMap((one) => one.moved.map((place) => ({ ...place, ...momentOf(one) }))),
  );
  await removeServices(
    tx,
    writes.flatMap((one) => one.removed.map((serviceId) => ({ serviceId, ...momentOf(one) }))),
  );
}

function momentOf({ panelId, checkedAt }: Moment): Moment {
  return { panelId, checkedAt };
}

/** Rows of one statement: keeps its parameters under a few megabytes. */
const ROWS_PER_STATEMENT = 2000;

/** A service that was sold earlier keeps the time when it was first seen. */
async function insertServices(tx: Database, services: readonly ServiceRow[]): Promise<void> {
  for (const rows of slices(services)) {
    await sql`${PREPARED}
      insert into services (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, first_seen_at, changed_at)
      select panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, changed_at, changed_at
      from ${recordset(rows)}
      on conflict (panel_id, service_id) do update set
        name = excluded.name, category = excluded.category, order_form = excluded.order_form, rate = excluded.rate,
        min_quantity = excluded.min_quantity, max_quantity = excluded.max_quantity, description = excluded.description,
        refill = excluded.refill, cancel = excluded.cancel, dripfeed = excluded.dripfeed,
        average_time = excluded.average_time, network = excluded.network, refill_days = excluded.refill_days,
        position = excluded.position, removed_at = null, changed_at = excluded.changed_at`.execute(tx);
  }
}

/** All but the place. */
async function updateServices(tx: Database, services: readonly ServiceRow[]): Promise<void> {
  for (const rows of slices(services)) {
    await sql`${PREPARED}
      update services set name = new.name, category = new.category, order_form = new.order_form, rate = new.rate,
        min_quantity = new.min_quantity, max_quantity = new.max_quantity, description = new.description, refill = new.refill,
        cancel = new.cancel, dripfeed = new.dripfeed, average_time = new.average_time, network = new.network,
        refill_days = new.refill_days, changed_at = new.changed_at
      from (select * from ${recordset(rows)}) as new
      where services.panel_id = new.panel_id and services.service_id = new.service_id`.execute(tx);
  }
}

type OneService = Moment & { serviceId: string };

/** What moves most often, alone: nothing else of the services is sent or written. */
async function updateRates(
  tx: Database,
  rates: readonly (OneService & { rate: string | null })[],
): Promise<void> {
  for (const rows of slices(rates)) {
    await sql`${PREPARED}
      update services set rate = new.rate, changed_at = new.changed_at
      from unnest(${panelIds(rows)}::bigint[], ${serviceIds(rows)}::text[], ${times(rows)}::timestamptz[],
        ${rows.map(({ rate }) => rate)}::numeric[]) as new (panel_id, service_id, changed_at, rate)
      where services.panel_id = new.panel_id and services.service_id = new.service_id`.execute(tx);
  }
}

async function updatePlaces(
  tx: Database,
  places: readonly (OneService & { place: number })[],
): Promise<void> {
  for (const rows of slices(places)) {
    await sql`${PREPARED}
      update services set position = new.position
      from unnest(${panelIds(rows)}::bigint[], ${serviceIds(rows)}::text[], ${rows.map(({ place }) => place)}::integer[])
        as new (panel_id, service_id, position)
      where services.panel_id = new.panel_id and services.service_id = new.service_id`.execute(tx);
  }
}

async function removeServices(tx: Database, removed: readonly OneService[]): Promise<void> {
  for (const rows of slices(removed)) {
    await sql`${PREPARED}
      update services set removed_at = new.removed_at, changed_at = new.removed_at
      from unnest(${panelIds(rows)}::bigint[], ${serviceIds(rows)}::text[], ${times(rows)}::timestamptz[])
        as new (panel_id, service_id, removed_at)
      where services.panel_id = new.panel_id and services.service_id = new.service_id`.execute(tx);
  }
}

function panelIds(rows: readonly OneService[]): number[] {
  return rows.map(({ panelId }) => panelId);
}

function serviceIds(rows: readonly OneService[]): string[] {
  return rows.map(({ serviceId }) => serviceId);
}

function times(rows: readonly OneService[]): string[] {
  return rows.map(({ checkedAt }) => checkedAt);
}

function* slices<Row>(rows: readonly Row[]): Generator<Row[]> {
  for (let start = 0; start < rows.length; start += ROWS_PER_STATEMENT)
    yield rows.slice(start, start + ROWS_PER_STATEMENT);
}

type ServiceRow = Record<string, unknown>;

function recordset(rows: readonly ServiceRow[]) {
  return sql`jsonb_to_recordset(${toJsonb(rows)}::jsonb) as new (panel_id bigint, changed_at timestamptz, service_id text, name text,
    category text, order_form text, rate numeric, min_quantity bigint, max_quantity bigint, description text, refill boolean,
    cancel boolean, dripfeed boolean, average_time text, network text, refill_days integer, position integer)`;
}

function toRow({ panelId, checkedAt }: Moment, service: Service): ServiceRow {
  return {
    panel_id: panelId,
    changed_at: checkedAt,
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
  };
}
