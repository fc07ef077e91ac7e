/** A reply read by its differences is what it is when it is read whole, or is not read so. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Catalog, Json, Service } from './catalog.ts';
import { readEdits, rememberRows } from './known-rows.ts';
import type { CatalogEdits } from './known-rows.ts';
import type { Remembered } from './remembered.ts';
import { normalizeRows } from './normalize.ts';
import { isFailure } from './post.ts';
import { readJson } from './read-json.ts';

type Cells = Record<string, Json>;

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

function readWhole(body: Uint8Array): { catalog: Catalog; remembered: Remembered | null } {
  const reply = readJson(body);
  const read = isFailure(reply) ? reply : normalizeRows(reply.value);
  if (isFailure(read) || isFailure(reply)) throw new Error('the reply cannot be read');
  const { catalog, rows } = read;
  const keeps = rows !== null && reply.findings.length === 0;
  const kept = keeps ? rememberRows(body, catalog, rows) : null;
  return { catalog, remembered: kept && { rows: kept, edits: new Uint8Array() } };
}

function rememberedOf(rows: Cells[]): Remembered {
  const { remembered } = readWhole(bytesOf(JSON.stringify(rows)));
  if (remembered === null) throw new Error('nothing was remembered');
  return remembered;
}

/** Reads the second reply by its differences from the first. */
function differing(first: string, second: string, contentType?: string): CatalogEdits | null {
  const { remembered } = readWhole(bytesOf(first));
  if (remembered === null) throw new Error('nothing was remembered');
  return readEdits(bytesOf(second), remembered, contentType)?.edits ?? null;
}

function patched(services: readonly Service[], { edited }: CatalogEdits): Service[] {
  const all = [...services];
  for (const { at, service } of edited) all[at] = service;
  return all;
}

const row = (id: number, more: Cells = {}): Cells => ({
  service: id,
  name: `Followers ${id}`,
  type: 'Default',
  category: 'Instagram',
  rate: '0.90',
  min: '10',
  max: '5000',
  refill: false,
  ...more,
});
const ROWS = Array.from({ length: 60 }, (_, at) => row(at + 1));
const withRow = (at: number, changed: Cells): Cells[] => ROWS.with(at, changed);
const ROW_30 = row(30, { rate: '1.25', max: '9000' });

describe('some rows are written otherwise', () => {
  const edits = differing(JSON.stringify(ROWS), JSON.stringify(withRow(29, ROW_30)));

  test('these alone are read', () => {
    expect(edits).toMatchObject({
      services: 60,
      edited: [{ at: 29, service: { id: '30', rate: '1.25', max: 9000, position: 29 } }],
    });
  });

  test('the same reply has no differences', () => {
    expect(differing(JSON.stringify(ROWS), JSON.stringify(ROWS))).toEqual({ services: 60, edited: [] });
  });

  test('the first and the last row, in a wrapper, with spaces', () => {
    const write = (rows: Cells[]) =>
      ` {"status": true, "data": [\n${rows.map((each) => JSON.stringify(each, null, 1)).join(' ,\n')}\n]}\n`;
    const later = withRow(0, row(1, { rate: 2 })).with(59, row(60, { refill: true }));
    expect(
      differing(write(ROWS), write(later))?.edited.map(({ at, service }) => [
        at,
        service.rate,
        service.refill,
      ]),
    ).toEqual([
      [0, '2', false],
      [59, '0.90', true],
    ]);
  });

  test('places count services: a heading before is none', () => {
    const heading = row(1, { name: '------ Other ------', rate: '0' });
    expect(
      differing(
        JSON.stringify([heading, ...ROWS.slice(1)]),
        JSON.stringify([heading, ...withRow(29, ROW_30).slice(1)]),
      ),
    ).toMatchObject({ services: 59, edited: [{ at: 28, service: { id: '30' } }] });
  });

  test('what is kept of the second reply reads the third, and so on: edits gather until all is written anew', () => {
    let remembered = rememberedOf(ROWS);
    const kept: (number | string)[] = [];
    for (let round = 1; round <= 14; round++) {
      const rates = `0.${round}`;
      const later = bytesOf(JSON.stringify(withRow(29, row(30, { rate: rates }))));
      const read = readEdits(later, remembered);
      expect(read?.edits.edited.map(({ service }) => [service.id, service.rate])).toEqual([['30', rates]]);
      if (read === null) throw new Error('it was read whole');
      kept.push(read.remembered.rows === remembered.rows ? read.remembered.edits.length : 'anew');
      remembered = read.remembered;
      expect(readEdits(later, remembered)?.edits.edited).toEqual([]);
    }
    expect(kept).toEqual([16, 32, 48, 64, 80, 96, 112, 128, 144, 160, 176, 192, 'anew', 16]);
  });
});

