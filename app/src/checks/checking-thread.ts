/** Starts and stops the thread of worker-thread.ts. A thread that dies is a bug: whoever started it is told and ends. */
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import type { MetricsPart } from '../metrics.ts';
import type { FromThread, ToThread } from './worker-thread.ts';

export interface CheckingThread {
  /** What the thread has counted; throws when it does not answer in time. */
  metrics(): Promise<MetricsPart>;
  stop(graceMs: number): Promise<void>;
}

/** Shorter than Prometheus waits, longer than reading the largest catalog takes. */
const METRICS_WITHIN_MS = 5000;

export async function startCheckingThread(
  config: Config,
  onDeath: (error: Error) => void,
): Promise<CheckingThread> {
  const thread = new Worker(new URL('worker-thread.ts', import.meta.url), { workerData: config });
  const ended = new Promise<void>((resolve) => thread.once('exit', () => resolve()));
  let stopping = false;
  await new Promise<void>((resolve, reject) => {
    thread.once('message', () => resolve());
    thread.once('error', reject);
    thread.once('exit', () => reject(new Error('the checking thread ended while it started')));
  });
  thread.on('error', (error) => onDeath(error instanceof Error ? error : new Error(String(error))));
  thread.on('exit', (code) => stopping || onDeath(new Error(`the checking thread ended with code ${code}`)));
  let asked = 0;
  const tell = (message: ToThread) => thread.postMessage(message);
  return {
    async metrics() {
      const number = ++asked;
      const answer = Promise.withResolvers<MetricsPart>();
      const listen = (message: FromThread) => {
        if (message.kind === 'metrics' && message.asked === number) answer.resolve(message.part);
      };
      const late = setTimeout(
        () => answer.reject(new Error(`the checking thread does not answer within ${METRICS_WITHIN_MS} ms`)),
        METRICS_WITHIN_MS,
      );
      thread.on('message', listen);
      try {
        tell({ kind: 'metrics', asked: number });
        return await answer.promise;
      } finally {
        clearTimeout(late);
        thread.off('message', listen);
      }
    },
    async stop(graceMs) {
      stopping = true;
      tell({ kind: 'stop', graceMs });
      await ended;
    },
  };
}
