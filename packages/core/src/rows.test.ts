import { describe, expect, test } from 'vitest';
import type { Json } from './catalog.ts';
import { findRows } from './rows.ts';

const A = { service: 1, name: 'Likes', rate: '1' };
const B = { service: 2, name: 'Views', rate: '2' };

function shape(value: Json): [string, Json[]] | null {
  const found = findRows(value);
  return found === null ? null : [found.wrapper, found.rows];
}

describe('wrappers of a catalog', () => {
  test.each<[string, Json, string]>([
    ['a bare array', [A, B], 'array'],
    ['{data:[…]}', { data: [A, B] }, 'data'],
    ['{status, data:[…]}', { status: 'success', data: [A, B] }, 'data'],
    ['{success, data:[…]}', { success: true, data: [A, B], msg: 'ok' }, 'data'],
    ['{result, data:[…]}', { result: 1, data: [A, B] }, 'data'],
    ['{services:[…]}', { services: [A, B] }, 'services'],
    ['{value:[…], Count}', { value: [A, B], Count: 2 }, 'value'],
    ['{data:{services:[…]}}', { data: { services: [A, B] } }, 'services'],
    ['{Data:[…]}', { Data: [A, B] }, 'data'],
    ['a wrapper under a name of its own', { ok: true, catalogue: [A, B] }, 'catalogue'],
    ['one beside lists of plain words', { catalogue: [A, B], currencies: ['USD'] }, 'catalogue'],
    ['a JSON string inside JSON', { status: true, data: JSON.stringify([A, B]) }, 'data'],
    ['an array of arrays', [[A], [B]], 'array'],
    ['services in the place of a message', { status: true, msg: [A, B] }, 'msg'],
    ['a list with holes, which PHP writes as an object', { 0: A, 1: B }, 'by_id'],
    ['one service alone', A, 'single'],
  ])('%s', (_, value, wrapper) => {
    expect(shape(value)).toEqual([wrapper, wrapper === 'single' ? [A] : [A, B]]);
  });

  test('an object keyed by category', () => {
    expect(findRows({ Likes: [A], 'Views & more': [B] })).toMatchObject({
      wrapper: 'by_category',
      rows: [A, B],
      categories: ['Likes', 'Views & more'],
    });
    expect(findRows({ data: { Likes: [A] }, status: 'success' })).toMatchObject({
      wrapper: 'by_category',
      categories: ['Likes'],
    });
  });

  test('a list of groups, each with its services', () => {
    expect(findRows([{ id: 7, name: 'Instagram', services: [A, B] }])).toMatchObject({
      wrapper: 'by_category',
      rows: [A, B],
      categories: ['Instagram', 'Instagram'],
    });
  });

  test('groups under any name, the first of them empty, their services in a list or keyed by id', () => {
    const named = { wrapper: 'by_category', rows: [A, B], categories: ['Instagram', 'TikTok'] };
    for (const key of ['name', 'title', 'Category', 'kategori', 'categoryName', 'social']) {
      const groups = [
        { [key]: 'New', services: [] },
        { [key]: 'Instagram', services: [A] },
        { [key]: 'TikTok', services: [B] },
      ];
      expect(findRows(groups)).toMatchObject(named);
    }
    expect(
      findRows([
        { category: 'Instagram', services: { 11: A } },
        { category: 'TikTok', services: { 12: B } },
      ]),
    ).toMatchObject({ ...named, ids: ['11', '12'] });
  });

  test('an object keyed by id, and one of those keyed by category', () => {
    expect(findRows({ 'SUB-1': A, 'SUB-2': B })).toMatchObject({ wrapper: 'by_id', ids: ['SUB-1', 'SUB-2'] });
    expect(findRows({ data: { 11: A, 12: B } })).toMatchObject({ wrapper: 'by_id', ids: ['11', '12'] });
    expect(findRows({ Likes: { 11: A }, Views: { 12: B } })).toMatchObject({
      wrapper: 'by_category',
      categories: ['Likes', 'Views'],
      ids: ['11', '12'],
    });
  });

  test('groups that name themselves, as a list or keyed', () => {
    const named = { wrapper: 'by_category', rows: [A, B], categories: ['Instagram', 'Instagram'] };
    expect(findRows({ categories: [{ name: 'Instagram', services: [A, B] }] })).toMatchObject(named);
    expect(findRows({ ig: { name: 'Instagram', services: { likes: A, views: B } } })).toMatchObject({
      ...named,
      ids: ['likes', 'views'],
    });
  });

  test('groups within groups keep both names', () => {
    const platforms = [
      { platform: 'Instagram', categories: [{ name: 'Likes', services: [A] }] },
      { platform: 'TikTok', categories: [{ name: 'Views', services: [B] }] },
    ];
    expect(findRows(platforms)).toMatchObject({ rows: [A, B], categories: ['Likes', 'Views'] });
    const named = platforms.map(({ platform, categories }) => ({ name: platform, categories }));
    expect(findRows({ data: named })).toMatchObject({
      rows: [A, B],
      categories: ['Instagram / Likes', 'TikTok / Views'],
    });
    expect(findRows({ Instagram: { Likes: [A] }, TikTok: { Views: [B] } })).toMatchObject({
      wrapper: 'by_category',
      rows: [A, B],
      categories: ['Instagram / Likes', 'TikTok / Views'],
    });
  });

  test.each<[string, Json]>([
    ['a bare []', []],
    ['{data:[]}', { status: 'success', data: [] }],
    ['"Empty Data" of a success', { status: 'success', data: 'Empty Data' }],
    ['null of a success', { success: true, data: null }],
    ['{services:[]}', { services: [] }],
    ['an error of nothing', { error: '', data: [] }],
    ['{data:{}}', { data: {} }],
  ])('an empty catalog: %s', (_, value) => expect(shape(value)).toEqual(['empty', []]));

  test.each<[string, Json]>([
    ['an error', { error: 'Invalid API key' }],
    ['an error beside empty data', { status: false, data: [], error: 'x' }],
    ['errors in a list', { errors: [{ name: 'Exception', message: 'x' }] }],
    ['a refusal with a text', { status: false, data: { pesan: 'Ups, Api Key Kamu Salah.' } }],
    ['a refusal in data', { status: false, data: 'User Not Found' }],
    ['an exception in data', { success: false, data: { name: 'Exception', message: 'x' } }],
    ['a text of a success that does not say empty', { status: 'success', data: 'Queued' }],
    ['a balance', { balance: '1.00', currency: 'USD' }],
    ['an empty object', {}],
    ['a text', 'ok'],
    ['a number', 5],
    ['null', null],
  ])('no catalog: %s', (_, value) => expect(shape(value)).toBeNull());

  test('a page of several says so', () => {
    expect(
      findRows({ data: { current_page: 1, last_page: 3, data: [A], links: [{ url: 'x', label: '1' }] } }),
    ).toMatchObject({
      rows: [A],
      paged: true,
    });
    expect(findRows({ data: [A], meta: { last_page: 3 } })?.paged).toBe(true);
    expect(findRows({ data: [A], links: { next: 'https://panel.example/?page=2' } })?.paged).toBe(true);
    expect(findRows({ data: [A], last_page: 1, links: { next: null } })?.paged).toBe(false);
  });
});
