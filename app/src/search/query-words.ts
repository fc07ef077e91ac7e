/**
 * The words of a query: `instagram "non drop" -auto refill:>=30 rate:<0.8`. A word finds what begins with it or means it; in quotes it
 * stands for itself; behind a minus it must not be there; `name:value` is a filter; `refill 30` is one, too. Whatever cannot be read is
 * searched as words.
 */
import { classify, type FactName, type Facts } from 'smmwatch';
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
  speed: 'speed',
  start: 'start',
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

/**
 * What the words say together comes first: a promise of refill, a speed, a start, a number behind `id`, the wish for what is cheap, facts
 * of several words.
 */
function takePlain(asked: Asked, plain: readonly string[], asTyped: boolean): void {
  const text = plain.join(' ');
  if (asTyped) return take(asked, wordsOf(text), false, false);
  let left = text.replace(/(?:^|\s)id\s*[:#№]?\s*(\d+)(?=\s|$)/giu, (_, id: string) => {
    take(asked, wordsOf(id), false, true);
    return ' ';
  });
  const facts = classify({ ...SILENT, name: left });
  const { refillDays, speedPerDay, startHours } = facts.attributes;
  const ask = (name: RangeName, fact: FactName, range: Range): void => {
    const said = facts.because[fact]?.words;
    if (said === undefined || asked.ranges[name] !== undefined) return;
    asked.ranges[name] = range;
    left = left.replace(said, ' ');
  };
  if (refillDays !== undefined) {
    const days = String(refillDays);
    ask('days', 'refillDays', refillDays === 0 ? { from: days, to: days } : { from: days });
  }
  if (speedPerDay !== undefined) ask('speed', 'speedPerDay', { from: String(speedPerDay) });
  // `0-1 hour` is what panels call instant.
  if (startHours !== undefined) ask('start', 'startHours', { to: String(Math.max(1, startHours)) });
  for (const { fact, words: said } of factsOfSeveralWords(facts)) {
    const words = wordsOf(said);
    if (words.length < 2) continue;
    asked.words.push({ word: words.join(' '), exact: false, together: { words, fact } });
    left = left.replace(said, ' ');
  }
  const words = wordsOf(left);
  asked.cheapest = words.some((word) => CHEAP.has(word));
  const wishes = asked.ranges.start === undefined ? IDLE : IDLE_OR_START;
  const telling = words.filter((word) => !CHEAP.has(word) && !wishes.has(word));
  // Who asks for nothing but such words means them.
  const isMeant = telling.length === 0 && asked.words.length === 0 && !asked.cheapest;
  take(asked, isMeant && Object.keys(asked.ranges).length === 0 ? words : telling, false, false);
}

/** Facts with the words that say them. */
function factsOfSeveralWords({
  platform,
  kind,
  attributes,
  because,
}: Facts): { fact: string; words: string }[] {
  const { country, dropPercent, quality = [], gender } = attributes;
  const isOfKind = because.platform?.words === because.kind?.words;
  const said: [fact: string | undefined, of: FactName][] = [
    [kind === null ? undefined : TERM_PREFIX.kind + kind, 'kind'],
    // Of what is said by the kind alone, `channel boost`, the kind is what is meant.
    [platform === null || isOfKind ? undefined : TERM_PREFIX.platform + platform, 'platform'],
    [dropPercent === 0 ? NON_DROP : undefined, 'dropPercent'],
    [country && TERM_PREFIX.country + country.toLowerCase(), 'country'],
    [gender && TERM_PREFIX.gender + gender, 'gender'],
    ...quality.map((one): [string, FactName] => [TERM_PREFIX.quality + one, one]),
  ];
  return said.flatMap(([fact, of]) => {
    const words = because[of]?.words;
    return fact === undefined || words === undefined ? [] : [{ fact, words }];
  });
}

const SILENT = { category: null, network: null, description: null, orderForm: null };

/** Who asks for what is cheap wants an order; hardly any name says so of itself, and those that do need not be. */
const CHEAP = new Set(
  [
    'cheap', 'cheapest', 'дешево', 'дешёво', 'дешевые', 'дешёвые', 'недорого', 'ucuz', 'murah', 'termurah', 'barato', 'baratos', 'barata',
    'baratas', 'رخيص', 'رخيصة', 'الأرخص', 'ارخص',
  ].flatMap((word) => wordsOf(word)),
); // prettier-ignore

/** What people write around what they want; folded, since that is how words are compared. */
const IDLE = new Set(
  [
    'buy', 'order', 'purchase', 'get', 'need', 'want', 'for', 'of', 'with', 'to', 'the', 'my', 'and', 'per', 'from',
    'купить', 'заказать', 'накрутить', 'накрутка', 'накрутку', 'накрутки', 'для', 'на', 'с', 'в', 'и', 'из',
    'satın', 'al', 'almak', 'için', 've', 'ile',
    'jasa', 'beli', 'untuk', 'dan', 'dengan', 'yang', 'dari',
    'comprar', 'compre', 'para', 'com', 'de', 'do', 'da', 'e',
    'con', 'del', 'la', 'el', 'y',
    'شراء', 'اشتري', 'من', 'على', 'و', 'في',
  ].flatMap((word) => wordsOf(word)),
); // prettier-ignore
/** `instant start`: the fact is asked for, the word stands in few names. */
const IDLE_OR_START = new Set([
  ...IDLE,
  ...[
    'start',
    'starts',
    'time',
    'старт',
    'старта',
    'запуск',
    'başlangıç',
    'mulai',
    'início',
    'inicio',
    'بدء',
    'بداية',
  ].flatMap((word) => wordsOf(word)),
]);

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
