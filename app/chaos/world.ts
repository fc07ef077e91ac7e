/** A site under fault injection: its processes, its database, its panels; what can be done to it, and what it has to answer for. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { leaseSeconds } from '../src/checks/lease.ts';
import { postForm, signIn, type Settings } from '../test/site-process.ts';
import { ask, audit, becameOf, type Ask, type Finding, type Freeze } from './auditor.ts';
import { isHealthy, openPanel, type ChaosPanel, type PanelKind, type Visit } from './panels.ts';
import { openServer, type Server } from './postgres.ts';
import { keepAlive, type Kept } from './processes.ts';

export type Engine = 'pglite' | 'postgres';

export interface World {
  processes: readonly Kept[];
  server: Server | undefined;
  /** Settles when everything runs, or after a while in which it did not get there. */
  running: () => Promise<void>;
  /** Kills something at random; its name. */
  killOne: () => string;
  /** One worker stands still until its leases are over, and goes on. Undefined where no other could take over. */
  freezeOne: (() => Promise<string>) | undefined;
  /** Gives the site one more panel, and remembers it when the site said that it has it. */
  addPanel: () => Promise<void>;
  /** Waits until all is well again, ends everything in order, and audits. */
  conclude: (awayMs: number) => Promise<Finding[]>;
}

const INTERVAL = '5s';
/** Short, so that the leases of the dead end while we watch. */
const CHECK_LIMIT_SECONDS = 9;
const LEASE_MS = leaseSeconds(CHECK_LIMIT_SECONDS) * 1000;
/** After this much quiet a panel that was not checked is forgotten: its lease, its quick looks and its interval are over. */
const SETTLED_WITHIN_MS = LEASE_MS + 45_000;
const STEP_MS = 1500;
const SAMPLE_MS = 500;
/** A busy machine takes its time to wake a process up. */
const AWAKE_MS = 20_000;
/** A start on a busy machine. */
const RUNNING_WITHIN_MS = 20_000;
const FROZEN_LONGER_MS = 3000;
/** A slow panel takes two seconds: frozen so early, a worker cannot have its reply yet. */
const JUST_ASKED_MS = 700;
/** A worker that woke up and could not reach the database shows nothing: another is frozen. */
const FREEZES_AT_MOST = 3;

/** The last six are added while things die. */
const KINDS: readonly PanelKind[] = [
  'slow',
  'slow',
  'endless',
  'broken',
  ...Array.from({ length: 8 }, (): PanelKind => 'steady'),
  ...Array.from({ length: 6 }, (): PanelKind => 'moving'),
  ...Array.from({ length: 12 }, (): PanelKind => 'counting'),
];

