/**
 * Writes what checks read: the services, the changes with old and new values, and the catalogs as a whole. Runs in the
 * transaction of the checks, whose leases keep any other writer away from their panels. Statements are shared by all catalogs:
 * one that comes alone pays for them alone.
 */
import { sql } from 'kysely';
import {
  diffCatalogs,
  readCurrency,
  VOCABULARY_VERSION,
  type Catalog,
  type CatalogDiff,
  type Service,
} from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { judgePanels } from '../market/judge-panels.ts';
import { writeFacts, type FactsChange } from '../search/write-facts.ts';
import { compareStored, type Compared, type Printed } from './compare-stored.ts';
import { writeMoves } from './moves.ts';
import { newKey, printFacts, printServices, readPrints, sameFacts, writePrints } from './prints.ts';
import { textOf } from './service-text.ts';
import { storableServices } from './storable.ts';
import { writeChanges } from './write-changes.ts';
import { planWrites, writeServices, type Moment } from './write-services.ts';

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
  /** Not even then: the operator wants to say so first. */
  isHeld: boolean;
}

/** By panel; the catalogs are of different ones. */
export async function storeCatalogs(
  tx: Database,
  reads: readonly ReadCatalog[],
): Promise<Map<number, StoredCatalog>> {
  if (reads.length === 0) return new Map();
  const states = await loadStates(tx, reads);
  const printed = reads.map((read) => readingOf(read, states.get(read.panelId)));
  const compared = await compareStored(tx, printed);
  const stored = new Map<number, StoredCatalog>();
  const taken: Taken[] = [];
  for (const [index, one] of printed.entries()) {
    const beside = compared[index];
    if (beside === undefined) continue;
    const { selling, soldEarlier, later, alike } = beside;
    const diff = diffCatalogs(selling, later, { soldEarlier, alike });
    const isConfirmed = one.state?.quarantined === true && !one.state.held;
    const isDoubtful = diff.massRemoval && selling.length + alike > 0 && !isConfirmed;
    if (isDoubtful) stored.set(one.panelId, await quarantine(tx, one));
    else taken.push({ ...one, ...planWrites(one.read, one.services, beside, diff), diff, compared: beside });
  }
  await writeServices(
    tx,
    taken.map(({ writes }) => writes),
  );
  const changes = await countedChanges(tx, taken);
  await writeFacts(tx, taken.map(factsOf));
  const rows = taken.map((one) => rowOf(one, changes.get(one.panelId) ?? 0));
  await updateCatalogs(tx, rows);
  for (const row of rows) if (!row.saysTheSame) await upsertCatalog(tx, row);
  const unseen = taken.filter(({ state }) => state === undefined).map(({ panelId }) => panelId);
  if (unseen.length > 0) await judgePanels(tx, unseen);
  for (const { read, changes: count } of rows)
    stored.set(read.panelId, { changes: count, quarantined: false, isHeld: false });
  return stored;
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
  panelId: number;
  quarantined: boolean;
  /** By the operator. */
  held: boolean;
  prints: Buffer | null;
}

async function loadStates(tx: Database, reads: readonly Moment[]): Promise<Map<number, StoredState>> {
  const { rows } = await sql<StoredState>`${PREPARED}
    select panel_id as "panelId", quarantined_at is not null as quarantined,
      quarantined_at is not null and removal_held as held, prints from catalogs
    where panel_id = any(${reads.map(({ panelId }) => panelId)})`.execute(tx);
  return new Map(rows.map((row) => [row.panelId, row]));
}

interface Reading extends Printed {
  read: ReadCatalog;
  state: StoredState | undefined;
  key: Int32Array;
}

function readingOf(read: ReadCatalog, state: StoredState | undefined): Reading {
  const { panelId, catalog } = read;
  const text = textOf(catalog.services);
  const storable = storableServices(catalog.services, text);
  const services = mayHaveTwins(catalog, storable) ? withoutTwins(storable) : storable;
  const known = state === undefined || state.prints === null ? undefined : readPrints(state.prints);
  const key = known?.key ?? newKey();
  const prints = printServices(services, key, services === catalog.services ? text : textOf(services));
  return { panelId, read, state, services, known, key, prints };
}

/** Of rows that share an id the first counts, as in the diff; the others are among the catalog's findings. */
function withoutTwins(services: readonly Service[]): Service[] {
  const seen = new Set<string>();
  return services.filter(({ id }) => seen.size !== seen.add(id).size);
}

/** What is read from a reply tells where ids repeat; what is made storable may repeat another. */
function mayHaveTwins({ findings, services }: Catalog, storable: readonly Service[]): boolean {
  if (findings.some(({ code }) => code === 'duplicate_id' || code === 'missing_id')) return true;
  return storable.some(({ id }, index) => id !== services[index]?.id);
}

async function quarantine(tx: Database, { panelId, read, services, state }: Reading): Promise<StoredCatalog> {
  const isHeld = state?.held === true;
  await sql`
    update catalogs set quarantined_at = case when ${isHeld} then quarantined_at else ${read.checkedAt} end,
      removal_held = ${isHeld}, doubted_services = ${services.length}
    where panel_id = ${panelId}`.execute(tx);
  return { changes: 0, quarantined: true, isHeld };
}

/** A catalog that is taken over. */
interface Taken extends Reading, ReturnType<typeof planWrites> {
  diff: CatalogDiff;
  compared: Compared;
}

