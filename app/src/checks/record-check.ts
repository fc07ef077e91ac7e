/**
 * One check, one transaction: services, changes, check, state, schedule. All of it becomes visible or none, and a worker
 * whose lease is gone writes nothing.
 */
import { sql } from 'kysely';
import { endQuarantine, storeCatalog, storeWireHash, type StoredCatalog } from '../catalogs/store-catalog.ts';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import type { LeasedPanel } from './lease.ts';
import { nextDue } from './next-due.ts';
import { stateAfter } from './panel-state.ts';
import type { CheckResult } from './run-check.ts';

export type Recorded = { kind: 'recorded'; changes: number; quarantined: boolean } | { kind: 'lease-lost' };

export async function recordCheck(db: Database, result: CheckResult): Promise<Recorded> {
  return await db.transaction().execute(async (tx): Promise<Recorded> => {
    const nowMs = await holdLease(tx, result.panel);
    if (nowMs === undefined) return { kind: 'lease-lost' };
    const { changes, quarantined } = await storeReply(tx, result);
    await insertCheck(tx, result, changes);
    await upsertState(tx, result);
    await updatePanel(tx, result);
    await reschedule(tx, result, nowMs, quarantined);
    return { kind: 'recorded', changes, quarantined };
  });
}

/** The fence: locks the panel's schedule for this transaction, and tells the database's time in milliseconds. */
async function holdLease(tx: Database, { panelId, leaseNumber }: LeasedPanel): Promise<number | undefined> {
  const { rows } = await sql<{ now: number }>`
    select (extract(epoch from clock_timestamp()) * 1000)::float8 as now from check_schedule
    where panel_id = ${panelId} and lease_number = ${leaseNumber} and leased_until > clock_timestamp() for update`.execute(
    tx,
  );
  return rows[0]?.now;
}

async function storeReply(tx: Database, { panel, reply }: CheckResult): Promise<StoredCatalog> {
  const { panelId, startedAt } = panel;
  if (reply?.kind === 'changed') {
    const { catalog, wireHash, bodyHash } = reply;
    return await storeCatalog(tx, { panelId, checkedAt: startedAt, catalog, wireHash, bodyHash });
  }
  if (reply !== undefined) await endQuarantine(tx, panelId);
  if (reply?.kind === 'same-content') await storeWireHash(tx, panelId, reply.wireHash);
  return { changes: 0, quarantined: false };
}

async function insertCheck(tx: Database, result: CheckResult, changes: number): Promise<void> {
  const { panel, outcome, facts, reply } = result;
  const timings = facts.timings ?? undefined;
  const failed = outcome.stage !== 'ok';
  await sql`
    insert into checks (panel_id, started_at, duration_ms, dns_ms, connect_ms, tls_ms, first_byte_ms, wire_bytes, http_status,
      changes, services, stage, code, message, evidence)
    values (${panel.panelId}, ${panel.startedAt}, ${Math.round(result.durationMs)}, ${whole(timings?.dnsMs)}, ${whole(timings?.connectMs)},
      ${whole(timings?.tlsMs)}, ${whole(timings?.firstByteMs)}, ${whole(facts.wireBytes)}, ${whole(facts.httpStatus)}, ${changes},
      ${reply?.kind === 'changed' ? reply.catalog.services.length : null}, ${outcome.stage}, ${outcome.code},
      ${failed ? outcome.message : null}, ${failed ? toJsonb(outcome.evidence) : null}::jsonb)`.execute(tx);
}

async function upsertState(tx: Database, { panel, outcome, durationMs }: CheckResult): Promise<void> {
  const state = stateAfter(outcome);
  const at = sql`${panel.startedAt}::timestamptz`;
  await sql`
    insert into panel_states as old (panel_id, state, state_since, stage, code, checked_at, ok_at, duration_ms)
    values (${panel.panelId}, ${state}, ${at}, ${outcome.stage}, ${outcome.code}, ${at},
      ${outcome.stage === 'ok' ? at : sql`null`}, ${Math.round(durationMs)})
    on conflict (panel_id) do update set
      state_since = case when old.state = excluded.state then old.state_since else excluded.state_since end,
      state = excluded.state, stage = excluded.stage, code = excluded.code, checked_at = excluded.checked_at,
      ok_at = coalesce(excluded.ok_at, old.ok_at), duration_ms = excluded.duration_ms`.execute(tx);
}

/** Listed from the first check on that went all the way; remembers what worked and what `balance` declared. */
async function updatePanel(tx: Database, { panel, outcome, facts, balance }: CheckResult): Promise<void> {
  const listing = panel.listing === 'checking' && outcome.stage === 'ok' ? 'listed' : panel.listing;
  const worked = outcome.stage === 'ok' ? facts.transport : panel.transport;
  if (listing === panel.listing && worked === panel.transport && balance === undefined) return;
  const declared = panel.currencySource === 'operator' ? undefined : balance?.currency;
  await sql`
    update panels set listing = ${listing}, transport = ${worked}
      ${balance === undefined ? sql`` : sql`, balance_at = ${panel.startedAt}::timestamptz`}
      ${declared === undefined || declared === null ? sql`` : sql`, currency = ${declared}, currency_source = 'balance'`}
    where panel_id = ${panel.panelId}`.execute(tx);
}

async function reschedule(
  tx: Database,
  { panel, outcome }: CheckResult,
  nowMs: number,
  confirm: boolean,
): Promise<void> {
  const failures = outcome.stage === 'ok' ? 0 : panel.failures + 1;
  const dueMs = nextDue(
    {
      panelId: panel.panelId,
      intervalSeconds: panel.intervalSeconds,
      failures,
      retryable: outcome.stage !== 'ok' && outcome.retryable,
      retryAfterSeconds: outcome.stage === 'ok' ? undefined : outcome.retryAfterSeconds,
      confirm,
    },
    nowMs,
  );
  await sql`
    update check_schedule set due_at = to_timestamp(${dueMs / 1000}::float8), leased_until = null, failures = ${failures}
    where panel_id = ${panel.panelId}`.execute(tx);
}

function whole(value: number | null | undefined): number | null {
  return value === undefined || value === null ? null : Math.round(value);
}
