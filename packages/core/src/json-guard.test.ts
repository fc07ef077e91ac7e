import { describe, expect, test } from 'vitest';
import { guardJson } from './json-guard.ts';
import { HOLDERS_MAX } from './limits.ts';

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
});