describe('is read whole', () => {
  test.each<[string, Json]>([
    ['a row more', [...ROWS, row(61)]],
    ['a row less', ROWS.slice(1)],
    ['rows that changed places', withRow(3, row(5)).with(4, row(4))],
    ['another id', withRow(29, row(99))],
    ['another name', withRow(29, row(30, { name: 'Likes' }))],
    ['another category', withRow(29, row(30, { category: 'TikTok' }))],
    ['another order form', withRow(29, row(30, { type: 'Package' }))],
    ['a field more', withRow(29, row(30, { note: 'x' }))],
    ['fields in another order', withRow(29, { rate: '1', ...row(30) })],
    ['a rate that nobody can read', withRow(29, row(30, { rate: 'soon' }))],
    ['a rate with a sign', withRow(29, row(30, { rate: '$0.90' }))],
    ['a rate of nothing: a heading', withRow(29, row(30, { rate: 0 }))],
    ['a limit that is odd', withRow(29, row(30, { min: 900, max: 10 }))],
    ['a value that is a list', withRow(29, row(30, { refill: [true] }))],
    ['half a character', withRow(29, row(30, { min: '10\ud83d' }))],
    ['a number beyond what is exact', withRow(29, row(30, { max: 2 ** 60 }))],
    ['more rows than a tenth', ROWS.map((each) => ({ ...each, rate: '3' }))],
    ['another wrapper', { data: ROWS }],
  ])('%s', (_, later) => {
    expect(differing(JSON.stringify(ROWS), JSON.stringify(later))).toBeNull();
  });

  test.each([
    ['a field twice', (text: string) => text.replace('"service":30,', '"service":30,"rate":"7",')],
    ['a comma too many', (text: string) => text.replace('},{"service":30,', '},,{"service":30,')],
    ['a row that is no JSON', (text: string) => text.replace('"service":30,', '"service":30,,')],
    ['a reply that ends early', (text: string) => text.slice(0, -20)],
    ['something behind it', (text: string) => `${text}x`],
  ])('%s', (_, spoil) => {
    expect(differing(JSON.stringify(ROWS), spoil(JSON.stringify(ROWS)))).toBeNull();
  });

  test('bytes that are no UTF-8, and a header that names another encoding', () => {
    const remembered = rememberedOf(ROWS);
    const spoilt = bytesOf(JSON.stringify(ROWS));
    spoilt[2000] = 0xff;
    expect(readEdits(spoilt, remembered)).toBeNull();
    expect(
      differing(JSON.stringify(ROWS), JSON.stringify(ROWS), 'text/html; charset=windows-1251'),
    ).toBeNull();
  });

  test('a currency that one row does not share', () => {
    const rows = ROWS.map((each): Cells => ({ ...each, currency: 'USD' }));
    const write = (later: Cells) => JSON.stringify(rows.with(29, later));
    expect(differing(JSON.stringify(rows), write({ ...row(30), currency: 'EUR' }))).toBeNull();
    expect(differing(JSON.stringify(rows), write({ ...ROW_30, currency: 'USD' }))?.edited).toHaveLength(1);
  });

  test('the row that a finding quotes, and a row of which there is something to say', () => {
    const rows = ROWS.map((each): Cells => ({ ...each, mystery: 'x' }));
    const odd = rows.with(40, { ...row(41), rate: '$2', mystery: 'x' });
    const changed = (at: number) => JSON.stringify(odd.with(at, { ...odd[at], rate: '5' }));
    expect(differing(JSON.stringify(odd), changed(0))).toBeNull();
    expect(differing(JSON.stringify(odd), changed(40))).toBeNull();
    expect(differing(JSON.stringify(odd), changed(1))?.edited).toHaveLength(1);
  });

  test('whatever was kept by another version, or is damaged', () => {
    const remembered = rememberedOf(ROWS);
    const other = Uint8Array.from(remembered.rows);
    other[0] = 200;
    const body = bytesOf(JSON.stringify(ROWS));
    for (const rows of [other, other.subarray(0, 100), new Uint8Array()])
      expect(readEdits(body, { ...remembered, rows })).toBeNull();
  });
});

