/** What is written is what is read, in every shape that panels use; and no bytes whatever make reading throw or hang. */
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from './catalog.ts';
import { normalize } from './normalize.ts';
import { isFailure } from './post.ts';
import { readJson } from './read-json.ts';

/** What a panel sells, before it is written in some dialect. */
interface Sold {
  name: string;
  category: string;
  /** In ten-thousandths, so that it can be written in any way. */
  rate: number;
  min: number;
  max: number | null;
  refill: boolean | null;
}

/** How a panel writes. */
interface Dialect {
  id: 'service' | 'id' | 'service_id' | 'sid' | 'type' | 'none';
  opaqueIds: boolean;
  name: 'name' | 'title' | 'layanan' | 'service';
  category: 'category' | 'social' | 'kategori' | 'wrapper';
  rate: 'rate' | 'price' | 'harga' | 'price_per_1000' | 'pricePer1000';
  rateForm: 'text' | 'number' | 'dollar' | 'comma' | 'grouped' | 'rouble';
  min: 'min' | 'min_amount' | 'order_min';
  max: 'max' | 'max_amount' | 'order_max';
  quantityForm: 'number' | 'text' | 'dot' | 'comma' | 'space' | 'noBreak';
  flagForm: 'boolean' | 'digit' | 'digitText' | 'word';
  wrapper: 'array' | 'data' | 'status' | 'services' | 'value' | 'by_id' | 'string' | 'dataString';
  encoding: 'utf8' | 'utf8Bom' | 'utf16le' | 'utf16leBom' | 'utf16be';
  dirt: 'none' | 'warning' | 'suffix' | 'both';
  escapeEntities: boolean;
  shuffle: boolean;
}

const WORDS = [
  'Instagram',
  'Followers',
  'Лайки',
  'ᴛɢ',
  'Görüntüleme',
  '🔥',
  'R&D',
  '"VIP"',
  '<3',
  '30 days',
  'عرب',
  '[HQ]',
];
const text = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 5 })
  .map((words) => `Buy ${words.join(' ')}`);

const sold: fc.Arbitrary<Sold> = fc.record({
  name: text,
  category: text,
  rate: fc.integer({ min: 1, max: 99_999_999 }),
  min: fc.integer({ min: 1, max: 50_000 }),
  max: fc.option(fc.integer({ min: 50_001, max: 900_000_000 })),
  refill: fc.option(fc.boolean()),
});

const dialect: fc.Arbitrary<Dialect> = fc.record({
  id: fc.constantFrom('service', 'id', 'service_id', 'sid', 'type', 'none'),
  opaqueIds: fc.boolean(),
  name: fc.constantFrom('name', 'title', 'layanan', 'service'),
  category: fc.constantFrom('category', 'social', 'kategori', 'wrapper'),
  rate: fc.constantFrom('rate', 'price', 'harga', 'price_per_1000', 'pricePer1000'),
  rateForm: fc.constantFrom('text', 'number', 'dollar', 'comma', 'grouped', 'rouble'),
  min: fc.constantFrom('min', 'min_amount', 'order_min'),
  max: fc.constantFrom('max', 'max_amount', 'order_max'),
  quantityForm: fc.constantFrom('number', 'text', 'dot', 'comma', 'space', 'noBreak'),
  flagForm: fc.constantFrom('boolean', 'digit', 'digitText', 'word'),
  wrapper: fc.constantFrom('array', 'data', 'status', 'services', 'value', 'by_id', 'string', 'dataString'),
  encoding: fc.constantFrom('utf8', 'utf8Bom', 'utf16le', 'utf16leBom', 'utf16be'),
  dirt: fc.constantFrom('none', 'warning', 'suffix', 'both'),
  escapeEntities: fc.boolean(),
  shuffle: fc.boolean(),
});

