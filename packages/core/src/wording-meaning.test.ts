import { describe, expect, test } from 'vitest';
import { CORPUS, UNKNOWN_WORDINGS } from '../test/wording-corpus.ts';
import type { CorpusClass } from '../test/wording-corpus.ts';
import { meaningOfCode, meaningOfWording, secondsInWording } from './wording-meaning.ts';
import { WORDING_LANGUAGES } from './wordings.ts';
import type { WordingMeaning } from './wordings.ts';

const linesOf = (text: string): string[] => text.split('\n').map((line) => line.trim());

const ACCEPTED: Record<CorpusClass, (WordingMeaning | null)[]> = {
  invalid_key: ['invalid_key', 'key_missing_or_invalid'],
  // "A valid key, please" says both in one breath.
  missing_key: ['missing_key', 'key_missing_or_invalid'],
  inactive_account: ['inactive_account'],
  wrong_action: ['wrong_action'],
  rate_limit: ['spam_protection', 'too_many_requests'],
  maintenance: ['maintenance'],
  address_not_allowed: ['address_not_allowed'],
};

const CLASSES: CorpusClass[] = [
  'invalid_key',
  'missing_key',
  'inactive_account',
  'wrong_action',
  'rate_limit',
  'maintenance',
  'address_not_allowed',
];

describe.each(CLASSES)('the meaning %s', (corpusClass) => {
  test.each(WORDING_LANGUAGES)('is read out of at least ten wordings in %s', (language) => {
    const wordings = linesOf(CORPUS[corpusClass][language]);
    expect(new Set(wordings).size).toBeGreaterThanOrEqual(10);
    const misread = wordings
      .map((wording) => ({ wording, meaning: meaningOfWording(wording) }))
      .filter(({ meaning }) => !ACCEPTED[corpusClass].includes(meaning));
    expect(misread).toEqual([]);
  });
});

test.each(linesOf(UNKNOWN_WORDINGS))('the wording "%s" stays unknown', (wording) => {
  expect(meaningOfWording(wording)).toBeNull();
});

test('letter case, accents, entities of spelling and machine words do not change a meaning', () => {
  for (const wording of [
    'INVALID API KEY!!',
    'invalid-api-key',
    'ınvalıd apı key',
    'Ｉｎｖａｌｉｄ ＡＰＩ ｋｅｙ',
    'apiKeyInvalid',
  ]) {
    expect(meaningOfWording(wording)).toBe('invalid_key');
  }
});

test('a text longer than a sentence is a page and means nothing', () => {
  expect(meaningOfWording(`invalid api key ${'and so on '.repeat(40)}`)).toBeNull();
});

test('the numeric codes of the Turkish family are known', () => {
  expect(['101', '102', '103', '104'].map(meaningOfCode)).toEqual([
    'missing_key',
    'invalid_key',
    'inactive_account',
    null,
  ]);
});

test.each([
  ['Spam protection, wait 7 seconds', 7],
  ['Please wait 2 minutes', 120],
  ['retry in 30s', 30],
  ['7 saniye bekleyin', 7],
  ['Tunggu 10 detik', 10],
  ['повторите через 15 секунд', 15],
  ['Подождите 2 минуты', 120],
  ['Aguarde 5 segundos', 5],
  ['Espere 1 hora', 3600],
  ['انتظر ٧ ثواني', 7],
  ['انتظر 30 ثانية', 30],
  ['يرجى الانتظار 5 دقائق', 300],
])('"%s" asks to wait %i seconds', (wording, seconds) => {
  expect(secondsInWording(wording)).toBe(seconds);
});

test('a wording without a time asks for no certain wait', () => {
  expect(secondsInWording('Too many requests')).toBeUndefined();
  expect(secondsInWording('Order 7 not found')).toBeUndefined();
});

test.each([
  'You have been banned',
  'You are blocked',
  'Engellendiniz',
  'Anda telah diblokir',
  'Вы заблокированы',
  'Вас забанили',
  'Você foi banido',
  'Has sido bloqueado',
  'تم حظرك',
])('who is turned away in person has an inactive account: "%s"', (wording) => {
  expect(meaningOfWording(wording)).toBe('inactive_account');
});

test('a key that is called wrong counts for more than the request beside it', () => {
  for (const wording of [
    'Invalid request: invalid API key',
    'Permintaan tidak sesuai: api key salah',
    'Ошибка запроса: неверный ключ',
  ]) {
    expect(meaningOfWording(wording)).toBe('invalid_key');
  }
});

test('limits that are told as so many in a time are limits of the rate', () => {
  for (const wording of [
    'Dakikada en fazla 10 istek',
    'Не более 1 запроса в секунду',
    '10 solicitudes por minuto',
  ]) {
    expect(meaningOfWording(wording)).toBe('too_many_requests');
  }
});

test('the licence of the software is not the key of the account', () => {
  expect(meaningOfWording('Your license key is invalid for this domain')).toBeNull();
});
