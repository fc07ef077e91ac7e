/**
 * `npm run bench`: what smmwatch costs, each figure beside what it is compared with and the aim that it is held against.
 * What concerns checks comes first, and `--only checks` is that alone. `--json` for programs (the table then goes to the terminal beside it),
 * `--quick` for a first look, `--engine postgres` for one engine, `--only changed` for measures of that name.
 */
import { spawnSync } from 'node:child_process';
import { Console } from 'node:console';
import { mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { sql } from 'kysely';
import { makePartitions } from '../src/checks/partitions.ts';
import type { Database } from '../src/db/open.ts';
import { openDeps, type Deps } from '../src/deps.ts';
import { testConfig } from '../test/config.ts';
import { startServer } from '../test/postgres-server.ts';
import { measureCost, type Load } from './check-cost.ts';
import { measureDirectory } from './directory.ts';
import { bytesOfCheck } from './bytes.ts';
import { costAtSize, holdFleet } from './fleet.ts';
import { fillServices } from './many-services.ts';
import { measurePast } from './history.ts';
import { measureMemory } from './memory.ts';
import { measureSearch } from './search.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    engine: { type: 'string' },
    only: { type: 'string' },
  },
});

interface Line {
  measure: string;
  engine: string;
  figure: string;
  beside: string;
  aim: string;
  met: boolean;
}

const LOADS: { name: string; load: Load; aim: string; met: (own: number, loop: number) => boolean }[] = [
  {
    name: 'unchanged check, 200 services, plain',
    load: { services: 200, gzip: false, changed: 0 },
    aim: 'at most 1.0 s',
    met: (own) => own <= 1,
  },
  {
    name: 'unchanged check, 3,000 services, gzip',
    load: { services: 3000, gzip: true, changed: 0 },
    aim: 'loop at least 8 times',
    met: (own, loop) => loop >= 8 * own,
  },
  {
    name: 'unchanged check, 5,000 services, gzip',
    load: { services: 5000, gzip: true, changed: 0 },
    aim: 'at most 1.0 s',
    met: (own) => own <= 1,
  },
  {
    name: 'changed check (2 %), 3,000 services, gzip',
    load: { services: 3000, gzip: true, changed: 0.02 },
    aim: 'at most 2 times the loop',
    met: (own, loop) => own <= 2 * loop,
  },
];

const quick = values.quick === true;
/** What is told while it runs goes to the terminal, whatever takes the result. */
const table = new Console(process.stderr);
const wanted = (name: string) => values.only !== 'checks' && name.startsWith(values.only ?? '');
const ofChecks = (name: string) => values.only === 'checks' || wanted(name);
const engines = values.engine === undefined ? ['pglite', 'postgres'] : [values.engine];
const lines: Line[] = [];
for (const engine of engines) {
  await withDeps(engine, async (deps, databasePid) => {
    await measureChecks(engine, deps, databasePid);
    if (ofChecks('bytes of an unchanged check')) await measureBytes(engine, deps);
    if (ofChecks('fleet')) await measureFleet(engine, deps, databasePid);
  });
}
if (ofChecks('memory')) await measureSite();
if (lines.length > 0) {
  process.stderr.write(`What concerns checks, after ${Math.round(performance.now() / 1000)} s:\n`);
  if (values.only === undefined) table.table(lines);
}
for (const engine of engines) {
  if (wanted('directory')) await withDeps(engine, (deps, pid) => measurePages(engine, deps, pid));
  if (wanted('history')) await withDeps(engine, async ({ db }) => await measureHistory(engine, db));
  // In a database of its own: a million services would burden every other measure.
  if (wanted('search')) await withDeps(engine, async ({ db }) => await measureSearches(engine, db));
}
if (values.json === true) {
  table.table(lines);
  console.log(
    JSON.stringify({ version: 1, at: new Date().toISOString(), machine: machine(), lines }, undefined, 2),
  );
} else {
  console.log(machine());
  console.table(lines);
  if (values.only === undefined) runCoreBenchmarks();
}
process.exit(0);

