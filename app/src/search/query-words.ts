/**
 * The words of a query: `instagram "non drop" -auto refill:>=30 rate:<0.8`. A word finds what begins with it or means it; in quotes it
 * stands for itself; behind a minus it must not be there; `name:value` is a filter. Whatever cannot be read is searched as words.
 */
import {
  facetValue,
  FACETS,
  readRange,
  type Facet,
  type Filters,
  type Range,
  type RangeName,
} from './filters.ts';
import { wordsOf } from './terms.ts';

export interface AskedWord {
  word: string;
  /** As written: neither the beginning of a longer word nor another word for the same fact. */
  exact: boolean;
  /** Not the beginning of a longer word, but maybe another word for the same fact. */
  whole?: boolean;
}

export interface Asked {
  words: AskedWord[];
  excluded: string[];
  /** Filters among the words, beside those of the address. */
  facets: Partial<Record<Facet, string[]>>;
  ranges: Partial<Record<RangeName, Range>>;
}

/** More words than this are a paste, not a search. */
const WORDS_MAX = 12;
const RANGE_WORDS: Record<string, RangeName> = {
  rate: 'rate',
  price: 'rate',
  min: 'min',
  max: 'max',
  refill: 'days',
  days: 'days',
};
const FACET_WORDS: Record<string, Facet> = {
  ...Object.fromEntries(FACETS.map((facet) => [facet, facet])),
  is: 'flag',
  type: 'modifier',
};
const PIECES = /(-?)"([^"]*)"?|(\S+)/gu;

export function readQuery(text: string): Asked {
  const asked: Asked = { words: [], excluded: [], facets: {}, ranges: {} };
  for (const [, minus = '', quoted, plain] of text.matchAll(PIECES)) {
    if (quoted !== undefined) take(asked, wordsOf(quoted), minus !== '', true);
    else if (plain !== undefined && !takeFilter(asked, plain)) {
      const isExcluded = /^-[^\d\s-]/u.test(plain);
      take(asked, wordsOf(isExcluded ? plain.slice(1) : plain), isExcluded, false);
    }
  }
  asked.words = asked.words.slice(0, WORDS_MAX);
  asked.excluded = asked.excluded.slice(0, WORDS_MAX);
  return asked;
}

/** The filters of the address and those among the words together. */
export function withAsked(filters: Filters, { facets, ranges }: Asked): Filters {
  const all: Record<Facet, readonly string[]> = { ...filters.facets };
  for (const facet of FACETS) all[facet] = [...new Set([...all[facet], ...(facets[facet] ?? [])])].sort();
  return { facets: all, ranges: { ...filters.ranges, ...ranges } };
}

function take(asked: Asked, words: string[], isExcluded: boolean, exact: boolean): void {
  for (const word of words) {
    if (isExcluded) asked.excluded.push(word);
    else if (!asked.words.some((it) => it.word === word)) asked.words.push({ word, exact });
  }
}

/** `platform:instagram,tiktok` or `rate:<0.8`; false when it is neither. */
function takeFilter(asked: Asked, piece: string): boolean {
  const [, name = '', value = ''] = /^([a-z]+):(.+)$/u.exec(piece.toLowerCase()) ?? [];
  const rangeName = RANGE_WORDS[name];
  const range = rangeName === undefined ? undefined : readRange(value);
  if (rangeName !== undefined && range !== undefined) {
    asked.ranges[rangeName] = { ...asked.ranges[rangeName], ...range };
    return true;
  }
  const facet = Object.hasOwn(FACET_WORDS, name) ? FACET_WORDS[name] : undefined;
  if (facet === undefined) return false;
  const values = value.split(',').map((it) => facetValue(facet, it));
  const known = values.filter((it) => it !== undefined);
  if (known.length < values.length) return false;
  asked.facets[facet] = [...(asked.facets[facet] ?? []), ...known];
  return true;
}
