/**
 * Checks into the database: services, changes, check, state, incident, schedule. One transaction a batch, and all of it
 * becomes visible or none. How many come at once, record-queue.ts decides. A worker whose lease is gone writes nothing.
 *
 * Nearly every check finds nothing new: such results are a single statement, which is its own transaction. Four round trips for
 * each batch (begin, fence, write, commit) were half of what an unchanged check cost.
 */
import { sql } from 'kysely';
import { keptCatalogs, type KeptCatalog } from '../catalogs/kept-catalogs.ts';
import { isPartial, type ReadCatalog } from '../catalogs/readings.ts';
import {
  endQuarantine,
  storeCatalogs,
  storeWireHash,
  type StoredCatalog,
} from '../catalogs/store-catalog.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { judge, type Judgement } from './judge.ts';
import { moveIncident } from './incidents.ts';
import type { LeasedPanel } from './lease.ts';
import { nextDue } from './next-due.ts';
import type { CheckResult } from './run-check.ts';
import { writeChecks, writeChecksAlone, type Entry } from './write-checks.ts';

/** What became of one result. */
export type Recorded =
  | {
      kind: 'recorded';
      changes: number;
      quarantined: boolean;
      isHeld: boolean;
      state: Judgement['state'];
    }
  | { kind: 'lease-lost' };

/** A check's result, and what only a worker that sees many can tell. */
export interface SeenResult extends CheckResult {
  /** So many panels fail at once that the fault is likelier ours. */
  isOurs: boolean;
}

/**
 * Records what touches nothing but check, state and schedule. Answers by panel: what is missing was not written, because there is
 * more to it, because its lease is gone, or because the database's clock was set meanwhile; `recordChecks` takes it from there.
 */
export async function recordPlain(
  db: Database,
  results: readonly SeenResult[],
): Promise<Map<number, Recorded>> {
  const entries = results.flatMap((result): Entry[] => {
    const judgement = judgeResult(result, NOTHING_STORED);
    if (!isPlain(result, judgement)) return [];
    return [entryOf(result, NOTHING_STORED, judgement, databaseTimeOf(result.panel))];
  });
  const written = await writeChecksAlone(db, entries);
  return new Map(
    entries
      .filter(({ result }) => written.has(result.panel.panelId))
      .map(({ result, judgement: { state } }) => [
        result.panel.panelId,
        { kind: 'recorded', ...NOTHING_STORED, state },
      ]),
  );
}

const NOTHING_STORED: StoredCatalog = { changes: 0, quarantined: false, isHeld: false };

function isPlain(result: CheckResult, { incident }: Judgement): boolean {
  const { reply, panel } = result;
  const leavesCatalog = reply === undefined || (reply.kind === 'unchanged' && !panel.isQuarantined);
  return leavesCatalog && incident === 'leave' && panelUpdate(result) === undefined;
}

/** The database's time in milliseconds, as this process can tell it: what it was at the lease, and what has passed since. */
function databaseTimeOf({ startedAtMs, leasedAtMs }: LeasedPanel): number {
  return startedAtMs + (performance.now() - leasedAtMs);
}

/** In the order of `results`, which are of different panels. */
export async function recordChecks(db: Database, results: readonly SeenResult[]): Promise<Recorded[]> {
  const kept = keptCatalogs(db);
  const keep = new Map<number, KeptCatalog | undefined>();
  const recorded = await db.transaction().execute(async (tx) => {
    const { held, nowMs } = await holdLeases(tx, results);
    const mine = results.filter(({ panel }) => held.has(panel.panelId));
    // First: by what `balance` declared the prices of a new catalog are judged.
    for (const result of mine) await updatePanel(tx, result);
    const catalogs = await storeCatalogs(tx, mine.flatMap(changedCatalog), kept, (panelId, catalog) =>
      keep.set(panelId, catalog),
    );
    const entries: Entry[] = [];
    for (const result of mine) {
      const stored = catalogs.get(result.panel.panelId) ?? (await storeReply(tx, result));
      const judgement = judgeResult(result, stored);
      await moveIncident(tx, result, judgement);
      entries.push(entryOf(result, stored, judgement, nowMs));
    }
    await writeChecks(tx, entries);
    const byPanel = new Map(
      entries.map(({ result, stored, judgement }) => [result.panel.panelId, { ...stored, ...judgement }]),
    );
    return results.map(({ panel }): Recorded => {
      const entry = byPanel.get(panel.panelId);
      if (entry === undefined) return { kind: 'lease-lost' };
      const { changes, quarantined, isHeld, state } = entry;
      return { kind: 'recorded', changes, quarantined, isHeld, state };
    });
  });
  // Not before all of it is written for good.
  for (const [panelId, catalog] of keep) kept.set(panelId, catalog);
  return recorded;
}

