/** Prices in US dollars: what panels are compared by. */
import { Big } from 'big.js';

/** A billionth of a dollar for 1,000 units is nobody's price. SQL that converts stored prices rounds the same way. */
export const PRICE_DECIMALS = 9;

/** What prices are shown in when the address does not say: what they are compared in. */
export const USUAL_CURRENCY = 'USD';

/**
 * A price in US dollars as a decimal string, rounded half away from zero; null where the rate or its currency is unknown. `perUsd` is
 * units of the currency for one dollar, more than zero.
 */
export function inDollars(price: string | null, perUsd: string | null): string | null {
  if (price === null || perUsd === null) return null;
  const quoted = new Big(price);
  // Most panels quote in dollars, and dividing is most of the work.
  const dollars = perUsd === '1' ? quoted : quoted.div(perUsd);
  return dollars.round(PRICE_DECIMALS, Big.roundHalfUp).toFixed();
}
