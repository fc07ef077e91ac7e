/** Starts and stops the thread of worker-thread.ts. A thread that dies is a bug: whoever started it is told and ends. */
import { Worker } from 'node:worker_threads';
import type { Config } from '../config.ts';
import type { ToThread } from './worker-thread.ts';

export interface CheckingThread {
  stop(graceMs: number): Promise<void>;
}

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
  return {
    async stop(graceMs) {
      stopping = true;
      const message: ToThread = { kind: 'stop', graceMs };
      thread.postMessage(message);
      await ended;
    },
  };
}
