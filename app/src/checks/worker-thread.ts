/**
 * The thread in which `serve` checks panels and does its jobs, so that reading a catalog of 12 MB never makes a visitor wait.
 * Started by checking-thread.ts; says `started` once, answers `stop` by ending.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Config } from '../config.ts';
import { openDeps } from '../deps.ts';
import { startJobs } from '../jobs.ts';
import { startWorker } from './worker.ts';

export type ToThread = { kind: 'stop'; graceMs: number };
export type FromThread = { kind: 'started' };

const config: Config = workerData;
const deps = await openDeps(config, {
  mayJoin: true,
  onDeath(error) {
    throw error;
  },
});
const worker = startWorker({ ...deps, post: deps.door.post, concurrency: config.checkConcurrency });
const jobs = startJobs(deps);

parentPort?.on('message', (message: ToThread) => {
  void Promise.all([worker.stop(message.graceMs), jobs.stop(message.graceMs)])
    .then(() => deps.close())
    .finally(() => process.exit(0));
});
const started: FromThread = { kind: 'started' };
parentPort?.postMessage(started);
