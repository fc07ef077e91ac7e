import { describe, expect, test } from 'vitest';
import type { Catalog, Json } from './catalog.ts';
import { ROWS_MAX } from './limits.ts';
import { normalize } from './normalize.ts';
import { isFailure } from './post.ts';

function catalogOf(value: Json): Catalog {
  const catalog = normalize(value);
  if (isFailure(catalog)) throw new Error(`${catalog.stage}/${catalog.code}`);
  return catalog;
}

/** Codes of findings with how often, leaving out fields that a small example does not have. */
function findings(catalog: Catalog): string[] {
  return catalog.findings
    .filter(({ code }) => code !== 'missing_field')
    .map(({ code, count, position }) => `${code} ${count ?? ''}@${position ?? ''}`);
}

const ROW = {
  service: 1,
  name: 'Likes',
  category: 'Instagram',
  type: 'Default',
  rate: '0.90',
  min: '10',
  max: '1000',
};

describe('a row becomes a service', () => {
  test('every field of Perfect Panel', () => {
    const catalog = catalogOf([
      {
        ...ROW,
        service: '00017',
        refill: true,
        cancel: false,
        dripfeed: '1',
        average_time: '2 hours',
        description: 'a<br>b',
      },
    ]);
    expect(catalog.services).toEqual([
      {
        id: '00017',
        name: 'Likes',
        category: 'Instagram',
        orderForm: 'Default',
        rate: '0.90',
        min: 10,
        max: 1000,
        description: 'a\nb',
        refill: true,
        cancel: false,
        dripfeed: true,
        averageTime: '2 hours',
        network: null,
        refillDays: null,
        position: 0,
      },
    ]);
    expect(catalog.findings).toEqual([]);
    expect(catalog.unknownFields).toEqual({});
  });

  test('every field name of the API Standard', () => {
    const catalog = catalogOf([
      {
        title: 'Likes',
        social: 'Instagram',
        typ: 'Default',
        min_amount: 10,
        max_amount: 20,
        price: 1.5,
        desc: 'x',
      },
    ]);
    expect(catalog.services[0]).toMatchObject({
      name: 'Likes',
      category: 'Instagram',
      orderForm: 'Default',
      min: 10,
      max: 20,
      rate: '1.5',
      description: 'x',
    });
  });

  test('absent is null, not false', () => {
    expect(catalogOf([{ name: 'meh' }]).services[0]).toMatchObject({
      name: 'meh',
      rate: null,
      min: null,
      refill: null,
      cancel: null,
      dripfeed: null,
      description: null,
    });
  });

  test('entities are decoded and outer spaces trimmed in every text', () => {
    expect(
      catalogOf([{ ...ROW, name: ' A &amp;amp; B\u00a0', category: '&quot;C&quot; ' }]).services[0],
    ).toMatchObject({
      name: 'A & B',
      category: '"C"',
    });
  });

  test('a text may be an object with a name, or with one in each language', () => {
    expect(catalogOf([{ ...ROW, category: { id: 3, name: 'Instagram' } }]).services[0]?.category).toBe(
      'Instagram',
    );
  });

  test('a second name of a field fills the rows that the first leaves empty', () => {
    const catalog = catalogOf([
      { name: 'a', rate: '1', price: '7' },
      { name: 'b', rate: null, price: '2' },
    ]);
    expect(catalog.services.map(({ rate }) => rate)).toEqual(['1', '2']);
    expect(catalog.unknownFields).toEqual({});
  });

  test('a lone comma in a rate is read from the habit of all rows', () => {
    const rates = (...written: string[]) =>
      catalogOf(written.map((rate, at) => ({ ...ROW, service: at, rate }))).services.map(({ rate }) => rate);
    expect(rates('25,947', '1,5', '0,90')).toEqual(['25.947', '1.5', '0.90']);
    expect(rates('25,947', '900', '1,200')).toEqual(['25947', '900', '1200']);
  });
});

