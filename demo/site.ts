/**
 * The real site as a child process, used as an operator would: started with `serve`, given its panels with
 * `panels add`. Nothing of it is imported here. It can die at any time; `ended` tells.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { FleetPanel } from './fleet.ts';

export interface Site {
  address: string;
  /** Settles with the exit code, or the signal, when the process has ended. */
  ended: Promise<number | string>;
  /** False from the moment that it was told to stop. */
  isRunning: () => boolean;
  /** Settles when the site answers, or has ended. */
  ready: () => Promise<boolean>;
  /** What the command said, when it did not add the panel. */
  addPanel: (panel: FleetPanel) => Promise<string | null>;
  /** Ends it and whatever it was asked for; by force when it takes longer than a site may. */
  stop: () => Promise<void>;
}

const MAIN = [
  '--conditions=smmwatch:source',
  '--disable-warning=ExperimentalWarning',
  resolve(import.meta.dirname, '../app/main.ts'),
];
const READY_POLL_MS = 150;
const READY_TIMEOUT_MS = 3_000;
/** The site promises to end within 10 s. */
const STOP_MS = 12_000;

/** Whether a site could listen on this port now. */
export async function isFree(port: number): Promise<boolean> {
  const trial = createServer().listen(port, '127.0.0.1');
  const free = await once(trial, 'listening').then(
    () => true,
    () => false,
  );
  trial.close();
  return free;
}

export function startSite(options: { port: number; dataDir: string }): Site {
  const environment = {
    ...process.env,
    HOST: '127.0.0.1',
    PORT: String(options.port),
    DATA_DIR: options.dataDir,
    // The fleet lives on loopback, where the site never looks unless its operator says so.
    ALLOW_ADDRESSES: '127.0.0.1',
    // And visitors may try the tester on it.
    VISITOR_ALLOW_ADDRESSES: '127.0.0.1',
    CHECK_INTERVAL_LEAST: '5s',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn',
  };
  const commands = new Set<ChildProcess>();
  const address = `http://127.0.0.1:${options.port}`;
  const serving = spawn(process.execPath, [...MAIN, 'serve'], {
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit'],
    // A Ctrl+C of the terminal reaches everyone in the group at once, and a site that is told twice to end does so
    // without finishing what is in flight. Out of the group it is told once, by `stop`.
    detached: true,
  });
  let running = true;
  const gone = new AbortController();
  const ended = exitOf(serving).finally(() => {
    running = false;
    gone.abort();
  });

  let stopping = false;
  const isRunning = () => running && !stopping;

  async function ready(): Promise<boolean> {
    while (isRunning()) {
      // Whoever else has the port may never answer; and one who does is not this site when this one has ended.
      const signal = AbortSignal.any([gone.signal, AbortSignal.timeout(READY_TIMEOUT_MS)]);
      const answer = await fetch(`${address}/readyz`, { signal }).catch(() => null);
      if (answer?.ok === true && isRunning()) return true;
      await pause(READY_POLL_MS);
    }
    return false;
  }

  async function addPanel(panel: FleetPanel): Promise<string | null> {
    const args = ['panels', 'add', panel.name, '--api-url', panel.apiUrl, '--key-stdin'];
    args.push('--website', panel.website, '--interval', `${panel.intervalSeconds}s`);
    const adding = spawn(process.execPath, [...MAIN, ...args], {
      env: environment,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    commands.add(adding);
    let said = '';
    for (const stream of [adding.stdout, adding.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said += text));
    }
    // A command that ended early no longer reads: its exit code says so.
    adding.stdin.on('error', () => {});
    adding.stdin.end(`${panel.key}\n`);
    const code = await exitOf(adding);
    commands.delete(adding);
    return code === 0 ? null : said.trim() || `ended with ${code}`;
  }

  async function stop(): Promise<void> {
    stopping = true;
    for (const command of commands) command.kill();
    if (!running) return;
    serving.kill('SIGTERM');
    const patience = new AbortController();
    await Promise.race([ended, pause(STOP_MS, undefined, { signal: patience.signal }).catch(() => {})]);
    patience.abort();
    if (running) serving.kill('SIGKILL');
    await ended;
  }
  return { address, ended, isRunning, ready, addPanel, stop };
}

async function exitOf(child: ChildProcess): Promise<number | string> {
  const [code, signal]: unknown[] = await once(child, 'exit');
  return typeof code === 'number' ? code : String(signal);
}
