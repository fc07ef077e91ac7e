/**
 * What a search asks for, and how it stands in an address and in the words of a query. Addresses are read without trust: what makes no
 * sense counts as absent. One value of a facet or several (then any of them may hold); between facets all must hold.
 */
import { KINDS, MODIFIERS, PLATFORMS, QUALITIES } from 'smmwatch';
import { FLAGS, UNKNOWN } from './terms.ts';

/** Facets whose values can be listed and counted. */
export const FACETS = [
  'platform',
  'kind',
  'country',
  'quality',
  'refill',
  'flag',
  'modifier',
  'panel',
  'state',
] as const;
export type Facet = (typeof FACETS)[number];

/** Facets with numbers: at least, at most. `speed` is units a day, `start` hours until the first. */
export const RANGES = ['rate', 'min', 'max', 'days', 'speed', 'start'] as const;
export type RangeName = (typeof RANGES)[number];

/** Inclusive; decimal strings. */
export interface Range {
  from?: string;
  to?: string;
}

export type Facets = Readonly<Record<Facet, readonly string[]>>;
export type Ranges = Readonly<Partial<Record<RangeName, Range>>>;

export interface Filters {
  facets: Facets;
  ranges: Ranges;
}

/** Classes of the promised refill: none, some days, lifetime; `unsaid` where nothing says. */
export const REFILLS = ['none', 'short', '30', '60', '90', '365', 'lifetime', 'unsaid'] as const;

const STATES = ['up', 'degraded', 'down', 'key_invalid', 'blocked', 'unknown'] as const;

const VALUES: Record<Facet, readonly string[] | RegExp> = {
  platform: [...PLATFORMS, UNKNOWN],
  kind: [...KINDS, UNKNOWN],
  country: /^(?:[a-z]{2}|arab|latam|cis|europe|asia|africa)$/u,
  quality: QUALITIES,
  refill: REFILLS,
  flag: FLAGS,
  modifier: MODIFIERS,
  panel: /^[a-z0-9-]{1,80}$/u,
  state: STATES,
};

/** More values of one facet than this are no choice any more. */
const VALUES_MAX = 20;
const NUMBER = /^\d{1,18}(?:\.\d{1,9})?$/u;

export function facetValue(facet: Facet, text: string): string | undefined {
  const value = text.toLowerCase();
  const allowed = VALUES[facet];
  const isAllowed = allowed instanceof RegExp ? allowed.test(value) : allowed.includes(value);
  return isAllowed ? value : undefined;
}

/** Reads `>=4`, `<0.8`, `10..20`, `=5` or `5`; undefined for anything else. Strict comparisons count as inclusive: rates are no lattice. */
export function readRange(text: string): Range | undefined {
  const between = /^([^.]*(?:\.\d+)?)\.\.([^.]*(?:\.\d+)?)$/u.exec(text);
  if (between !== null) {
    const [from = '', to = ''] = between.slice(1);
    if ((from !== '' && !NUMBER.test(from)) || (to !== '' && !NUMBER.test(to)) || from + to === '')
      return undefined;
    return { ...(from !== '' && { from }), ...(to !== '' && { to }) };
  }
  const [, sign = '', number = ''] = /^(>=|<=|>|<|=)?(.*)$/u.exec(text) ?? [];
  if (!NUMBER.test(number)) return undefined;
  if (sign.startsWith('>')) return { from: number };
  return sign.startsWith('<') ? { to: number } : { from: number, to: number };
}

export function writeRange({ from, to }: Range): string {
  if (from === to) return `${from}`;
  if (to === undefined) return `>=${from}`;
  return from === undefined ? `<=${to}` : `${from}..${to}`;
}

export const NO_FILTERS: Filters = {
  facets: {
    platform: [],
    kind: [],
    country: [],
    quality: [],
    refill: [],
    flag: [],
    modifier: [],
    panel: [],
    state: [],
  },
  ranges: {},
};

/** Reads the filters of an address; `get` answers all values of a parameter. */
export function readFilters(get: (name: string) => readonly string[] | undefined): Filters {
  const facets: Record<Facet, readonly string[]> = { ...NO_FILTERS.facets };
  for (const facet of FACETS) {
    const values = (get(facet) ?? [])
      .flatMap((text) => text.split(','))
      .flatMap((text) => facetValue(facet, text.trim()) ?? []);
    facets[facet] = [...new Set(values)].sort().slice(0, VALUES_MAX);
  }
  const ranges: Partial<Record<RangeName, Range>> = {};
  for (const name of RANGES) {
    const range =
      readRange((get(name)?.[0] ?? '').replaceAll(' ', '')) ??
      bounds(get(`${name}_from`)?.[0], get(`${name}_to`)?.[0]);
    if (range !== undefined) ranges[name] = range;
  }
  return { facets, ranges };
}

/** Two fields of a form. */
function bounds(from = '', to = ''): Range | undefined {
  const range = { ...(NUMBER.test(from) && { from }), ...(NUMBER.test(to) && { to }) };
  return range.from === undefined && range.to === undefined ? undefined : range;
}

/** The filters as an address has them: values of a facet behind one another, as a form sends them. */
export function writeFilters({ facets, ranges }: Filters): Record<string, string | readonly string[]> {
  const query: Record<string, string | readonly string[]> = {};
  for (const facet of FACETS) if (facets[facet].length > 0) query[facet] = facets[facet];
  for (const name of RANGES) {
    const range = ranges[name];
    if (range !== undefined) query[name] = writeRange(range);
  }
  return query;
}

export function isFiltered({ facets, ranges }: Filters): boolean {
  return FACETS.some((facet) => facets[facet].length > 0) || Object.keys(ranges).length > 0;
}
