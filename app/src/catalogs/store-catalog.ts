/**
 * Writes what checks read: the services, the changes with old and new values, and the catalogs as a whole. Runs in the
 * transaction of the checks, whose leases keep any other writer away from their panels. Statements are shared by all catalogs:
 * one that comes alone pays for them alone.
 */
import { sql } from 'kysely';
import {
  diffCatalogs,
  newKey,
  readCurrency,
  VOCABULARY_VERSION,
  type Catalog,
  type CatalogDiff,
  type CatalogEdits,
  type Service,
} from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { judgePanels } from '../market/judge-panels.ts';
import { writeFacts, type FactsChange } from '../search/write-facts.ts';
import { compareStored, type Compared, type Printed } from './compare-stored.ts';
import { writeMoves } from './moves.ts';
import { printFacts, printServices, readPrints, sameFacts, writePrints, type Prints } from './prints.ts';
import { textOf } from './service-text.ts';
import { storableServices } from './storable.ts';
import { writeChanges } from './write-changes.ts';
import { planWrites, writeServices, type Moment } from './write-services.ts';

export interface ReadCatalog extends Moment {
  /** All of it, or what differs from the one that is stored. */
  catalog: Catalog | CatalogEdits;
  wireHash: string;
  bodyHash: string;
  /** What the next reply can be read with by its differences; absent where that has to be read whole. */
  remembered?: Uint8Array | null;
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
  const printed = reads.flatMap((read) => readingOf(read, states.get(read.panelId)) ?? []);
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
  for (const { says, ...row } of rows) if (says !== undefined) await upsertCatalog(tx, row, says);
  const unseen = taken.filter(({ state }) => state === undefined).map(({ panelId }) => panelId);
  if (unseen.length > 0) await judgePanels(tx, unseen);
  for (const { read, changes: count } of rows)
    stored.set(read.panelId, { changes: count, quarantined: false, isHeld: false });
  for (const { panelId } of reads) if (!stored.has(panelId)) stored.set(panelId, await forget(tx, panelId));
  return stored;
}

/** What was kept of the stored catalog's rows; null when nothing was. */
export async function recallRows(db: Database, panelId: number): Promise<Uint8Array | null> {
  const { rows } = await sql<{ remembered: Buffer | null }>`${PREPARED}
    select remembered_rows as remembered from catalogs where panel_id = ${panelId}`.execute(db);
  return rows[0]?.remembered ?? null;
}

/**
 * The differences are not from what is stored, as after a repair by hand. Nothing is taken over: the next check finds the catalog
 * changed again, and reads it whole.
 */
async function forget(tx: Database, panelId: number): Promise<StoredCatalog> {
  await sql`update catalogs set remembered_rows = null where panel_id = ${panelId}`.execute(tx);
  return { changes: 0, quarantined: false, isHeld: false };
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
  partial: boolean;
  prints: Buffer | null;
}

async function loadStates(tx: Database, reads: readonly Moment[]): Promise<Map<number, StoredState>> {
  const { rows } = await sql<StoredState>`${PREPARED}
    select panel_id as "panelId", quarantined_at is not null as quarantined,
      quarantined_at is not null and removal_held as held, partial, prints from catalogs
    where panel_id = any(${reads.map(({ panelId }) => panelId)})`.execute(tx);
  return new Map(rows.map((row) => [row.panelId, row]));
}

interface Reading extends Printed {
  read: ReadCatalog;
  state: StoredState | undefined;
  key: Int32Array;
}

function readingOf(read: ReadCatalog, state: StoredState | undefined): Reading | undefined {
  const { panelId, catalog } = read;
  const known = state === undefined || state.prints === null ? undefined : readPrints(state.prints);
  const key = known?.key ?? newKey();
  if ('edited' in catalog) {
    const edited = known && editedOf(catalog, known);
    return edited && { panelId, read, state, known, key, ...edited };
  }
  const text = textOf(catalog.services);
  const storable = storableServices(catalog.services, text);
  const services = mayHaveTwins(catalog, storable) ? withoutTwins(storable) : storable;
  const prints = printServices(services, key, services === catalog.services ? text : textOf(services));
  return { panelId, read, state, services, whole: services, known, key, prints };
}

/** Undefined when they are not of the catalog that is stored. */
function editedOf(
  { services: count, edited }: CatalogEdits,
  known: Prints,
): Pick<Reading, 'services' | 'whole' | 'prints'> | undefined {
  if (known.positions.length !== count) return undefined;
  const written = edited.map(({ service }) => service);
  const services = storableServices(written, textOf(written));
  const prints = Int32Array.from(known.services);
  const printed = printServices(services, known.key);
  const byPlace = new Map<number, Service>();
  for (const [index, { at }] of edited.entries()) {
    const service = services[index];
    if (service !== undefined) byPlace.set(at, service);
    prints.set(printed.subarray(index * 2, index * 2 + 2), at * 2);
  }
  return {
    services: { length: count, at: (place) => byPlace.get(place) },
    whole: undefined,
    prints,
  };
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
  partial: boolean;
  changes: number;
  prints: Buffer;
  /** What it says beside its services; undefined when that is what it said before, which is not written again. */
  says: Catalog | undefined;
}