async function measureChecks(engine: string, deps: Deps, databasePid: number | undefined): Promise<void> {
  for (const { name, load, aim, met } of LOADS.filter(({ name }) => ofChecks(name))) {
    const checks = (load.changed > 0 ? 300 : 1000) / (quick ? 4 : 1);
    const { checks: own, loop } = await measureCost(deps, load, checks, databasePid);
    tell(name, engine, {
      figure: `${round(own.cpuSeconds)} CPU s for 1,000 (database server ${round(own.databaseCpuSeconds)})`,
      beside: `fetch + json() ${round(loop.cpuSeconds)}: ${round(loop.cpuSeconds / own.cpuSeconds)} times this`,
      aim,
      met: met(own.cpuSeconds, loop.cpuSeconds),
    });
    if (load.changed === 0) continue;
    const bytes = await bytesPerChange(deps);
    tell('bytes of a changed service', engine, {
      figure: `${Math.round(bytes)}`,
      beside: '',
      aim: 'under 400',
      met: bytes < 400,
    });
  }
}

async function measureFleet(engine: string, deps: Deps, databasePid: number | undefined): Promise<void> {
  const fleet = await holdFleet(deps, 10_000, quick ? 20 : 60, databasePid);
  const { lagMs, cores } = fleet;
  const held = `${fleet.checks} checks of 10,000 panels at 15 min`;
  tell('fleet: lag', engine, {
    figure: `p50 ${lagMs.p50}, p99 ${lagMs.p99}, most ${lagMs.max} ms`,
    beside: held,
    aim: 'p99 under 2 s',
    met: lagMs.p99 < 2000,
  });
  tell('fleet: CPU', engine, {
    figure: `${round(cores)} of one core`,
    beside: held,
    aim: 'under half',
    met: cores < 0.5,
  });
  const checks = quick ? 250 : 1000;
  const small = await costAtSize(deps, 100, checks, databasePid);
  const large = await costAtSize(deps, 10_000, checks, databasePid);
  tell('fleet: growth', engine, {
    figure: `${round(large)} CPU s for 1,000 at 10,000 panels`,
    beside: `${round(small)} at 100`,
    aim: 'within 20 %',
    met: large <= small * 1.2,
  });
}

async function measureBytes(engine: string, deps: Deps): Promise<void> {
  const { bytes, checks } = await bytesOfCheck(deps);
  tell('bytes of an unchanged check', engine, {
    figure: bytes.toFixed(1),
    beside: `table and index of a day with ${checks.toLocaleString('en')}`,
    aim: 'under 100',
    met: bytes < 100,
  });
}

async function measureSearches(engine: string, db: Database): Promise<void> {
  const services = await fillServices(db, quick ? 30 : undefined);
  const { own, byHand, facets, words } = await measureSearch(db, services, quick ? 1 : 3);
  const aim = engine === 'postgres' ? 50 : 150;
  tell(`search: words and 2 facets by rate, ${services.toLocaleString('en')} services`, engine, {
    figure: `p50 ${round(own.p50)}, p95 ${round(own.p95)} ms`,
    beside: `hand-written SQL p50 ${round(byHand.p50)}, p95 ${round(byHand.p95)} ms: ${round(own.p95 / byHand.p95)} times`,
    aim: `p95 under ${aim} ms, at most 1.3 times`,
    met: own.p95 < aim && own.p95 <= 1.3 * byHand.p95,
  });
  tell('search: words alone, best match first', engine, {
    figure: `p50 ${round(words.p50)}, p95 ${round(words.p95)} ms`,
    beside: '',
    aim: `p95 under ${aim} ms`,
    met: words.p95 < aim,
  });
  tell('search: counts of all facets', engine, {
    figure: `p50 ${round(facets.p50)}, p95 ${round(facets.p95)} ms`,
    beside: 'apart from the list',
    aim: '',
    met: true,
  });
}

