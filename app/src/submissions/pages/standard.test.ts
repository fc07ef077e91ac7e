/** The translations of the API Standard say what docs/standard.md says: the same paragraphs, examples and words of code. */
import { PARAGRAPHS } from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { readerOf } from '../../i18n/reader.ts';
import { paragraphTitle } from '../../ui/verdicts/said.ts';
import { standardIn } from './standard.ts';

const examples = (text: string): string[] => text.match(/```.*?```/gs) ?? [];

/** By paragraph: what stands between backticks, in any order. */
function codeOf(language: Language): string[][] {
  const prose = standardIn(language).replace(/```.*?```/gs, '');
  return prose
    .split(/^#{2,3} /m)
    .map((paragraph) => [...paragraph.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code).sort());
}

describe.each(LANGUAGES)('the standard in %s', (language) => {
  test('has every paragraph, under the title that reports name', () => {
    const reader = readerOf(language, true);
    const headings = [...standardIn(language).matchAll(/^### (\d+\.\d+) (.+)$/gm)].map(([, id, title]) => [
      id,
      title,
    ]);
    expect(headings).toEqual(PARAGRAPHS.map(({ id }) => [id, paragraphTitle(reader, id)]));
  });

  test('has the examples of the English text', () => {
    expect(examples(standardIn(language))).toEqual(examples(standardIn('en')));
  });

  test('names the same words of code in each paragraph', () => {
    expect(codeOf(language)).toEqual(codeOf('en'));
  });

  test('says the same numbers in each paragraph', () => {
    const numbers = (text: string): string[][] =>
      text
        .replace(/```.*?```|`[^`]*`/gs, '')
        // `1,000`, `1.000`
        .replace(/(\d)[.,](?=\d{3}\b)/g, '$1')
        .split(/^#{2,3} /m)
        .map((paragraph) => (paragraph.match(/\d+/g) ?? []).sort());
    expect(numbers(standardIn(language))).toEqual(numbers(standardIn('en')));
  });
});
