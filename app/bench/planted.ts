/** Panels of a benchmark that were all read before: ten thousand first reads are not what is measured. */
import { sql } from 'kysely';
import { leasePanel } from '../src/checks/lease.ts';
import { nextDue } from '../src/checks/next-due.ts';
import { runCheck } from '../src/checks/run-check.ts';
import { toJsonb } from '../src/db/jsonb.ts';
import type { Deps } from '../src/deps.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import type { Target } from './check-cost.ts';

const INTERVAL_SECONDS = 900;

/**
 * Panels as they are after their first check, each due at its own moment. The first is really read; then all are planted with what it
 * read. That suits checks that find nothing new: no service is stored.
 */
export async function plantPanels(deps: Deps, target: Target): Promise<void> {
  const { db, vault } = deps;
  // New files: what earlier measures left behind is neither counted nor used again.
  await sql`truncate panels, checks cascade`.execute(db);
  await sql`vacuum (analyze)`.execute(db);
  const [first] = target.panels;
  if (first === undefined) throw new Error('the target has no panel');
  await addPanel(
    { ...deps, limits: deps.config },
    { name: first.name, apiUrl: first.apiUrl, key: first.key },
  );
  const leased = await leasePanel(
    db,
    (await sql<{ slug: string }>`select slug from panels`.execute(db)).rows[0]?.slug ?? '',
  );
  if (leased === undefined) throw new Error('the first panel cannot be leased');
  const { reply } = await runCheck({ ...deps, vault }, leased, new AbortController().signal);
  if (reply?.kind !== 'changed') throw new Error('the first panel cannot be read');
  await sql`delete from panels`.execute(db);
  const rows = target.panels.map(({ name, apiUrl, key }, index) => ({
    slug: `planted-${index}`,
    name,
    api_url: apiUrl,
    key_sealed: vault.seal(key, apiUrl).toString('hex'),
  }));
  await sql`
    insert into panels (slug, name, api_url, key_sealed, listing, transport, balance_at)
    select slug, name, api_url, decode(key_sealed, 'hex'), 'listed', 'body', now()
    from jsonb_to_recordset(${toJsonb(rows)}::jsonb) as planted (slug text, name text, api_url text, key_sealed text)`.execute(
    db,
  );
  await sql`
    insert into catalogs (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, wrapper, fields, unknown_fields, notes, findings)
    select panel_id, decode(${reply.wireHash}, 'hex'), decode(${reply.bodyHash}, 'hex'), now(), now(), now(),
      ${reply.catalog.services.length}, ${reply.catalog.wrapper}, '{}', '{}', '[]', '[]' from panels`.execute(
    db,
  );
  await sql`
    insert into panel_states (panel_id, state, state_since, seen_state, stage, code, checked_at, ok_at, duration_ms)
    select panel_id, 'up', now(), 'up', 'ok', 'ok', now(), now(), 1 from panels`.execute(db);
  const planted = await sql<{ panel_id: number; now: number }>`
    select panel_id, (extract(epoch from now()) * 1000)::float8 as now from panels`.execute(db);
  const due = planted.rows.map(({ panel_id, now }) => ({
    panel_id,
    due_s:
      nextDue(
        {
          panelId: panel_id,
          intervalSeconds: INTERVAL_SECONDS,
          failures: 0,
          retryAfterSeconds: undefined,
          confirm: false,
        },
        now,
        0.5,
      ) / 1000,
  }));
  await sql`
    insert into check_schedule (panel_id, interval_seconds, due_at)
    select panel_id, ${INTERVAL_SECONDS}, to_timestamp(due_s)
    from jsonb_to_recordset(${toJsonb(due)}::jsonb) as planted (panel_id bigint, due_s float8)`.execute(db);
}
