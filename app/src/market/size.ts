/**
 * What the size of a catalog's rates says about its currency. For each kind of thing the panel's median rate is held against what it
 * costs elsewhere in dollars; the median of these ratios is about what a dollar is worth in the panel's currency. Panels differ in
 * price by a factor of three either way, so this tells rubles from dollars and never dollars from euros.
 */

/** Median price of 1,000 units, by `platform kind`. */
export type Medians = ReadonlyMap<string, number>;

export interface Size {
  /** The panel's numbers are so many times those of the market in dollars. */
  ratio: number;
  /** Kinds of things that could be compared. */
  kinds: number;
}

/** Fewer kinds in common say nothing. */
const KINDS_MIN = 4;

/** Undefined where too little can be compared. */
export function sizeOf(rates: Medians, market: Medians): Size | undefined {
  const ratios = [...rates].flatMap(([key, rate]) => {
    const price = market.get(key);
    return price === undefined || price <= 0 || rate <= 0 ? [] : [rate / price];
  });
  if (ratios.length < KINDS_MIN) return undefined;
  return { ratio: medianOf(ratios), kinds: ratios.length };
}

export function medianOf(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2;
}

/** By how many powers of ten the sizes differ from a currency's: 0 fits exactly, 1 is ten times too much or too little. */
export function distance({ ratio }: Size, perUsd: number): number {
  return Math.abs(Math.log10(ratio) - Math.log10(perUsd));
}
