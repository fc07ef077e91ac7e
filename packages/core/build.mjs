// Builds dist/: JavaScript and types out of src/. Runs before every `npm pack` and `npm publish`.
import { execFileSync } from 'node:child_process';
import { globSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const here = import.meta.dirname;
const compiler = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin/tsc');

rmSync(join(here, 'dist'), { recursive: true, force: true });
execFileSync(process.execPath, [compiler, '-p', join(here, 'tsconfig.build.json')], {
  // npm hides what a script prints to stdout.
  stdio: ['ignore', process.stderr, process.stderr],
});

// The compiler writes `./x.js` into the JavaScript but leaves `./x.ts` in the types, which only TypeScript itself forgives.
for (const file of globSync('dist/**/*.d.ts', { cwd: here })) {
  const path = join(here, file);
  const types = readFileSync(path, 'utf8');
  writeFileSync(path, types.replaceAll(/((?:from|import\() ?['"]\.{1,2}\/[^'"]+)\.ts(['"])/g, '$1.js$2'));
}
