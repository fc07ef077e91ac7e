/** A process that is started again whenever it ends, as a supervisor does; what it wrote is kept for the auditor. */
import { setTimeout as pause } from 'node:timers/promises';
import { start, type Running, type Settings } from '../test/site-process.ts';

export interface Kept {
  name: string;
  /** Since when it is ready; undefined while it is not. */
  readySinceMs: () => number | undefined;
  starts: () => number;
  kill: () => void;
  /** Stands still for so long, as on a machine that swaps or sleeps, and then goes on as if nothing had been. */
  freeze: (ms: number) => Promise<void>;
  /** Everything that it wrote, in all its lives. */
  output: () => string;
  /** What it said that matches, waited for over restarts. */
  saying: (pattern: RegExp) => Promise<RegExpExecArray>;
  /** Ends it in order: its exit status. */
  stop: () => Promise<number | string>;
}

const AGAIN_MS = 300;

export function keepAlive(name: string, command: string, ready: RegExp, settings: Settings): Kept {
  const lives: Running[] = [];
  let readySinceMs: number | undefined;
  let stopping = false;
  const over = live();
  // Nothing may be left behind when this ends with an error.
  process.once('exit', () => lives.at(-1)?.kill('SIGKILL'));

  async function live(): Promise<number | string> {
    for (;;) {
      const life = start([command], settings);
      lives.push(life);
      void noteReady(life);
      if (stopping) life.kill('SIGTERM');
      const { status } = await life.ended;
      readySinceMs = undefined;
      if (stopping) return status;
      await pause(AGAIN_MS);
    }
  }

  async function noteReady(life: Running): Promise<void> {
    try {
      await life.saying(ready);
      readySinceMs = performance.now();
    } catch {
      // It ended before it was ready: the next life tries again.
    }
  }

  return {
    name,
    readySinceMs: () => readySinceMs,
    starts: () => lives.length,
    kill() {
      // At once: who asks next must not take the dead for living.
      readySinceMs = undefined;
      lives.at(-1)?.kill('SIGKILL');
    },
    async freeze(ms) {
      const life = lives.at(-1);
      life?.kill('SIGSTOP');
      await pause(ms);
      life?.kill('SIGCONT');
    },
    output: () => lives.map((life) => life.output()).join('\n'),
    async saying(pattern) {
      for (;;) {
        const found = lives.map((life) => pattern.exec(life.output())).find((match) => match !== null);
        if (found !== undefined && found !== null) return found;
        await pause(100);
      }
    },
    async stop() {
      stopping = true;
      lives.at(-1)?.kill('SIGTERM');
      return await over;
    },
  };
}
