/**
 * What an address asks of a table: `?services=>=1000&cols=name,services&sort=services&order=down`. A table states once what can be asked
 * of it; anything else in the address counts as absent. The same request is answered as a page, as CSV and as JSON.
 */
import { oneOf, typedText } from '../http/query.ts';
import {
  EXPRESSION_MAX,
  parseExpression,
  type ExpressionError,
  type FilterKind,
  type Parsed,
} from './expression.ts';

/** What can be asked of one column, by its key: the word in `cols=`, and the name of its filter in the address. */
export interface ColumnScheme {
  filter?: FilterKind;
  /** One of these instead of an expression. */
  choices?: readonly string[];
  /** Not shown until it is chosen. */
  isExtra?: boolean;
  /** Always shown: what names a row. */
  isFixed?: boolean;
}

export interface TableScheme<Key extends string = string, Sort extends string = string> {
  /** In their order on the page. Keys must not be words that addresses use otherwise: `q`, `cols`, `sort`, `order`, `after`, `format`, `ids`. */
  columns: Readonly<Record<Key, ColumnScheme>>;
  /** What it can be sorted by; the first is the way it stands when nothing is asked. */
  sorts: readonly [Sort, ...Sort[]];
}

export const TABLE_FORMATS = ['csv', 'json'] as const;
export type TableFormat = (typeof TABLE_FORMATS)[number];

export interface ColumnFilter<Key extends string = string> {
  key: Key;
  /** As it stands in the address. */
  typed: string;
  /** Undefined for one of `choices`, where `typed` is the choice. */
  parsed: Parsed | undefined;
}

export interface TableRequest<Key extends string = string, Sort extends string = string> {
  sort: Sort;
  down: boolean;
  /** The columns to show, in the order of the scheme. */
  columns: readonly Key[];
  /** Whether they are other than those shown when nothing is asked. */
  hasOwnColumns: boolean;
  filters: readonly ColumnFilter<Key>[];
  /** Where the page before ended. */
  after: string | undefined;
  /** Undefined for a page. */
  format: TableFormat | undefined;
}

/** The part of Hono's request that is read. */
export interface AskedQuery {
  query(name: string): string | undefined;
  queries(name: string): string[] | undefined;
}

export function readTableRequest<Key extends string, Sort extends string>(
  scheme: TableScheme<Key, Sort>,
  asked: AskedQuery,
): TableRequest<Key, Sort> {
  const chosen = readColumns(scheme, asked.queries('cols'));
  return {
    sort: oneOf(scheme.sorts, asked.query('sort')) ?? scheme.sorts[0],
    down: asked.query('order') === 'down',
    columns: chosen ?? shownByDefault(scheme),
    hasOwnColumns: chosen !== undefined && chosen.join() !== shownByDefault(scheme).join(),
    filters: keysOf(scheme).flatMap((key) => readFilter(key, scheme.columns[key], asked)),
    after: asked.query('after'),
    format: oneOf(TABLE_FORMATS, asked.query('format')),
  };
}

/** Those that can be used; what is wrong with the others is said beside their fields. */
export function usableFilters<Key extends string>({ filters }: TableRequest<Key>) {
  return filters.flatMap(({ key, typed, parsed }) => {
    if (parsed === undefined) return [{ key, expression: { is: 'exactly', text: typed } as const }];
    return parsed.ok ? [{ key, expression: parsed.expression }] : [];
  });
}

export function filterError(request: TableRequest, key: string): ExpressionError | undefined {
  const parsed = request.filters.find((filter) => filter.key === key)?.parsed;
  return parsed?.ok === false ? parsed.error : undefined;
}

export function keysOf<Key extends string>({ columns }: TableScheme<Key>): Key[] {
  return Object.keys(columns).filter((key): key is Key => key in columns);
}

function shownByDefault<Key extends string>(scheme: TableScheme<Key>): Key[] {
  return keysOf(scheme).filter((key) => scheme.columns[key].isExtra !== true);
}

/** `cols=name,state` or `cols=name&cols=state`; undefined where none of them is a column. */
function readColumns<Key extends string>(scheme: TableScheme<Key>, asked: string[] = []): Key[] | undefined {
  const names = new Set(asked.flatMap((text) => text.split(',')));
  if (!keysOf(scheme).some((key) => names.has(key))) return undefined;
  return keysOf(scheme).filter((key) => names.has(key) || scheme.columns[key].isFixed === true);
}

function readFilter<Key extends string>(
  key: Key,
  { filter, choices }: ColumnScheme,
  asked: AskedQuery,
): ColumnFilter<Key>[] {
  if (choices !== undefined) {
    const chosen = oneOf(choices, asked.query(key));
    return chosen === undefined ? [] : [{ key, typed: chosen, parsed: undefined }];
  }
  if (filter === undefined) return [];
  const typed = typedText(asked.query(key)).slice(0, EXPRESSION_MAX + 1);
  const parsed = parseExpression(typed, filter);
  return parsed === undefined ? [] : [{ key, typed, parsed }];
}

/** What of a request an address changes; the rest stays as asked. */
export interface RequestChanges {
  sort?: string;
  down?: boolean;
  after?: string | undefined;
  format?: TableFormat;
  /** Of these columns the filters are left out; of all with `all`. */
  withoutFilters?: readonly string[] | 'all';
}

/** What an address must hold for the request, as far as it is other than what is shown when nothing is asked. */
export function requestQuery<Key extends string, Sort extends string>(
  scheme: TableScheme<Key, Sort>,
  request: TableRequest<Key, Sort>,
  changes: RequestChanges = {},
): Record<string, string | undefined> {
  const { sort, down } = { sort: request.sort as string, down: request.down, ...changes };
  const without = changes.withoutFilters ?? [];
  const filters = request.filters.filter(({ key }) => without !== 'all' && !without.includes(key));
  return {
    ...Object.fromEntries(filters.map(({ key, typed }) => [key, typed])),
    cols: request.hasOwnColumns ? request.columns.join(',') : undefined,
    sort: sort === scheme.sorts[0] && !down ? undefined : sort,
    order: down ? 'down' : undefined,
    // Another order or selection starts from its beginning.
    after: changes.after,
    format: changes.format,
  };
}
