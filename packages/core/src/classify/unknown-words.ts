/** What to teach next: the rows that the vocabulary does not understand, by the words that they share. */

import { classify, type Spoken } from './classify.ts';
import type { Facts } from './facts.ts';
import { scan } from './scan.ts';
import { foldText } from './text.ts';
import { newScan, wordsOf } from './tokens.ts';

/** A word that rows with an unknown platform or kind share. */
export interface UnknownWord {
  /** As it is written most often, in lower case. */
  word: string;
  /** How many of the rows hold it, in name or category. */
  rows: number;
  /** How many of these lack a platform, and how many a kind. */
  withoutPlatform: number;
  withoutKind: number;
  /** Positions in the list that was given, the first ten. */
  examples: number[];
}

const EXAMPLES_MAX = 10;
const LETTERS_MIN = 2;

/**
 * Groups the rows whose platform or kind is unknown by words that the vocabulary does not hold, the commonest first.
 * A row counts once for each of its words; a row without any such word is in no group.
 */
export function unknownWords(
  rows: readonly Spoken[],
  read: (row: Spoken) => Facts = classify,
): UnknownWord[] {
  const groups = new Map<string, UnknownWord & { spellings: Map<string, number> }>();
  for (const [at, row] of rows.entries()) {
    const { platform, kind } = read(row);
    if (platform !== null && kind !== null) continue;
    for (const [folded, word] of strangeWords(row)) {
      let group = groups.get(folded);
      if (group === undefined) {
        group = { word, rows: 0, withoutPlatform: 0, withoutKind: 0, examples: [], spellings: new Map() };
        groups.set(folded, group);
      }
      group.rows++;
      if (platform === null) group.withoutPlatform++;
      if (kind === null) group.withoutKind++;
      if (group.examples.length < EXAMPLES_MAX) group.examples.push(at);
      group.spellings.set(word, (group.spellings.get(word) ?? 0) + 1);
    }
  }
  return [...groups.values()]
    .map(({ spellings, ...group }) => ({ ...group, word: commonest(spellings) }))
    .toSorted((a, b) => b.rows - a.rows || (a.word < b.word ? -1 : 1));
}

const words = newScan();

function strangeWords(row: Spoken): Map<string, string> {
  const strange = new Map<string, string>();
  for (const text of [row.name, row.category ?? '']) {
    scan(text, words);
    for (let at = 0; at < words.count; at++) {
      if (words.token[at] !== 0) continue;
      const word = wordsOf(words, at).toLowerCase();
      const folded = foldText(word);
      if (folded.length >= LETTERS_MIN && !strange.has(folded)) strange.set(folded, word);
    }
  }
  return strange;
}

function commonest(spellings: Map<string, number>): string {
  let best = '';
  let most = 0;
  for (const [word, count] of spellings)
    if (count > most) {
      best = word;
      most = count;
    }
  return best;
}
