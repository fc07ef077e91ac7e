/**
 * Writes what a check read: the services, the changes with old and new values, and the catalog as a whole. Runs in the
 * transaction of the check, whose lease keeps any other writer away from this panel.
 */
import { sql } from 'kysely';
import { diffCatalogs, type Catalog, type CatalogDiff, type Change, type Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { toJsonb } from '../db/jsonb.ts';
import { foldForSearch } from './search-text.ts';
import { storableService } from './storable.ts';

export interface ReadCatalog {
  panelId: number;
  /** When the check began: the time of every change that it saw. Text, so that microseconds survive. */
  checkedAt: string;
  catalog: Catalog;
  wireHash: string;
  bodyHash: string;
}

export interface StoredCatalog {
  /** Events, a repricing counted once. */
  changes: number;
  /** Nothing was taken over: so much vanished that a second check has to say the same. */
  quarantined: boolean;
}

/** Rows of one insert: keeps a statement's parameter under a few megabytes. */
const ROWS_PER_STATEMENT = 2000;

export async function storeCatalog(tx: Database, read: ReadCatalog): Promise<StoredCatalog> {
  const services = withoutTwins(read.catalog.services.map(storableService));
  const stored = await loadServices(tx, read.panelId);
  const state = await loadState(tx, read.panelId);
  const selling = stored.filter((service) => !service.removed);
  const soldEarlier = new Set(stored.filter((service) => service.removed).map((service) => service.id));
  const diff = diffCatalogs(selling, services, { soldEarlier });
  const first = state === undefined;
  if (diff.massRemoval && selling.length > 0 && !state?.quarantined) {
    await sql`update catalogs set quarantined_at = ${read.checkedAt} where panel_id = ${read.panelId}`.execute(
      tx,
    );
    return { changes: 0, quarantined: true };
  }
  await upsertServices(tx, read, first ? services : touchedServices(services, stored, diff));
  await removeServices(tx, read, diff);
  const changes = first ? 0 : await insertChanges(tx, read, diff, services, stored);
  await upsertCatalog(tx, read, services.length, changes);
  return { changes, quarantined: false };
}

/** One bad row in a hundred is the panel's carelessness; more than that, and what we show of it is not its catalog. */
const UNREADABLE_SHARE = 0.01;

/** Whether so many rows could not be read that the catalog is known in part only. */
export function isPartial({ findings, services, notes }: Catalog): boolean {
  const unreadable = findings.reduce((sum, { severity, count }) => sum + (severity === 'error' ? (count ?? 1) : 0), 0);
  return unreadable > (services.length + notes.length + unreadable) * UNREADABLE_SHARE;
}

/** What vanished is there again: there is nothing left to confirm. */
export async function endQuarantine(tx: Database, panelId: number): Promise<void> {
  await sql`update catalogs set quarantined_at = null where panel_id = ${panelId} and quarantined_at is not null`.execute(tx);
}

/** The reply came with other bytes on the wire and the same content: next time its hash is known. */
export async function storeWireHash(tx: Database, panelId: number, wireHash: string): Promise<void> {
  await sql`update catalogs set wire_hash = decode(${wireHash}, 'hex') where panel_id = ${panelId}`.execute(
    tx,
  );
}

type StoredService = Omit<Service, 'averageTime' | 'network'> & { removed: boolean };

async function loadServices(tx: Database, panelId: number): Promise<StoredService[]> {
  const { rows } = await sql<StoredService>`
    select service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min, max_quantity as max,
      description, refill, cancel, dripfeed, refill_days as "refillDays", position, removed_at is not null as removed
    from services where panel_id = ${panelId}`.execute(tx);
  return rows;
}

async function loadState(tx: Database, panelId: number): Promise<{ quarantined: boolean } | undefined> {
  const { rows } = await sql<{ quarantined: boolean }>`
    select quarantined_at is not null as quarantined from catalogs where panel_id = ${panelId}`.execute(tx);
  return rows[0];
}

/** Of rows that share an id the first counts, as in the diff; the others are among the catalog's findings. */
function withoutTwins(services: readonly Service[]): Service[] {
  return [...new Map(services.toReversed().map((service) => [service.id, service])).values()].toReversed();
}

/**
 * What has to be written. Places in the catalog are brought up to date when services came, left or changed category: a
 * panel that answers in another order every time would otherwise cost a rewrite of everything at every check.
 */
function touchedServices(services: readonly Service[], stored: readonly StoredService[], diff: CatalogDiff): Service[] {
  const touched = new Set(diff.changes.map((change) => change.serviceId));
  for (const repricing of diff.repricings) for (const { serviceId } of repricing.rates) touched.add(serviceId);
  const { added, removed, restored, recategorised } = diff.counts;
  if (added + removed + restored + recategorised === 0) return services.filter(({ id }) => touched.has(id));
  const positions = new Map(stored.map((service) => [service.id, service.position]));
  return services.filter(({ id, position }) => touched.has(id) || positions.get(id) !== position);
}

async function upsertServices(tx: Database, read: ReadCatalog, services: readonly Service[]): Promise<void> {
  for (let start = 0; start < services.length; start += ROWS_PER_STATEMENT) {
    const rows = services.slice(start, start + ROWS_PER_STATEMENT).map(toRow);
    await sql`
      insert into services as old (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, search_text, first_seen_at, changed_at)
      select ${read.panelId}, service_id, name, category, order_form, rate, min_quantity, max_quantity,
        description, refill, cancel, dripfeed, average_time, network, refill_days, position, search_text,
        ${read.checkedAt}::timestamptz, ${read.checkedAt}::timestamptz
      from jsonb_to_recordset(${toJsonb(rows)}::jsonb) as new (service_id text, name text, category text, order_form text,
        rate numeric, min_quantity bigint, max_quantity bigint, description text, refill boolean, cancel boolean,
        dripfeed boolean, average_time text, network text, refill_days integer, position integer, search_text text)
      on conflict (panel_id, service_id) do update set
        name = excluded.name, category = excluded.category, order_form = excluded.order_form, rate = excluded.rate,
        min_quantity = excluded.min_quantity, max_quantity = excluded.max_quantity, description = excluded.description,
        refill = excluded.refill, cancel = excluded.cancel, dripfeed = excluded.dripfeed,
        average_time = excluded.average_time, network = excluded.network, refill_days = excluded.refill_days,
        position = excluded.position, search_text = excluded.search_text, removed_at = null,
        changed_at = case when old.removed_at is null
          and (old.name, old.category, old.order_form, old.rate, old.min_quantity, old.max_quantity, old.description, old.refill, old.cancel, old.dripfeed, old.refill_days)
          is not distinct from (excluded.name, excluded.category, excluded.order_form, excluded.rate, excluded.min_quantity, excluded.max_quantity, excluded.description, excluded.refill, excluded.cancel, excluded.dripfeed, excluded.refill_days)
          then old.changed_at else excluded.changed_at end`.execute(tx);
  }
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

async function removeServices(tx: Database, read: ReadCatalog, diff: CatalogDiff): Promise<void> {
  const removed = diff.changes
    .filter((change) => change.kind === 'removed')
    .map((change) => change.serviceId);
  if (removed.length === 0) return;
  await sql`
    update services set removed_at = ${read.checkedAt}, changed_at = ${read.checkedAt}
    where panel_id = ${read.panelId} and service_id = any(${removed})`.execute(tx);
}

interface ChangeRecord {
  kind: string;
  service_id: string | null;
  service_name: string | null;
  part_of: number | null;
  before: unknown;
  after: unknown;
}

/** Returns the number of events. Rates of a repricing, and both ends of a new id, are written as parts of theirs. */
async function insertChanges(
  tx: Database,
  read: ReadCatalog,
  diff: CatalogDiff,
  services: readonly Service[],
  stored: readonly StoredService[],
): Promise<number> {
  const names = new Map([...stored, ...services].map((service) => [service.id, service.name]));
  const record = (
    kind: string,
    serviceId: string | null,
    part_of: number | null,
    before: unknown,
    after: unknown,
  ) => ({
    kind,
    service_id: serviceId,
    service_name: serviceId === null ? null : (names.get(serviceId) ?? null),
    part_of,
    before,
    after,
  });
  const repricings = await insertEvents(
    tx,
    read,
    diff.repricings.map(({ factor, rates }) =>
      record('repricing', null, null, null, { factor, services: rates.length }),
    ),
  );
  const reids = await insertEvents(
    tx,
    read,
    diff.reids.map(({ from, to, confidence }) =>
      record('reidentified', to, null, { id: from }, { id: to, confidence }),
    ),
  );
  const partOfReid = new Map(
    diff.reids.flatMap(({ from, to }, index) => [from, to].map((id) => [id, reids[index] ?? null])),
  );
  const parts = diff.repricings.flatMap(({ rates }, index) =>
    rates.map(({ serviceId, before, after }) =>
      record('rate', serviceId, repricings[index] ?? null, { rate: before }, { rate: after }),
    ),
  );
  const single = diff.changes.map((change) => {
    const ends = change.kind === 'added' || change.kind === 'removed';
    return record(
      change.kind,
      change.serviceId,
      ends ? (partOfReid.get(change.serviceId) ?? null) : null,
      valuesBefore(change),
      valuesAfter(change),
    );
  });
  await insertEvents(tx, read, [...parts, ...single]);
  return repricings.length + reids.length + single.filter((change) => change.part_of === null).length;
}

/** Returns the ids, in the order given. */
async function insertEvents(
  tx: Database,
  read: ReadCatalog,
  events: readonly ChangeRecord[],
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    const { rows } = await sql<{ change_id: number }>`
      insert into changes (panel_id, changed_at, kind, service_id, service_name, part_of, before, after)
      select ${read.panelId}, ${read.checkedAt}::timestamptz, kind, service_id, service_name, part_of,
        nullif(before, 'null'::jsonb), nullif(after, 'null'::jsonb)
      from jsonb_to_recordset(${toJsonb(events.slice(start, start + ROWS_PER_STATEMENT))}::jsonb)
        as new (kind text, service_id text, service_name text, part_of bigint, before jsonb, after jsonb)
      returning change_id`.execute(tx);
    ids.push(...rows.map((row) => row.change_id));
  }
  return ids.sort((a, b) => a - b);
}

/** What a removed service was is kept whole: when it returns with other values, its row no longer tells. */
function valuesBefore(change: Change): unknown {
  if (change.kind !== 'removed') return change.before;
  const { id: _, name: __, ...values } = change.before;
  return values;
}

/** What an added service is stands in its row: the event keeps what a list of changes shows. */
function valuesAfter(change: Change): unknown {
  if (change.kind !== 'added' && change.kind !== 'restored') return change.after;
  const { category, rate, min, max } = change.after;
  return { category, rate, min, max };
}

async function upsertCatalog(
  tx: Database,
  read: ReadCatalog,
  services: number,
  changes: number,
): Promise<void> {
  const { catalog } = read;
  await sql`
    insert into catalogs as old (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, partial, wrapper, fields,
      unknown_fields, notes, findings)
    values (${read.panelId}, decode(${read.wireHash}, 'hex'), decode(${read.bodyHash}, 'hex'), ${read.checkedAt}, ${read.checkedAt},
      ${read.checkedAt}, ${services}, ${isPartial(catalog)}, ${catalog.wrapper}, ${toJsonb(catalog.fields)}::jsonb, ${toJsonb(catalog.unknownFields)}::jsonb,
      ${toJsonb(catalog.notes)}::jsonb, ${toJsonb(catalog.findings)}::jsonb)
    on conflict (panel_id) do update set wire_hash = excluded.wire_hash, body_hash = excluded.body_hash, read_at = excluded.read_at,
      changed_at = case when ${changes} > 0 then excluded.changed_at else old.changed_at end,
      services = excluded.services, partial = excluded.partial, wrapper = excluded.wrapper, fields = excluded.fields,
      unknown_fields = excluded.unknown_fields, notes = excluded.notes, findings = excluded.findings, quarantined_at = null`.execute(
    tx,
  );
}
