/**
 * Operator commands (`serve`, `panels`, `backup`, …) come with the watch site, whose executable is called `smmwatch-site`.
 * It is looked up on PATH, as git does with its external commands, so that one word serves both.
 */
import { spawn } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { constants as os } from 'node:os';
import { delimiter, join } from 'node:path';

const EXECUTABLE = process.platform === 'win32' ? 'smmwatch-site.exe' : 'smmwatch-site';

/** The path of the executable, or null when there is none. */
export function findSiteCommand(path: string | undefined): string | null {
  for (const folder of (path ?? '').split(delimiter)) {
    const candidate = join(folder === '' ? '.' : folder, EXECUTABLE);
    if (isExecutable(candidate)) return candidate;
  }
  return null;
}

/** Runs it with all arguments on this terminal; resolves to its exit status (128 + signal when a signal ended it). */
export function runSiteCommand(executable: string, args: string[]): Promise<number> {
  const child = spawn(executable, args, { stdio: 'inherit' });
  const forward = (signal: NodeJS.Signals): void => {
    child.kill(signal);
  };
  // A terminal sends Ctrl-C to both processes; the child decides what it means, and this one waits for it.
  const ignore = (): void => {};
  process.on('SIGINT', ignore);
  process.on('SIGTERM', forward);
  process.on('SIGHUP', forward);
  return new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => {
      resolve(code ?? 128 + (signal === null ? 0 : os.signals[signal]));
    });
  }).finally(() => {
    process.off('SIGINT', ignore);
    process.off('SIGTERM', forward);
    process.off('SIGHUP', forward);
  });
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false; // Not there or not ours to run: the next folder may have it.
  }
}
