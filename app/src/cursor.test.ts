import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeCursor, encodeCursor, type CursorType } from './cursor.ts';

const TYPES: CursorType[] = ['timestamptz', 'bigint', 'text'];
const PLACE = ['2026-03-01 12:00:00.123456+00', '42', 'SUB-12'];

describe('where a page ends', () => {
  it('is read back as it was, microseconds and decimals included', () => {
    expect(decodeCursor(encodeCursor(PLACE), TYPES)).toEqual(PLACE);
    expect(decodeCursor(encodeCursor(['0.9000', '1', 'ünï ı']), ['numeric', 'bigint', 'text'])).toEqual([
      '0.9000',
      '1',
      'ünï ı',
    ]);
  });

  it.each([
    ['absent', undefined],
    ['empty', ''],
    ['not base64', '%%%'],
    ['not JSON', Buffer.from('{[').toString('base64url')],
    ['an object', Buffer.from('{"0":"1"}').toString('base64url')],
    ['of another order', encodeCursor(['1', '2', '3', '4'])],
    ['of numbers', Buffer.from('["2026-03-01 12:00:00+00",42,"x"]').toString('base64url')],
    ['SQL', encodeCursor(["2026-03-01'; drop table panels; --", '42', 'x'])],
    ['an instant that does not exist', encodeCursor(['2026-13-45 12:00:00+00', '42', 'x'])],
    ['too large a number', encodeCursor([PLACE[0]!, '9'.repeat(30), 'x'])],
    ['holding U+0000', encodeCursor([PLACE[0]!, '42', 'a\0b'])],
    ['far too long', encodeCursor([PLACE[0]!, '42', 'x'.repeat(5000)])],
  ])('counts as the beginning when it is %s', (_what, text) => {
    expect(decodeCursor(text, TYPES)).toBeUndefined();
  });

  it('never throws, whatever a visitor sends', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.json().map((json) => Buffer.from(json).toString('base64url')),
        ),
        (text) => {
          const place = decodeCursor(text, TYPES);
          expect(place === undefined || place.length === TYPES.length).toBe(true);
        },
      ),
    );
  });
});
