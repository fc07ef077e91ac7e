/**
 * `npm run chaos`: kills, starves and cuts off a real site, and then has an auditor count. Prints a table; exit status 0 only
 * when everything held. docs/reliability.md says what is proved and how.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import type { Finding } from './auditor.ts';
import { openWorld, type Engine, type World } from './world.ts';

const USAGE = `npm run chaos -- [options]

  --engine NAME    pglite or postgres (default: both, one after the other)
  --times N        how often something is killed, on each engine (default: 50)
  --seconds N      longest that the killing may take, on each engine (default: 200)
  --away N         seconds for which the database is away (default: 20)
  --json           for programs
`;

const { values } = parseArgs({
  options: {
    engine: { type: 'string' },
    times: { type: 'string', default: '50' },
    seconds: { type: 'string', default: '200' },
    away: { type: 'string', default: '20' },
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

/** Between two kills: now in the middle of a start, now in the middle of checks. */
const PAUSE_MS = { least: 100, most: 3000 };
const WORKING_SHARE = 0.6;
/** What the disk holds beside a site that has just begun. */
const DISK_MB = { pglite: 160, postgres: 120 };
const FULL_MS = 8000;

if (values.help) process.stdout.write(USAGE);
else {
  // Ctrl-C ends what was started, too: that hangs on the process's end.
  process.once('SIGINT', () => process.exit(130)).once('SIGTERM', () => process.exit(143));
  process.exitCode = await run();
}

async function run(): Promise<number> {
  const engines: Engine[] = values.engine === undefined ? ['pglite', 'postgres'] : [engineOf(values.engine)];
  const results: { engine: Engine; faults: string[]; findings: Finding[] }[] = [];
  for (const engine of engines) results.push({ engine, ...(await torment(engine)) });
  if (values.json) process.stdout.write(`${JSON.stringify(results, undefined, 2)}\n`);
  else for (const result of results) print(result);
  return results.every(({ findings }) => findings.every(({ held }) => held)) ? 0 : 1;
}

async function torment(engine: Engine): Promise<{ faults: string[]; findings: Finding[] }> {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-chaos-'));
  const disk = openDisk(folder, DISK_MB[engine]);
  const faults: string[] = [];
  try {
    say(`${engine}: a site with its panels is started`);
    const world = await openWorld(engine, folder);
    faults.push(await killAgainAndAgain(world));
    if (world.freezeOne !== undefined) {
      say('  a worker stands still');
      faults.push(`a worker stands still beyond its leases: ${await world.freezeOne()}`);
    }
    if (world.server === undefined) faults.push('database away: not tried, it lives and dies with its site');
    else faults.push(await takeAway(world.server));
    faults.push(await fill(disk, world));
    say(`${engine}: faults are over`);
    const findings = await world.conclude(engine === 'postgres' ? Number(values.away) * 1000 : 0);
    return { faults, findings };
  } finally {
    disk.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function killAgainAndAgain(world: World): Promise<string> {
  const times = Number(values.times);
  const deadline = performance.now() + Number(values.seconds) * 1000;
  const killed = new Map<string, number>();
  let kills = 0;
  while (kills < times && performance.now() < deadline) {
    // Most kills hit a site that works, the others one that is starting.
    if (Math.random() < WORKING_SHARE) await world.running();
    await pause(PAUSE_MS.least + Math.random() * (PAUSE_MS.most - PAUSE_MS.least));
    if (kills % 5 === 4) await world.addPanel();
    const name = world.killOne();
    killed.set(name, (killed.get(name) ?? 0) + 1);
    kills += 1;
    if (kills % 10 === 0) say(`  ${kills} kills`);
  }
  const list = [...killed].map(([name, count]) => `${name} ${count}`).join(', ');
  return `kill -9, ${kills} times (${list})`;
}

async function takeAway(server: NonNullable<World['server']>): Promise<string> {
  say('  the database goes away');
  await server.away(Number(values.away) * 1000);
  while (server.readySinceMs() === undefined) await pause(100);
  return `database away for ${values.away} s`;
}

interface Disk {
  /** Undefined: why it cannot be filled. */
  mounted: string | { why: string };
  close: () => void;
}

/** A small disk of its own, so that filling it harms nobody. */
function openDisk(folder: string, megabytes: number): Disk {
  mkdirSync(folder, { recursive: true });
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=755`, 'tmpfs', folder]);
  if (mounted.status !== 0) return { mounted: { why: 'only root can mount a small disk' }, close() {} };
  const close = () => void spawnSync('umount', ['-l', folder]);
  // Not left behind by a run that is broken off; a second time does no harm.
  process.once('exit', close);
  return { mounted: folder, close };
}

async function fill({ mounted }: Disk, { processes, server }: World): Promise<string> {
  if (typeof mounted !== 'string') return `disk full: not tried, ${mounted.why}`;
  say('  the disk fills up');
  const startsNow = () =>
    [...processes, ...(server === undefined ? [] : [server])].map(({ starts }) => starts());
  const before = startsNow();
  const saidBefore = noSpaceIn(processes);
  const ballast = join(mounted, 'ballast');
  const until = performance.now() + FULL_MS;
  for (let part = 0; performance.now() < until; part += 1) {
    // Whatever is freed meanwhile is taken at once.
    const { bavail, bsize } = statfsSync(mounted);
    try {
      if (bavail > 0) writeFileSync(`${ballast}-${part}`, Buffer.alloc(bavail * bsize));
    } catch {
      // Full: that is the point.
    }
    await pause(50);
  }
  for (const name of readdirSync(mounted)) if (name.startsWith('ballast')) rmSync(join(mounted, name));
  const again = startsNow().map((count, index) => count - (before[index] ?? 0));
  return `disk full for ${FULL_MS / 1000} s: said ${noSpaceIn(processes) - saidBefore} times, ${again.reduce((sum, count) => sum + count, 0)} processes started again`;
}

/** Lines in which a process said what is wrong. */
function noSpaceIn(processes: World['processes']): number {
  return processes
    .flatMap((kept) => kept.output().split('\n'))
    .filter((line) => /no space left|disk is full|ENOSPC|could not extend/i.test(line)).length;
}

function engineOf(name: string): Engine {
  if (name === 'pglite' || name === 'postgres') return name;
  throw new Error(`--engine is pglite or postgres, not ${name}`);
}

function print({
  engine,
  faults,
  findings,
}: {
  engine: Engine;
  faults: string[];
  findings: Finding[];
}): void {
  const width = Math.max(...findings.map(({ rule }) => rule.length));
  process.stdout.write(`\n${engine}\n${faults.map((fault) => `  ${fault}`).join('\n')}\n\n`);
  for (const { rule, held, told } of findings) {
    process.stdout.write(`  ${held ? 'held  ' : 'BROKEN'}  ${rule.padEnd(width)}  ${told}\n`);
  }
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}
