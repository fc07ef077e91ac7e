/**
 * What a rate means for whoever buys. Source of the rules: docs/panel-api.md, "What a buyer pays", read out of real catalogs: the
 * same software that quotes everything per 1,000 quotes a package as a whole.
 */
import type { Service } from './catalog.ts';
import { orderStep } from './order-step.ts';

/**
 * What one rate buys: `thousand` units, one `package` as a whole, or, where exactly one unit can be ordered, a thousandth of the rate
 * for that `one` unit.
 */
export type PriceUnit = 'thousand' | 'package' | 'one';

/** The fields of a service that say what its rate means. */
export type Priced = Pick<Service, 'orderForm' | 'rate' | 'min' | 'max'> &
  // Steps stand in the words; who has none at hand leaves them out.
  Partial<Pick<Service, 'name' | 'description'>>;

/** An order form named Package sells one package for the rate; any other form's rate is per 1,000, also where only one can be bought. */
export function priceUnit({ orderForm, min, max }: Pick<Priced, 'orderForm' | 'min' | 'max'>): PriceUnit {
  if (orderForm !== null && /^\s*package\s*$/iu.test(orderForm)) return 'package';
  return min === 1 && max === 1 ? 'one' : 'thousand';
}

/** What an order costs, or why it cannot be placed. */
export type Cost =
  | { kind: 'cost'; /** Exact decimal in the currency of the rate. */ amount: string }
  | { kind: 'below_minimum'; minimum: number }
  | { kind: 'above_maximum'; maximum: number }
  | {
      kind: 'between_steps';
      step: number;
      /** The next quantity that can be ordered; null where that is more than the maximum. */
      next: number | null;
    }
  | { kind: 'no_rate' };

/**
 * The cost of `quantity` units (a whole number of at least 1; anything else throws a RangeError). A package costs its rate whatever the
 * quantity: it is bought once. Limits that the panel does not state limit nothing.
 */
export function costAt(service: Priced, quantity: number): Cost {
  if (!Number.isSafeInteger(quantity) || quantity < 1)
    throw new RangeError(`a quantity is a whole number of at least 1, not ${quantity}`);
  const { rate, min, max } = service;
  if (rate === null) return { kind: 'no_rate' };
  if (priceUnit(service) === 'package') return { kind: 'cost', amount: rate };
  if (min !== null && quantity < min) return { kind: 'below_minimum', minimum: min };
  if (max !== null && quantity > max) return { kind: 'above_maximum', maximum: max };
  const step = orderStep({ name: service.name ?? '', description: service.description ?? null });
  if (step !== null && quantity % step !== 0) {
    const next = Math.ceil(quantity / step) * step;
    return { kind: 'between_steps', step, next: max !== null && next > max ? null : next };
  }
  return { kind: 'cost', amount: timesThousandth(rate, quantity) };
}

/** The price of what the smallest order form unit buys: a package, the one unit, or 1,000 units. Null without a rate. */
export function unitPrice(service: Priced): string | null {
  if (service.rate === null) return null;
  return priceUnit(service) === 'one' ? timesThousandth(service.rate, 1) : service.rate;
}

/** `rate * quantity / 1000`, exactly, without trailing zeros behind the point. */
function timesThousandth(rate: string, quantity: number): string {
  const [whole = '0', fraction = ''] = rate.split('.');
  const units = BigInt(whole + fraction) * BigInt(quantity);
  const scale = fraction.length + 3;
  const digits = units.toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  const decimals = digits.slice(point).replace(/0+$/u, '');
  return digits.slice(0, point) + (decimals === '' ? '' : `.${decimals}`);
}
