/**
 * What somebody who mistyped may have meant: the nearest word that services hold. The words are few enough to be kept in memory, in any
 * script; they are read again now and then.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import type { Asked, AskedWord } from './query-words.ts';
import { factTermOf } from './terms.ts';

/** Words in their order, and how many services hold each. */
interface Known {
  words: string[];
  services: number[];
  readAt: number;
}

const KEPT_MS = 10 * 60_000;
const known = new WeakMap<Database, Promise<Known>>();

export function forgetWords(db: Database): void {
  known.delete(db);
}

/** A word of the query that no service holds, and the one that is searched instead. */
export interface Correction {
  typed: string;
  instead: string;
}

/** What is asked, with its words as they are searched. */
export interface Resolved<Search> {
  search: Search;
  corrections: Correction[];
}

/**
 * Puts known words in the place of mistyped ones, unless they are to be searched `asTyped`. A known word that another one follows was
 * typed to its end, and so was one that is common: looking for all that begins with it as well costs the database much and gives hardly
 * anybody what he meant.
 */
export async function resolve<Search extends { asked: Asked }>(
  db: Database,
  search: Search,
  asTyped = false,
): Promise<Resolved<Search>> {
  const { asked } = search;
  const { words, services } = await knownWords(db);
  const found: Correction[] = [];
  const resolved = asked.words.map((one, at): AskedWord => {
    if (one.exact || one.together !== undefined) return one;
    const { word } = one;
    const isLast = at === asked.words.length - 1;
    // Numbers are not among the known words.
    if (!isLast && /^\d+$/u.test(word)) return { ...one, whole: true };
    const place = placeOf(words, word);
    if (words[place] === word)
      return isLast && (services[place] ?? 0) < COMMON ? one : { ...one, whole: true };
    if (asTyped || words[place]?.startsWith(word) === true || !mayBeMistyped(word)) return one;
    const instead = nearest(word, words, services);
    if (instead === undefined) return one;
    found.push({ typed: word, instead });
    return { word: instead, exact: false, whole: true };
  });
  return { search: { ...search, asked: { ...asked, words: resolved } }, corrections: found };
}

/** So many services hold a common word. */
const COMMON = 10_000;
const LETTERS_MIN = 4;

function mayBeMistyped(word: string): boolean {
  return word.length >= LETTERS_MIN && !/\d/u.test(word) && factTermOf(word) === undefined;
}

async function knownWords(db: Database): Promise<Known> {
  const kept = known.get(db);
  if (kept !== undefined && performance.now() - (await kept).readAt < KEPT_MS) return await kept;
  const reading = readWords(db);
  known.set(db, reading);
  // What failed once is tried again by whoever asks next.
  reading.catch(() => known.delete(db));
  return await reading;
}

async function readWords(db: Database): Promise<Known> {
  const { rows } = await sql<{ word: string; services: number }>`
    select word, services from search_words`.execute(db);
  rows.sort((a, b) => (a.word < b.word ? -1 : 1));
  return {
    words: rows.map(({ word }) => word),
    services: rows.map(({ services }) => services),
    readAt: performance.now(),
  };
}

/** Where the word stands, or would. */
function placeOf(words: readonly string[], word: string): number {
  let [low, high] = [0, words.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((words[middle] ?? '') < word) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One slip in short words, two in long ones; of words equally near the commonest. */
export function nearest(
  word: string,
  words: readonly string[],
  services: readonly number[],
): string | undefined {
  const most = word.length < 6 ? 1 : 2;
  let best: { word: string; slips: number; services: number } | undefined;
  for (const [at, candidate] of words.entries()) {
    if (Math.abs(candidate.length - word.length) > (best?.slips ?? most) || /\d/u.test(candidate)) continue;
    const slips = slipsBetween(word, candidate, best?.slips ?? most);
    const common = services[at] ?? 0;
    if (slips > most) continue;
    if (best === undefined || slips < best.slips || (slips === best.slips && common > best.services))
      best = { word: candidate, slips, services: common };
  }
  return best?.word;
}

/** Letters left out, added, exchanged, or swapped with their neighbour; anything above `most` once that is sure. */
function slipsBetween(a: string, b: string, most: number): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, at) => at);
  const at = (row: readonly number[], place: number): number => row[place] ?? Infinity;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const other = a[i - 1] === b[j - 1] ? 0 : 1;
      const isSwap = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(
        Math.min(
          at(last, j) + 1,
          at(row, j - 1) + 1,
          at(last, j - 1) + other,
          isSwap ? at(before, j - 2) + 1 : Infinity,
        ),
      );
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return at(last, b.length);
}
