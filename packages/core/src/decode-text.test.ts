import { describe, expect, test } from 'vitest';
import type { Finding } from './catalog.ts';
import { decodeText } from './decode-text.ts';
import type { EncodingHints } from './decode-text.ts';

const TEXT = '[{"name":"Подписчики ⚡"}]';

function decode(bytes: Uint8Array, hints: EncodingHints = {}): { text: string; codes: string[] } {
  const findings: Finding[] = [];
  return { text: decodeText(bytes, hints, findings), codes: findings.map(({ code }) => code) };
}

/** UTF-16 of a text; `mark` puts a byte order mark in front. */
function utf16(text: string, order: 'le' | 'be', mark: boolean): Uint8Array {
  const bytes = Buffer.from(mark ? `\ufeff${text}` : text, 'utf16le');
  return order === 'le' ? bytes : bytes.swap16();
}

/** One byte a character, as in windows-1251: only what the tests need. */
function windows1251(text: string): Uint8Array {
  return Uint8Array.from(text, (letter) => {
    const code = letter.codePointAt(0) ?? 0;
    return code < 0x80 ? code : code - 0x410 + 0xc0;
  });
}

describe('bytes to text', () => {
  test('UTF-8 with and without a byte order mark', () => {
    expect(decode(Buffer.from(TEXT))).toEqual({ text: TEXT, codes: [] });
    expect(decode(Buffer.from(`\ufeff${TEXT}`))).toEqual({ text: TEXT, codes: ['byte_order_mark'] });
  });

  test('UTF-16 of both orders, with and without a byte order mark', () => {
    for (const order of ['le', 'be'] as const) {
      expect(decode(utf16(TEXT, order, true))).toEqual({ text: TEXT, codes: ['byte_order_mark'] });
      expect(decode(utf16(TEXT, order, false))).toEqual({ text: TEXT, codes: ['not_utf8'] });
    }
  });

  test('a declared charset is used where the bytes are not UTF-8', () => {
    const bytes = windows1251('[{"name":"Лайки"}]');
    expect(decode(bytes, { contentType: 'application/json; charset=windows-1251' })).toEqual({
      text: '[{"name":"Лайки"}]',
      codes: ['not_utf8'],
    });
    expect(
      decode(Buffer.from('[{"name":"Be\xf0eni \xfe"}]', 'latin1'), { charset: 'windows-1254' }).text,
    ).toBe('[{"name":"Beğeni ş"}]');
  });

  test('a wrong declaration does not spoil UTF-8', () => {
    expect(decode(Buffer.from(TEXT), { contentType: 'text/html; charset="windows-1251"' })).toEqual({
      text: TEXT,
      codes: ['charset_mismatch'],
    });
    expect(decode(Buffer.from('[]'), { charset: 'iso-8859-1' }).codes).toEqual([]);
  });

  test('without a usable declaration Cyrillic and Turkish are told apart', () => {
    for (const hints of [{}, { charset: 'utf-8' }, { charset: 'no-such-charset' }]) {
      expect(decode(windows1251('[{"name":"Подписчики живые"}]'), hints)).toEqual({
        text: '[{"name":"Подписчики живые"}]',
        codes: ['charset_guessed'],
      });
    }
    expect(decode(Buffer.from('[{"name":"T\xfcrk Be\xf0eni"}]', 'latin1')).text).toBe(
      '[{"name":"Türk Beğeni"}]',
    );
  });

  test('a few broken bytes in UTF-8 cost only themselves', () => {
    const bytes = Buffer.concat([Buffer.from('["Лайки ⚡ '), Buffer.from([0xff]), Buffer.from('"]')]);
    expect(decode(bytes)).toEqual({ text: '["Лайки ⚡ \ufffd"]', codes: ['invalid_utf8'] });
  });
});