function factsOf({
  diff,
  writes: { panelId, checkedAt, came, changed, rates, removed },
}: Taken): FactsChange {
  return { panelId, checkedAt, written: [...came, ...changed], rates, removed, fell: fallenOf(diff) };
}

/** Services of which only their history tells how long they have been so cheap. */
function fallenOf({ changes, repricings, reids }: CatalogDiff): Set<string> {
  const fell = new Set(reids.map(({ to }) => to));
  for (const { rates } of repricings)
    for (const { serviceId, before, after } of rates) if (Number(after) < Number(before)) fell.add(serviceId);
  for (const change of changes) {
    if (change.kind === 'restored') fell.add(change.serviceId);
    // A rate that was not quoted before says nothing: what counts is the one before that.
    else if (
      change.kind === 'rate' &&
      (change.before.rate === null || Number(change.after.rate) < Number(change.before.rate))
    )
      fell.add(change.serviceId);
  }
  return fell;
}

/** By panel. Nothing has changed in a catalog that is seen for the first time. */
async function countedChanges(tx: Database, taken: readonly Taken[]): Promise<Map<number, number>> {
  const known = taken.filter(({ state }) => state !== undefined);
  const counts = await writeChanges(
    tx,
    known.map(({ read, diff, compared: { selling, later } }) => ({
      moment: read,
      diff,
      names: new Map([...selling, ...later].map((service) => [service.id, service.name])),
    })),
  );
  await writeMoves(
    tx,
    known.map(({ read, diff }, index) => ({ moment: read, diff, events: counts[index] ?? 0 })),
  );
  return new Map(known.map(({ panelId }, index) => [panelId, counts[index] ?? 0]));
}

interface CatalogRow {
  read: ReadCatalog;
  services: number;
  changes: number;
  prints: Buffer;
  /** Beside its services it says what it said before: that is not written again. */
  saysTheSame: boolean;
}

function rowOf({ read, services, key, prints, positions, known }: Taken, changes: number): CatalogRow {
  const facts = printFacts(read.catalog);
  return {
    read,
    services: services.length,
    changes,
    prints: writePrints({ key, facts, services: prints, positions }),
    saysTheSame: known !== undefined && sameFacts(known.facts, facts),
  };
}

async function updateCatalogs(tx: Database, all: readonly CatalogRow[]): Promise<void> {
  const rows = all.filter(({ saysTheSame }) => saysTheSame);
  if (rows.length === 0) return;
  // One buffer for all: as a list of bytea the prints would travel as hexadecimal text, twice as long.
  const prints = Buffer.concat(rows.map((row) => row.prints));
  const lengths = rows.map((row) => row.prints.length);
  const starts = lengths.map(
    (_, index) => 1 + lengths.slice(0, index).reduce((sum, length) => sum + length, 0),
  );
  await sql`${PREPARED}
    update catalogs set wire_hash = decode(new.wire_hash, 'hex'), body_hash = decode(new.body_hash, 'hex'), read_at = new.read_at,
      changed_at = case when new.changes > 0 then new.read_at else catalogs.changed_at end, services = new.services,
      partial = new.partial, quarantined_at = null, prints = substring(${prints}::bytea from new.start for new.length)
    from unnest(${rows.map(({ read }) => read.panelId)}::bigint[], ${rows.map(({ read }) => read.wireHash)}::text[],
      ${rows.map(({ read }) => read.bodyHash)}::text[], ${rows.map(({ read }) => read.checkedAt)}::timestamptz[],
      ${rows.map(({ changes }) => changes)}::integer[], ${rows.map(({ services }) => services)}::integer[],
      ${rows.map(({ read }) => isPartial(read.catalog))}::boolean[], ${starts}::integer[], ${lengths}::integer[])
      as new (panel_id, wire_hash, body_hash, read_at, changes, services, partial, start, length)
    where catalogs.panel_id = new.panel_id`.execute(tx);
}

async function upsertCatalog(tx: Database, { read, services, changes, prints }: CatalogRow): Promise<void> {
  const { panelId, checkedAt, catalog, wireHash, bodyHash } = read;
  const named = catalog.currency === undefined ? null : readCurrency(catalog.currency);
  await sql`
    insert into catalogs as old (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, partial, wrapper, fields,
      unknown_fields, notes, findings, prints, facts_version, currency)
    values (${panelId}, decode(${wireHash}, 'hex'), decode(${bodyHash}, 'hex'), ${checkedAt}, ${checkedAt},
      ${checkedAt}, ${services}, ${isPartial(catalog)}, ${catalog.wrapper}, ${toJsonb(catalog.fields)}::jsonb,
      ${toJsonb(catalog.unknownFields)}::jsonb, ${toJsonb(catalog.notes)}::jsonb, ${toJsonb(catalog.findings)}::jsonb, ${prints}, ${VOCABULARY_VERSION}, ${named})
    on conflict (panel_id) do update set wire_hash = excluded.wire_hash, body_hash = excluded.body_hash, read_at = excluded.read_at,
      changed_at = case when ${changes} > 0 then excluded.changed_at else old.changed_at end,
      services = excluded.services, partial = excluded.partial, wrapper = excluded.wrapper, fields = excluded.fields,
      unknown_fields = excluded.unknown_fields, notes = excluded.notes, findings = excluded.findings, quarantined_at = null,
      prints = excluded.prints, currency = excluded.currency`.execute(tx);
}