describe('nothing is remembered', () => {
  test.each<[string, string]>([
    ['of a few rows', JSON.stringify(ROWS.slice(0, 5))],
    ['where a meaning has two fields', JSON.stringify(ROWS.map((each) => ({ ...each, title: 'x' })))],
    ['where ids are derived', JSON.stringify(ROWS.map(({ service: _, ...rest }) => rest))],
    ['where an id stands twice', JSON.stringify([...ROWS, row(1)])],
    ['of rows under headings', JSON.stringify({ Instagram: ROWS, TikTok: [row(90)] })],
    ['of a list of more than services', JSON.stringify([...ROWS, 7])],
    ['of JSON that had to be repaired', JSON.stringify(ROWS).replace(/\]$/, ',]')],
    [
      'where currencies differ',
      JSON.stringify(ROWS.map((each, at) => ({ ...each, currency: at === 3 ? 'EUR' : 'USD' }))),
    ],
  ])('%s', (_, text) => {
    expect(readWhole(bytesOf(text)).remembered).toBeNull();
  });
});

test('whatever is edited where it stands: it reads as when it is read whole, or is read whole', () => {
  const word = fc.constantFrom('Likes', 'Ünlü "Kız"', '{[', ']}', '\\', 'Лайки', '🔥', '------', 'a,b', '');
  const cells = fc.record(
    {
      name: fc.oneof({ weight: 1, arbitrary: word }, { weight: 5, arbitrary: fc.constant('Followers') }),
      rate: fc.constantFrom<Json>('0.90', '1,5', 2, '3.10', '0', 99_999, '$1', null, '12345.5'),
      min: fc.constantFrom<Json>(10, '100', '', 'many', 60_000),
      description: fc.oneof(word, fc.constant(null)),
      refill: fc.constantFrom<Json>(true, false, 1, '', 'perhaps'),
    },
    { requiredKeys: [] },
  );
  const start = fc.array(cells, { minLength: 40, maxLength: 60 });
  const edits = fc.array(fc.tuple(fc.nat(), cells), { maxLength: 4 });
  let byDifferences = 0;
  fc.assert(
    fc.property(start, edits, fc.boolean(), (given, changes, wrapped) => {
      const full = (each: Cells, at: number): Cells => ({ ...row(at + 1), description: 'x', ...each });
      const first = given.map(full);
      const second = [...first];
      for (const [at, each] of changes) second[at % first.length] = { ...second[at % first.length], ...each };
      const write = (rows: Cells[]) => bytesOf(JSON.stringify(wrapped ? { success: 1, data: rows } : rows));
      const earlier = readWhole(write(first));
      if (earlier.remembered === null) return;
      const read = readEdits(write(second), earlier.remembered);
      if (read === null) return;
      byDifferences++;
      const later = readWhole(write(second)).catalog;
      const { services, ...beside } = earlier.catalog;
      expect({ ...beside, services: patched(services, read.edits) }).toEqual(later);
      expect(read.edits.services).toBe(services.length);
    }),
    { numRuns: 2000 },
  );
  expect(byDifferences).toBeGreaterThan(200);
});
