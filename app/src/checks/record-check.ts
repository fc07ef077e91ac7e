/**
 * Checks into the database: services, changes, check, state, incident, schedule. One transaction a batch, and all of it
 * becomes visible or none. How many come at once, record-queue.ts decides. A worker whose lease is gone writes nothing.
 */
import { sql } from 'kysely';
import {
  endQuarantine,
  isPartial,
  storeCatalogs,
  storeWireHash,
  type ReadCatalog,
  type StoredCatalog,
} from '../catalogs/store-catalog.ts';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { judge, type Judgement } from './judge.ts';
import { moveIncident } from './incidents.ts';
import { nextDue } from './next-due.ts';
import type { CheckResult } from './run-check.ts';
import { spanSince } from './span.ts';

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

/** In the order of `results`, which are of different panels. */
export async function recordChecks(db: Database, results: readonly SeenResult[]): Promise<Recorded[]> {
  return await db.transaction().execute(async (tx) => {
    const { held, nowMs } = await holdLeases(tx, results);
    const mine = results.filter(({ panel }) => held.has(panel.panelId));
    // First: by what `balance` declared the prices of a new catalog are judged.
    for (const result of mine) await updatePanel(tx, result);
    const catalogs = await storeCatalogs(tx, mine.flatMap(changedCatalog));
    const entries: Entry[] = [];
    for (const result of mine) {
      const stored = catalogs.get(result.panel.panelId) ?? (await storeReply(tx, result));
      const judgement = judgeResult(result, stored);
      await moveIncident(tx, result, judgement);
      entries.push({ result, stored, judgement, dueMs: dueOf(result, stored, judgement, nowMs) });
    }
    await writeChecks(tx, entries);
    const recorded = new Map(
      entries.map(({ result, stored, judgement }) => [result.panel.panelId, { ...stored, ...judgement }]),
    );
    return results.map(({ panel }): Recorded => {
      const entry = recorded.get(panel.panelId);
      if (entry === undefined) return { kind: 'lease-lost' };
      const { changes, quarantined, isHeld, state } = entry;
      return { kind: 'recorded', changes, quarantined, isHeld, state };
    });
  });
}

interface Entry {
  result: CheckResult;
  stored: StoredCatalog;
  judgement: Judgement;
  /** Milliseconds since the epoch. */
  dueMs: number;
}

/** The fence: locks the schedules of those panels whose lease still holds, and tells the database's time in milliseconds. */
async function holdLeases(
  tx: Database,
  results: readonly CheckResult[],
): Promise<{ held: Set<number>; nowMs: number }> {
  const ids = results.map(({ panel }) => panel.panelId);
  const numbers = results.map(({ panel }) => panel.leaseNumber);
  // Locked in one order by everyone: two batches that share panels wait for each other instead of deadlocking.
  const { rows } = await sql<{ panel_id: number; now: number }>`
    select panel_id, (extract(epoch from clock_timestamp()) * 1000)::float8 as now
    from check_schedule join unnest(${ids}::bigint[], ${numbers}::bigint[]) as mine (panel_id, lease_number) using (panel_id, lease_number)
    where leased_until > clock_timestamp() order by panel_id for update of check_schedule`.execute(tx);
  return { held: new Set(rows.map((row) => row.panel_id)), nowMs: rows[0]?.now ?? 0 };
}

