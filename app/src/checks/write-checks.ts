/** One statement for check, state and schedule of many panels: within a transaction that holds their leases, or alone behind a fence. */
import { sql, type RawBuilder } from 'kysely';
import type { StoredCatalog } from '../catalogs/store-catalog.ts';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Judgement } from './judge.ts';
import { servicesIn, type CheckResult } from './run-check.ts';
import { spanSince } from './span.ts';

export interface Entry {
  result: CheckResult;
  stored: StoredCatalog;
  judgement: Judgement;
  /** Milliseconds since the epoch. */
  nowMs: number;
  dueMs: number;
}

/** In a transaction that has locked the schedules of these panels. */
export async function writeChecks(tx: Database, entries: readonly Entry[]): Promise<void> {
  await write(tx, entries, sql`true`);
}

/** Returns the panels that were let pass; nothing of the others is written. */
export async function writeChecksAlone(db: Database, entries: readonly Entry[]): Promise<Set<number>> {
  return await write(db, entries, FENCE);
}

/**
 * The lease holds, and the time that the next check was reckoned from is the database's. The clock is read once, before the rows are
 * waited for: whoever took one over meanwhile has changed its number.
 */
const FENCE = sql`d.lease_number = entry.lease_number and d.leased_until > entry.clock and entry.is_timely`;

async function write(
  db: Database,
  entries: readonly Entry[],
  fence: RawBuilder<unknown>,
): Promise<Set<number>> {
  if (entries.length === 0) return new Set();
  const { rows } = await sql<{ panel_id: number }>`${PREPARED}
    with entry as materialized (
      select entry.*, clock_timestamp() as clock, abs(extract(epoch from clock_timestamp())::float8 - now_s) < 5 as is_timely
      from jsonb_to_recordset(${toJsonb(entries.map(toRow))}::jsonb) as entry (panel_id bigint, started_at timestamptz,
        duration_ms integer, wire_bytes integer, span_s integer, dns_ms smallint, connect_ms smallint, tls_ms smallint,
        first_byte_ms smallint, changes integer, services integer, http_status smallint, span "char", seen_state text, stage text,
        code text, message text, evidence jsonb, state text, failures integer, due_s float8,
        lease_number bigint, now_s float8)
    ),
    passed as (
      update check_schedule d set due_at = to_timestamp(entry.due_s), leased_until = null, failures = entry.failures
      from entry where d.panel_id = entry.panel_id and ${fence}
      returning d.panel_id
    ),
    recorded as (
      insert into checks (panel_id, started_at, duration_ms, wire_bytes, span_s, dns_ms, connect_ms, tls_ms, first_byte_ms, changes,
        services, http_status, span, seen_state, stage, code, message, evidence)
      select panel_id, started_at, duration_ms, wire_bytes, span_s, dns_ms, connect_ms, tls_ms, first_byte_ms, changes,
        services, http_status, span, seen_state, stage, code, message, evidence from entry join passed using (panel_id)
    )
    insert into panel_states as old (panel_id, state, state_since, seen_state, failing_since, stage, code, checked_at, ok_at, duration_ms)
    select panel_id, state, started_at, seen_state, case when failures > 0 then started_at end, stage, code, started_at,
      case when stage = 'ok' then started_at end, duration_ms
    from entry join passed using (panel_id)
    on conflict (panel_id) do update set
      state_since = case when old.state = excluded.state then old.state_since else excluded.state_since end,
      state = excluded.state, seen_state = excluded.seen_state,
      failing_since = case when excluded.failing_since is not null then coalesce(old.failing_since, excluded.failing_since) end,
      stage = excluded.stage, code = excluded.code, checked_at = excluded.checked_at,
      ok_at = coalesce(excluded.ok_at, old.ok_at), duration_ms = excluded.duration_ms
    returning panel_id`.execute(db);
  return new Set(rows.map(({ panel_id }) => panel_id));
}

function toRow({ result, stored, judgement, dueMs, nowMs }: Entry): Record<string, unknown> {
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
    dns_ms: stageMs(facts?.timings?.dnsMs),
    connect_ms: stageMs(facts?.timings?.connectMs),
    tls_ms: stageMs(facts?.timings?.tlsMs),
    first_byte_ms: stageMs(facts?.timings?.firstByteMs),
    changes: stored.changes === 0 ? null : stored.changes,
    services: servicesIn(reply),
    http_status: facts?.httpStatus,
    seen_state: judgement.seenState,
    stage: outcome.stage,
    code: outcome.code,
    message: failed ? outcome.message : null,
    evidence: failed ? outcome.evidence : null,
    state: judgement.state,
    failures: judgement.failures,
    due_s: dueMs / 1000,
    lease_number: panel.leaseNumber,
    now_s: nowMs / 1000,
  };
}

/** What a smallint holds; a stage is cut off before, unless this process was asleep meanwhile. */
const STAGE_MS_MAX = 32_767;

function stageMs(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(Math.round(value), STAGE_MS_MAX);
}
