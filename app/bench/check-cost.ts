/**
 * What a check costs: CPU seconds for 1,000 checks, lease to database, beside a loop that fetches and parses the same replies and
 * stores nothing. The database's CPU is counted: PGlite runs in this process, PostgreSQL's processes are read from /proc.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { createRecordQueue } from '../src/checks/record-queue.ts';
import { leaseDue, type LeasedPanel } from '../src/checks/lease.ts';
import { runCheck } from '../src/checks/run-check.ts';
import type { Deps } from '../src/deps.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import { plantPanels } from './planted.ts';

export interface Load {
  services: number;
  gzip: boolean;
  /** Share of the rates that differ from one reply to the next. */
  changed: number;
}

export interface Cost {
  /** CPU seconds for 1,000 checks, the database's included. */
  cpuSeconds: number;
  /** Of these, what a database server used; an embedded database is part of this process. */
  databaseCpuSeconds: number;
  /** Wall-clock milliseconds of one check, on average. */
  wallMs: number;
  wireBytes: number;
  plainBytes: number;
}

export interface Target {
  process: ChildProcess;
  panels: { name: string; apiUrl: string; key: string }[];
  wireBytes: number;
  plainBytes: number;
}

const PANELS = 25;
const CONCURRENCY = 16;
const PORTS_MAX = 200;
/** Of an unchanged catalog the loop takes many times as long, and says the same after a quarter of it. */
const LOOPS_SHARE = 0.25;
/** Machines get slower and faster within seconds: both take turns. */
const TURNS = 5;

/** The loop has panels of its own: each reply that somebody fetches is another, and the next check would find what two changed. */
export async function measureCost(
  deps: Deps,
  load: Load,
  checks: number,
  databasePid: number | undefined,
): Promise<{ checks: Cost; loop: Cost }> {
  const target = await startTarget(load);
  const beside = await startTarget(load);
  try {
    await (load.changed === 0 ? plantPanels(deps, target) : addPanels(deps, target));
    await runChecks(deps, load.changed === 0 ? PANELS * 8 : PANELS * 2);
    await runLoop(beside, PANELS);
    const loops = Math.ceil(checks * (load.changed === 0 ? LOOPS_SHARE : 1));
    const checked: Timed[] = [];
    const looped: Timed[] = [];
    for (let turn = 0; turn < TURNS; turn += 1) {
      checked.push(await timed(checks / TURNS, databasePid, (count) => runChecks(deps, count)));
      looped.push(await timed(Math.ceil(loops / TURNS), undefined, (count) => runLoop(beside, count)));
    }
    const { wireBytes, plainBytes } = target;
    return {
      checks: { ...mean(checked), wireBytes, plainBytes },
      loop: { ...mean(looped), wireBytes, plainBytes },
    };
  } finally {
    target.process.kill();
    beside.process.kill();
  }
}

/** Each is read for the first time by the next check. */
async function addPanels(deps: Deps, target: Target): Promise<void> {
  await sql`truncate panels, checks cascade`.execute(deps.db);
  for (const { name, apiUrl, key } of target.panels) {
    const saved = await addPanel({ ...deps, limits: deps.config }, { name, apiUrl, key });
    if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
  }
}

/** Lease to database, so many checks; whatever is watched becomes due again when nothing is. */
export async function runChecks(deps: Deps, count: number): Promise<void> {
  let underWay = 0;
  const queue = createRecordQueue(deps.db, () => underWay);
  let begun = 0;
  let failure: string | undefined;
  const check = async (panel: LeasedPanel) => {
    const result = await runCheck(deps, panel, new AbortController().signal);
    if (result.outcome.stage !== 'ok') failure = JSON.stringify(result.outcome);
    await queue.record({ ...result, isOurs: false });
    underWay -= 1;
  };
  while (begun < count) {
    const leased = await leaseDue(deps.db, Math.min(CONCURRENCY, count - begun));
    if (leased.length === 0) await sql`update check_schedule set due_at = now()`.execute(deps.db);
    begun += leased.length;
    underWay += leased.length;
    await Promise.all(leased.map(check));
    if (failure !== undefined) throw new Error(`a check failed: ${failure}`);
  }
}

async function runLoop(target: Target, count: number): Promise<void> {
  let begun = 0;
  const lane = async () => {
    while (begun < count) {
      const panel = target.panels[begun++ % target.panels.length];
      if (panel === undefined) throw new Error('the target has no panel');
      const body = new URLSearchParams({ action: 'services', key: panel.key });
      const response = await fetch(panel.apiUrl, { method: 'POST', body });
      await response.json();
    }
  };
  await Promise.all(Array.from({ length: CONCURRENCY }, lane));
}

type Timed = Pick<Cost, 'cpuSeconds' | 'databaseCpuSeconds' | 'wallMs'>;

function mean(turns: readonly Timed[]): Timed {
  const of = (name: keyof Timed) => turns.reduce((sum, turn) => sum + turn[name], 0) / turns.length;
  return { cpuSeconds: of('cpuSeconds'), databaseCpuSeconds: of('databaseCpuSeconds'), wallMs: of('wallMs') };
}

async function timed(
  count: number,
  databasePid: number | undefined,
  run: (count: number) => Promise<void>,
): Promise<Timed> {
  const databaseBefore = cpuOfGroup(databasePid);
  const before = process.cpuUsage();
  const began = performance.now();
  await run(count);
  const wallMs = (performance.now() - began) / count;
  const { user, system } = process.cpuUsage(before);
  const own = (user + system) / 1e6;
  const database = cpuOfGroup(databasePid) - databaseBefore;
  const perThousand = 1000 / count;
  return { cpuSeconds: (own + database) * perThousand, databaseCpuSeconds: database * perThousand, wallMs };
}

/** CPU seconds of this process and of the database's so far. */
export function cpuSecondsOf(databasePid: number | undefined): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6 + cpuOfGroup(databasePid);
}

/** CPU seconds of a process and its children, ended ones included. */
function cpuOfGroup(pid: number | undefined): number {
  if (pid === undefined) return 0;
  const stats = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const text = readFileSync(`/proc/${name}/stat`, 'utf8');
        const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
        return [
          {
            id: Number(name),
            parent: Number(fields[1]),
            ticks: fields.slice(11, 13),
            ended: fields.slice(13, 15),
          },
        ];
      } catch {
        return []; // It ended while we looked; its time is its parent's now.
      }
    });
  const sum = (ticks: string[]) => ticks.reduce((total, tick) => total + Number(tick), 0);
  return (
    stats.reduce((total, { id, parent, ticks, ended }) => {
      if (id === pid) return total + sum(ticks) + sum(ended);
      return parent === pid ? total + sum(ticks) : total;
    }, 0) / 100
  );
}

/** A process of its own, whose CPU is nobody's here: panels that all serve one catalog, on at most 200 ports. */
export async function startTarget(load: Load, panels = PANELS): Promise<Target> {
  const script = fileURLToPath(new URL('../../demo/load-target.ts', import.meta.url));
  const args = [
    '--panels',
    panels,
    '--ports',
    Math.min(panels, PORTS_MAX),
    '--services',
    load.services,
    '--changed',
    load.changed,
  ].map(String);
  const child = spawn(process.execPath, [script, ...args, ...(load.gzip ? ['--gzip'] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let line = '';
  child.stdout.setEncoding('utf8');
  while (!line.includes('\n')) {
    const [chunk] = await once(child.stdout, 'data');
    line += chunk;
  }
  return { ...JSON.parse(line), process: child };
}
