import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toJsonb } from './jsonb.ts';

describe('a value as jsonb', () => {
  it('is plain JSON where nothing stands in the way', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = JSON.stringify(value);
        fc.pre(!/\\u(?:0000|d[89a-f])/.test(text));
        expect(toJsonb(value)).toBe(text);
      }),
    );
  });

  it('loses U+0000 and replaces half a surrogate pair, in names of fields as well', () => {
    const value = { 'a\0b': ['x\0y', '\ud800', { '\udc00': 1 }], rest: 'whole 😀' };
    expect(JSON.parse(toJsonb(value))).toEqual({ ab: ['xy', '\ufffd', { '\ufffd': 1 }], rest: 'whole 😀' });
  });

  it('keeps texts that merely look like such escapes', () => {
    const value = { name: String.raw`\u0000 and \ud800` };
    expect(JSON.parse(toJsonb(value))).toEqual(value);
  });

  it('is storable whatever a panel sends', () => {
    const hostile = fc.string({
      unit: fc.constantFrom('\0', '\ud83d', '\ude00', 'a', '\\', 'u', '0', '"', '\u001f'),
    });
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), hostile, hostile, (value, name, text) => {
        const stored = toJsonb([value, { [name]: text }]);
        expect(stored).not.toMatch(/(?<!\\)(?:\\\\)*\\u0000/);
        expect(stored.isWellFormed()).toBe(true);
        expect(stored).not.toMatch(/(?<!\\)(?:\\\\)*\\ud[89a-f]/);
        expect(() => JSON.parse(stored)).not.toThrow();
      }),
    );
  });
});
