/** Everything that a process which checks panels runs: the worker, those who watch it, and its heartbeat. */
import type { Deps } from '../deps.ts';
import { startHeartbeat } from './heartbeat.ts';
import { keepLags } from './lags.ts';
import { startWorker, type CheckObserver } from './worker.ts';

export interface Checking {
  stop(graceMs: number): Promise<void>;
}

export async function startChecking(deps: Deps): Promise<Checking> {
  const { config, db, log, metrics } = deps;
  const { checkConcurrency: concurrency, checkLimitSeconds } = config;
  const lags = keepLags();
  const ofLags: CheckObserver = {
    failed() {},
    ended: ({ panel }) => lags.add(panel.startedAtMs - panel.dueAtMs),
  };
  // Not even loaded where no collector is configured.
  const traces =
    config.tracesTo === undefined
      ? undefined
      : (await import('../traces.ts')).openTraces({ ...config.tracesTo, log });
  const observers = [metrics.checks, ofLags, ...(traces === undefined ? [] : [traces])];
  const worker = startWorker({
    ...deps,
    concurrency,
    checkLimitMs: checkLimitSeconds * 1000,
    observe: everyone(observers),
  });
  metrics.watch(worker);
  const heartbeat = startHeartbeat({ db, log, worker, lags, concurrency });
  return {
    async stop(graceMs) {
      await worker.stop(graceMs);
      await heartbeat.stop();
      await traces?.close();
    },
  };
}

function everyone(observers: readonly CheckObserver[]): CheckObserver {
  return {
    leased: (...told) => observers.forEach((observer) => observer.leased?.(...told)),
    ended: (...told) => observers.forEach((observer) => observer.ended(...told)),
    failed: (...told) => observers.forEach((observer) => observer.failed(...told)),
  };
}