function rowOf(taken: Taken, changes: number): CatalogRow {
  const { read, services, key, prints, positions } = taken;
  const { facts, partial, says } = besideServices(taken);
  return {
    read,
    services: services.length,
    partial,
    changes,
    prints: writePrints({ key, facts, services: prints, positions }),
    says,
  };
}

function besideServices({
  read: { catalog },
  state,
  known,
}: Taken): Pick<CatalogRow, 'partial' | 'says'> & { facts: Int32Array } {
  // Rows that are read by themselves change nothing beside the services.
  if ('edited' in catalog)
    return { facts: known?.facts ?? new Int32Array(), partial: state?.partial === true, says: undefined };
  const facts = printFacts(catalog);
  const saysTheSame = known !== undefined && sameFacts(known.facts, facts);
  return { facts, partial: isPartial(catalog), says: saysTheSame ? undefined : catalog };
}

async function updateCatalogs(tx: Database, all: readonly CatalogRow[]): Promise<void> {
  const rows = all.filter(({ says }) => says === undefined);
  if (rows.length === 0) return;
  const prints = joined(rows.map((row) => row.prints));
  const remembered = joined(rows.map(({ read }) => read.remembered ?? NOTHING));
  await sql`${PREPARED}
    update catalogs set wire_hash = decode(new.wire_hash, 'hex'), body_hash = decode(new.body_hash, 'hex'), read_at = new.read_at,
      changed_at = case when new.changes > 0 then new.read_at else catalogs.changed_at end, services = new.services,
      partial = new.partial, quarantined_at = null, prints = substring(${prints.all}::bytea from new.prints_at for new.prints_length),
      remembered_rows = case when new.remembered_length > 0 then substring(${remembered.all}::bytea from new.remembered_at for new.remembered_length) end
    from unnest(${rows.map(({ read }) => read.panelId)}::bigint[], ${rows.map(({ read }) => read.wireHash)}::text[],
      ${rows.map(({ read }) => read.bodyHash)}::text[], ${rows.map(({ read }) => read.checkedAt)}::timestamptz[],
      ${rows.map(({ changes }) => changes)}::integer[], ${rows.map(({ services }) => services)}::integer[],
      ${rows.map(({ partial }) => partial)}::boolean[], ${prints.starts}::integer[], ${prints.lengths}::integer[],
      ${remembered.starts}::integer[], ${remembered.lengths}::integer[])
      as new (panel_id, wire_hash, body_hash, read_at, changes, services, partial, prints_at, prints_length, remembered_at, remembered_length)
    where catalogs.panel_id = new.panel_id`.execute(tx);
}

const NOTHING = new Uint8Array();

/** One buffer for all: a list of bytea would travel as hexadecimal text, twice as long. `starts` count from 1, as SQL does. */
function joined(parts: readonly Uint8Array[]): { all: Buffer; starts: number[]; lengths: number[] } {
  const starts: number[] = [];
  let at = 1;
  for (const { length } of parts) {
    starts.push(at);
    at += length;
  }
  return { all: Buffer.concat(parts), starts, lengths: parts.map(({ length }) => length) };
}

async function upsertCatalog(
  tx: Database,
  { read, services, partial, changes, prints }: Omit<CatalogRow, 'says'>,
  catalog: Catalog,
): Promise<void> {
  const { panelId, checkedAt, wireHash, bodyHash, remembered = null } = read;
  const named = catalog.currency === undefined ? null : readCurrency(catalog.currency);
  await sql`
    insert into catalogs as old (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, partial, wrapper, fields,
      unknown_fields, notes, findings, prints, remembered_rows, facts_version, currency)
    values (${panelId}, decode(${wireHash}, 'hex'), decode(${bodyHash}, 'hex'), ${checkedAt}, ${checkedAt},
      ${checkedAt}, ${services}, ${partial}, ${catalog.wrapper}, ${toJsonb(catalog.fields)}::jsonb,
      ${toJsonb(catalog.unknownFields)}::jsonb, ${toJsonb(catalog.notes)}::jsonb, ${toJsonb(catalog.findings)}::jsonb, ${prints},
      ${remembered === null ? null : Buffer.from(remembered)}, ${VOCABULARY_VERSION}, ${named})
    on conflict (panel_id) do update set wire_hash = excluded.wire_hash, body_hash = excluded.body_hash, read_at = excluded.read_at,
      changed_at = case when ${changes} > 0 then excluded.changed_at else old.changed_at end,
      services = excluded.services, partial = excluded.partial, wrapper = excluded.wrapper, fields = excluded.fields,
      unknown_fields = excluded.unknown_fields, notes = excluded.notes, findings = excluded.findings, quarantined_at = null,
      prints = excluded.prints, remembered_rows = excluded.remembered_rows, currency = excluded.currency`.execute(
    tx,
  );
}
