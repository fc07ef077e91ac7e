/**
 * The words of a query: `instagram "non drop" -auto refill:>=30 rate:<0.8`. A word finds what begins with it or means it; in quotes it
 * stands for itself; behind a minus it must not be there; `name:value` is a filter; `refill 30` is one, too. Whatever cannot be read is
 * searched as words.
 */
import { classify } from 'smmwatch';
import {
  facetValue,
  FACETS,
  readRange,
  type Facet,
  type Filters,
  type Range,
  type RangeName,
} from './filters.ts';
import { NON_DROP, TERM_PREFIX, wordsOf } from './terms.ts';

export interface AskedWord {
  word: string;
  /** As written: neither the beginning of a longer word nor another word for the same fact. */
  exact: boolean;
  /** Not the beginning of a longer word, but maybe another word for the same fact. */
  whole?: boolean;
  /** The fact that these say together: `watch time` is a kind that neither of its words is. */
  together?: { words: string[]; fact: string };
}

export interface Asked {
  words: AskedWord[];
  excluded: string[];
  /** Filters among the words, beside those of the address. */
  facets: Partial<Record<Facet, string[]>>;
  ranges: Partial<Record<RangeName, Range>>;
  /** A word asks for what costs least. */
  cheapest: boolean;
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

export function readQuery(text: string, asTyped = false): Asked {
  const asked: Asked = { words: [], excluded: [], facets: {}, ranges: {}, cheapest: false };
  const plainWords: string[] = [];
  for (const [, minus = '', quoted, plain] of text.matchAll(PIECES)) {
    if (quoted !== undefined) take(asked, wordsOf(quoted), minus !== '', true);
    else if (plain !== undefined && !takeFilter(asked, plain)) {
      if (/^-[^\d\s-]/u.test(plain)) take(asked, wordsOf(plain.slice(1)), true, false);
      else plainWords.push(plain);
    }
  }
  takePlain(asked, plainWords.slice(0, PLAIN_MAX), asTyped);
  asked.words = asked.words.slice(0, WORDS_MAX);
  asked.excluded = asked.excluded.slice(0, WORDS_MAX);
  return asked;
}

/** Further ones could not be searched. */
const PLAIN_MAX = 40;

/** What the words say together comes first: a promise of refill, a number behind `id`, the wish for what is cheap, facts of several words. */
function takePlain(asked: Asked, plain: readonly string[], asTyped: boolean): void {
  const text = plain.join(' ');
  if (asTyped) return take(asked, wordsOf(text), false, false);
  let left = text.replace(/(?:^|\s)id\s*[:#№]?\s*(\d+)(?=\s|$)/giu, (_, id: string) => {
    take(asked, wordsOf(id), false, true);
    return ' ';
  });
  const { attributes, kind, because } = classify({ ...SILENT, name: left });
  const { refillDays, dropPercent } = attributes;
  if (refillDays !== undefined && because.refillDays !== undefined && asked.ranges.days === undefined) {
    const days = String(refillDays);
    asked.ranges.days = refillDays === 0 ? { from: days, to: days } : { from: days };
    left = left.replace(because.refillDays.words, ' ');
  }
  const together = (fact: string, said: string): void => {
    const words = wordsOf(said);
    if (words.length < 2) return;
    asked.words.push({ word: words.join(' '), exact: false, together: { words, fact } });
    left = left.replace(said, ' ');
  };
  if (kind !== null && because.kind !== undefined) together(TERM_PREFIX.kind + kind, because.kind.words);
  if (dropPercent === 0 && because.dropPercent !== undefined) together(NON_DROP, because.dropPercent.words);
  const words = wordsOf(left);
  asked.cheapest = words.some((word) => CHEAP.has(word));
  take(
    asked,
    words.filter((word) => !CHEAP.has(word)),
    false,
    false,
  );
}

const SILENT = { category: null, network: null, description: null, orderForm: null };

/** Who asks for what is cheap wants an order; hardly any name says so of itself, and those that do need not be. */
const CHEAP = new Set(
  [
    'cheap', 'cheapest', 'дешево', 'дешёво', 'дешевые', 'дешёвые', 'недорого', 'ucuz', 'murah', 'termurah', 'barato', 'baratos', 'barata',
    'baratas', 'رخيص', 'رخيصة', 'الأرخص', 'ارخص',
  ].flatMap((word) => wordsOf(word)),
); // prettier-ignore

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
