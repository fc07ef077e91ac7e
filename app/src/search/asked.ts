/** A request's address to what it asks of the search. */
import { typedText, oneOf } from '../http/query.ts';
import { readFilters, type Filters } from './filters.ts';
import { readQuery, withAsked } from './query-words.ts';
import { SORTS, type Sort } from './order.ts';
import type { Search } from './search.ts';

/** Parameters of an address, by name. */
export type Parameters = Readonly<Record<string, readonly string[] | undefined>>;

/** What the address says, beside what the search makes of it. */
export interface AskedSearch {
  query: string;
  sort: Sort;
  /** The order when the address names none. */
  usual: Sort;
  /** The filters of the address, without those among the words of the query. */
  filters: Filters;
  search: Search;
  /** Words are searched as they are written, not as they were probably meant. */
  asTyped: boolean;
  /** Whether the list does not begin with its first. */
  isContinued: boolean;
}

const QUANTITY_MAX = 1_000_000_000;

/** `withoutWords` is the order of what no word is asked of, when the address names none; `perUsd` is what the currency of its rates is worth. */
export function readSearch(parameters: Parameters, withoutWords: Sort, perUsd = '1'): AskedSearch {
  const query = typedText(parameters['q']?.[0]);
  const asTyped = parameters['as']?.[0] === 'typed';
  const asked = readQuery(query, asTyped);
  const usual = asked.words.length > 0 ? 'relevance' : withoutWords;
  const sort = readSort(parameters, usual) ?? (asked.cheapest ? 'rate' : usual);
  const after = parameters['after']?.[0];
  const filters = readFilters((name) => parameters[name]);
  const quantity = readQuantity(parameters['quantity']?.[0]);
  return {
    query,
    sort,
    usual,
    filters,
    search: { asked, filters: withAsked(filters, asked), perUsd, quantity, sort, after },
    asTyped,
    isContinued: after !== undefined,
  };
}

/** `sort=rate&order=down`, as tables ask for it, is `-rate`. Without words nothing is more relevant than the rest. */
function readSort(parameters: Parameters, usual: Sort): Sort | undefined {
  const sort = oneOf(SORTS, parameters['sort']?.[0]);
  if (sort === 'relevance' && usual !== 'relevance') return undefined;
  return sort === 'rate' && parameters['order']?.[0] === 'down' ? '-rate' : sort;
}

/** A whole number of units, written with or without separators; undefined when it is none. */
export function readQuantity(text: string | undefined): number | undefined {
  const digits = (text ?? '').replace(/[\s.,']/gu, '');
  const quantity = /^\d{1,10}$/u.test(digits) ? Number(digits) : 0;
  return quantity >= 1 && quantity <= QUANTITY_MAX ? quantity : undefined;
}
