/**
 * `npm run demo`: the fleet, and a real site that watches it. Runs until Ctrl+C; the fleet ends with the site and the
 * site with the fleet. When the site dies on its own, the demo says so and ends with an error.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startFleet, stepAfterMs, type Fleet, type FleetOptions } from './fleet.ts';
import { readOptions, USAGE, type DemoOptions } from './options.ts';
import { isFree, startSite, type Site } from './site.ts';
import { StoredCatalogsError } from './stored.ts';
import { tellTrouble } from './troubles.ts';

const options = readOptions(process.argv.slice(2));
if (options === 'help') say(USAGE);
else if ('wrong' in options) fail(`${options.wrong}\n\n${USAGE}`);
else await run(options);

async function run(options: DemoOptions): Promise<void> {
  const { port, panelsOnly } = options;
  // Asked before anything is begun: whoever has the port would be taken for our site.
  if (!panelsOnly && !(await isFree(port))) {
    fail(
      `Port ${port} is taken by another process. Stop that process, or choose another port: --port ${port + 1}`,
    );
    return;
  }
  const stopped = stopSignal();
  let fleet: Fleet;
  try {
    fleet = await startFleet(fleetOptions(options));
  } catch (error) {
    if (error instanceof StoredCatalogsError) fail(error.message);
    else if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      fail(`A panel cannot start: ${error.message}. With --data the panels take the ports behind --port.`);
    } else throw error;
    return;
  }
  say(`${fleet.panels.length} panels are up.`);
  if (panelsOnly) {
    for (const { name, apiUrl, key, about } of fleet.panels)
      say(`  ${apiUrl}  key ${key}  ${name}: ${about}`);
    sayPlan(fleet, options.stepMs);
    await stopped;
  } else {
    await watch(fleet, options, stopped);
  }
  await fleet.close();
}

function fleetOptions({ seed, stepMs, catalogsDir, dataDir, port }: DemoOptions): FleetOptions {
  return {
    seed,
    stepMs,
    tell,
    ...(catalogsDir === undefined ? {} : { catalogsDir }),
    ...(dataDir === undefined ? {} : { firstPort: port + 1 }),
  };
}

async function watch(fleet: Fleet, options: DemoOptions, stopped: Promise<'stopped'>): Promise<void> {
  const dataDir = options.dataDir ?? mkdtempSync(join(tmpdir(), 'smmwatch-demo-'));
  const site = startSite({ port: options.port, dataDir });
  const adding = introduce(site, fleet, options);
  const how = await Promise.race([stopped, site.ended]);
  if (how === 'stopped') say('Ending …');
  else fail(`The site ended by itself (${how}).`);
  await site.stop();
  await adding;
  if (options.dataDir === undefined) rmSync(dataDir, { recursive: true, force: true });
}

/** Panels appear on the site while people can already look at it. */
async function introduce(site: Site, fleet: Fleet, options: DemoOptions): Promise<void> {
  if (!(await site.ready())) return;
  say(`The site is at ${site.address}; its panels arrive one by one.`);
  for (const panel of fleet.panels) {
    if (!site.isRunning()) return;
    const problem = await site.addPanel(panel);
    // A kept site knows its panels from the last time.
    if (problem === null || problem.includes('watched already')) say(`  ${panel.name}: ${panel.about}`);
    else if (site.isRunning()) tell(`${panel.name} was not added: ${problem}`);
  }
  if (site.isRunning()) sayPlan(fleet, options.stepMs);
}

function sayPlan(fleet: Fleet, stepMs: number): void {
  const lines = fleet.panels
    .flatMap((panel) =>
      panel.troubles.map(({ first, trouble }) => ({
        afterMs: stepAfterMs(fleet, panel, first, stepMs),
        line: `${panel.name} ${tellTrouble(trouble)}`,
      })),
    )
    .sort((one, other) => one.afterMs - other.afterMs)
    .map(({ afterMs, line }) => `  ${minutes(afterMs)}  ${line}`);
  if (lines.length > 0) say(`What will go wrong, in minutes since the start:\n${lines.join('\n')}`);
  say(`Catalogs move every ${Math.round(stepMs / 1_000)} seconds. Ctrl+C ends everything.`);
}

function minutes(ms: number): string {
  const seconds = Math.round(ms / 1_000);
  return `${String(Math.floor(seconds / 60)).padStart(3)}:${String(seconds % 60).padStart(2, '0')}`;
}

function stopSignal(): Promise<'stopped'> {
  return new Promise((resolve) => {
    // Listening for good: npm passes a Ctrl+C on that the terminal has already delivered.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve('stopped'));
    }
  });
}

function tell(line: string): void {
  say(`${new Date().toISOString().slice(11, 19)}  ${line}`);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function fail(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}
