/** The languages of the site: how each is named in an address, and which one a browser wishes for. */
import { parseAccept } from 'hono/utils/accept';

/** BCP 47 tags. The first is the one of whoever wishes for none of them. */
export const LANGUAGES = ['en', 'ru', 'tr', 'id', 'pt-BR', 'es', 'ar'] as const;
export type Language = (typeof LANGUAGES)[number];

/** What those who speak it call it. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: 'English',
  ru: 'Русский',
  tr: 'Türkçe',
  id: 'Bahasa Indonesia',
  'pt-BR': 'Português (Brasil)',
  es: 'Español',
  ar: 'العربية',
};

/** The first part of an address that chooses a language: `/pt-br/panels`. */
export function prefixOf(language: Language): string {
  return `/${language.toLowerCase()}`;
}

const BY_PREFIX = new Map(LANGUAGES.map((language) => [prefixOf(language), language]));

/** An address's path without the part that chooses a language, and that language; undefined where it chooses none. */
export function splitPath(path: string): { language: Language | undefined; path: string } {
  const end = path.indexOf('/', 1);
  const language = BY_PREFIX.get(end === -1 ? path : path.slice(0, end));
  if (language === undefined) return { language, path };
  return { language, path: end === -1 ? '/' : path.slice(end) };
}

/** The language that an `Accept-Language` header likes best: a tag's first part decides, so `pt-PT` reads Brazilian Portuguese. */
export function wishedLanguage(acceptLanguage: string | undefined): Language {
  const wishes = parseAccept(acceptLanguage ?? '').filter(({ q }) => q > 0);
  for (const { type } of wishes.sort((a, b) => b.q - a.q)) {
    const wished = primary(type);
    const language = LANGUAGES.find((it) => primary(it) === wished);
    if (language !== undefined) return language;
  }
  return 'en';
}

function primary(tag: string): string {
  return tag.trim().toLowerCase().split('-')[0] ?? '';
}
