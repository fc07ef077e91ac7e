/**
 * The terms that a service is found by, and those that a query asks for. A word is folded as the classifier folds it, so that stylised
 * letters, accents, Cyrillic look-alikes and the Turkish i make no difference. Facts are terms, too: who asks for `takipçi` finds what
 * an English name calls followers.
 */
import { classify, foldText, type FactName, type Facts, type Service } from 'smmwatch';

/** Longer words are cut, in names and in queries alike: PostgreSQL takes no lexeme over 2,046 bytes, and nobody types one. */
const WORD_CHARS_MAX = 40;
/** A name with more words than this is a text; the rest of it is not searched. */
const WORDS_MAX = 80;

/** Facts whose terms can be asked for exactly; the letter begins the term, and no folded word holds a colon. */
export const TERM_PREFIX = {
  platform: 'p:',
  kind: 'k:',
  country: 'c:',
  quality: 'q:',
  modifier: 'm:',
  flag: 'f:',
  gender: 'g:',
  /** What is said not to drop: `d:0`. */
  drop: 'd:',
} as const;

/** Folded words of a text, each once, in the order in which they come. */
export function wordsOf(text: string): string[] {
  const words = foldText(text).split(' ').filter(Boolean);
  return [...new Set(words.map((word) => word.slice(0, WORD_CHARS_MAX)))];
}

/** The terms of one service: what its name says, and what only its category or another field does. */
export interface Terms {
  ofName: string[];
  others: string[];
}

/** All terms of one service. */
export function termsOf(
  service: Pick<Service, 'id' | 'name' | 'category' | 'refill' | 'cancel' | 'dripfeed'>,
  facts: Facts,
): Terms {
  const inName = wordsOf(service.name).slice(0, WORDS_MAX);
  const inCategory = wordsOf(service.category ?? '').slice(0, WORDS_MAX - inName.length);
  const ofName = new Set([...inName, ...wordsOf(service.id)]);
  const others = new Set(inCategory);
  const { platform, kind, modifiers, attributes, because } = facts;
  const add = (term: string, fact?: FactName): void => {
    const isOfName = fact === undefined || because[fact]?.source === 'name';
    (isOfName ? ofName : others).add(term);
  };
  add(TERM_PREFIX.platform + (platform ?? UNKNOWN));
  add(TERM_PREFIX.kind + (kind ?? UNKNOWN));
  if (attributes.country !== undefined)
    add(TERM_PREFIX.country + attributes.country.toLowerCase(), 'country');
  for (const quality of attributes.quality ?? []) add(TERM_PREFIX.quality + quality, quality);
  for (const modifier of modifiers) add(TERM_PREFIX.modifier + modifier, modifier);
  if (attributes.gender !== undefined) add(TERM_PREFIX.gender + attributes.gender, 'gender');
  if (attributes.dropPercent === 0) add(NON_DROP, 'dropPercent');
  for (const flag of FLAGS) if (service[flag] === true) add(TERM_PREFIX.flag + flag);
  return { ofName: [...ofName].sort(), others: [...others].filter((term) => !ofName.has(term)).sort() };
}

/** Begins what the name does not say: another lexeme, so that the index tells it from the same word in a name. No word holds a colon. */
export const NOT_IN_NAME = ':';

/** The text of a tsvector. */
export function vectorOf({ ofName, others }: Terms): string {
  return [...ofName, ...others.map((term) => NOT_IN_NAME + term)].map(quoted).join(' ');
}

/** A lexeme, quotes and backslashes doubled, so that no word is an operator. */
export function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

export const UNKNOWN = 'unknown';
export const NON_DROP = `${TERM_PREFIX.drop}0`;

/** What the API itself says of an order. */
export const FLAGS = ['refill', 'cancel', 'dripfeed'] as const;

/** The term of the one fact that a word of a query names, `k:followers` for `takipçi`; undefined when it names none. */
export function factTermOf(word: string): string | undefined {
  const known = factTerms.get(word);
  if (known !== undefined) return known === '' ? undefined : known;
  const { platform, kind, modifiers, attributes } = classify({
    name: word,
    category: null,
    network: null,
    description: null,
    orderForm: null,
  });
  // A word that hints at a platform by what it delivers (reels, tweets) means the words, not all of the platform.
  let term = '';
  if (kind !== null) term = TERM_PREFIX.kind + kind;
  else if (platform !== null && platform !== 'other' && !HINTS.has(word))
    term = TERM_PREFIX.platform + platform;
  else if (attributes.country !== undefined) term = TERM_PREFIX.country + attributes.country.toLowerCase();
  else if (attributes.quality?.[0] !== undefined) term = TERM_PREFIX.quality + attributes.quality[0];
  else if (attributes.gender !== undefined) term = TERM_PREFIX.gender + attributes.gender;
  else if (attributes.dropPercent === 0) term = NON_DROP;
  else if (modifiers[0] !== undefined) term = TERM_PREFIX.modifier + modifiers[0];
  if (factTerms.size > FACT_TERMS_KEPT) factTerms.clear();
  factTerms.set(word, term);
  return term === '' ? undefined : term;
}

/** Words of people's queries are few; those of an attacker must not fill the memory. */
const FACT_TERMS_KEPT = 10_000;
const factTerms = new Map<string, string>();
const HINTS = new Set([
  'reels',
  'reel',
  'igtv',
  'shorts',
  'short',
  'tweet',
  'tweets',
  'max',
  'ok',
  'x',
  'line',
  'medium',
]);
