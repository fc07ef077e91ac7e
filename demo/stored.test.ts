import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startFleet } from './fleet.ts';
import { ask } from './post.ts';
import { readStoredPanels } from './stored.ts';
import { CATALOGS_FOLDER as real } from '../packages/core/test/catalogs-folder.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'smmwatch-stored-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

test('each file is a panel, each folder is one panel with its files as successive moments', async () => {
  const bytes = Buffer.from('\uFEFF[{"service":1}]', 'utf16le');
  writeFileSync(join(folder, 'alone.json'), bytes);
  writeFileSync(join(folder, 'README.md'), 'not a catalog');
  mkdirSync(join(folder, 'moving'));
  writeFileSync(join(folder, 'moving', '1.json'), '[1]');
  writeFileSync(join(folder, 'moving', '2.json'), '[2]');
  const told: string[] = [];
  const fleet = await startFleet({ seed: 'x', catalogsDir: folder, tell: (line) => told.push(line) });
  expect(fleet.panels.map(({ name }) => name)).toEqual(['alone', 'moving']);
  expect(told).toEqual([`skipped ${join(folder, 'README.md')}: not a .json file`]);
  const bodies: string[][] = [];
  for (const step of [0, 1, 2]) {
    await fleet.setStep(step);
    const replies = await Promise.all(fleet.panels.map((panel) => ask(panel, 'services')));
    bodies.push(replies.map(({ body }) => body.toString('base64')));
  }
  const alone = bytes.toString('base64');
  const [one, two] = ['[1]', '[2]'].map((text) => Buffer.from(text).toString('base64'));
  expect(bodies).toEqual([
    [alone, one],
    [alone, two],
    [alone, two],
  ]);
  await fleet.close();
});

test('a stored panel names no currency, because nobody stored one', async () => {
  writeFileSync(join(folder, 'alone.json'), '[]');
  const fleet = await startFleet({ seed: 'x', catalogsDir: folder });
  const replies = await Promise.all(fleet.panels.map((panel) => ask(panel, 'balance')));
  expect(replies.map(({ body }) => Object.keys(JSON.parse(String(body))))).toEqual([['balance']]);
  await fleet.close();
});

test('a folder that is missing, empty or a file is named with what is wrong', () => {
  expect(() => readStoredPanels(join(folder, 'nowhere'))).toThrow(/nowhere: there is no such folder/);
  expect(() => readStoredPanels(folder)).toThrow(/holds no catalog/);
  writeFileSync(join(folder, 'file.json'), '[]');
  expect(() => readStoredPanels(join(folder, 'file.json'))).toThrow(/it is not a folder/);
});

const realPanels = existsSync(real) ? readStoredPanels(real) : [];

test.skipIf(realPanels.length === 0)(
  'real catalogs are served byte for byte (skipped where there are none beside the repository)',
  async () => {
    const fleet = await startFleet({ seed: 'x', catalogsDir: real });
    const served = await Promise.all(fleet.panels.map((panel) => ask(panel, 'services')));
    const stored = realPanels.map(({ content }) => content.bodyAt(0));
    expect(served.map(({ body }, index) => stored[index]?.equals(body))).toEqual(stored.map(() => true));
    await fleet.close();
  },
);
