import type { Because, Source } from './facts.ts';
import { type Scan, wordsOf } from './tokens.ts';

/** The words of the tokens `first` to `last`, and where they stand. */
export function wordsFrom(source: Source, scan: Scan, first: number, last: number): Because {
  return { source, words: wordsOf(scan, first, last) };
}