export async function openWorld(engine: Engine, folder: string): Promise<World> {
  const panels = await Promise.all(KINDS.map((kind, index) => openPanel(kind, index)));
  const dataDir = join(folder, 'site');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const server = engine === 'postgres' ? await openServer(join(folder, 'server')) : undefined;
  const settings = {
    DATA_DIR: dataDir,
    PORT: '0',
    ALLOW_ADDRESSES: '127.0.0.1',
    CHECK_INTERVAL_LEAST: INTERVAL,
    CHECK_LIMIT: `${CHECK_LIMIT_SECONDS}s`,
    LOG_LEVEL: 'debug',
    ...(server === undefined ? {} : { DATABASE_URL: server.url }),
  };
  const processes = startProcesses(engine, settings);
  const query: Ask = (text) => ask(server?.url ?? { host: join(dataDir, 'socket') }, text);
  const added: string[] = [];
  const site = processes[0];
  if (site === undefined) throw new Error('a world without a site');
  const workers = processes.filter(({ name }) => name !== 'web');
  const [link] = await site.saying(/http:\S+token=[\w-]+/);
  const cookie = await signIn(new URL(link));

  async function addPanel(): Promise<void> {
    const panel = panels[added.length % panels.length];
    const address = /.*"address":"([^"]+)"[^\n]*the site is open/s.exec(site?.output() ?? '')?.[1];
    if (panel === undefined || address === undefined || added.length >= panels.length) return;
    const form = { name: panel.name, apiUrl: panel.url, key: panel.key, interval: INTERVAL };
    const reply = await postForm(address, '/operator/panels/new', form, cookie).catch(() => undefined);
    if (reply?.status === 303) added.push(reply.headers.get('location')?.split('/').at(-1) ?? '');
    // The answer was lost on the way and the panel was not: the site says so.
    else if ((await reply?.text())?.includes('watched already') === true) added.push(slugOf(panel));
  }
  // Most are there from the beginning; the last ones arrive while things die.
  for (let tries = 0; added.length < panels.length - 6; tries += 1) {
    if (tries > panels.length) throw new Error(`the site takes no panels:\n${site.output()}`);
    await addPanel();
  }

  let step = 0;
  const moving = setInterval(() => {
    step += 1;
    for (const panel of panels) panel.setStep(step);
  }, STEP_MS);
  const freezes: Freeze[] = [];
  let longestWaitMs = 0;
  const sampling = setInterval(() => void sample().catch(() => {}), SAMPLE_MS);

  async function running(): Promise<void> {
    const deadline = performance.now() + RUNNING_WITHIN_MS;
    const all = server === undefined ? processes : [...processes, server];
    while (all.some((one) => one.readySinceMs() === undefined) && performance.now() < deadline)
      await pause(50);
  }

  /** Waiting counts from when there was somebody to wait for. */
  async function sample(): Promise<void> {
    const workersSince = Math.min(
      ...workers.map((worker) => worker.readySinceMs() ?? Number.POSITIVE_INFINITY),
    );
    const databaseSince =
      server === undefined ? workersSince : (server.readySinceMs() ?? Number.POSITIVE_INFINITY);
    const possibleMs = performance.now() - Math.max(workersSince, databaseSince);
    if (possibleMs < 0) return;
    const [row] = await query<{ ms: number | null }>(
      `select max(extract(epoch from now() - greatest(due_at, leased_until)) * 1000)::float8 as ms
       from check_schedule where due_at <= now() and (leased_until is null or leased_until <= now())`,
    );
    longestWaitMs = Math.max(longestWaitMs, Math.min(possibleMs, row?.ms ?? 0));
  }

  return {
    processes,
    server,
    addPanel,
    killOne() {
      const victims = [
        ...processes,
        ...(server === undefined ? [] : [{ name: 'postgres', kill: server.kill }]),
      ];
      const victim = victims[Math.floor(Math.random() * victims.length)];
      victim?.kill();
      return victim?.name ?? '';
    },
    running,
    freezeOne:
      workers.length < 2
        ? undefined
        : async () => {
            const names: string[] = [];
            while (names.length < FREEZES_AT_MOST && freezes.every(({ became }) => became === 'unsaid')) {
              await running();
              names.push(await freezeBusy(query, workers, panels, freezes));
            }
            return names.join(', ');
          },
    async conclude(awayMs) {
      const deadline = performance.now() + SETTLED_WITHIN_MS;
      while (added.length < panels.length && performance.now() < deadline) {
        await addPanel();
        await pause(200);
      }
      const notCheckedAgain = await settle(query, panels);
      clearInterval(moving);
      clearInterval(sampling);
      // Stopped while the database can still be asked: the embedded one ends with its site.
      const ends = engine === 'postgres' ? await Promise.all(processes.map((kept) => kept.stop())) : [];
      const witness = {
        panels,
        added,
        output: processes.map((kept) => kept.output()).join('\n'),
        longestWaitMs,
        leaseMs: LEASE_MS,
        notCheckedAgain,
        freezes,
        awayMs,
      };
      const findings = await audit(query, witness);
      if (engine === 'pglite') ends.push(...(await Promise.all(processes.map((kept) => kept.stop()))));
      findings.push({
        rule: 'told to end, every process ends in order',
        held: ends.every((status) => status === 0),
        told: ends.join(', '),
      });
      await server?.close();
      await Promise.all(panels.map((panel) => panel.close()));
      return findings;
    },
  };
}

