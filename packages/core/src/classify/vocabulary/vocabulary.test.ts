import { expect, test } from 'vitest';
import { vocabularyConflicts } from '../lexicon.ts';
import { LANGUAGES } from './all.ts';
import { COUNTRY_NAMES } from './countries.ts';

/** Words that two languages write alike and mean differently; the first language has them. */
const SHARED = 20;

test('within one language no entry has two meanings', () => {
  const language = (meaning: string): string => meaning.split(' ')[0] ?? '';
  const own = vocabularyConflicts().filter(({ meaning, heldBy }) => language(meaning) === language(heldBy));
  expect(own).toEqual([]);
});

test('few words are shared by two languages', () => {
  expect(vocabularyConflicts().length).toBeLessThan(SHARED);
});

test('every language names the common kinds', () => {
  const common = [
    'followers',
    'likes',
    'comments',
    'views',
    'shares',
    'saves',
    'votes',
    'refill',
    'guarantee',
    'day',
    'story',
    'live',
  ] as const;
  for (const [language, words] of Object.entries(LANGUAGES))
    for (const meaning of common) expect([language, meaning, words[meaning]]).not.toContain(undefined);
});

test('countries are two capital letters, regions a lower-case word', () => {
  for (const code of Object.keys(COUNTRY_NAMES))
    expect(code).toMatch(/^([A-Z]{2}|arab|latam|cis|europe|asia|africa)$/);
});