function changedCatalog({ panel, reply }: CheckResult): ReadCatalog[] {
  if (reply?.kind !== 'changed') return [];
  const { catalog, wireHash, bodyHash } = reply;
  return [{ panelId: panel.panelId, checkedAt: panel.startedAt, catalog, wireHash, bodyHash }];
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

/** One statement for check, state and schedule of every entry. */
async function writeChecks(tx: Database, entries: readonly Entry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql`
    with entry as (
      select * from jsonb_to_recordset(${toJsonb(entries.map(toRow))}::jsonb) as entry (panel_id bigint, started_at timestamptz,
        duration_ms integer, wire_bytes integer, span_s integer, dns_ms integer, connect_ms integer, tls_ms integer,
        first_byte_ms integer, changes integer, services integer, http_status smallint, span "char", seen_state text, stage text,
        code text, message text, evidence jsonb, state text, failures integer, due_s float8)
    ),
    recorded as (
      insert into checks (panel_id, started_at, duration_ms, wire_bytes, span_s, dns_ms, connect_ms, tls_ms, first_byte_ms, changes,
        services, http_status, span, seen_state, stage, code, message, evidence)
      select panel_id, started_at, duration_ms, wire_bytes, span_s, dns_ms, connect_ms, tls_ms, first_byte_ms, changes,
        services, http_status, span, seen_state, stage, code, message, evidence from entry
    ),
    rescheduled as (
      update check_schedule d set due_at = to_timestamp(entry.due_s), leased_until = null, failures = entry.failures
      from entry where d.panel_id = entry.panel_id
    )
    insert into panel_states as old (panel_id, state, state_since, seen_state, failing_since, stage, code, checked_at, ok_at, duration_ms)
    select panel_id, state, started_at, seen_state, case when failures > 0 then started_at end, stage, code, started_at,
      case when stage = 'ok' then started_at end, duration_ms
    from entry
    on conflict (panel_id) do update set
      state_since = case when old.state = excluded.state then old.state_since else excluded.state_since end,
      state = excluded.state, seen_state = excluded.seen_state,
      failing_since = case when excluded.failing_since is not null then coalesce(old.failing_since, excluded.failing_since) end,
      stage = excluded.stage, code = excluded.code, checked_at = excluded.checked_at,
      ok_at = coalesce(excluded.ok_at, old.ok_at), duration_ms = excluded.duration_ms`.execute(tx);
}

function toRow({ result, stored, judgement, dueMs }: Entry): Record<string, unknown> {
  const { panel, outcome, facts, reply } = result;
  const { checkedAtMs, seenState } = panel;
  const before = checkedAtMs === null || seenState === null ? undefined : { checkedAtMs, seenState };
  const span = spanSince(before, panel.startedAtMs, panel.intervalSeconds);
  const failed = outcome.stage !== 'ok';
  return {
    panel_id: panel.panelId,
    started_at: panel.startedAt,
    duration_ms: Math.round(result.durationMs),
    wire_bytes: facts?.wireBytes,
    span_s: span.seconds,
    span: span.kind,
    dns_ms: whole(facts?.timings?.dnsMs),
    connect_ms: whole(facts?.timings?.connectMs),
    tls_ms: whole(facts?.timings?.tlsMs),
    first_byte_ms: whole(facts?.timings?.firstByteMs),
    changes: stored.changes === 0 ? null : stored.changes,
    services: reply?.kind === 'changed' ? reply.catalog.services.length : null,
    http_status: facts?.httpStatus,
    seen_state: judgement.seenState,
    stage: outcome.stage,
    code: outcome.code,
    message: failed ? outcome.message : null,
    evidence: failed ? outcome.evidence : null,
    state: judgement.state,
    failures: judgement.failures,
    due_s: dueMs / 1000,
  };
}

/** Listed from the first check on that went all the way; remembers what worked and what `balance` declared. */
async function updatePanel(tx: Database, { panel, outcome, facts, balance }: CheckResult): Promise<void> {
  const listing = panel.listing === 'checking' && outcome.stage === 'ok' ? 'listed' : panel.listing;
  const worked = outcome.stage === 'ok' && facts !== undefined ? facts.transport : panel.transport;
  if (listing === panel.listing && worked === panel.transport && balance === undefined) return;
  const declared = panel.currencySource === 'operator' ? undefined : balance?.currency;
  await sql`
    update panels set listing = ${listing}, transport = ${worked}
      ${balance === undefined ? sql`` : sql`, balance_at = ${panel.startedAt}::timestamptz`}
      ${declared === undefined || declared === null ? sql`` : sql`, currency = ${declared}, currency_source = 'balance', currency_trust = ${balance?.currencyTrust ?? null}`}
    where panel_id = ${panel.panelId}`.execute(tx);
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.round(value);
}
