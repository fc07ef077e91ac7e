/** Runs Vitest and counts what it says. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Tally {
  passed: number;
  failed: number;
  skipped: number;
}

interface Report {
  numPassedTests: number;
  numFailedTests: number;
  numFailedTestSuites: number;
  numPendingTests: number;
  numTodoTests: number;
}

/** A run that could not even report, or that found no test, is a failure. */
export async function runTests(args: string[]): Promise<Tally> {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-tally-'));
  const file = join(folder, 'report.json');
  const vitest = [
    'vitest',
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...args,
  ];
  const { status } = spawnSync('npx', vitest, { stdio: 'inherit' });
  try {
    const report: Report = JSON.parse(readFileSync(file, 'utf8'));
    const failed = report.numFailedTests;
    // A file that breaks outside its tests, or an error that no test caught, fails the run without failing a test.
    const elsewhere = failed === 0 && (status !== 0 || report.numPassedTests === 0) ? 1 : 0;
    return {
      passed: report.numPassedTests,
      failed: failed + elsewhere,
      skipped: report.numPendingTests + report.numTodoTests,
    };
  } catch (error) {
    console.error('The tests left no report:', error);
    return { passed: 0, failed: 1, skipped: 0 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export function printTally({ passed, failed, skipped }: Tally): void {
  console.log(`\n${passed} passed, ${failed} failed${skipped === 0 ? '' : `, ${skipped} skipped`}`);
}
