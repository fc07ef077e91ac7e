import { describe, expect, test } from 'vitest';
import { readTableRequest, requestQuery, usableFilters, type TableScheme } from './request.ts';

const SCHEME = {
  columns: {
    name: { filter: 'text', isFixed: true },
    rate: { filter: 'number' },
    refill: { choices: ['yes', 'no'] },
    seen: { filter: 'age', isExtra: true },
  },
  sorts: ['name', 'rate'],
} as const satisfies TableScheme;

function ask(search: string) {
  const params = new URLSearchParams(search);
  return readTableRequest(SCHEME, {
    query: (name) => params.get(name) ?? undefined,
    queries: (name) => params.getAll(name),
  });
}

describe('what an address asks of a table', () => {
  test('is nothing in particular when it says nothing, or nothing that the table has', () => {
    for (const search of ['', 'sort=__proto__&order=x&cols=toString&refill=constructor&format=exe']) {
      const request = ask(search);
      expect(request).toMatchObject({ sort: 'name', down: false, hasOwnColumns: false, format: undefined });
      expect(request.columns).toEqual(['name', 'rate', 'refill']);
      expect(request.filters).toEqual([]);
    }
  });

  test('are columns, with what names a row always among them', () => {
    expect(ask('cols=seen,rate').columns).toEqual(['name', 'rate', 'seen']);
    expect(ask('cols=seen&cols=rate').columns).toEqual(['name', 'rate', 'seen']);
    expect(ask('cols=name,rate,refill').hasOwnColumns).toBe(false);
  });

  test('are filters by the names of columns; what cannot be used is kept to be told', () => {
    const request = ask('rate=<0.8&refill=yes&name=likes&seen=soon');
    expect(request.filters.map(({ key }) => key)).toEqual(['name', 'rate', 'refill', 'seen']);
    expect(usableFilters(request).map(({ key }) => key)).toEqual(['name', 'rate', 'refill']);
  });
});

describe('an address of a table', () => {
  test('holds what is asked, and nothing else', () => {
    expect(requestQuery(SCHEME, ask('rate=<0.8&order=down&after=abc&cols=seen'))).toEqual({
      rate: '<0.8',
      cols: 'name,seen',
      sort: 'name',
      order: 'down',
    });
    expect(requestQuery(SCHEME, ask(''), { sort: 'rate', down: false })).toEqual({ sort: 'rate' });
    expect(
      requestQuery(SCHEME, ask('rate=<0.8&name=x'), { withoutFilters: ['name'], format: 'csv' }),
    ).toEqual({
      rate: '<0.8',
      format: 'csv',
    });
  });
});