async function measureHistory(engine: string, db: Database): Promise<void> {
  const past = await measurePast(db, quick ? 5 : 15);
  const beside = `what is sold now ${round(past.nowMs)} ms`;
  const of = `${past.services.toLocaleString('en')} services, ${past.changes.toLocaleString('en')} changes in a year`;
  tell(`history: catalog half a year, a year ago; ${of}`, engine, {
    figure: `${round(past.halfYearMs)}, ${round(past.yearMs)} ms`,
    beside,
    aim: 'under 500 ms',
    met: past.yearMs < 500,
  });
  tell('history: difference of the two', engine, {
    figure: `${round(past.differenceMs)} ms`,
    beside,
    aim: 'under a second',
    met: past.differenceMs < 1000,
  });
}

async function measurePages(engine: string, deps: Deps, databasePid: number | undefined): Promise<void> {
  const options = quick ? { rounds: 1, seconds: 2 } : { rounds: 4, seconds: 4 };
  const { own, anew, hono, wireBytes } = await measureDirectory(deps, databasePid, options);
  tell('directory: 300 panels, requests of one core', engine, {
    figure: `${Math.round(own)} a CPU second; made anew each ${Math.round(anew)}`,
    beside: `hono with the same ${Math.round(wireBytes / 1024)} KB ${Math.round(hono)}: ${round(own / hono)} of it`,
    aim: 'at least a third',
    met: own >= hono / 3,
  });
}

async function measureSite(): Promise<void> {
  const { readMb, hourMb, checks } = await measureMemory();
  tell('memory of serve, 100 panels of 3,000 services', 'pglite', {
    figure: `${hourMb} MB after ${checks} checks`,
    beside: `${readMb} MB after the first reading`,
    aim: 'under 700 MB',
    met: hourMb < 700,
  });
}

/** Also as a sign of life: all of it takes minutes. */
function tell(measure: string, engine: string, line: Omit<Line, 'measure' | 'engine'>): void {
  lines.push({ measure, engine, ...line });
  const seconds = Math.round(performance.now() / 1000);
  process.stderr.write(`${String(seconds).padStart(4)} s  ${engine.padEnd(8)}  ${measure}: ${line.figure}\n`);
}

/** Of the table and its indexes, over everything that the benchmark made change. */
async function bytesPerChange({ db }: Deps): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select (pg_total_relation_size('changes')::float8 / nullif(count(*), 0))::float8 as bytes from changes`.execute(
    db,
  );
  return rows[0]?.bytes ?? Number.NaN;
}

/** Reading and comparing, beside JSON.parse: benchmarks of the package's own. */
function runCoreBenchmarks(): void {
  for (const name of ['read', 'diff']) {
    console.log(`\nsmmwatch: ${name}`);
    const script = fileURLToPath(new URL(`../../packages/core/bench/${name}.ts`, import.meta.url));
    spawnSync(process.execPath, [script], { stdio: 'inherit' });
  }
}

function machine(): string {
  const [first] = cpus();
  return `${cpus().length} x ${first?.model.trim() ?? 'unknown processor'}, Node ${process.versions.node}`;
}

async function withDeps(
  engine: string,
  run: (deps: Deps, databasePid: number | undefined) => Promise<void>,
): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smmwatch-bench-'));
  const server = engine === 'postgres' ? await startServer() : undefined;
  const config = testConfig({
    dataDir,
    databaseUrl: server === undefined ? undefined : `${server.url}/postgres`,
  });
  const deps = await openDeps(config, {
    mayJoin: false,
    onDeath(error) {
      throw error;
    },
  });
  try {
    // As a site that runs has them: checks are stored in the table of their day.
    await makePartitions(deps.db);
    await run(deps, server?.pid());
  } finally {
    await deps.close();
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function round(value: number): number {
  return Number(value.toPrecision(3));
}
