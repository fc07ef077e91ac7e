import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openVault } from './vault.ts';

const KEY = 'k3y-of-a-panel';
const URL = 'https://panel.example/api/v2';
const SECRET = Buffer.alloc(32, 1).toString('base64');

let dataDir: string;
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'smmwatch-vault-'));
});
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

describe('a key at rest', () => {
  it('opens again with the secret and the address it was sealed with, and with nothing else', () => {
    const vault = openVault({ secretKey: SECRET, dataDir });
    const sealed = vault.seal(KEY, URL);
    expect(vault.unseal(sealed, URL)).toBe(KEY);
    expect(() => vault.unseal(sealed, 'https://evil.example/api/v2')).toThrow('unable to authenticate');
    const other = openVault({ secretKey: Buffer.alloc(32, 2).toString('base64'), dataDir });
    expect(() => other.unseal(sealed, URL)).toThrow('unable to authenticate');
  });

  it('shows nothing of the key, nor that two are the same', () => {
    const vault = openVault({ secretKey: SECRET, dataDir });
    const [one, two] = [vault.seal(KEY, URL), vault.seal(KEY, URL)];
    expect(one.equals(two)).toBe(false);
    expect(one.includes(KEY)).toBe(false);
  });

  it('does not open when a single bit of it was changed', () => {
    const vault = openVault({ secretKey: SECRET, dataDir });
    const sealed = vault.seal(KEY, URL);
    for (let at = 0; at < sealed.length; at++) {
      const changed = Buffer.from(sealed);
      changed[at] = (changed[at] ?? 0) ^ 1;
      expect(() => vault.unseal(changed, URL)).toThrow(/version|authenticate/);
    }
    expect(() => vault.unseal(sealed.subarray(0, 20), URL)).toThrow(/tag/i);
  });
});

describe('the secret', () => {
  it('is made once, for this user alone, with nothing left beside it', () => {
    const sealed = openVault({ secretKey: undefined, dataDir }).seal(KEY, URL);
    expect(statSync(join(dataDir, 'secret.key')).mode & 0o777).toBe(0o600);
    expect(readdirSync(dataDir)).toEqual(['secret.key']);
    expect(Buffer.from(readFileSync(join(dataDir, 'secret.key'), 'utf8').trim(), 'base64')).toHaveLength(32);
    expect(openVault({ secretKey: undefined, dataDir }).unseal(sealed, URL)).toBe(KEY);
  });

  it.each(['', 'short', '!'.repeat(44), Buffer.alloc(31).toString('base64')])(
    'is never replaced when its file is damaged: %j',
    (damage) => {
      const path = join(dataDir, 'secret.key');
      writeFileSync(path, damage);
      expect(() => openVault({ secretKey: undefined, dataDir })).toThrow(`${path} is damaged`);
      expect(readFileSync(path, 'utf8')).toBe(damage);
    },
  );

  it('is not made where keys exist that only the missing one opens', () => {
    expect(() => openVault({ secretKey: undefined, dataDir }, { mayMakeSecret: false })).toThrow(
      'is missing',
    );
    expect(readdirSync(dataDir)).toEqual([]);
  });

  it('is one for all that start for the first time at once', async () => {
    const program = `
      const { openVault } = await import(${JSON.stringify(new globalThis.URL('vault.ts', import.meta.url).href)});
      const vault = openVault({ secretKey: undefined, dataDir: ${JSON.stringify(join(dataDir, 'new'))} });
      process.stdout.write(vault.seal(${JSON.stringify(KEY)}, ${JSON.stringify(URL)}).toString('base64'));`;
    const args = [
      '--disable-warning=ExperimentalWarning',
      '--conditions=smmwatch:source',
      '--input-type=module',
      '-e',
      program,
    ];
    const starts = Array.from({ length: 4 }, async () => {
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
      const [sealed] = await Promise.all([text(child.stdout), once(child, 'exit')]);
      return Buffer.from(sealed, 'base64');
    });
    const vault = openVault({ secretKey: undefined, dataDir: join(dataDir, 'new') });
    for (const sealed of await Promise.all(starts)) expect(vault.unseal(sealed, URL)).toBe(KEY);
  });
});
