/** Incidents open when a failure is confirmed and close at the first check that is well again; flapping is one incident. */
import { sql } from 'kysely';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import type { Judgement } from './judge.ts';
import type { CheckResult } from './run-check.ts';

/** What fails again this soon after it recovered had not recovered: at least this, and at least three intervals. */
const RELAPSE_SECONDS = 600;
const RELAPSE_INTERVALS = 3;

/** Opens, continues or closes the panel's incident as the judgement says. */
export async function moveIncident(tx: Database, result: CheckResult, judgement: Judgement): Promise<void> {
  if (judgement.incident === 'close') await close(tx, result);
  if (judgement.incident === 'open') await open(tx, result, judgement);
}

async function close(tx: Database, { panel }: CheckResult): Promise<void> {
  await sql`
    update incidents set closed_at = ${panel.startedAt}
    where panel_id = ${panel.panelId} and closed_at is null`.execute(tx);
}

async function open(tx: Database, { panel, outcome }: CheckResult, { seenState }: Judgement): Promise<void> {
  if (outcome.stage === 'ok') return;
  // Another trouble is another incident: down for an hour and then a dead key are two stories.
  await sql`
    update incidents set closed_at = ${panel.startedAt}
    where panel_id = ${panel.panelId} and closed_at is null and state <> ${seenState}`.execute(tx);
  const window = Math.max(RELAPSE_SECONDS, RELAPSE_INTERVALS * panel.intervalSeconds);
  const { rows } = await sql`
    update incidents set closed_at = null, relapses = relapses + case when closed_at is null then 0 else 1 end
    where panel_id = ${panel.panelId} and state = ${seenState}
      and (closed_at is null or closed_at > ${panel.startedAt}::timestamptz - make_interval(secs => ${window}))
      and opened_at = (select max(opened_at) from incidents where panel_id = ${panel.panelId})
    returning opened_at`.execute(tx);
  if (rows.length > 0) return;
  await sql`
    insert into incidents (panel_id, opened_at, confirmed_at, state, stage, code, message, evidence)
    select ${panel.panelId}, coalesce((select failing_since from panel_states where panel_id = ${panel.panelId}), ${panel.startedAt}::timestamptz),
      ${panel.startedAt}, ${seenState}, ${outcome.stage}, ${outcome.code}, ${outcome.message}, ${toJsonb(outcome.evidence)}::jsonb`.execute(
    tx,
  );
}
