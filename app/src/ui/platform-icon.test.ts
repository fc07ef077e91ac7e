import { PLATFORMS } from 'smmwatch';
import { expect, test } from 'vitest';
import { LANGUAGES } from '../i18n/languages.ts';
import { readerOf } from '../i18n/reader.ts';
import { countryName, dropWords, platformName, refillWords, speedWords, startWords } from './fact-words.ts';
import { platformIcon, platformShapes } from './platform-icon.ts';

test('every platform has a mark of its own, once a page and only where it is shown', async () => {
  const all = String(await platformShapes([...PLATFORMS, 'instagram', null]));
  expect(all.match(/<symbol /g)).toHaveLength(PLATFORMS.length);
  expect(all.match(/<path d="[^"]{40,}"/g)?.length).toBeGreaterThan(40);
  expect(String(await platformShapes(['tiktok'])).match(/<symbol /g)).toHaveLength(1);
  expect(platformIcon('of tomorrow')).toBe(false);
  expect(platformIcon(null)).toBe(false);
});

test('facts are told in the words of the language', () => {
  const reader = readerOf('ru', false);
  expect(platformName(reader, 'vk')).toBe('ВКонтакте');
  expect(platformName(reader, 'of tomorrow')).toBe('of tomorrow');
  expect(countryName(reader, 'tr')).toBe('Турция');
  expect(countryName(reader, 'cis')).toBe('СНГ');
  expect(refillWords(reader, 0)).toBe('без докрутки');
  expect(refillWords(reader, 30)).toBe('докрутка 30 дней');
  expect(refillWords(reader, 36_500)).toBe('докрутка навсегда');
  expect(speedWords(reader, 10_000)).toBe('10\u00A0тыс. в день');
  expect(startWords(reader, 0)).toBe('старт сразу');
  expect(startWords(reader, 6)).toBe('старт в течение 6 ч');
  expect(dropWords(reader, 10)).toBe('списания до 10\u00A0%');
});

test('a country has a name in every language', () => {
  const names = LANGUAGES.map((language) => countryName(readerOf(language, false), 'DE'));
  expect(names).toEqual(['Germany', 'Германия', 'Almanya', 'Jerman', 'Alemanha', 'Alemania', 'ألمانيا']);
});