function entryOf(result: CheckResult, stored: StoredCatalog, judgement: Judgement, nowMs: number): Entry {
  return { result, stored, judgement, nowMs, dueMs: dueOf(result, stored, judgement, nowMs) };
}

/** The fence: locks the schedules of those panels whose lease still holds, and tells the database's time in milliseconds. */
async function holdLeases(
  tx: Database,
  results: readonly CheckResult[],
): Promise<{ held: Set<number>; nowMs: number }> {
  const ids = results.map(({ panel }) => panel.panelId);
  const numbers = results.map(({ panel }) => panel.leaseNumber);
  // Locked in one order by everyone: two batches that share panels wait for each other instead of deadlocking.
  const { rows } = await sql<{ panel_id: number; now: number }>`${PREPARED}
    select panel_id, (extract(epoch from clock_timestamp()) * 1000)::float8 as now
    from check_schedule join unnest(${ids}::bigint[], ${numbers}::bigint[]) as mine (panel_id, lease_number) using (panel_id, lease_number)
    where leased_until > clock_timestamp() order by panel_id for update of check_schedule`.execute(tx);
  return { held: new Set(rows.map((row) => row.panel_id)), nowMs: rows[0]?.now ?? 0 };
}

function changedCatalog({ panel, reply }: CheckResult): ReadCatalog[] {
  if (reply?.kind !== 'changed' && reply?.kind !== 'edited') return [];
  const { kind: _, ...read } = reply;
  return [{ panelId: panel.panelId, checkedAt: panel.startedAt, ...read }];
}

/** A reply without a change of catalog. */
async function storeReply(tx: Database, { panel, reply }: CheckResult): Promise<StoredCatalog> {
  if (reply !== undefined && panel.isQuarantined) await endQuarantine(tx, panel.panelId);
  if (reply?.kind === 'same-content') await storeWireHash(tx, panel.panelId, reply.wireHash);
  return { changes: 0, quarantined: false, isHeld: false };
}

function judgeResult(
  { panel, outcome, durationMs, reply, isOurs }: SeenResult,
  stored: StoredCatalog,
): Judgement {
  const readInPart = reply?.kind === 'changed' ? isPartial(reply.catalog) : panel.isPartial;
  return judge(panel, {
    outcome,
    durationMs,
    isPartial: readInPart || stored.quarantined,
    isOurs,
    inMaintenance: panel.inMaintenance,
  });
}

function dueOf(
  { panel, outcome }: CheckResult,
  stored: StoredCatalog,
  { failures }: Judgement,
  nowMs: number,
): number {
  const facts = {
    panelId: panel.panelId,
    intervalSeconds: panel.intervalSeconds,
    failures,
    retryAfterSeconds: outcome.stage === 'ok' ? undefined : outcome.retryAfterSeconds,
    confirm: stored.quarantined && !stored.isHeld,
  };
  return nextDue(facts, nowMs, Math.random());
}

/** Listed from the first check on that went all the way; remembers what worked and what `balance` declared. */
async function updatePanel(tx: Database, result: CheckResult): Promise<void> {
  const update = panelUpdate(result);
  if (update === undefined) return;
  const { panel, balance } = result;
  const declared = panel.currencySource === 'operator' ? undefined : balance?.currency;
  await sql`
    update panels set listing = ${update.listing}, transport = ${update.transport}
      ${balance === undefined ? sql`` : sql`, balance_at = ${panel.startedAt}::timestamptz`}
      ${declared === undefined || declared === null ? sql`` : sql`, currency = ${declared}, currency_source = 'balance', currency_trust = ${balance?.currencyTrust ?? null}`}
    where panel_id = ${panel.panelId}`.execute(tx);
}

/** Undefined when nothing of the panel itself is new. */
function panelUpdate({
  panel,
  outcome,
  facts,
  balance,
}: CheckResult): Pick<LeasedPanel, 'listing' | 'transport'> | undefined {
  const listing = panel.listing === 'checking' && outcome.stage === 'ok' ? 'listed' : panel.listing;
  const transport = outcome.stage === 'ok' && facts !== undefined ? facts.transport : panel.transport;
  const isSame = listing === panel.listing && transport === panel.transport && balance === undefined;
  return isSame ? undefined : { listing, transport };
}
