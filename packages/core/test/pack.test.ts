/**
 * The package as its users get it: packed, installed into an empty folder, imported, typed, run. Needs no network: the
 * tarballs of its dependencies are made of what is installed here.
 */
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { SERVICES, loopbackPanel, wellBehaved } from './loopback-panel.ts';
import { smmwatch } from './smmwatch-process.ts';

// Packing, installing and compiling take seconds each, more on a busy machine.
vi.setConfig({ testTimeout: 90_000 });

const core = resolve(import.meta.dirname, '..');
const folder = mkdtempSync(join(tmpdir(), 'smmwatch-pack-'));
const shop = join(folder, 'shop');
const installed = join(shop, 'node_modules/smmwatch');
const run = promisify(execFile);

beforeAll(async () => {
  const tarballs = mkdtempSync(join(folder, 'tarballs-'));
  await run('npm', ['pack', '--pack-destination', tarballs], { cwd: core });
  const packages = dependenciesOf(core, []).map((path) => `file:${path}`);
  await run('npm', ['pack', ...packages, '--ignore-scripts', '--pack-destination', tarballs], {
    cwd: folder,
  });
  mkdirSync(shop);
  writeFileSync(join(shop, 'package.json'), '{"name":"shop","private":true,"type":"module"}');
  const files = readdirSync(tarballs).map((name) => join(tarballs, name));
  // A cache of its own, so that nothing that this machine once downloaded can help out.
  const settings = ['--offline', '--no-audit', '--no-fund', '--cache', join(folder, 'cache')];
  await run('npm', ['install', ...settings, ...files], { cwd: shop });
}, 480_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The folders of everything that the package needs, found as Node finds them. */
function dependenciesOf(path: string, known: string[]): string[] {
  const { dependencies = {} }: { dependencies?: Record<string, string> } = manifest(path);
  const require = createRequire(join(path, 'package.json'));
  for (const name of Object.keys(dependencies)) {
    const found = require.resolve
      .paths(name)
      ?.map((root) => join(root, name))
      .find((candidate) => isPackage(candidate));
    if (found === undefined || known.includes(found)) continue;
    known.push(found);
    dependenciesOf(found, known);
  }
  return known;
}

function manifest(path: string): { dependencies?: Record<string, string> } {
  return JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
}

function isPackage(path: string): boolean {
  try {
    manifest(path);
    return true;
  } catch {
    return false;
  }
}

describe('the packed package', () => {
  it('holds the build, the command, the licence and the words about it, and no source', () => {
    expect(readdirSync(installed).sort()).toEqual([
      'CHANGELOG.md',
      'LICENSE',
      'README.md',
      'bin',
      'dist',
      'package.json',
    ]);
    expect(readFileSync(join(installed, 'LICENSE'), 'utf8')).toContain('smmwatch contributors');
    const built = readdirSync(join(installed, 'dist'), { recursive: true }).map(String);
    expect(built).toContain('index.js');
    expect(built).toContain('index.d.ts');
    expect(built.filter((name) => name.includes('.test.') || /(?<!\.d)\.ts$/.test(name))).toEqual([]);
  });

  it('is imported from an empty folder', async () => {
    writeFileSync(
      join(shop, 'import.js'),
      `import { normalize } from 'smmwatch';\nconsole.log(normalize(${JSON.stringify(SERVICES)}).services.length);`,
    );
    const { stdout } = await run(process.execPath, ['import.js'], { cwd: shop });
    expect(stdout).toBe('2\n');
  });

  it('brings types that hold under the strictest settings', async () => {
    writeFileSync(
      join(shop, 'typed.ts'),
      `import { diffCatalogs, isFailure, normalize, readJson } from 'smmwatch';
import type { Change, Service } from 'smmwatch';
const reply = readJson(new Uint8Array());
const catalog = isFailure(reply) ? reply : normalize(reply.value);
const services: Service[] = isFailure(catalog) ? [] : catalog.services;
const changes: Change[] = diffCatalogs(services, services).changes;
export const rate: string | null | undefined = services[0]?.rate;
// @ts-expect-error a rate is never a number
export const wrong: number = services[0]?.rate;
export { changes };
`,
    );
    const compiler = join(
      dirname(createRequire(import.meta.url).resolve('typescript/package.json')),
      'bin/tsc',
    );
    const settings = ['--strict', '--exactOptionalPropertyTypes', '--noEmit', '--module', 'nodenext'];
    const { stdout } = await run(
      process.execPath,
      [compiler, ...settings, '--target', 'es2023', '--lib', 'es2023,dom', '--types', '', 'typed.ts'],
      { cwd: shop },
    ).catch((error: { stdout: string }) => error);
    expect(stdout).toBe('');
  });

  it('runs the command', async () => {
    await using panel = await loopbackPanel(wellBehaved('k', SERVICES));
    const ended = await smmwatch(['check', panel.url, '--json'], {
      env: { SMMWATCH_KEY: 'k' },
      bin: join(installed, 'bin/smmwatch.js'),
      cwd: shop,
    });
    expect(ended.code).toBe(0);
    expect(JSON.parse(ended.stdout)).toMatchObject({ grade: 'A', services: { count: 2 } });
  });
});

/** Each ```js block with the ```text block behind it, and each ```console block, of the README that is shipped. */
function examples(): { code: string; prints: string }[] {
  const readme = readFileSync(join(core, 'README.md'), 'utf8');
  return [...readme.matchAll(/```js\n(.*?)```\s+```text\n(.*?)```/gs)].map(([, code = '', prints = '']) => ({
    code,
    prints,
  }));
}

describe('the README', () => {
  it.each(examples())('has an example that prints what it says: $code', async ({ code, prints }) => {
    await using panel = await loopbackPanel(wellBehaved('k', SERVICES));
    writeFileSync(join(shop, 'example.js'), code.replaceAll('https://panel.example/api/v2', panel.url));
    const { stdout } = await run(process.execPath, ['example.js'], {
      cwd: shop,
      env: { ...process.env, SMMWATCH_KEY: 'k', NO_COLOR: '1' },
    });
    expect(stdout).toBe(prints);
  });

  it('shows the command as it is', async () => {
    await using panel = await loopbackPanel(wellBehaved('k', SERVICES));
    const readme = readFileSync(join(core, 'README.md'), 'utf8');
    const [, command = '', prints = ''] = /```console\n\$ npx smmwatch (.*?)\n(.*?)```/s.exec(readme) ?? [];
    const args = command.replace('https://panel.example/api/v2', panel.url).split(' ');
    const { stdout } = await smmwatch(args, { env: { SMMWATCH_KEY: 'k' } });
    expect(stdout).toBe(prints);
  });

  it('has examples at all', () => {
    expect(examples().length).toBeGreaterThanOrEqual(5);
  });
});

describe('the library', () => {
  it('uses no module of Node, so that it runs wherever fetch does', () => {
    const seen = new Set<string>();
    const foreign = new Set<string>();
    follow(join(core, 'src/index.ts'), seen, foreign);
    expect(seen.size).toBeGreaterThan(15);
    expect([...foreign].sort()).toEqual(Object.keys(manifest(core).dependencies ?? {}).sort());
  });
});

describe('every export of the library', () => {
  const index = readFileSync(join(core, 'src/index.ts'), 'utf8');
  const modules = [...index.matchAll(/^export \* from '\.\/(.+)';/gm)].map(([, name = '']) => name);

  it.each(modules)('has a doc comment: %s', (name) => {
    const lines = readFileSync(join(core, 'src', name), 'utf8').split('\n');
    const documented = new Set<string>();
    const bare: string[] = [];
    for (const [at, line] of lines.entries()) {
      const [, declared] =
        /^export (?:async )?(?:function|interface|type|const|class) (\w+)/.exec(line) ?? [];
      if (declared === undefined) continue;
      if (lines[at - 1]?.endsWith('*/') === true) documented.add(declared);
      // The body of an overloaded function follows its documented signatures.
      else if (!documented.has(declared)) bare.push(declared);
    }
    expect(bare).toEqual([]);
  });
});

/** Everything that a module imports, its own kind followed, the rest collected. */
function follow(path: string, seen: Set<string>, foreign: Set<string>): void {
  if (seen.has(path)) return;
  seen.add(path);
  const source = readFileSync(path, 'utf8');
  for (const [, fixed, called] of source.matchAll(IMPORTS)) {
    const specifier = fixed ?? called ?? '';
    if (specifier.startsWith('.')) follow(resolve(dirname(path), specifier), seen, foreign);
    else foreign.add(specifier);
  }
}

/** `import … from`, `export … from`, `import` for its effect, and `import()`. */
const IMPORTS = /^(?:(?:import|export)\b[^'";]*?\bfrom |import )'([^']+)'|\bimport\('([^']+)'\)/gm;
