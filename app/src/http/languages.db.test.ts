/** Every page in every language, in the real application: the language it says it is in, its addresses, and no English left over. */
import { beforeAll, describe, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { allMessages } from '../../test/messages.ts';
import { SEEDED, seedLooks } from '../../test/looks.ts';
import { seedSite } from '../../test/seed-site.ts';
import { ORIGIN, siteOf } from '../../test/site.ts';
import { LANGUAGES, prefixOf, type Language } from '../i18n/languages.ts';

const PAGES = [
  '/',
  '/panels',
  '/panels?state=up&uptime=%3E%3D200',
  '/panels/north-star',
  '/panels/north-star?q=nothing-holds-this',
  '/panels/north-star/changes',
  '/panels/north-star/changes?kind=repricing',
  '/panels/north-star/incidents',
  '/panels/north-star/conformance',
  '/panels/north-star/about',
  '/panels/closed-door',
  '/panels/closed-door/incidents',
  '/panels/closed-door/conformance',
  '/panels/closed-door/about',
  '/panels/closed-door/incidents?day=2020-01-01',
  '/services',
  '/services?q=nothing-holds-this',
  '/services?sort=rate',
  '/services/compare',
  '/services/compare?ids=north-star:1001,slow-river:1001',
  '/changes',
  '/panels/north-star/services/1001',
  '/panels/north-star/diff/1d..now',
  '/about',
  '/contact',
  '/standard',
  '/standard/test',
  `/standard/test/${SEEDED.report}`,
  `/standard/test/${SEEDED.failedReport}`,
  `/standard/test/${SEEDED.waitingReport}`,
  '/standard/test/nobody',
  '/submit',
  `/submit/${SEEDED.draft}`,
  `/submit/${SEEDED.failedDraft}`,
  `/submit/${SEEDED.pending}`,
  `/submit/${SEEDED.rejected}`,
  '/submit/nobody',
  '/status',
  '/nothing-is-here',
];

/** Answers to programs. */
const NOT_PAGES = new Set([
  '/find',
  '/healthz',
  '/readyz',
  '/metrics',
  '/sitemaps/:shard',
  '/standard/test/:report/follow',
  '/submit/:submission/follow',
]);

const database = useDatabase();
let site: ReturnType<typeof siteOf>['site'];
const messages = await allMessages();

beforeAll(async () => {
  await seedSite(database.db);
  await seedLooks(database);
  ({ site } = siteOf(database));
});

async function read(
  path: string,
  headers: Record<string, string> = {},
): Promise<{ text: string; vary: string }> {
  const reply = await site.request(ORIGIN + path, { headers });
  const further = reply.headers.get('location');
  if (further !== null) return await read(further, headers);
  return { text: await reply.text(), vary: reply.headers.get('vary') ?? '' };
}

const wordsOf = (text: string): string[] =>
  text
    .replaceAll('US$', '')
    .toLowerCase()
    .match(/\p{L}{2,}/gu) ?? [];

/** All words that the messages of a language are made of; names of what is filled in count as words of every language. */
function vocabulary(language: Language): Set<string> {
  return new Set(messages.flatMap(({ message }) => wordsOf(message[language])));
}

/** What a page says in its own words: no text of panels, no code, no names of languages, no numbers with their units. */
function saidOn(page: string): string[] {
  const own = page
    .replace(/<(bdi|code|time|style|script|template)\b.*?<\/\1>/gs, ' ')
    .replace(/<(?!html\b)(\w+)[^>]* (?:lang|data-name)="[^>]*>.*?<\/\1>/gs, ' ')
    .replace(/<nav class="languages".*?<\/nav>/s, ' ')
    .replace(/<a class="wordmark".*?<\/a>/s, ' ')
    // Words for machines, the same in every language.
    .replace(/<meta property="og:(?:type|url|image)"[^>]*>/g, ' ')
    // Amounts are written by Intl: `US$` is no word.
    .replace(/<data class="money".*?<\/data>/gs, ' ');
  const texts = [...own.matchAll(/>([^<>]+)</g)].map(([, text = '']) => text);
  const attributes = [
    ...own.matchAll(/ (?:aria-label|title|placeholder|data-said|data-label|content)="([^"]*)"/g),
  ].map(([, text = '']) => text);
  return [...texts, ...attributes]
    .map((text) => text.trim())
    .filter((text) => !/^\W*[\d.,\s]+\W*\p{L}{0,4}\.?$/u.test(text));
}

describe.each(LANGUAGES)('in %s', (language) => {
  const prefix = prefixOf(language);

  test.each(PAGES)('%s says its language and keeps it in its addresses', async (path) => {
    const { text } = await read(prefix + (path === '/' ? '' : path));
    expect(text).toContain(`<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"`);
    const outside = [
      ...text.replace(/<nav class="languages".*?<\/nav>/s, '').matchAll(/(?:href|action)="(\/[^"]*)"/g),
    ]
      .map(([, address = '']) => address)
      .filter(
        (address) =>
          address !== prefix && !address.startsWith(`${prefix}/`) && !address.startsWith('/assets/'),
      );
    expect(outside).toEqual([]);
    for (const other of LANGUAGES)
      expect(text).toMatch(
        new RegExp(`<a href="${prefixOf(other)}[^"]*" lang="${other}" hreflang="${other}"`),
      );
  });

  test.runIf(language !== 'en').each(PAGES)('%s has no English left over', async (path) => {
    const { text } = await read(prefix + (path === '/' ? '' : path));
    const english = vocabulary('en');
    const own = vocabulary(language);
    const left = saidOn(text).filter((said) => {
      const words = wordsOf(said);
      return (
        words.length > 0 && words.every((word) => english.has(word)) && !words.every((word) => own.has(word))
      );
    });
    expect([...new Set(left)]).toEqual([]);
  });
});

test('every page that anyone may read is among them', () => {
  const patterns = site.routes
    .filter(({ method, path }) => method === 'GET' && !path.includes('.') && !path.includes('*'))
    .map(({ path }) => path)
    .filter((path) => !/^\/(?:operator|dev)\b/.test(path) && !NOT_PAGES.has(path));
  const unread = [...new Set(patterns)].filter((pattern) => {
    const address = new RegExp(`^${pattern.replaceAll(/:\w+/g, '[^/]+')}$`);
    return !PAGES.some((page) => address.test(page.replace(/\?.*/, '')));
  });
  expect(unread).toEqual([]);
});

describe('an address without a language', () => {
  test('is read in the language that the browser wishes for, and a cache is told so', async () => {
    const { text, vary } = await read('/about', { 'accept-language': 'tr' });
    expect(text).toContain('<html lang="tr"');
    expect(text).toContain('href="/panels"');
    expect(vary.toLowerCase()).toContain('accept-language');
    expect((await read('/tr/about')).vary.toLowerCase()).not.toContain('accept-language');
  });
});