describe('ids', () => {
  test('are opaque strings', () => {
    const ids = [12, '0012', 'SUB-12', '65f0c0ffee65f0c0ffee65f0', { $oid: '65f0' }, ' 7 '];
    expect(catalogOf(ids.map((service) => ({ ...ROW, service }))).services.map(({ id }) => id)).toEqual([
      '12',
      '0012',
      'SUB-12',
      '65f0c0ffee65f0c0ffee65f0',
      '65f0',
      '7',
    ]);
  });

  test('of Mongo in their exported form are different in each row', () => {
    const rows = Array.from({ length: 12 }, (_, at) => ({
      ...ROW,
      service: null,
      _id: { $oid: `65f0${at}` },
    }));
    expect(catalogOf(rows).services.map(({ id }) => id)).toEqual(rows.map((row) => row._id.$oid));
  });

  test('that stand twice stay on both services, with a finding', () => {
    const catalog = catalogOf([ROW, { ...ROW, name: 'Views' }, ROW]);
    expect(catalog.services).toHaveLength(3);
    expect(findings(catalog)).toEqual(['duplicate_id 2@1']);
  });

  test('that are absent are derived from name, category and type', () => {
    const row = (name: string, category: string, rate = '1') => ({ name, category, rate, min: 1, max: 10 });
    const first = catalogOf([row('a', 'x'), row('b', 'x'), row('a', 'y')]);
    expect(new Set(first.services.map(({ id }) => id)).size).toBe(3);
    expect(findings(first)).toEqual(['missing_id 3@0']);
    const later = catalogOf([row('a', 'y', '5'), row('c', 'x'), row('a', 'x', '6')]);
    expect(later.services[0]?.id).toBe(first.services[2]?.id);
    expect(later.services[2]?.id).toBe(first.services[0]?.id);
  });

  test('derived for rows with the same name differ, and do not depend on the order of the rows', () => {
    const rows = [
      { name: 'a', rate: '1', min: 1, max: 10 },
      { name: 'a', rate: '2', min: 1, max: 20 },
      { name: 'a', rate: '2', min: 5, max: 20 },
    ];
    const idsByMax = (of: Json[]) =>
      new Map(catalogOf(of).services.map(({ id, min, max }) => [`${min}-${max}`, id] as const));
    const forward = idsByMax(rows);
    expect(new Set(forward.values()).size).toBe(3);
    expect(idsByMax(rows.toReversed())).toEqual(forward);
  });

  test('come from the keys of an object keyed by id', () => {
    const { service: _, ...row } = ROW;
    expect(catalogOf({ 'SUB-1': row, 'SUB-2': row }).services.map(({ id }) => id)).toEqual([
      'SUB-1',
      'SUB-2',
    ]);
  });
});

describe('nothing is dropped silently', () => {
  test('a row that is not an object becomes a finding with its position, the rest lives', () => {
    const catalog = catalogOf([ROW, null, 'text', { ...ROW, service: 2 }, [1], 5]);
    expect(catalog.services.map(({ position }) => position)).toEqual([0, 3]);
    expect(findings(catalog)).toEqual(['row_not_an_object 4@1']);
  });

  test('a row without a name becomes a finding', () => {
    const catalog = catalogOf([ROW, { ...ROW, service: 2, name: ' ' }, { ...ROW, service: 3, name: null }]);
    expect(catalog.services).toHaveLength(1);
    expect(findings(catalog)).toEqual(['row_without_name 2@1']);
  });

  test('a bad number or flag costs only itself', () => {
    const catalog = catalogOf([
      ROW,
      { ...ROW, service: 2, rate: 'ask us', min: 'ten', refill: 'perhaps', name: 'Views' },
    ]);
    expect(catalog.services[1]).toMatchObject({
      name: 'Views',
      rate: null,
      min: null,
      max: 1000,
      refill: null,
    });
    expect(catalog.findings.map(({ code, field, example }) => [code, field, example])).toEqual([
      ['bad_number', 'rate', '"ask us"'],
      ['bad_number', 'min', '"ten"'],
      ['bad_flag', 'refill', '"perhaps"'],
    ]);
  });

  test('limits the wrong way round are reported', () => {
    const catalog = catalogOf([ROW, { ...ROW, service: 2, min: 10, max: 5 }]);
    expect(catalog.services[1]).toMatchObject({ min: 10, max: 5 });
    expect(findings(catalog)).toEqual(['min_above_max 1@1']);
  });

  test('rates with signs and separators are read and reported', () => {
    const catalog = catalogOf([
      ROW,
      { ...ROW, service: 2, rate: '$1,234.50' },
      { ...ROW, service: 3, rate: '5 ₽' },
    ]);
    expect(catalog.services.map(({ rate }) => rate)).toEqual(['0.90', '1234.50', '5']);
    expect(catalog.findings).toMatchObject([
      { code: 'rate_not_plain', count: 2, position: 1, example: '$1,234.50' },
    ]);
  });

  test('rows inside a JSON string are read and reported', () => {
    const catalog = catalogOf({ status: true, data: `${JSON.stringify([ROW])}<!-- x -->` });
    expect(catalog.services).toHaveLength(1);
    expect(findings(catalog).map((said) => said.split(' ')[0])).toEqual([
      'json_in_string',
      'dirty_json_suffix',
    ]);
  });

  test('a text in a list of its own is that text', () => {
    const category = [{ id: 7, name: { tr: 'Takipçi', en: 'Followers' } }];
    const catalog = catalogOf([
      { ...ROW, category },
      { ...ROW, service: 2, category: { id: 7, category_name: 'Likes' } },
    ]);
    expect(catalog.services.map((service) => service.category)).toEqual(['Followers', 'Likes']);
  });

  test('a text that is a list costs only itself', () => {
    const catalog = catalogOf([ROW, { ...ROW, service: 2, category: ['a', 'b'] }]);
    expect(catalog.services[1]?.category).toBeNull();
    expect(findings(catalog)).toEqual(['bad_value 1@1']);
  });

  test('unknown fields are counted', () => {
    const catalog = catalogOf([
      { ...ROW, colour: 'red' },
      { ...ROW, service: 2 },
      { ...ROW, service: 3, colour: null },
    ]);
    expect(catalog.unknownFields).toEqual({ colour: 2 });
    expect(catalog.findings).toMatchObject([
      { code: 'unknown_field', field: 'colour', count: 2, severity: 'info' },
    ]);
  });

  test('fields beyond any measure are counted together, those with a meaning found among them', () => {
    const junk = Object.fromEntries(Array.from({ length: 600 }, (_, at) => [`junk${at}`, at]));
    const catalog = catalogOf([{ ...junk, ...ROW }]);
    expect(catalog.services[0]?.name).toBe('Likes');
    expect(Object.keys(catalog.unknownFields)).toHaveLength(500);
    expect(catalog.findings.find(({ code }) => code === 'too_many_fields')?.count).toBe(100);
  });

  test('a missing rate is a finding, not the end', () => {
    const catalog = catalogOf([{ service: 1, name: 'a', category: 'c', min: 1, max: 2 }]);
    expect(catalog.findings).toMatchObject([{ code: 'missing_field', field: 'rate', severity: 'error' }]);
  });

  test('headings and separators become notes with their reason', () => {
    const catalog = catalogOf([
      { ...ROW, service: 9, name: '--- New ---', rate: '0' },
      ROW,
      { ...ROW, service: 8, name: '~~~~~~' },
      { ...ROW, service: 7, name: 'Read this', rate: '9999999999999.00' },
      { name: 'Instagram', category: 'Instagram' },
    ]);
    expect(catalog.services.map(({ id }) => id)).toEqual(['1']);
    expect(catalog.notes).toEqual([
      { position: 0, id: '9', text: '--- New ---', category: 'Instagram', reason: 'heading' },
      { position: 2, id: '8', text: '~~~~~~', category: 'Instagram', reason: 'separator' },
      { position: 3, id: '7', text: 'Read this', category: 'Instagram', reason: 'absurd_rate' },
      { position: 4, id: null, text: 'Instagram', category: 'Instagram', reason: 'no_rate' },
    ]);
  });

  test('a page of several is said to be one', () => {
    expect(catalogOf({ data: [ROW], last_page: 4 }).findings.map(({ code }) => code)).toEqual(['more_pages']);
  });
});

