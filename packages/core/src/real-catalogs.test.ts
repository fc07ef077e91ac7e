/** Reads the real catalogs, where they are at hand: every row of every file, against a second, plainer reading. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalog } from './catalog.ts';
import { normalize } from './normalize.ts';
import { isFailure } from './post.ts';
import { readJson } from './read-json.ts';
import { CATALOGS_FOLDER as FOLDER } from '../test/catalogs-folder.ts';

/** Rows, notes and wrapper of each file, counted by hand. */
const EXPECTED: Record<string, { rows: number; notes: number; wrapper: string }> = {
  '01-vexboost-2026-04/services.json': { rows: 853, notes: 0, wrapper: 'array' },
  '02-vexboost-2026-03/services.utf16le-bom.json': { rows: 774, notes: 0, wrapper: 'value' },
  '02-vexboost-2026-03/services.utf8-bom.json': { rows: 774, notes: 0, wrapper: 'value' },
  '03-smmpanelus/services.json': { rows: 2945, notes: 40, wrapper: 'array' },
  '05-soc-proof/services.json': { rows: 1193, notes: 0, wrapper: 'array' },
  '09-boost-forge/smm_services.json': { rows: 1006, notes: 6, wrapper: 'by_category' },
  '10-medanpedia-2023/api.json': { rows: 505, notes: 0, wrapper: 'data' },
  '16-subhub-beast8/api.json': { rows: 369, notes: 0, wrapper: 'array' },
};

interface PlainRow {
  service?: number;
  id?: number;
  name: string;
  category?: string;
  type?: string;
  rate?: string;
  price?: number;
  min: number | string;
  max: number | string;
  refill?: boolean | string;
}

describe.skipIf(!existsSync(FOLDER))(`real catalogs (skipped where ${FOLDER} is absent)`, () => {
  const files = existsSync(FOLDER)
    ? readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json'))
    : [];

  test('each known file is there', () => expect(files.toSorted()).toEqual(Object.keys(EXPECTED)));

  test.each(files)('%s: every row is a service, a note or a finding', (path) => {
    const catalog = catalogOf(path);
    const expected = EXPECTED[path];
    expect(catalog.wrapper).toBe(expected?.wrapper);
    expect(catalog.services.length + catalog.notes.length).toBe(expected?.rows);
    expect(catalog.notes.length).toBe(expected?.notes);
    expect(catalog.findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(catalog.unknownFields).toEqual({});
  });

  test.each(files)('%s: every field of every row reads as a plainer reading has it', (path) => {
    const rows = plainRows(path);
    for (const service of catalogOf(path).services) {
      const [group, row] = rows[service.position] ?? [];
      if (row === undefined) throw new Error(`no row at ${service.position}`);
      const id = row.service ?? row.id;
      expect(service.id).toBe(id === undefined ? service.id : String(id));
      expect(service.name).toBe(
        row.name
          .trim()
          .replaceAll('&amp;amp;', '&')
          .replaceAll('&amp;', '&')
          .replaceAll('&quot;', '"')
          .replaceAll('&gt;', '>')
          .replaceAll('&lt;', '<'),
      );
      expect(service.category).toBe((row.category ?? group ?? '').trim().replaceAll('&amp;', '&'));
      expect(service.orderForm).toBe(row.type ?? null);
      expect(service.rate).toBe(String(row.rate ?? row.price));
      expect(service.min).toBe(Number(String(row.min).replaceAll('\u00a0', '')));
      const max = Number(String(row.max).replaceAll('\u00a0', ''));
      expect(service.max).toBe(max === 2_147_483_647 ? null : max);
      expect(service.refill).toBe(
        row.refill === undefined ? null : row.refill === true || row.refill === '1',
      );
    }
  });

  test.each(files)('%s: bytes flipped, cut and spliced never throw or hang', (path) => {
    const bytes = readFileSync(join(FOLDER, path));
    const place = fc.nat(bytes.length - 1);
    fc.assert(
      fc.property(place, place, fc.nat(255), fc.boolean(), (a, b, byte, cut) => {
        const [from, to] = a < b ? [a, b] : [b, a];
        const changed = cut
          ? Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)])
          : Buffer.from(bytes.subarray(0, to));
        changed[from % changed.length] = byte;
        const start = performance.now();
        const reply = readJson(changed);
        const outcome = isFailure(reply) ? reply : normalize(reply.value);
        expect(isFailure(outcome) ? outcome.message.length : outcome.services.length).toBeGreaterThan(0);
        expect(performance.now() - start).toBeLessThan(5000);
      }),
      { numRuns: 30 },
    );
  });

  test('both encodings of one catalog read the same', () => {
    const [a, b] = files.filter((path) => path.startsWith('02-')).map(catalogOf);
    expect(a).toEqual(b);
  });
});

function catalogOf(path: string): Catalog {
  const reply = readJson(readFileSync(join(FOLDER, path)));
  if (isFailure(reply)) throw new Error(`${path}: ${reply.code}`);
  const catalog = normalize(reply.value);
  if (isFailure(catalog)) throw new Error(`${path}: ${catalog.code}`);
  return catalog;
}

/** Rows with the category that they stand under, read without any of the code under test. */
function plainRows(path: string): [string | undefined, PlainRow][] {
  const bytes = readFileSync(join(FOLDER, path));
  const text = new TextDecoder(bytes[0] === 0xff ? 'utf-16le' : 'utf-8').decode(bytes);
  const value: PlainRow[] | Record<string, PlainRow[]> = JSON.parse(text);
  if (Array.isArray(value)) return value.map((row) => [undefined, row]);
  const list = value['data'] ?? value['value'];
  if (list !== undefined) return list.map((row) => [undefined, row]);
  return Object.entries(value).flatMap(([group, rows]) =>
    (rows ?? []).map((row): [string, PlainRow] => [group, row]),
  );
}
