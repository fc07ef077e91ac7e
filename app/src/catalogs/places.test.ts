import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrange, dealt, NOWHERE } from './places.ts';

function isRising(places: Int32Array): boolean {
  return places.every((place, index) => index === 0 || place > (places[index - 1] ?? 0));
}

describe('places in a catalog', () => {
  it('stay as they are while they rise', () => {
    expect([...arrange(Int32Array.of(-3, 5, 900))]).toEqual([-3, 5, 900]);
    expect(arrange(new Int32Array(0))).toHaveLength(0);
  });

  it('are found for services that come in before, between and behind, and no other service moves', () => {
    const [a, b, c] = dealt(3);
    const places = Int32Array.of(NOWHERE, NOWHERE, a ?? 0, NOWHERE, b ?? 0, c ?? 0, NOWHERE);
    const arranged = arrange(places);
    expect(isRising(arranged)).toBe(true);
    expect([arranged[2], arranged[4], arranged[5]]).toEqual([a, b, c]);
  });

  it('change for the one service that was moved, not for those that it passed', () => {
    const [a, b, c, d] = dealt(4);
    const arranged = arrange(Int32Array.of(d ?? 0, a ?? 0, b ?? 0, c ?? 0));
    expect(isRising(arranged)).toBe(true);
    expect(Array.from(arranged).slice(1)).toEqual([a, b, c]);
  });

  it('are dealt out anew when there is no room left', () => {
    expect([...arrange(Int32Array.of(4, NOWHERE, 5))]).toEqual([...dealt(3)]);
    expect(isRising(arrange(Int32Array.of(2 ** 31 - 1, NOWHERE)))).toBe(true);
    expect(isRising(arrange(Int32Array.of(NOWHERE, NOWHERE + 1)))).toBe(true);
  });

  it('hold sixteen services that come in one before the other', () => {
    let places = dealt(2);
    const ends = [...places];
    for (let turn = 0; turn < 16; turn++) {
      places = arrange(Int32Array.of(places[0] ?? 0, NOWHERE, ...places.subarray(1)));
      expect([places[0], places.at(-1)]).toEqual(ends);
    }
    expect(isRising(places)).toBe(true);
  });

  it('always rise, whatever they were', () => {
    const place = fc.oneof(fc.integer({ min: -100, max: 100 }), fc.constant(NOWHERE));
    fc.assert(
      fc.property(fc.array(place, { maxLength: 40 }), (places) => {
        const arranged = arrange(Int32Array.from(places));
        expect(isRising(arranged)).toBe(true);
        expect(arranged).toHaveLength(places.length);
      }),
    );
  });
});
