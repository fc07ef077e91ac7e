/** `npm run bench`: what smmwatch costs, each figure beside what it is compared with. `--json` for programs, `--quick` for a first look, `--only changed` for the measures of that name. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openDeps, type Deps } from '../src/deps.ts';
import { testConfig } from '../test/config.ts';
import { startServer } from '../test/postgres-server.ts';
import { measureCost, type Load } from './check-cost.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    engine: { type: 'string' },
    only: { type: 'string' },
  },
});

const LOADS: { name: string; load: Load; aim: string }[] = [
  {
    name: 'unchanged check, 200 services, plain',
    load: { services: 200, gzip: false, changed: 0 },
    aim: 'at most 1.0 CPU s',
  },
  {
    name: 'unchanged check, 3,000 services, gzip',
    load: { services: 3000, gzip: true, changed: 0 },
    aim: 'at least 8 times the loop',
  },
  {
    name: 'unchanged check, 5,000 services, gzip',
    load: { services: 5000, gzip: true, changed: 0 },
    aim: 'at most 1.0 CPU s',
  },
  {
    name: 'changed check (2 %), 3,000 services, gzip',
    load: { services: 3000, gzip: true, changed: 0.02 },
    aim: 'at most 2 times the loop',
  },
];

const rows: Record<string, string | number>[] = [];
for (const engine of values.engine === undefined ? ['pglite', 'postgres'] : [values.engine]) {
  await withDeps(engine, async (deps, databasePid) => {
    for (const { name, load, aim } of LOADS.filter(({ name }) => name.startsWith(values.only ?? ''))) {
      const checks = (load.changed > 0 ? 300 : 1000) / (values.quick === true ? 4 : 1);
      const cost = await measureCost(deps, load, checks, databasePid);
      rows.push({
        engine,
        measure: name,
        'wire KB': Math.round(cost.checks.wireBytes / 1024),
        'plain KB': Math.round(cost.checks.plainBytes / 1024),
        'CPU s / 1,000': round(cost.checks.cpuSeconds),
        'of it server': round(cost.checks.databaseCpuSeconds),
        'fetch + json()': round(cost.loop.cpuSeconds),
        'loop / check': round(cost.loop.cpuSeconds / cost.checks.cpuSeconds),
        aim,
      });
    }
  });
}
if (values.json === true) console.log(JSON.stringify({ version: 1, rows }, undefined, 2));
else console.table(rows);
process.exit(0);

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
