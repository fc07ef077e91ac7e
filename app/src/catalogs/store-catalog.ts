/**
 * Writes what a check read: the services, the changes with old and new values, and the catalog as a whole. Runs in the
 * transaction of the check, whose lease keeps any other writer away from this panel.
 */
import { sql } from 'kysely';
import { diffCatalogs, type Catalog, type CatalogDiff, type Service } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { compareWithPrints, compareWithRows, type Compared } from './compare-stored.ts';
import { arrange, NOWHERE } from './places.ts';
import { newKey, printFacts, printServices, readPrints, sameFacts, writePrints } from './prints.ts';
import { storableService } from './storable.ts';
import { writeChanges, type Moment } from './write-changes.ts';
import {
  insertServices,
  removeServices,
  updatePlaces,
  updateRates,
  updateServices,
} from './write-services.ts';

export interface ReadCatalog extends Moment {
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

export async function storeCatalog(tx: Database, read: ReadCatalog): Promise<StoredCatalog> {
  const services = withoutTwins(read.catalog.services.map(storableService));
  const state = await loadState(tx, read.panelId);
  const known = state?.prints == null ? undefined : readPrints(state.prints);
  const key = known?.key ?? newKey();
  const prints = printServices(services, key);
  const compared =
    (known === undefined ? undefined : await compareWithPrints(tx, read.panelId, services, prints, known)) ??
    (await compareWithRows(tx, read.panelId, services));
  const { selling, soldEarlier, later, alike } = compared;
  const diff = diffCatalogs(selling, later, { soldEarlier, alike });
  if (diff.massRemoval && selling.length + alike > 0 && state?.quarantined !== true) {
    await sql`update catalogs set quarantined_at = ${read.checkedAt} where panel_id = ${read.panelId}`.execute(
      tx,
    );
    return { changes: 0, quarantined: true };
  }
  const positions = await writeServices(tx, read, services, compared, diff);
  const names = new Map([...selling, ...later].map((service) => [service.id, service.name]));
  const changes = state === undefined ? 0 : await writeChanges(tx, read, diff, names);
  const facts = printFacts(read.catalog);
  const row = {
    services: services.length,
    changes,
    prints: writePrints({ key, facts, services: prints, positions }),
  };
  if (known !== undefined && sameFacts(known.facts, facts)) await updateCatalog(tx, read, row);
  else await upsertCatalog(tx, read, row);
  return { changes, quarantined: false };
}

/** One bad row in a hundred is the panel's carelessness; more than that, and what we show of it is not its catalog. */
const UNREADABLE_SHARE = 0.01;

/** Whether so many rows could not be read that the catalog is known in part only. */
export function isPartial({ findings, services, notes }: Catalog): boolean {
  const unreadable = findings.reduce(
    (sum, { severity, count }) => sum + (severity === 'error' ? (count ?? 1) : 0),
    0,
  );
  return unreadable > (services.length + notes.length + unreadable) * UNREADABLE_SHARE;
}

/** What vanished is there again: there is nothing left to confirm. */
export async function endQuarantine(tx: Database, panelId: number): Promise<void> {
  await sql`update catalogs set quarantined_at = null where panel_id = ${panelId} and quarantined_at is not null`.execute(
    tx,
  );
}

/** The reply came with other bytes on the wire and the same content: next time its hash is known. */
export async function storeWireHash(tx: Database, panelId: number, wireHash: string): Promise<void> {
  await sql`update catalogs set wire_hash = decode(${wireHash}, 'hex') where panel_id = ${panelId}`.execute(
    tx,
  );
}

interface StoredState {
  quarantined: boolean;
  prints: Buffer | null;
}

async function loadState(tx: Database, panelId: number): Promise<StoredState | undefined> {
  const { rows } = await sql<StoredState>`
    select quarantined_at is not null as quarantined, prints from catalogs where panel_id = ${panelId}`.execute(
    tx,
  );
  return rows[0];
}

/** Of rows that share an id the first counts, as in the diff; the others are among the catalog's findings. */
function withoutTwins(services: Service[]): Service[] {
  const seen = new Set<string>();
  const first = services.filter(({ id }) => seen.size !== seen.add(id).size);
  return first.length === services.length ? services : first;
}

/** Returns where the services stand now. */
async function writeServices(
  tx: Database,
  moment: Moment,
  services: readonly Service[],
  { later, places }: Compared,
  diff: CatalogDiff,
): Promise<Int32Array> {
  const came = new Set<string>();
  const changed = new Set<string>();
  const repriced = new Map<string, string | null>();
  const removed: string[] = [];
  for (const { rates } of diff.repricings)
    for (const { serviceId, after } of rates) repriced.set(serviceId, after);
  for (const change of diff.changes) {
    if (change.kind === 'added' || change.kind === 'restored') came.add(change.serviceId);
    else if (change.kind === 'removed') removed.push(change.serviceId);
    else if (change.kind === 'rate') repriced.set(change.serviceId, change.after.rate);
    else changed.add(change.serviceId);
  }
  const arranged = orderMatters(diff) ? arrange(places) : places;
  await insertServices(
    tx,
    moment,
    services.flatMap((service, index) =>
      came.has(service.id) ? [{ ...service, position: arranged[index] ?? 0 }] : [],
    ),
  );
  await updateServices(
    tx,
    moment,
    later.filter(({ id }) => changed.has(id)),
  );
  await updateRates(
    tx,
    moment,
    [...repriced].flatMap(([serviceId, rate]) => (changed.has(serviceId) ? [] : [{ serviceId, rate }])),
  );
  await updatePlaces(
    tx,
    moment,
    services.flatMap(({ id: serviceId }, index) => {
      const [was, place] = [places[index], arranged[index]];
      return was === place || was === NOWHERE || place === undefined ? [] : [{ serviceId, place }];
    }),
  );
  await removeServices(tx, moment, removed);
  return arranged;
}

/**
 * Places are brought up to date when services came, left or changed category: a panel that answers in another order every time
 * would otherwise cost a rewrite of everything at every check.
 */
function orderMatters({ counts: { added, removed, restored, recategorised } }: CatalogDiff): boolean {
  return added + removed + restored + recategorised > 0;
}

interface CatalogRow {
  services: number;
  changes: number;
  prints: Buffer;
}

/** What it says beside its services is what it said before, and is not written again. */
async function updateCatalog(
  tx: Database,
  { panelId, checkedAt, catalog, wireHash, bodyHash }: ReadCatalog,
  { services, changes, prints }: CatalogRow,
): Promise<void> {
  await sql`
    update catalogs set wire_hash = decode(${wireHash}, 'hex'), body_hash = decode(${bodyHash}, 'hex'), read_at = ${checkedAt},
      changed_at = case when ${changes} > 0 then ${checkedAt}::timestamptz else changed_at end, services = ${services},
      partial = ${isPartial(catalog)}, quarantined_at = null, prints = ${prints}
    where panel_id = ${panelId}`.execute(tx);
}

async function upsertCatalog(
  tx: Database,
  { panelId, checkedAt, catalog, wireHash, bodyHash }: ReadCatalog,
  { services, changes, prints }: CatalogRow,
): Promise<void> {
  await sql`
    insert into catalogs as old (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, partial, wrapper, fields,
      unknown_fields, notes, findings, prints)
    values (${panelId}, decode(${wireHash}, 'hex'), decode(${bodyHash}, 'hex'), ${checkedAt}, ${checkedAt},
      ${checkedAt}, ${services}, ${isPartial(catalog)}, ${catalog.wrapper}, ${toJsonb(catalog.fields)}::jsonb,
      ${toJsonb(catalog.unknownFields)}::jsonb, ${toJsonb(catalog.notes)}::jsonb, ${toJsonb(catalog.findings)}::jsonb, ${prints})
    on conflict (panel_id) do update set wire_hash = excluded.wire_hash, body_hash = excluded.body_hash, read_at = excluded.read_at,
      changed_at = case when ${changes} > 0 then excluded.changed_at else old.changed_at end,
      services = excluded.services, partial = excluded.partial, wrapper = excluded.wrapper, fields = excluded.fields,
      unknown_fields = excluded.unknown_fields, notes = excluded.notes, findings = excluded.findings, quarantined_at = null,
      prints = excluded.prints`.execute(tx);
}
