import { existsSync, globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CORPUS } from '../test/wording-corpus.ts';
import type { Json } from './catalog.ts';
import { complaintOf } from './complaint.ts';
import { isFailure } from './post.ts';
import { readJson } from './read-json.ts';
import { CATALOGS_FOLDER as folder } from '../test/catalogs-folder.ts';

const wordings = Object.values(CORPUS).flatMap((byLanguage) =>
  Object.values(byLanguage).flatMap((text) => text.split('\n').map((line) => line.trim())),
);

/** A service that is called like an error, with its fields under one set of aliases or the other. */
const rows = fc.array(
  fc
    .record({
      name: fc.constantFrom(...wordings),
      category: fc.constantFrom(...wordings),
      id: fc.nat(),
      plain: fc.boolean(),
    })
    .map(({ name, category, id, plain }): { [key: string]: Json } =>
      plain
        ? { service: id, name, category, rate: '1.00', min: 1, max: 2 }
        : { id, title: name, social: category, price: 1 },
    ),
  { minLength: 1, maxLength: 8 },
);

const WRAPPERS: ((list: { [key: string]: Json }[], word: string) => Json)[] = [
  (list) => list,
  (list) => ({ data: list }),
  (list) => ({ status: 'success', data: list }),
  (list, word) => ({ status: true, message: word, data: list }),
  (list) => ({ services: list }),
  (list) => ({ value: list, Count: list.length }),
  (list, word) => ({ [word]: list }),
  (list) => ({ error: list }),
  (list) => Object.fromEntries(list.map((row, at) => [`${at}`, row])),
  (list) => ({ status: false, data: { services: list } }),
];

describe('a catalog is no complaint', () => {
  test('whatever its services are called and however they are wrapped', () => {
    fc.assert(
      fc.property(rows, fc.constantFrom(...WRAPPERS), fc.constantFrom(...wordings), (list, wrap, word) => {
        expect(complaintOf(wrap(list, word))).toBeNull();
      }),
      { numRuns: 500 },
    );
  });

  test.skipIf(!existsSync(folder))(`no real catalog is one (needs catalogs at ${folder})`, () => {
    const files = globSync('*/*', { cwd: folder }).filter((file) => !file.endsWith('.md'));
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const read = readJson(readFileSync(resolve(folder, file)));
      expect({ file, complaint: isFailure(read) ? null : complaintOf(read.value) }).toEqual({
        file,
        complaint: null,
      });
    }
  });
});

test('services under any names of their fields are no complaint, whatever they are called', () => {
  const rows = [{ nama: 'Account inactive, invalid key: recovery', selling_price: '5' }];
  expect(complaintOf({ status: true, data: rows })).toBeNull();
  expect(complaintOf({ message: { nama_layanan: 'Spam protection', harga_api: 5 } })).toBeNull();
});

test('an error keeps all its sentences and codes, each once', () => {
  const value = {
    status: 'error',
    error: { code: 102, message: 'Invalid API key' },
    errors: [{ detail: 'Invalid API key' }, 'Second'],
    message: 'Third',
  };
  expect(complaintOf(value)).toEqual({
    wordings: ['Invalid API key', 'Second', 'Third'],
    codes: ['102'],
    certain: true,
  });
});

test('no JSON value makes it stumble', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), (value) => {
      const complaint = complaintOf(JSON.parse(JSON.stringify(value)));
      expect(complaint === null || Array.isArray(complaint.wordings)).toBe(true);
    }),
    { numRuns: 300 },
  );
});
