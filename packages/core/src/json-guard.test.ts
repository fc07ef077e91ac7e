import { describe, expect, test } from 'vitest';
import { guardJson } from './json-guard.ts';
import { BODY_BYTES_MAX, FIELD_NAMES_MAX, HOLDERS_MAX } from './limits.ts';

const SERVICE =
  '{"service":1,"name":"Likes [HQ][Refill]","category":"Instagram","rate":"0.90","min":10,"max":1000},';

describe('large texts are looked at before they are parsed', () => {
  test('honest catalogs pass, whatever their size', () => {
    expect(guardJson(`[${SERVICE.repeat(200_000)}{}]`)).toBeNull();
    expect(guardJson(`[${SERVICE.repeat(3)}{}]`)).toBeNull();
  });

  test('brackets within brackets are refused', () => {
    for (const piece of ['[', '{"a":', '[ [ ', '{"a":[']) {
      expect(guardJson(piece.repeat(1_000_000))).toMatchObject({ stage: 'json', code: 'too_deep' });
    }
  });

  test('brackets beside brackets are refused', () => {
    for (const piece of ['{},', '[],', '{"name":"a"},']) {
      const text = `[${piece.repeat(HOLDERS_MAX + 1)}{}]`;
      expect(guardJson(text)).toMatchObject({ stage: 'body', code: 'too_large' });
    }
  });

  test('a dense text within the limits passes', () => {
    expect(guardJson(`[${'{"name":"a"},'.repeat(HOLDERS_MAX / 2)}{}]`)).toBeNull();
  });

  const names = (count: number, written: (index: number) => string) =>
    `[{"service":1,${Array.from({ length: count }, (_, index) => `${written(index)}1`).join(',')}}]`;

  test('a million fields of different names are refused, however they are written', () => {
    for (const written of [
      (index: number) => `"field ${index}":`,
      (index: number) => `"field ${index}" \n :`,
      (index: number) => `"${index}\\"field":`,
      (index: number) => `"${'x'.repeat(20)}${index}":`,
    ]) {
      expect(guardJson(names(Math.ceil(FIELD_NAMES_MAX * 1.02), written))).toMatchObject({
        stage: 'body',
        code: 'too_large',
        message: expect.stringContaining('different fields'),
      });
    }
  });

  test('so many names are found wherever they are in the largest text', () => {
    const found = names(Math.ceil(FIELD_NAMES_MAX * 1.02), (index) => `"${index}":`);
    const filler = JSON.stringify('x'.repeat(BODY_BYTES_MAX - found.length - 10));
    for (const text of [`[${filler},${found}]`, `[${found},${filler}]`]) {
      expect(guardJson(text)).toMatchObject({ stage: 'body', code: 'too_large' });
    }
  });

  test('a large catalog keyed by id passes, and so does one of JSON inside of a string', () => {
    const byId = Array.from({ length: 50_000 }, (_, id) => `"${id}":${SERVICE.slice(0, -1)}`).join(',');
    expect(guardJson(`{${byId}}`)).toBeNull();
    expect(guardJson(JSON.stringify(`[${SERVICE.repeat(60_000)}{}]`))).toBeNull();
  });

  test('times, addresses and quotes in texts are no names', () => {
    const row = (id: number) =>
      JSON.stringify({
        id,
        description: `Start 0:${id} "speed ${id}": fast https://a.example/${id}:80 "${id}" : x`,
      });
    expect(guardJson(`[${Array.from({ length: 30_000 }, (_, id) => row(id)).join(',')}]`)).toBeNull();
  });
});