describe('what is written is what is read', () => {
  test('in every shape, alias, number format, wrapper and encoding', () => {
    fc.assert(
      fc.property(fc.array(sold, { minLength: 6, maxLength: 30 }), dialect, (catalog, how) => {
        const written = write(catalog, how);
        const reply = readJson(written.bytes);
        if (isFailure(reply)) throw new Error(`${reply.stage}/${reply.code}: ${reply.message}`);
        const read = normalize(reply.value);
        if (isFailure(read)) throw new Error(`${read.stage}/${read.code}: ${read.message}`);
        expect(read.notes).toEqual([]);
        expect(
          read.services.map((service) => [
            service.name,
            service.category,
            Number(service.rate),
            service.min,
            service.max,
            service.refill,
          ]),
        ).toEqual(
          written.order.map((each) => [
            each.name,
            each.category,
            each.rate / 10_000,
            each.min,
            each.max,
            each.refill,
          ]),
        );
        const ids = read.services.map(({ id }) => id);
        expect(new Set(ids).size).toBe(catalog.length);
        expect(ids).toEqual(written.ids ?? ids);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Writes a catalog as a panel with this dialect would; `order` and `ids` say what to expect of the reading. */
function write(catalog: Sold[], how: Dialect): { bytes: Uint8Array; order: Sold[]; ids: string[] | null } {
  const order = how.category === 'wrapper' ? byCategory(catalog) : catalog;
  // A service that names itself `service` cannot have its id there as well.
  const idKey = how.id === 'service' && how.name === 'service' ? 'id' : how.id;
  const ids = order.map((_, at) => (how.opaqueIds && idKey !== 'type' ? `SUB-${at + 1}` : String(at + 1)));
  const rows = order.map((each, at) => writeRow(each, ids[at] ?? '', idKey, how));
  const keyed = how.category !== 'wrapper' && how.wrapper === 'by_id' && how.opaqueIds;
  return {
    bytes: encode(soil(JSON.stringify(wrap(rows, order, ids, how)), how), how),
    order,
    ids: idKey === 'none' && !keyed ? null : ids,
  };
}

function byCategory(catalog: Sold[]): Sold[] {
  const groups = Map.groupBy(catalog, ({ category }) => category);
  return [...groups.values()].flat();
}

function writeRow(each: Sold, id: string, idKey: string, how: Dialect): Record<string, Json> {
  const escaped = (value: string) =>
    how.escapeEntities
      ? value
          .replaceAll('&', '&amp;')
          .replaceAll('"', '&quot;')
          .replaceAll('<', '&lt;')
          .replaceAll('&amp;', '&amp;amp;')
      : ` ${value}\u00a0`;
  const cells: [string, Json][] = [
    [how.name, escaped(each.name)],
    [how.rate, writeRate(each.rate, how)],
    [how.min, writeQuantity(each.min, how)],
    [how.max, writeQuantity(each.max ?? 2_147_483_647, how)],
  ];
  if (idKey !== 'none') cells.push([idKey, /^\d+$/.test(id) && how.wrapper !== 'services' ? Number(id) : id]);
  if (idKey !== 'type') cells.push(['type', 'Default']);
  if (how.category !== 'wrapper') cells.push([how.category, escaped(each.category)]);
  if (each.refill !== null) cells.push(['refill', writeFlag(each.refill, how)]);
  return Object.fromEntries(how.shuffle ? cells.toReversed() : cells);
}

function writeRate(tenThousandths: number, how: Dialect): Json {
  const whole = String(Math.floor(tenThousandths / 10_000));
  const fraction = String(tenThousandths % 10_000).padStart(4, '0');
  return {
    number: tenThousandths / 10_000,
    dollar: `$${whole}.${fraction}`,
    rouble: `${whole}.${fraction} ₽`,
    comma: `${whole},${fraction}`,
    grouped: `${group(whole, ',')}.${fraction}`,
    text: `${whole}.${fraction}`,
  }[how.rateForm];
}

function writeQuantity(quantity: number, how: Dialect): Json {
  const separators = { dot: '.', comma: ',', space: ' ', noBreak: '\u00a0' };
  if (how.quantityForm === 'number') return quantity;
  if (how.quantityForm === 'text') return String(quantity);
  return group(String(quantity), separators[how.quantityForm]);
}

function group(digits: string, separator: string): string {
  return digits.replace(/\B(?=(?:\d{3})+$)/g, separator);
}

function writeFlag(flag: boolean, how: Dialect): Json {
  return {
    boolean: flag,
    digit: flag ? 1 : 0,
    digitText: flag ? '1' : '0',
    word: flag ? 'Yes' : 'No',
  }[how.flagForm];
}

function wrap(rows: Record<string, Json>[], order: Sold[], ids: string[], how: Dialect): Json {
  const inner: Json =
    how.category === 'wrapper'
      ? Object.fromEntries(
          [...Map.groupBy(rows, (row) => order[rows.indexOf(row)]?.category ?? '')].map(([key, group]) => [
            key,
            group,
          ]),
        )
      : rows;
  // Keys that are numbers would be put in order by any JSON reader.
  const keyed =
    how.category === 'wrapper' || !how.opaqueIds
      ? inner
      : Object.fromEntries(rows.map((row, at) => [ids[at] ?? '', row]));
  return {
    array: inner,
    data: { data: inner },
    status: { status: 'success', data: inner },
    services: { services: inner },
    value: { value: inner, Count: rows.length },
    by_id: keyed,
    string: JSON.stringify(inner),
    dataString: { status: true, data: JSON.stringify(inner) },
  }[how.wrapper];
}

function soil(json: string, { dirt }: Dialect): string {
  const warning =
    '<br />\n<b>Notice</b>:  Undefined index: [key] in <b>/srv/api/v2.php</b> on line <b>7</b><br />\n';
  const before = dirt === 'warning' || dirt === 'both' ? warning : '';
  const after = dirt === 'suffix' || dirt === 'both' ? '\n<!-- page in 0.02 s -->' : '';
  // Text in front of a JSON string is beyond recovery: nothing tells the string from any other quote.
  return json.startsWith('"') ? json : before + json + after;
}

function encode(json: string, { encoding }: Dialect): Uint8Array {
  return {
    utf8: () => Buffer.from(json),
    utf8Bom: () => Buffer.from(`\ufeff${json}`),
    utf16le: () => Buffer.from(json, 'utf16le'),
    utf16leBom: () => Buffer.from(`\ufeff${json}`, 'utf16le'),
    utf16be: () => Buffer.from(json, 'utf16le').swap16(),
  }[encoding]();
}

describe('whatever comes, reading ends as a value', () => {
  const seed = write(
    Array.from({ length: 12 }, (_, at): Sold => ({
      name: `Buy Лайки ${at} "x" 🔥`,
      category: `Cat ${at % 3}`,
      rate: 9000 + at,
      min: 10,
      max: 1000 * (at + 51),
      refill: at % 2 === 0,
    })),
    {
      id: 'service',
      opaqueIds: false,
      name: 'name',
      category: 'category',
      rate: 'rate',
      rateForm: 'text',
      min: 'min',
      max: 'max',
      quantityForm: 'text',
      flagForm: 'boolean',
      wrapper: 'status',
      encoding: 'utf8',
      dirt: 'none',
      escapeEntities: true,
      shuffle: false,
    },
  ).bytes;

  /** Reads to the end and says how it ended; a throw fails the property. */
  function ends(bytes: Uint8Array): boolean {
    const start = performance.now();
    const reply = readJson(bytes);
    const outcome = isFailure(reply) ? reply : normalize(reply.value);
    expect(performance.now() - start).toBeLessThan(2000);
    return !isFailure(outcome);
  }

  test('bytes changed, cut out and put in', () => {
    const mutation = fc.array(
      fc.record({
        at: fc.nat(seed.length - 1),
        remove: fc.nat(40),
        put: fc.oneof(
          fc.uint8Array({ maxLength: 8 }),
          fc
            .constantFrom(
              '[',
              ']',
              '{',
              '}',
              '"',
              ',',
              ':',
              '\\',
              '\\ud800',
              'NaN',
              'null',
              '\u0000',
              '<br>',
              '1e999',
              '-',
            )
            .map((piece) => Buffer.from(piece)),
        ),
      }),
      { minLength: 1, maxLength: 6 },
    );
    let read = 0;
    fc.assert(
      fc.property(mutation, (edits) => {
        let bytes: Uint8Array = seed;
        for (const { at, remove, put } of edits) {
          bytes = Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + remove)]);
        }
        if (ends(bytes)) read++;
      }),
      { numRuns: 2000 },
    );
    expect(read).toBeGreaterThan(0);
  });

  test('cut at every place', () => {
    for (let cut = 0; cut < seed.length; cut++) ends(seed.subarray(0, cut));
    expect(ends(seed)).toBe(true);
  });

  test('any JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(ends(Buffer.from(JSON.stringify(value)))).toBeTypeOf('boolean');
      }),
      { numRuns: 1000 },
    );
  });

  test('any JSON in the rows of a catalog: services, notes and unreadable rows add up', () => {
    const row = fc.oneof(
      fc.dictionary(
        fc.constantFrom('service', 'name', 'type', 'rate', 'min', 'max', 'category', 'refill', 'desc', 'x'),
        fc.jsonValue({ maxDepth: 2 }),
      ),
      fc.jsonValue({ maxDepth: 1 }),
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 20 }), (rows) => {
        const anchor = { service: 1, name: 'Likes', rate: '1', min: 1, max: 2 };
        const value: Json = JSON.parse(JSON.stringify([anchor, ...rows]));
        const catalog = normalize(value);
        if (isFailure(catalog)) throw new Error(catalog.message);
        const unreadable = catalog.findings
          .filter(({ code }) => code.startsWith('row_'))
          .reduce((sum, { count }) => sum + (count ?? 0), 0);
        expect(catalog.services.length + catalog.notes.length + unreadable).toBe(rows.length + 1);
      }),
      { numRuns: 1000 },
    );
  });

  test('any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(ends(bytes)).toBeTypeOf('boolean');
      }),
      { numRuns: 2000 },
    );
  });
});
