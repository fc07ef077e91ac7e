/** Random numbers that are the same on every machine for the same seed. */

export interface Random {
  /** In [0, 1). */
  next: () => number;
  /** A whole number, both ends included. */
  between: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <T>(choices: readonly T[]) => T;
  /** Up to `count` different choices, in a random order. */
  sample: <T>(choices: readonly T[], count: number) => T[];
}

/** A generator named by its seed: independent of every generator with another name. */
export function randomFrom(...seed: readonly (string | number)[]): Random {
  let state = hash(seed.join('\u0000'));

  // Weyl sequence through a 32-bit finaliser: one multiplication chain a number, no state but one integer.
  function next(): number {
    state = (state + 0x9e3779b9) | 0;
    return (mix(state) >>> 0) / 0x1_0000_0000;
  }
  function between(low: number, high: number): number {
    return low + Math.floor(next() * (high - low + 1));
  }
  function pick<T>(choices: readonly T[]): T {
    const chosen = choices[between(0, choices.length - 1)];
    if (chosen === undefined) throw new Error('nothing to pick from');
    return chosen;
  }
  function sample<T>(choices: readonly T[], count: number): T[] {
    const chosen = new Set<number>();
    const wanted = Math.min(count, choices.length);
    while (chosen.size < wanted) chosen.add(between(0, choices.length - 1));
    return [...chosen].flatMap((index) => choices.slice(index, index + 1));
  }
  return { next, between, chance: (probability) => next() < probability, pick, sample };
}

/** A key, an id or a cookie that looks like one, named by its seed. */
export function hexFrom(length: number, ...seed: readonly (string | number)[]): string {
  const random = randomFrom('hex', ...seed);
  return Array.from({ length }, () => random.between(0, 15).toString(16)).join('');
}

function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    value = Math.imul(value ^ text.charCodeAt(index), 0x01000193);
  }
  return mix(value);
}

function mix(value: number): number {
  let mixed = Math.imul(value ^ (value >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}
