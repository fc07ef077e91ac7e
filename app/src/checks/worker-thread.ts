/**
 * The thread in which `serve` checks panels and does its jobs, so that reading a catalog of 12 MB never makes a visitor wait.
 * Started by checking-thread.ts; says `started` once, answers `metrics` with its figures and `stop` by ending.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { openDeps } from '../deps.ts';
import { startJobs } from '../jobs.ts';
import type { MetricsPart } from '../metrics.ts';
import { startLooks } from '../submissions/look-worker.ts';
import { startChecking } from './checking.ts';

export type ToThread = { kind: 'stop'; graceMs: number } | { kind: 'metrics'; asked: number };
export type FromThread = { kind: 'started' } | { kind: 'metrics'; asked: number; part: MetricsPart };

const config: Config = workerData;
const deps = await openDeps(config, {
  mayJoin: true,
  thread: 'checks',
  onDeath(error) {
    throw error;
  },
});
const checking = await startChecking(deps);
const jobs = startJobs(deps);
const looks = startLooks(deps);

parentPort?.on('message', (message: ToThread) => {
  if (message.kind === 'metrics') {
    void tellMetrics(message.asked);
    return;
  }
  void Promise.all([checking.stop(message.graceMs), jobs.stop(message.graceMs), looks.stop()])
    .then(() => deps.close())
    .finally(() => process.exit(0));
});
tell({ kind: 'started' });

async function tellMetrics(asked: number): Promise<void> {
  tell({ kind: 'metrics', asked, part: await deps.metrics.part() });
}

function tell(message: FromThread): void {
  parentPort?.postMessage(message);
}
