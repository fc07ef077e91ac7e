/**
 * A fleet held at its cadence: 10,000 panels, one check in 15 minutes each, by one worker. Lag is start minus due, by the
 * database's clock; CPU is this process's and the database's. And what it costs that the site has grown: the same checks on
 * 100 panels and on 10,000.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { startWorker } from '../src/checks/worker.ts';
import type { Deps } from '../src/deps.ts';
import { within } from './times.ts';
import { cpuSecondsOf, startTarget, runChecks } from './check-cost.ts';
import { plantPanels } from './planted.ts';

export interface FleetFigures {
  panels: number;
  checks: number;
  lagMs: { p50: number; p99: number; max: number };
  /** Share of one core that worker and database used. */
  cores: number;
}

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
