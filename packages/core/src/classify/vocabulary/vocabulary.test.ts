import { expect, test } from 'vitest';
import { entries } from '../lexicon.ts';
import { partsOf } from '../trie.ts';
import { LANGUAGES } from './all.ts';
import { COUNTRY_NAMES } from './countries.ts';

interface Conflict {
  words: string;
  listed: string;
  heldBy: string;
}

/** Entries that are alike once they are folded, and mean different things. */
function conflicts(): Conflict[] {
  const held = new Map<string, { listed: string; token: number }>();
  const found: Conflict[] = [];
  for (const { listed, token, words } of entries()) {
    const key = JSON.stringify(partsOf(words));
    const holder = held.get(key);
    if (holder === undefined) held.set(key, { listed, token });
    else if (holder.token !== token) found.push({ words, listed, heldBy: holder.listed });
  }
  return found;
}

/** Words that two languages write alike and mean differently; the first language has them. */
const SHARED = 20;

test('within one language no entry has two meanings', () => {
  const language = (listed: string): string => listed.split(' ')[0] ?? '';
  const own = conflicts().filter(({ listed, heldBy }) => language(listed) === language(heldBy));
  expect(own).toEqual([]);
});

test('few words are shared by two languages', () => {
  expect(conflicts().length).toBeLessThan(SHARED);
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
