/** Holds every text of the site in every language: present, readable, with the same things to fill in, in all forms of its plural. */
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import { allMessages } from '../../test/messages.ts';
import { LANGUAGES, type Language } from './languages.ts';

const messages = await allMessages();

interface Part {
  type: number;
  value?: string;
  options?: Record<string, { value: Part[] }>;
  children?: Part[];
  pluralType?: Intl.PluralRulesOptions['type'];
}

/** As the parser of intl-messageformat numbers them. */
const [LITERAL, PLURAL, TAG] = [0, 6, 8];

function partsOf(text: string, language: Language): Part[] {
  return new IntlMessageFormat(text, language).getAst();
}

function flat(parts: readonly Part[]): Part[] {
  return parts.flatMap((part) => [
    part,
    ...flat(part.children ?? []),
    ...Object.values(part.options ?? {}).flatMap(({ value }) => flat(value)),
  ]);
}

/** `{n} <link>`: what a page has to give. */
function filledIn(text: string, language: Language): string[] {
  const names = flat(partsOf(text, language)).flatMap(({ type, value = '' }) =>
    type === TAG ? [`<${value}>`] : type === LITERAL || value === '' ? [] : [`{${value}}`],
  );
  return [...new Set(names)].sort();
}

/** The words themselves, without what is filled in. */
function literal(text: string, language: Language): string {
  return flat(partsOf(text, language))
    .flatMap(({ type, value = '' }) => (type === LITERAL ? [value] : []))
    .join(' ')
    .trim();
}

test('there are messages', () => {
  expect(messages.length).toBeGreaterThan(300);
});

describe.each(LANGUAGES)('in %s', (language) => {
  test('every message is there and can be read', () => {
    const bad = messages.flatMap(({ name, message }) => {
      const text = Object.hasOwn(message, language) ? message[language].trim() : '';
      if (text === '') return [name];
      try {
        return partsOf(text, language).length > 0 ? [] : [name];
      } catch {
        return [`${name}: ${text}`];
      }
    });
    expect(bad).toEqual([]);
  });

  test('every message asks for what the English one asks for', () => {
    const bad = messages.flatMap(({ name, message }) => {
      const [here, english] = [filledIn(message[language], language), filledIn(message.en, 'en')];
      return here.join() === english.join() ? [] : [`${name}: ${here.join()} not ${english.join()}`];
    });
    expect(bad).toEqual([]);
  });

  test('every plural has the forms of the language and no others', () => {
    const rules = new Intl.PluralRules(language).resolvedOptions().pluralCategories.toSorted();
    const bad = messages.flatMap(({ name, message }) =>
      flat(partsOf(message[language], language)).flatMap(({ type, options = {} }) => {
        if (type !== PLURAL) return [];
        const forms = Object.keys(options)
          .filter((form) => !form.startsWith('='))
          .sort();
        return forms.join() === rules.join() ? [] : [`${name}: ${forms.join()}`];
      }),
    );
    expect(bad).toEqual([]);
  });

  test('no sentence was left in English', () => {
    if (language === 'en') return;
    const bad = messages.flatMap(({ name, message }) => {
      const english = literal(message.en, 'en');
      const isSentence = (english.match(/\p{L}+/gu) ?? []).length > 2;
      return isSentence && literal(message[language], language) === english ? [name] : [];
    });
    expect(bad).toEqual([]);
  });

  test('no straight quotation mark and no three dots stand for the signs of the language', () => {
    const bad = messages.filter(({ message }) =>
      /["`]|\.\.\.|[A-Za-zА-я]'[A-Za-zА-я]/.test(message[language]),
    );
    expect(bad.map(({ name }) => name)).toEqual([]);
  });
});
