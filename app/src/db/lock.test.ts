import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { StartError } from '../errors.ts';
import { lockFolder, ownerOf } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smmwatch-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** A process that takes the folder and keeps it; resolves when it has it. */
async function holder(): Promise<ChildProcess> {
  const program = `
    const { lockFolder } = await import(${JSON.stringify(new URL('lock.ts', import.meta.url).href)});
    globalThis.lock = lockFolder(${JSON.stringify(folder)});
    process.stdout.write(globalThis.lock ? 'held' : 'refused');
    setInterval(() => {}, 1000);`;
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', program],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const [said] = await once(child.stdout, 'data');
  expect(String(said)).toBe('held');
  return child;
}

describe('the lock of a data folder', () => {
  it('is one process at a time, which is named', async () => {
    const child = await holder();
    expect(lockFolder(folder)).toBeUndefined();
    expect(ownerOf(folder)).toBe(`process ${child.pid}`);
    child.kill('SIGKILL');
    await once(child, 'exit');
  });

  it('ends with its holder, even one that was killed', async () => {
    for (let round = 0; round < 3; round++) {
      const child = await holder();
      child.kill('SIGKILL');
      await once(child, 'exit');
    }
    const lock = lockFolder(folder);
    expect(lock).toBeDefined();
    lock?.release();
  });

  it('is free again when it is given back, within one process too', () => {
    const first = lockFolder(folder);
    expect(lockFolder(folder)).toBeUndefined();
    first?.release();
    const second = lockFolder(folder);
    expect(second).toBeDefined();
    second?.release();
  });

  it('makes the folder where it is missing', () => {
    const deep = join(folder, 'a', 'b');
    lockFolder(deep)?.release();
    expect(ownerOf(deep)).toBe(`process ${process.pid}`);
  });

  it('says what to do when the folder cannot be written', () => {
    const file = join(folder, 'file');
    writeFileSync(file, '');
    const under = join(file, 'data');
    expect(() => lockFolder(under)).toThrow(StartError);
    expect(() => lockFolder(under)).toThrow(under);
  });
});
