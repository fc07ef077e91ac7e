/**
 * Bytes that an unchanged check takes on the disk: a whole day of 300 panels, 96 checks each, its table and index, after the vacuum that
 * comes to every table. One panel is really asked; what came of it is written again and again by the statement that writes checks, at
 * other times and for other panels, sixty at once, with the times of a new connection: fifteen minutes later none is kept alive.
 */
import { sql } from 'kysely';
import { leaseDue, type LeasedPanel } from '../src/checks/lease.ts';
import { runCheck, type CheckResult } from '../src/checks/run-check.ts';
import { writeChecks } from '../src/checks/write-checks.ts';
import type { Deps } from '../src/deps.ts';
import { startTarget } from './check-cost.ts';
import { plantPanels } from './planted.ts';

const PANELS = 300;
const ROUNDS = 96;
const TOGETHER = 60;
const INTERVAL_MS = 900_000;

export async function bytesOfCheck(deps: Deps): Promise<{ bytes: number; checks: number }> {
  const target = await startTarget({ services: 200, gzip: true, changed: 0 }, PANELS);
  try {
    await plantPanels(deps, target);
    await sql`update check_schedule set due_at = now()`.execute(deps.db);
    const leased: LeasedPanel[] = [];
    while (leased.length < PANELS) leased.push(...(await leaseDue(deps.db, PANELS)));
    const [first] = leased;
    if (first === undefined) throw new Error('no panel is due');
    const result = await runCheck(deps, first, new AbortController().signal);
    if (result.reply?.kind !== 'unchanged') throw new Error('the check is not an unchanged one');
    const midnight = Math.floor(first.startedAtMs / 86_400_000) * 86_400_000;
    for (let round = 0; round < ROUNDS; round += 1) {
      const order = leased.toSorted(() => Math.random() - 0.5);
      for (let at = 0; at < order.length; at += TOGETHER)
        await writeChecks(
          deps.db,
          order
            .slice(at, at + TOGETHER)
            .map((panel) => entryAt(result, panel, midnight + round * INTERVAL_MS)),
        );
    }
    await sql`vacuum (analyze) checks`.execute(deps.db);
    const { rows } = await sql<{ bytes: number; checks: number }>`
      select sum(pg_total_relation_size(relid) - pg_total_relation_size('checks_default'))::float8 as bytes,
        (select count(*)::int from checks) as checks
      from pg_partition_tree('checks') where isleaf`.execute(deps.db);
    const [all] = rows;
    if (all === undefined || all.checks < PANELS * ROUNDS) throw new Error('checks are missing');
    return { bytes: all.bytes / all.checks, checks: all.checks };
  } finally {
    target.process.kill();
  }
}

function entryAt({ facts, ...result }: CheckResult, panel: LeasedPanel, roundMs: number) {
  const startedAtMs = roundMs + Math.random() * INTERVAL_MS;
  if (facts === undefined) throw new Error('a check without an exchange');
  return {
    result: {
      ...result,
      panel: {
        ...panel,
        startedAtMs,
        startedAt: new Date(startedAtMs).toISOString(),
        checkedAtMs: startedAtMs - INTERVAL_MS,
      },
      facts: {
        ...facts,
        timings: { totalMs: result.durationMs, ...facts.timings, dnsMs: 12, connectMs: 25, tlsMs: 40 },
      },
    },
    stored: { changes: 0, quarantined: false, isHeld: false },
    judgement: { state: 'up', seenState: 'up', failures: 0, incident: 'leave' },
    nowMs: startedAtMs,
    dueMs: startedAtMs + INTERVAL_MS,
  } as const;
}
