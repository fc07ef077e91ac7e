import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { VOCABULARY_VERSION } from './version.ts';

/** Of all that decides what words mean, for the version of now. When this test fails, raise the version and write down the new one. */
const SOURCES = { version: 6, hash: '72b50046415cafac' };

it('facts read with another vocabulary have another version', () => {
  const folder = new URL('./', import.meta.url);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && name !== 'version.ts')
    .map((name) => name.replaceAll('\\', '/'))
    .sort();
  expect(files.length).toBeGreaterThan(20);
  const hash = createHash('sha256');
  for (const name of files)
    hash.update(readFileSync(new URL(name, folder), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*$/gmu, ''));
  expect({ version: VOCABULARY_VERSION, hash: hash.digest('hex').slice(0, 16) }).toEqual(SOURCES);
});
