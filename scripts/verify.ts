/** What CI runs: format, types, lint, boundaries, unused code, tests. Every step runs, whatever failed before it; each counts as one. */
import { spawnSync } from 'node:child_process';
import { printTally, runTests } from './tally.ts';

const STEPS = ['format:check', 'types', 'lint', 'boundaries', 'unused'];

const failed = STEPS.filter((step) => {
  console.log(`\n--- ${step}`);
  return spawnSync('npm', ['run', '--silent', step], { stdio: 'inherit' }).status !== 0;
});
console.log('\n--- tests');
const tests = await runTests([]);
if (failed.length > 0) console.log(`\nFailed steps: ${failed.join(', ')}`);
const tally = {
  ...tests,
  passed: tests.passed + STEPS.length - failed.length,
  failed: tests.failed + failed.length,
};
printTally(tally);
process.exitCode = tally.failed === 0 ? 0 : 1;
