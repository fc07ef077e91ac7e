/**
 * A fleet held at its cadence: 10,000 panels, one check in 15 minutes each, by one worker. Lag is start minus due, by the
 * database's clock; CPU is this process's and the database's. And what it costs that the site has grown: the same checks on
 * 100 panels and on 10,000.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { leasePanel } from '../src/checks/lease.ts';
import { nextDue } from '../src/checks/next-due.ts';
import { runCheck } from '../src/checks/run-check.ts';
import { startWorker } from '../src/checks/worker.ts';
import { toJsonb } from '../src/db/jsonb.ts';
import type { Deps } from '../src/deps.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import { within } from './times.ts';
import { cpuSecondsOf, startTarget, runChecks, type Target } from './check-cost.ts';

export interface FleetFigures {
  panels: number;
  checks: number;
  lagMs: { p50: number; p99: number; max: number };
  /** Share of one core that worker and database used. */
  cores: number;
}

const INTERVAL_SECONDS = 900;
const LOAD = { services: 3000, gzip: true, changed: 0 };

/** Holds the fleet for `seconds`, after a quarter of that as a warm-up. */
export async function holdFleet(
  deps: Deps,
  panels: number,
  seconds: number,
  databasePid: number | undefined,
): Promise<FleetFigures> {
  const target = await startTarget(LOAD, panels);
  try {
    await plantPanels(deps, target);
    const lags: number[] = [];
    const worker = startWorker({
      ...deps,
      concurrency: deps.config.checkConcurrency,
      observe: {
        ended: ({ panel }) => void lags.push(panel.startedAtMs - panel.dueAtMs),
        failed(_panel, error) {
          throw error;
        },
      },
    });
    await sleep((seconds * 1000) / 4);
    lags.length = 0;
    const before = cpuSecondsOf(databasePid);
    await sleep(seconds * 1000);
    const cores = (cpuSecondsOf(databasePid) - before) / seconds;
    const at = (share: number) => Math.round(within(lags, share));
    await worker.stop(10_000);
    return {
      panels,
      checks: lags.length,
      lagMs: { p50: at(0.5), p99: at(0.99), max: at(1) },
      cores,
    };
  } finally {
    target.process.kill();
  }
}

/** CPU seconds for 1,000 unchanged checks on a site of so many panels. */
export async function costAtSize(
  deps: Deps,
  panels: number,
  checks: number,
  databasePid: number | undefined,
): Promise<number> {
  const target = await startTarget(LOAD, panels);
  try {
    await plantPanels(deps, target);
    await runChecks(deps, 200);
    await sql`update check_schedule set due_at = now()`.execute(deps.db);
    await sql`vacuum (analyze) check_schedule`.execute(deps.db);
    const before = cpuSecondsOf(databasePid);
    await runChecks(deps, checks);
    return ((cpuSecondsOf(databasePid) - before) / checks) * 1000;
  } finally {
    target.process.kill();
  }
}

/**
 * Panels as they are after their first check, each due at its own moment. One is really read; the others are planted with what
 * it read, since ten thousand first reads are not what is measured here.
 */
async function plantPanels(deps: Deps, target: Target): Promise<void> {
  const { db, vault } = deps;
  await sql`delete from panels`.execute(db);
  // New files: what earlier measures left behind is neither counted nor used again.
  await sql`truncate checks`.execute(db);
  await sql`vacuum (analyze)`.execute(db);
  const [first, ...others] = target.panels;
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
  const rows = others.map(({ name, apiUrl, key }, index) => ({
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
  await sql`delete from panels where slug not like 'planted-%'`.execute(db);
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

/** Rows and indexes of the day's table, for each row in it; what an empty table takes is not counted. */
export async function bytesOfCheck({ db }: Deps): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select ((pg_total_relation_size(tableoid) - pg_total_relation_size('checks_default'))::float8 / count(*))::float8 as bytes
    from checks where tableoid <> 'checks_default'::regclass group by tableoid order by count(*) desc limit 1`.execute(
    db,
  );
  if (rows[0] === undefined) throw new Error('no check is in the table of its day');
  return rows[0].bytes;
}
