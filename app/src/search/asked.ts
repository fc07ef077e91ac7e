/** A request's address to what it asks of the search. */
import { typedText, oneOf } from '../http/query.ts';
import { readFilters } from './filters.ts';
import { readQuery, withAsked } from './query-words.ts';
import { SORTS, type Search, type Sort } from './search.ts';

/** Parameters of an address, by name. */
export type Parameters = Readonly<Record<string, readonly string[] | undefined>>;

/** What the address says, beside what the search makes of it. */
export interface AskedSearch {
  query: string;
  sort: Sort;
  search: Search;
  /** Whether the list does not begin with its first. */
  isContinued: boolean;
}

const QUANTITY_MAX = 1_000_000_000;

/** `usual` is the order when the address names none. */
export function readSearch(parameters: Parameters, usual: Sort): AskedSearch {
  const query = typedText(parameters['q']?.[0]);
  const asked = readQuery(query);
  const sort = oneOf(SORTS, parameters['sort']?.[0]) ?? usual;
  const after = parameters['after']?.[0];
  const filters = withAsked(
    readFilters((name) => parameters[name]),
    asked,
  );
  return {
    query,
    sort,
    search: { asked, filters, perUsd: '1', quantity: readQuantity(parameters['quantity']?.[0]), sort, after },
    isContinued: after !== undefined,
  };
}

/** A whole number of units, written with or without separators; undefined when it is none. */
export function readQuantity(text: string | undefined): number | undefined {
  const digits = (text ?? '').replace(/[\s.,']/gu, '');
  const quantity = /^\d{1,10}$/u.test(digits) ? Number(digits) : 0;
  return quantity >= 1 && quantity <= QUANTITY_MAX ? quantity : undefined;
}