/** A worker that has something in flight: only then can it come back with a result that is too late. */
async function freezeBusy(
  query: Ask,
  workers: readonly Kept[],
  panels: readonly ChaosPanel[],
  freezes: Freeze[],
): Promise<string> {
  // What was asked before may have been asked by a worker that was killed since.
  const sinceMs = performance.now();
  while (performance.now() < sinceMs + SETTLED_WITHIN_MS) {
    await pause(5);
    for (const worker of workers) {
      const by = contactOf(worker.name);
      const panel = panels.find(({ kind, visits }) => {
        const last = visits.at(-1);
        return kind === 'slow' && last?.by === by && last.arrivedMs > sinceMs && justAsked(last);
      });
      const last = panel?.visits.at(-1);
      if (panel === undefined || last === undefined) continue;
      const frozenAtMs = await databaseTimeMs(query);
      if (!justAsked(last)) continue;
      const fromMs = performance.now();
      const became = () => becameOf(worker.output(), slugOf(panel), frozenAtMs);
      const before = became().length;
      await worker.freeze(LEASE_MS + FROZEN_LONGER_MS);
      const freeze: Freeze = { by, fromMs, toMs: performance.now(), became: 'unsaid' };
      freezes.push(freeze);
      // Time to come back with what it had in hand, before the next fault hides what became of it.
      while (freeze.became === 'unsaid' && performance.now() < freeze.toMs + AWAKE_MS) {
        await pause(100);
        freeze.became = became()[before] ?? 'unsaid';
      }
      return worker.name;
    }
  }
  return 'none was busy';
}

function justAsked({ action, arrivedMs, leftMs }: Visit): boolean {
  return action === 'services' && leftMs === undefined && performance.now() - arrivedMs < JUST_ASKED_MS;
}

async function databaseTimeMs(query: Ask): Promise<number> {
  const [row] = await query<{ ms: number }>(
    'select extract(epoch from clock_timestamp())::float8 * 1000 as ms',
  );
  if (row === undefined) throw new Error('the database does not tell its time');
  return row.ms;
}

function contactOf(name: string): string {
  return `http://${name}.test/`;
}

/** Two workers whose clocks are four minutes apart, beside a site; or the one process of the embedded database. */
function startProcesses(engine: Engine, settings: Settings): Kept[] {
  const open = /the site is open/;
  if (engine === 'pglite')
    return [keepAlive('serve', 'serve', open, { ...settings, CONTACT_URL: 'http://serve.test/' })];
  const shifted = (name: string, ms: number) =>
    keepAlive(name, 'work', /checking panels/, {
      ...settings,
      CONTACT_URL: contactOf(name),
      NODE_OPTIONS: `--import=${resolve(import.meta.dirname, 'shifted-clock.ts')}`,
      CLOCK_SHIFT_MS: String(ms),
    });
  return [
    keepAlive('web', 'web', open, settings),
    shifted('worker-ahead', 120_000),
    shifted('worker-behind', -120_000),
  ];
}

/** Until every panel was checked again, healthy ones well; the names of those that were not in time. */
async function settle(query: Ask, panels: readonly ChaosPanel[]): Promise<string[]> {
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  let since: string | undefined;
  for (;;) {
    await pause(300);
    try {
      since ??= (await query<{ now: string }>('select now()::text as now'))[0]?.now;
      const rows = await query<{ url: string; state: string }>(
        `select api_url as url, state from panel_states join panels using (panel_id) where checked_at > '${since}'`,
      );
      const states = new Map(rows.map(({ url, state }) => [url, state]));
      const missing = panels.filter(({ url, kind }) =>
        isHealthy(kind) ? !['up', 'degraded'].includes(states.get(url) ?? '') : !states.has(url),
      );
      if (missing.length === 0) return [];
      if (performance.now() > deadline) return missing.map(({ name }) => name);
    } catch (error) {
      // The database is on its way back.
      if (performance.now() > deadline) return [`the database does not answer: ${String(error)}`];
    }
  }
}

function slugOf({ name }: ChaosPanel): string {
  return name.replaceAll(' ', '-');
}
