/** Messages whose English stands in core, which prints it in a terminal: the other languages beside it, a code each. */
import type { Language } from './languages.ts';
import type { Message } from './reader.ts';

type OtherLanguages = Readonly<Record<Exclude<Language, 'en'>, string>>;

/** `english` takes the codes of core alone, so that words for a code that is gone are a type error, as a missing language is. */
export function withEnglish<C extends string>(
  english: (code: C) => string,
  others: Readonly<Record<C, OtherLanguages>>,
): Readonly<Record<C, Message>>;
export function withEnglish(
  english: (code: string) => string,
  others: Readonly<Record<string, OtherLanguages>>,
): Readonly<Record<string, Message>> {
  return Object.fromEntries(
    Object.entries(others).map(([code, words]) => [code, { en: english(code), ...words }]),
  );
}
