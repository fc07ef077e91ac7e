/** Memory of the real `serve` process, threads and embedded database included, with 100 panels of 3,000 services. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { sql } from 'kysely';
import { openDeps } from '../src/deps.ts';
import { addPanel } from '../src/panels/add-panel.ts';
import { testConfig } from '../test/config.ts';
import { startTarget } from './check-cost.ts';

export interface MemoryFigures {
  /** Megabytes resident: after every catalog was read, and after an hour's worth of checks more. */
  readMb: number;
  hourMb: number;
  checks: number;
}

const PANELS = 100;
/** Four an hour and panel at the default interval. */
const CHECKS = 400;
const SERVE = [
  '--conditions=smmwatch:source',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('../main.ts', import.meta.url)),
  'serve',
];

export async function measureMemory(): Promise<MemoryFigures> {
  const dataDir = mkdtempSync(join(tmpdir(), 'smmwatch-bench-'));
  const target = await startTarget({ services: 3000, gzip: true, changed: 0 }, PANELS);
  const env = {
    ...process.env,
    DATA_DIR: dataDir,
    PORT: '0',
    ALLOW_ADDRESSES: '127.0.0.1',
    CHECK_INTERVAL_LEAST: '5',
    LOG_LEVEL: 'warn',
  };
  const site = spawn(process.execPath, SERVE, { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(site, 'exit');
  try {
    await once(site.stdout, 'data');
    const deps = await openDeps(testConfig({ dataDir, checkIntervalLeastSeconds: 5 }), {
      mayJoin: true,
      onDeath() {},
    });
    try {
      for (const { name, apiUrl, key } of target.panels) {
        const saved = await addPanel(
          { ...deps, limits: deps.config },
          { name, apiUrl, key, interval: '10s' },
        );
        if (!saved.ok) throw new Error(JSON.stringify(saved.errors));
      }
      const checks = async () =>
        (await sql<{ count: number }>`select count(*) as count from checks`.execute(deps.db)).rows[0]
          ?.count ?? 0;
      while ((await checks()) < PANELS) await sleep(500);
      const readMb = residentMb(site.pid);
      const until = (await checks()) + CHECKS;
      while ((await checks()) < until) await sleep(500);
      return { readMb, hourMb: residentMb(site.pid), checks: CHECKS };
    } finally {
      await deps.close();
    }
  } finally {
    site.kill();
    await ended;
    target.process.kill();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function residentMb(pid: number | undefined): number {
  const [, kilobytes] = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Math.round(Number(kilobytes) / 1024);
}
