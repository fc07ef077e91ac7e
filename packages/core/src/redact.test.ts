import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EXCERPT_CHARS_MAX } from './limits.ts';
import { excerptOf, MASK, redact, redactPiece } from './redact.ts';

/** Anything but the mask's own character, which no key holds. */
const secrets = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 40 }),
    fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }),
    fc.stringMatching(/^[\da-f]{8,32}$/),
  )
  .filter((secret) => !secret.includes('•'));

const formsOf = (secret: string): string[] => {
  const json = JSON.stringify(secret).slice(1, -1);
  const forms = [secret, json, json.replaceAll('/', String.raw`\/`)];
  if (secret.isWellFormed())
    forms.push(encodeURIComponent(secret), new URLSearchParams({ k: secret }).toString().slice(2));
  return forms;
};

describe('a secret', () => {
  test('that was cut in two leaves neither part in a piece of a text', () => {
    const secret = 'f3a9c1d2e4b5a697';
    for (let cut = 4; cut < secret.length; cut++) {
      expect(redactPiece(`Notice: key ${secret.slice(0, cut)}…`, [secret])).toBe(`Notice: key ${MASK}…`);
      expect(redactPiece(`${secret.slice(-cut)} is wrong`, [secret])).toBe(`${MASK} is wrong`);
    }
    expect(redactPiece('Notice: nothing here', [secret])).toBe('Notice: nothing here');
  });

  test('is in no text that was redacted, in none of the forms in which it may be written', () => {
    fc.assert(
      fc.property(secrets, fc.string(), fc.string(), fc.nat(4), (secret, before, after, form) => {
        const forms = formsOf(secret);
        const written = forms[form % forms.length] ?? secret;
        const shown = redact(`${before}${written}${after}`, [secret]);
        for (const each of forms) expect(shown.includes(each)).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  test('is in no excerpt, wherever the text was cut', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[\da-f]{8,32}$/),
        fc.nat(17_000),
        fc.nat(600),
        (secret, before, times) => {
          const excerpt = excerptOf('x'.repeat(before) + secret.repeat(times), [secret]);
          expect(excerpt.length).toBeLessThanOrEqual(EXCERPT_CHARS_MAX);
          for (let length = 8; length <= secret.length; length += 4) {
            expect(excerpt.includes(secret.slice(0, length))).toBe(false);
          }
        },
      ),
      { numRuns: 100 },
    );
  });

  test.each([
    ['raw', 'key ab/c+d"é used'],
    ['in other letter case', 'KEY AB/C+D"É used'],
    ['URL-encoded', 'key=ab%2Fc%2Bd%22%C3%A9&x'],
    ['URL-encoded in small letters', 'key=ab%2fc%2bd%22%c3%a9&x'],
    ['JSON-escaped', String.raw`{"k":"ab\/c+d\"é"}`],
    ['JSON-escaped as PHP does', String.raw`{"k":"ab\/c+d\"\u00e9"}`],
    ['HTML-escaped', '<input value="ab/c+d&quot;é">'],
  ])('is taken out %s', (_form, text) => {
    const shown = redact(text, ['ab/c+d"é']);
    expect(shown).toContain(MASK);
    expect(shown.toLowerCase()).not.toMatch(/c\+d|c%2b/);
  });

  test.each(['', 'k', 'k='])('is taken out of the Base64 of a text that has it after "%s"', (before) => {
    const secret = 'f3a9c1d2e4b5a697~?>é';
    const bytes = Buffer.from(`${before}${secret}&action=balance`);
    for (const written of [bytes.toString('base64'), bytes.toString('base64url')]) {
      const [start = '', end = ''] = redact(`You sent ${written}.`, [secret]).split(MASK);
      // Of the characters beside it, each may hold a few of its bits.
      expect(start.length).toBeLessThanOrEqual('You sent '.length + 3);
      expect(end.length).toBeLessThanOrEqual(Buffer.from('&action=balance').toString('base64').length + 4);
    }
  });

  test('that is empty takes nothing out', () => {
    expect(redact('nothing to hide', [''])).toBe('nothing to hide');
  });
});

describe('without being told, what is taken out', () => {
  test.each([
    ['{"balance":"100.84","currency":"USD"}', '{"balance":"•••","currency":"USD"}'],
    ['{"balance": 100.84}', '{"balance": "•••"}'],
    ['{"data":{"saldo":15000}}', '{"data":{"saldo":"•••"}}'],
    ['{"sisa_saldo":"15000"}', '{"sisa_saldo":"•••"}'],
    ['{"user_balance":1}', '{"user_balance":"•••"}'],
    [String.raw`"{\"balance\":\"1.5\"}"`, String.raw`"{\"balance\":"•••"}"`],
    ['Your balance: $12.30 today', 'Your balance: ••• today'],
    ['Set-Cookie: PHPSESSID=abcdef; path=/', 'Set-Cookie: •••'],
    ['{"api_key":"0123456789abcdef"}', '{"api_key":"•••"}'],
    ['https://panel.example/api?key=0123&action=balance', 'https://panel.example/api?key=•••&action=balance'],
    ['Authorization: Bearer eyJhbGciOi.J9', 'Authorization: Bearer •••'],
  ])('%s', (text, shown) => {
    expect(redact(text, [])).toBe(shown);
  });

  test.each([
    '{"error":"Invalid API key"}',
    'Signature salah',
    '{"status":"102"}',
    '[{"service":1,"rate":"0.90"}]',
  ])('nothing of %s', (text) => {
    expect(redact(text, [])).toBe(text);
  });
});

test('of a reply to balance, every amount is taken out under whatever name', () => {
  const text = '{"amount":"100.84","funds":"12 USD","wallet_total":1234.5,"code":102,"note":"$9 left"}';
  const shown = redact(text, [], { amounts: true });
  expect(shown).not.toMatch(/100|84|12 USD|1234|\$9/);
  expect(shown).toContain('"code":102');
});

test('an excerpt never ends in half a character', () => {
  expect(excerptOf('🙂'.repeat(400), [])).toSatisfy(
    (text: string) => text.isWellFormed() && text.endsWith('…'),
  );
});
