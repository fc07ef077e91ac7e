import { stripVTControlCharacters } from 'node:util';
import { assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { table } from './table.ts';
import { clean, fit, painter, width } from './terminal.ts';

const plain = painter(false, undefined);

describe('text of a panel on a terminal', () => {
  it.each([
    ['colours', '\u001B[1;31mred\u001B[0m', 'red'],
    ['a one-byte escape', '\u009B31mred', 'red'],
    ['a title and a link', '\u001B]0;owned\u0007a\u001B]8;;http://x\u001B\\b', 'ab'],
    ['an escape that never ends', 'a\u001B]0;owned', 'a'],
    ['line breaks', 'a\r\n\tb\u2028c', 'a b c'],
    ['direction overrides', 'a\u202Eb\u2066c\u200F', 'abc'],
    ['halves of characters', 'a\uD83Db', 'ab'],
  ])('is rid of %s', (_, text, shown) => {
    expect(clean(text)).toBe(shown);
  });

  it('keeps every script and emoji, joined ones too', () => {
    const text = 'ID 👩‍👩‍👧 🇹🇷 ❤️ Привет مرحبا 你好 ᴛɢ';
    expect(clean(text)).toBe(text);
  });

  it('never reaches the terminal as a control, whatever it is', () => {
    assert(
      property(string({ unit: 'binary' }), (text) => {
        expect(clean(text)).not.toMatch(/[\p{Cc}\p{Cs}\u202A-\u202E\u2066-\u2069]/u);
      }),
    );
  });

  it.each([
    ['abc', 3],
    ['Привет', 6],
    ['你好', 4],
    ['🔥', 2],
    ['🇹🇷', 2],
    ['❤️', 2],
    ['e\u0301', 1],
  ])('is as wide as the terminal shows it: %s', (text, columns) => {
    expect(width(text)).toBe(columns);
  });

  it('is shortened to what fits, wide characters whole', () => {
    expect(fit('你好世界', 5)).toBe('你好…');
    expect(fit('abcdef', 6)).toBe('abcdef');
  });
});

describe('colour', () => {
  it('is there on a terminal only, and not against NO_COLOR', () => {
    expect(painter(true, undefined)('bad', 'x')).not.toBe('x');
    expect(stripVTControlCharacters(painter(true, '')('bad', 'x'))).toBe('x');
    expect(painter(true, '1')('bad', 'x')).toBe('x');
    expect(painter(false, undefined)('bad', 'x')).toBe('x');
  });
});

describe('a table', () => {
  const columns = [
    { title: 'NAME', shrinks: true as const },
    { title: 'RATE', align: 'right' as const },
  ];

  it('aligns numbers to the right and wide text by what is seen', () => {
    const rows = [
      ['🔥 hot', '1.5'],
      ['你好', '100.25'],
    ];
    expect(table(columns, rows, plain)).toBe('NAME      RATE\n🔥 hot     1.5\n你好    100.25\n');
  });

  it('gives way in the columns that may shrink, and only there', () => {
    const lines = table(columns, [['x'.repeat(80), '123456.7890']], plain, 40).split('\n');
    expect(Math.max(...lines.map(width))).toBe(40);
    expect(lines[1]).toContain('…');
    expect(lines[1]).toContain('123456.7890');
  });
});
