#!/usr/bin/env node
// Starts the command from source in a checkout of the repository, and from the build everywhere else. Plain JavaScript,
// since it is also what has to run, and explain itself, under a Node that cannot read TypeScript.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const source = new URL('../src/cli.ts', import.meta.url);
const built = new URL('../dist/cli.js', import.meta.url);
const here = fileURLToPath(import.meta.url);
/** The Node that the repository pins as a dependency. */
const pinnedNode = fileURLToPath(new URL('../../../node_modules/node/bin/node', import.meta.url));

if (!existsSync(source)) {
  await start(built);
} else if (process.features.typescript) {
  await start(source);
} else if (existsSync(pinnedNode) && process.execPath !== pinnedNode) {
  const child = spawn(pinnedNode, [here, ...process.argv.slice(2)], { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code) => {
    process.exitCode = code ?? 1;
  });
} else {
  process.stderr.write(
    'smmwatch: this is a checkout of the source, which Node 22.18 or newer runs; `npm ci` in the repository installs one.\n',
  );
  process.exitCode = 1;
}

async function start(entry) {
  const { run } = await import(entry.href);
  await run();
}