describe('catalogs as a whole', () => {
  test('an empty catalog is a catalog', () => {
    for (const empty of [[], { status: 'success', data: 'Empty Data' }, { data: [] }]) {
      expect(catalogOf(empty)).toMatchObject({ wrapper: 'empty', services: [], notes: [], findings: [] });
    }
  });

  test('the category is the key that services stand under, unless they state their own', () => {
    const { category: _, ...row } = ROW;
    const catalog = catalogOf({ 'A &amp; B': [row], C: [{ ...row, service: 2, category: 'own' }] });
    expect(catalog.services.map(({ category }) => category)).toEqual(['A & B', 'own']);
  });

  test('the currency that rows name, in a field or beside every rate, belongs to the catalog', () => {
    const currency = (...rows: { rate: string; currency?: string | null }[]) =>
      catalogOf(rows.map((row, at) => ({ ...ROW, service: at, ...row }))).currency;
    expect(currency({ rate: '1', currency: 'RUB' }, { rate: '2', currency: 'RUB' })).toBe('RUB');
    expect(currency({ rate: '1', currency: 'RUB' }, { rate: '2', currency: 'USD' })).toBeUndefined();
    expect(currency({ rate: '1 ₽' }, { rate: '2 ₽' })).toBe('₽');
    expect(currency({ rate: '1 ₽' }, { rate: '2' })).toBeUndefined();
    expect(currency({ rate: '1' })).toBeUndefined();
    expect(catalogOf([{ ...ROW, currency: 'RUB' }]).unknownFields).toEqual({});
  });

  test('JSON without a catalog stops at the schema', () => {
    expect(normalize({ error: 'Invalid API key' })).toMatchObject({
      stage: 'schema',
      code: 'no_catalog',
      evidence: { excerpt: '{"error":"Invalid API key"}' },
    });
  });

  test('a list without a readable row stops at the schema', () => {
    expect(normalize([{ foo: 1 }, 2, null])).toMatchObject({ stage: 'schema', code: 'no_readable_row' });
  });

  test('keys that JavaScript knows otherwise are fields like any other', () => {
    const value: Json = JSON.parse('[{"name":"a","rate":1,"__proto__":{"x":1},"constructor":2}]');
    const catalog = catalogOf(value);
    expect(Object.keys(catalog.unknownFields)).toEqual(['__proto__', 'constructor']);
  });
});

test('a list of more rows than any catalog is none', () => {
  const rows = Array.from({ length: ROWS_MAX + 1 }, (): Json => 1);
  expect(normalize([...rows, ROW])).toMatchObject({ stage: 'schema', code: 'no_catalog' });
  expect(normalize([...rows.slice(2), ROW])).toMatchObject({ services: [{ id: '1' }] });
});
