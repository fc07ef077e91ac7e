/** What a panel's wording means, by the tables of wordings.ts. What they do not know stays unknown. */
import { WORDING_CHARS_MAX } from './limits.ts';
import { plainPattern, plainText } from './plain-text.ts';
import { clampSeconds } from './retry-after.ts';
import { CONCEPTS, NUMERIC_CODES, RULES, TIME_UNITS } from './wordings.ts';
import type { WordingMeaning } from './wordings.ts';

/** The meaning of one sentence, or null. A text longer than a sentence is a page and means nothing here. */
export function meaningOfWording(wording: string): WordingMeaning | null {
  if (wording.length > WORDING_CHARS_MAX) return null;
  const plain = plainText(wording);
  for (const { meaning, all, none = [] } of RULES) {
    if (
      all.every((concept) => patternOf(concept).test(plain)) &&
      !none.some((concept) => patternOf(concept).test(plain))
    ) {
      return meaning;
    }
  }
  // A time alone is a wait as well, unless its unit is a single letter, which may be anything.
  return secondsIn(wording, LONG_UNITS) === undefined ? null : 'spam_protection';
}

/** The meaning of an error code that a panel gives beside or instead of a wording. */
export function meaningOfCode(code: string): WordingMeaning | null {
  return Object.hasOwn(NUMERIC_CODES, code) ? (NUMERIC_CODES[code] ?? null) : null;
}

/** How long a wording asks to wait: "wait 7 seconds", "7 saniye", "через 7 секунд", "٧ ثواني". */
export function secondsInWording(wording: string): number | undefined {
  return secondsIn(wording, UNITS);
}

function secondsIn(wording: string, units: typeof UNITS): number | undefined {
  const plain = plainText(wording).replace(/(\d)(\p{L})/gu, '$1 $2');
  for (const { seconds, pattern } of units) {
    const amount = pattern.exec(plain)?.[1];
    if (amount !== undefined) return clampSeconds(Number(amount) * seconds);
  }
  return undefined;
}

type Concept = keyof typeof CONCEPTS;

const patterns = new Map<Concept, RegExp>();

/** Compiled when first needed: most replies are no errors. */
function patternOf(concept: Concept): RegExp {
  const known = patterns.get(concept) ?? plainPattern(Object.values(CONCEPTS[concept]).join(' | '));
  patterns.set(concept, known);
  return known;
}

const UNITS = unitPatterns(1);
const LONG_UNITS = unitPatterns(2);

function unitPatterns(lettersMin: number) {
  return TIME_UNITS.map(({ seconds, words }) => {
    const names = words
      .split(' | ')
      .map(plainText)
      .filter((name) => name.length >= lettersMin);
    return { seconds, pattern: new RegExp(`(?:^| )(\\d{1,6}) (?:${names.join('|')})(?= |$)`, 'u') };
  });
}
