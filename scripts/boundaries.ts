/**
 * The rooms of docs/architecture.md, held by dependency-cruiser (.dependency-cruiser.json). Beside a compiler that it does * not know it silently reads nothing, so reading next to nothing is a failure, too. Cycles are held by the linter, which can
 * tell an import of types alone.
 */
import { cruise, type ICruiseResult } from 'dependency-cruiser';
import { readFileSync } from 'node:fs';

const MODULES_MIN = 100;
const CONFIG = '.dependency-cruiser.json';

const { forbidden, options } = JSON.parse(readFileSync(CONFIG, 'utf8'));
const { output } = await cruise(
  ['packages', 'app', 'demo', 'scripts'],
  { ...options, validate: true, ruleSet: { forbidden } },
  options.enhancedResolveOptions,
);
if (typeof output === 'string') throw new Error(`dependency-cruiser answered with text: ${output}`);
report(output);

function report({ modules, summary }: ICruiseResult): void {
  const own = modules.filter(
    (module) => /\.(?:ts|js)$/.test(module.source) && !module.source.includes('node_modules'),
  );
  const arrows = own.reduce((sum, module) => sum + module.dependencies.length, 0);
  for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} -> ${to}`);
  console.log(`${own.length} modules, ${arrows} dependencies, ${summary.violations.length} violations`);
  if (own.length < MODULES_MIN || arrows < own.length) {
    console.error(`Only ${own.length} modules were read: the boundaries were not checked.`);
    process.exitCode = 1;
  }
  if (summary.violations.length > 0) process.exitCode = 1;
}
