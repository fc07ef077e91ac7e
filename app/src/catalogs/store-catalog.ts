/**
 * Writes what checks read: the services, the changes with old and new values, and the catalogs as a whole. Runs in the
 * transaction of the checks, whose leases keep any other writer away from their panels. Statements are shared by all catalogs:
 * one that comes alone pays for them alone.
 */
import { sql } from 'kysely';
import { diffCatalogs, type CatalogDiff, type Remembered } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { judgePanels } from '../market/judge-panels.ts';
import { writeFacts, type FactsChange } from '../search/write-facts.ts';
import { compareStored, type Compared } from './compare-stored.ts';
import { keptCatalogs, type KeptCatalog } from './kept-catalogs.ts';
import { writeMoves } from './moves.ts';
import { loadStates, readingOf, type ReadCatalog, type Reading, type ReadonlyKept } from './readings.ts';
import { writeCatalogs, type CatalogRow } from './write-catalogs.ts';
import { writeChanges } from './write-changes.ts';
import { planWrites, writeServices } from './write-services.ts';

export interface StoredCatalog {
  /** Events, a repricing counted once. */
  changes: number;
  /** Nothing was taken over: so much vanished that a second check has to say the same. */
  quarantined: boolean;
  /** Not even then: the operator wants to say so first. */
  isHeld: boolean;
}

/** What to keep of a catalog once all is written for good; undefined: nothing. */
type Keep = (panelId: number, catalog: KeptCatalog | undefined) => void;

/** By panel; the catalogs are of different ones. `kept` is looked up, and `keep` is told what to look up next time. */
export async function storeCatalogs(
  tx: Database,
  reads: readonly ReadCatalog[],
  kept: ReadonlyKept = new Map<number, KeptCatalog>(),
  keep: Keep = () => {},
): Promise<Map<number, StoredCatalog>> {
  if (reads.length === 0) return new Map();
  const states = await loadStates(tx, reads, kept);
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
  await writeCatalogs(tx, rows);
  for (const [index, one] of taken.entries()) {
    const row = rows[index];
    if (row !== undefined) keep(one.panelId, keptOf(one, row));
  }
  const unseen = taken.filter(({ state }) => state === undefined).map(({ panelId }) => panelId);
  if (unseen.length > 0) await judgePanels(tx, unseen);
  for (const { panelId, changes: count } of rows)
    stored.set(panelId, { changes: count, quarantined: false, isHeld: false });
  for (const { panelId } of reads) {
    if (stored.has(panelId)) continue;
    stored.set(panelId, await forget(tx, panelId));
    keep(panelId, undefined);
  }
  return stored;
}

function keptOf({ read, key, facts, prints, positions }: Taken, { known }: CatalogRow): KeptCatalog {
  return {
    readAt: read.checkedAt,
    prints: { key, facts, services: prints, positions },
    printsEdits: known.kind === 'edits' ? known.prints : NO_EDITS,
    remembered: read.remembered ?? null,
  };
}

const NO_EDITS = Buffer.alloc(0);

/** What was kept of the reply that the stored catalog was read from by the check that began at `readAt`; null when nothing was. */
export async function recallRows(db: Database, panelId: number, readAt: string): Promise<Remembered | null> {
  const kept = keptCatalogs(db).get(panelId);
  if (kept?.readAt === readAt) return kept.remembered;
  const { rows } = await sql<Remembered>`${PREPARED}
    select remembered_rows as rows, remembered_edits as edits from catalogs
    where panel_id = ${panelId} and remembered_rows is not null`.execute(db);
  return rows[0] ?? null;
}

/**
 * The differences are not from what is stored, as after a repair by hand. Nothing is taken over: the next check finds the catalog
 * changed again, and reads it whole.
 */
async function forget(tx: Database, panelId: number): Promise<StoredCatalog> {
  await sql`update catalogs set remembered_rows = null where panel_id = ${panelId}`.execute(tx);
  return { changes: 0, quarantined: false, isHeld: false };
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

/** Services of which only their history tells how long they have been so cheap, and what they cost before: null where nothing was quoted. */
function fallenOf({ changes, repricings, reids }: CatalogDiff): Map<string, string | null> {
  const fell = new Map<string, string | null>(reids.map(({ to }) => [to, null]));
  for (const { rates } of repricings)
    for (const { serviceId, before, after } of rates)
      if (Number(after) < Number(before)) fell.set(serviceId, before);
  for (const change of changes) {
    if (change.kind === 'restored') fell.set(change.serviceId, null);
    // A rate that was not quoted before says nothing: what counts is the one before that.
    else if (
      change.kind === 'rate' &&
      (change.before.rate === null || Number(change.after.rate) < Number(change.before.rate))
    )
      fell.set(change.serviceId, change.before.rate);
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

function rowOf({ read, services, positions, beside }: Taken, changes: number): CatalogRow {
  const { panelId, checkedAt, wireHash, bodyHash } = read;
  return { panelId, checkedAt, wireHash, bodyHash, services: services.length, changes, ...beside(positions) };
}
