import { expect, test } from 'vitest';
import { readOptions } from './options.ts';

test('without options the demo is a site on port 3000 that watches a fleet moving every half minute', () => {
  expect(readOptions([])).toEqual({ seed: '1', port: 3000, stepMs: 30_000, panelsOnly: false });
});

test('twice the speed is half the time between steps', () => {
  expect(
    readOptions(['--speed', '2', '--seed', 'x', '--catalogs', 'here', '--data', 'there', '--panels-only']),
  ).toEqual({
    seed: 'x',
    catalogsDir: 'here',
    dataDir: 'there',
    port: 3000,
    stepMs: 15_000,
    panelsOnly: true,
  });
});

test.each([
  [['--speed', '0'], '--speed'],
  [['--speed', 'fast'], '--speed'],
  [['--port', '70000'], '--port'],
  [['--port', '3000.5'], '--port'],
  [['--sped', '2'], '--sped'],
  [['stray'], 'stray'],
])('%j is refused with the name of what is wrong', (args, name) => {
  expect(readOptions(args)).toEqual({ wrong: expect.stringContaining(name) });
});
