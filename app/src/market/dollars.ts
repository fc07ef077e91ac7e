/** Prices in US dollars: what panels are compared by. */
import { Big } from 'big.js';

/** Enough for any price, and few enough that an index stays small. */
const SIGNIFICANT = 10;

/**
 * A price in US dollars as a decimal string of at most ten significant digits; null where the rate or its currency is unknown.
 * `perUsd` is units of the currency for one dollar.
 */
export function inDollars(price: string | null, perUsd: string | null): string | null {
  if (price === null || perUsd === null) return null;
  const [value, worth] = [new Big(price), new Big(perUsd)];
  if (worth.lte(0)) return null;
  // Digits behind the point that big.js keeps when it divides: its precision is a count of decimals.
  const exact = value.div(worth);
  return exact.eq(0) ? '0' : exact.prec(SIGNIFICANT).toFixed();
}
