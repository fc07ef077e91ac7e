import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { termQueries } from './conditions.ts';
import {
  FACETS,
  NO_FILTERS,
  RANGES,
  readFilters,
  writeFilters,
  type Filters,
  type Range,
} from './filters.ts';
import { readQuery } from './query-words.ts';

describe('the words of a query', () => {
  test('filters, quotes and minus each say what they say', () => {
    expect(
      readQuery('platform:instagram,TikTok refill:>=30 rate:<0.8 min:<=100 "non drop" -auto likes is:cancel'),
    ).toMatchObject({
      words: [
        { word: 'non', exact: true },
        { word: 'drop', exact: true },
        { word: 'likes', exact: false },
      ],
      excluded: ['auto'],
      facets: { platform: ['instagram', 'tiktok'], flag: ['cancel'] },
      ranges: { days: { from: '30' }, rate: { to: '0.8' }, min: { to: '100' } },
    });
  });

  it.each([
    ['refill 30', { from: '30' }],
    ['30 gün telafi', { from: '30' }],
    ['no refill', { from: '0', to: '0' }],
    ['lifetime refill', { from: '36500' }],
  ])('%j is asked of the promise, not of the words', (text, days) => {
    expect(readQuery(`instagram ${text}`)).toMatchObject({
      words: [{ word: 'instagram' }],
      ranges: { days },
    });
    expect(readQuery(text, true).ranges).toEqual({});
  });

  test('who asks for what is cheap asks for an order', () => {
    for (const text of ['cheap likes', 'likes ucuz', 'дешёвые likes', 'likes barato'])
      expect(readQuery(text)).toMatchObject({ cheapest: true, words: [{ word: 'likes' }] });
    expect(readQuery('"cheap" likes')).toMatchObject({ cheapest: false });
  });

  it.each<[text: string, ranges: object]>([
    ['10k per day', { speed: { from: '10000' } }],
    ['speed 50k', { speed: { from: '50000' } }],
    ['instant start', { start: { to: '1' } }],
    ['мгновенный старт', { start: { to: '1' } }],
    ['speed:>=1000 start:<=6', { speed: { from: '1000' }, start: { to: '6' } }],
  ])('%j is asked of the numbers, not of the words', (text, ranges) => {
    const asked = readQuery(`instagram ${text}`);
    expect(asked.ranges).toEqual(ranges);
    expect(asked.words.map(({ word }) => word)).toEqual(['instagram']);
  });

  it.each([
    ['tik tok views', 'p:tiktok', 'tik tok'],
    ['مشاهدات تيك توك', 'p:tiktok', 'تيك توك'],
    ['apple music plays', 'p:apple_music', 'apple music'],
    ['followers united states', 'c:us', 'united states'],
    ['south korea views', 'c:kr', 'south korea'],
    ['high quality likes', 'q:hq', 'high quality'],
    ['youtube watch time', 'k:watch_time', 'watch time'],
  ])('%j: several words say one fact', (text, fact, said) => {
    const together = readQuery(text).words.flatMap((it) => it.together ?? []);
    expect(together).toEqual([{ words: said.split(' '), fact }]);
  });

  it.each([
    'buy instagram likes',
    'купить лайки инстаграм для instagram',
    'jasa instagram likes',
    'comprar likes de instagram',
    'instagram beğeni satın al',
    'شراء instagram likes',
  ])('%j: what people write around what they want is no condition', (text) => {
    expect(readQuery(text).words).toHaveLength(text.startsWith('купить') ? 3 : 2);
  });

  test('who asks for nothing else means those words', () => {
    expect(readQuery('buy').words).toMatchObject([{ word: 'buy' }]);
    expect(readQuery('"for" likes').words.map(({ word }) => word)).toEqual(['for', 'likes']);
  });

  test('a number behind id is that id', () => {
    expect(readQuery('id 1234').words).toEqual([{ word: '1234', exact: true }]);
    expect(readQuery('ID:77').words).toEqual([{ word: '77', exact: true }]);
  });

  test('a filter that makes no sense is searched as words', () => {
    expect(readQuery('platform:nowhere').words.map(({ word }) => word)).toContain('nowhere');
    expect(readQuery('rate:dear').ranges).toEqual({});
  });
});

test('any text at all is read, and what it asks for stays within its quotes', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: fc.constantFrom(...Array.from('\'\\:*&|!()<->"- ab')) }),
      ),
      (text) => {
        const asked = { asked: readQuery(text), filters: NO_FILTERS, perUsd: '1', quantity: undefined };
        const query = termQueries(asked).join('&');
        // Without what stands in quotes, only operators are left.
        expect(query.replaceAll(/'(?:[^'\\]|''|\\\\)*'/g, '')).toMatch(/^[&|!():*]*$/);
      },
    ),
  );
});

const NUMBER = fc.integer({ min: 0, max: 99_999 }).map(String);
const RANGE: fc.Arbitrary<Range> = fc.oneof(
  NUMBER.map((from) => ({ from })),
  NUMBER.map((to) => ({ to })),
  fc.tuple(NUMBER, NUMBER).map(([from, to]) => ({ from, to })),
);
const FILTERS: fc.Arbitrary<Filters> = fc
  .record({
    platform: fc.subarray(['instagram', 'tiktok', 'unknown']),
    kind: fc.subarray(['followers', 'likes']),
    country: fc.subarray(['br', 'latam', 'tr']),
    refill: fc.subarray(['30', 'lifetime', 'none']),
    panel: fc.subarray(['a-shop', 'b-shop']),
    ranges: fc.dictionary(fc.constantFrom(...RANGES), RANGE, { noNullPrototype: true }),
  })
  .map(({ ranges, ...facets }) => ({ facets: { ...NO_FILTERS.facets, ...facets }, ranges }));

test('filters are read back from the address that they make', () => {
  fc.assert(
    fc.property(FILTERS, (filters) => {
      const address = writeFilters(filters);
      const again = readFilters((name) => {
        const value = address[name];
        return value === undefined ? undefined : [value].flat();
      });
      for (const facet of FACETS)
        expect(again.facets[facet].toSorted()).toEqual(filters.facets[facet].toSorted());
      expect(again.ranges).toEqual(filters.ranges);
    }),
  );
});
