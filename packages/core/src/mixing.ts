/**
 * Prints: 64 bits that tell thousands of rows or texts apart in about a millisecond, where a cryptographic hash of each costs
 * three times that. They begin with a random key that nobody else knows: by chance two share a print once in 2^64, and whoever
 * wanted two of his to share one would have to make them against a key that he cannot see.
 */

/** Both halves of a print while it is made: begins as a copy of the key, ends with `finish`. */
export type Lanes = Int32Array;

/** A key of one's own: two random numbers. */
export function newKey(): Int32Array {
  return crypto.getRandomValues(new Int32Array(2));
}

/** Takes one 32-bit number in. */
export function mix(lanes: Lanes, value: number): void {
  lanes[0] = turned(Math.imul((lanes[0] ?? 0) ^ value, MULTIPLIER_A));
  lanes[1] = turned(Math.imul((lanes[1] ?? 0) + value, MULTIPLIER_B));
}

/** Takes numbers in that lie one behind the other. */
export function mixWords(lanes: Lanes, words: Int32Array, from: number, until: number): void {
  let a = lanes[0] ?? 0;
  let b = lanes[1] ?? 0;
  for (let at = from; at < until; at += 1) {
    const word = words[at] ?? 0;
    a = turned(Math.imul(a ^ word, MULTIPLIER_A));
    b = turned(Math.imul(b + word, MULTIPLIER_B));
  }
  lanes[0] = a;
  lanes[1] = b;
}

/** Takes bytes in, wherever they begin, four at a time; their number counts, too. */
export function mixBytes(lanes: Lanes, bytes: Uint8Array, from: number, until: number): void {
  let a = lanes[0] ?? 0;
  let b = lanes[1] ?? 0;
  let at = from;
  for (; at + 4 <= until; at += 4) {
    const word =
      (bytes[at] ?? 0) |
      ((bytes[at + 1] ?? 0) << 8) |
      ((bytes[at + 2] ?? 0) << 16) |
      ((bytes[at + 3] ?? 0) << 24);
    a = turned(Math.imul(a ^ word, MULTIPLIER_A));
    b = turned(Math.imul(b + word, MULTIPLIER_B));
  }
  let rest = until - from;
  for (; at < until; at++) rest = (rest << 8) ^ (bytes[at] ?? 0);
  lanes[0] = turned(Math.imul(a ^ rest, MULTIPLIER_A));
  lanes[1] = turned(Math.imul(b + rest, MULTIPLIER_B));
}

/** Every bit of either lane counts in both. */
export function finish(lanes: Lanes): void {
  const a = avalanche((lanes[0] ?? 0) ^ Math.imul(lanes[1] ?? 0, MULTIPLIER_A));
  lanes[1] = avalanche((lanes[1] ?? 0) + Math.imul(a, MULTIPLIER_B));
  lanes[0] = a;
}

const MULTIPLIER_A = 0x9e3779b1 | 0;
const MULTIPLIER_B = 0x85ebca6b | 0;

/** Multiplying carries differences upwards only; turning brings them down again. */
function turned(lane: number): number {
  return (lane << 15) | (lane >>> 17);
}

function avalanche(lane: number): number {
  let mixed = Math.imul(lane ^ (lane >>> 16), 0x7feb352d);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x846ca68b | 0);
  return mixed ^ (mixed >>> 16);
}
