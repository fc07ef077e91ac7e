/**
 * Who reads a page: words, numbers, dates and addresses in one language. A message stands in all languages side by side (`words.ts`
 * of each feature), written in ICU MessageFormat; plurals, numbers and dates are those of `Intl`.
 */
import { IntlMessageFormat } from 'intl-messageformat';
import { html, type Markup } from '../ui/markup.ts';
import { href } from '../urls.ts';
import { formatsIn, type Formats } from './formats.ts';
import { prefixOf, type Language } from './languages.ts';

/** One text in every language: `{ en: '{n, plural, one {# service} other {# services}}', ru: … }`. */
export type Message = Readonly<Record<Language, string>>;

type Value = string | number | bigint | Date;

export interface Reader {
  language: Language;
  dir: 'ltr' | 'rtl';
  /** Numbers, dates and lengths of time as the language writes them. */
  formats: Formats;
  /** The address that is read, without its language: path and query. */
  here: string;
  /** The site's public address, without a trailing slash; empty where the operator has not said it. */
  origin: string;
  /** The message as plain text: escaped like any other where a template takes it. */
  say: (message: Message, values?: Record<string, Value>) => string;
  /** The message with markup in it: values may be markup, and `<link>words</link>` becomes what the function `link` makes of the words. */
  mark: (message: Message, values: Record<string, Value | Markup | ((words: Markup) => Markup)>) => Markup;
  /** An address of the site that keeps the language which the reader's own address chose. */
  href: typeof href;
  /** The same path in another language, for the choice of languages and for search engines. */
  inLanguage: (language: Language, path: string) => string;
}

const readers = new Map<string, Reader>();

/** `chosen` when the address chose the language: then the addresses on the page keep it. */
export function readerOf(language: Language, chosen: boolean): Reader {
  const key = `${language} ${chosen}`;
  const known = readers.get(key);
  if (known !== undefined) return known;
  const made = makeReader(language, chosen ? prefixOf(language) : '');
  readers.set(key, made);
  return made;
}

/** Of the operator's pages, which are in English alone. */
export const ENGLISH: Reader = readerOf('en', false);

/** Nothing in it means anything to ICU. */
const PLAIN = /^[^{}<'#]*$/;

function makeReader(language: Language, prefix: string): Reader {
  const formats = formatsIn(language);
  const known = new WeakMap<Message, IntlMessageFormat>();
  const formatOf = (message: Message): IntlMessageFormat => {
    let format = known.get(message);
    if (format === undefined) {
      format = new IntlMessageFormat(message[language], formats.tag);
      known.set(message, format);
    }
    return format;
  };
  return {
    language,
    dir: language === 'ar' ? 'rtl' : 'ltr',
    formats,
    here: '/',
    origin: '',
    // Most texts hold nothing to fill in, and a table says them a thousand times.
    say: (message, values) =>
      PLAIN.test(message[language]) ? message[language] : String(formatOf(message).format(values)),
    mark(message, values) {
      const given = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'function' ? (parts: unknown[]) => value(html`${parts}`) : value,
      ]);
      return html`${formatOf(message).format<unknown>(Object.fromEntries(given))}`;
    },
    href: (route, ...args) => prefix + href(route, ...args),
    inLanguage: (other, path) => prefixOf(other) + path.replace(/^\/(?=$|\?)/, ''),
  };
}
