/** Runs the command as a user does: the file in bin/, in a process of its own. */
import { spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

export const BIN = resolve(import.meta.dirname, '../bin/smmwatch.js');

export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** The environment holds nothing but what the test gives it. */
export async function smmwatch(
  args: string[],
  given: { stdin?: string; env?: Record<string, string>; cwd?: string; bin?: string } = {},
): Promise<Ended> {
  const child = spawn(process.execPath, [given.bin ?? BIN, ...args], {
    env: { PATH: '', ...given.env },
    ...(given.cwd === undefined ? {} : { cwd: given.cwd }),
  });
  child.stdin.end(given.stdin ?? '');
  const ended = new Promise<number | null>((done, reject) => {
    child.on('error', reject);
    child.on('close', done);
  });
  const [stdout, stderr, code] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { code, stdout, stderr };
}
