/** Histories of checks as a test wants them: generated, written as the worker writes them, and counted by hand. */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { spanSince } from '../src/checks/span.ts';
import type { Database } from '../src/db/open.ts';
import type { PanelState } from '../src/panels/queries.ts';
import { removePanels } from './database.ts';

export interface PastCheck {
  startedAtMs: number;
  seenState: PanelState;
  durationMs: number;
}

export interface History {
  intervalSeconds: number;
  checks: PastCheck[];
}

const STATES: readonly PanelState[] = [
  'up',
  'up',
  'up',
  'degraded',
  'down',
  'key_invalid',
  'blocked',
  'unknown',
];

/** Up to `checksMax` checks that end before `endMs`, regular for the most part, with gaps that nobody watched. */
export function histories(endMs: number, checksMax: number): fc.Arbitrary<History> {
  const one = fc.record({
    wait: fc.oneof(
      { weight: 8, arbitrary: fc.double({ min: 0.2, max: 1.2, noNaN: true }) },
      { weight: 1, arbitrary: fc.double({ min: 1.2, max: 60, noNaN: true }) },
    ),
    seenState: fc.constantFrom(...STATES),
    durationMs: fc.oneof(fc.integer({ min: 1, max: 2000 }), fc.integer({ min: 1, max: 60_000 })),
  });
  return fc
    .record({
      intervalSeconds: fc.constantFrom(60, 900, 3600, 14_400, 86_400),
      steps: fc.array(one, { minLength: 1, maxLength: checksMax }),
      endsBefore: fc.integer({ min: 1000, max: 3_600_000 }),
    })
    .map(({ intervalSeconds, steps, endsBefore }) => {
      let at = endMs - endsBefore;
      const checks = steps.map(({ wait, seenState, durationMs }) => {
        const check = { startedAtMs: Math.round(at), seenState, durationMs };
        at -= Math.max(1000, wait * intervalSeconds * 1000);
        return check;
      });
      return { intervalSeconds, checks: checks.reverse() };
    });
}

let panels = 0;

/** A listed panel that was added with its first check. */
export async function addWatchedPanel(db: Database, { intervalSeconds, checks }: History): Promise<number> {
  panels += 1;
  const addedAt = new Date(checks[0]?.startedAtMs ?? Date.now()).toISOString();
  const { rows } = await sql<{ id: number }>`
    with panel as (
      insert into panels (slug, name, api_url, key_sealed, added_at)
      values (${`watched-${panels}`}, ${`Watched ${panels}`}, ${`https://watched-${panels}.example/api`}, '\\x00', ${addedAt}::timestamptz)
      returning panel_id
    )
    insert into check_schedule (panel_id, interval_seconds, due_at) select panel_id, ${intervalSeconds}, now() from panel
    returning panel_id as id`.execute(db);
  const id = rows[0]?.id;
  if (id === undefined) throw new Error('no panel was added');
  await writeHistory(db, id, { intervalSeconds, checks });
  return id;
}

export async function writeHistory(db: Database, panelId: number, history: History): Promise<void> {
  const rows = history.checks.map((check, index) => {
    const before = history.checks[index - 1];
    const span = spanSince(
      before && { checkedAtMs: before.startedAtMs, seenState: before.seenState },
      check.startedAtMs,
      history.intervalSeconds,
    );
    const ok = check.seenState === 'up' || check.seenState === 'degraded';
    return {
      panel_id: panelId,
      started_at: new Date(check.startedAtMs).toISOString(),
      duration_ms: check.durationMs,
      wire_bytes: 1000,
      span_s: span.seconds,
      span: span.kind,
      seen_state: check.seenState,
      stage: ok ? 'ok' : 'connect',
      code: ok ? 'ok' : 'refused',
    };
  });
  await sql`
    insert into checks (panel_id, started_at, duration_ms, wire_bytes, span_s, span, seen_state, stage, code)
    select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as checked (panel_id bigint, started_at timestamptz, duration_ms integer,
      wire_bytes integer, span_s integer, span "char", seen_state text, stage text, code text)`.execute(db);
}

/** Seconds up and down between two instants, counted second by second as the rule says. */
export function secondsBetween(
  { intervalSeconds, checks }: History,
  fromMs: number,
  toMs: number,
): { upS: number; downS: number } {
  const counted = { upS: 0, downS: 0 };
  checks.forEach((check, index) => {
    const before = checks[index - 1];
    if (before === undefined) return;
    const end = Math.floor(check.startedAtMs / 1000);
    const begin = Math.max(Math.floor(before.startedAtMs / 1000), end - 2 * intervalSeconds);
    const seconds = Math.max(0, Math.min(end, toMs / 1000) - Math.max(begin, fromMs / 1000));
    if (before.seenState === 'up' || before.seenState === 'degraded') counted.upS += seconds;
    if (before.seenState === 'down') counted.downS += seconds;
  });
  return counted;
}

/** As if nothing had ever been rolled up, and no panel watched. */
export async function forgetHistory(db: Database): Promise<void> {
  await removePanels(db);
  await sql`update check_roll_up set rolled_until = '-infinity', looked_until = '-infinity'`.execute(db);
}
