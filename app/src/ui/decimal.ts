/** Arithmetic on rates, which are decimal strings and never become floating-point numbers. */

interface Decimal {
  /** The value times ten to the power of `scale`. */
  units: bigint;
  scale: number;
}

/** Longer than any rate; what is longer is not computed with. */
const DIGITS_MAX = 60;

function parse(text: string): Decimal | undefined {
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null || text.length > DIGITS_MAX) return undefined;
  const [, sign = '', whole = '', fraction = ''] = match;
  return { units: BigInt(sign + whole + fraction), scale: fraction.length };
}

/** By how much `after` differs from `before`, in percent with one decimal, half away from zero: `"+5.0"`, `"-34.4"`. */
export function percentBetween(before: string, after: string): string | undefined {
  const from = parse(before);
  const to = parse(after);
  if (from === undefined || to === undefined || from.units <= 0n) return undefined;
  const scale = Math.max(from.scale, to.scale);
  const was = from.units * 10n ** BigInt(scale - from.scale);
  const is = to.units * 10n ** BigInt(scale - to.scale);
  return signed(dividedRounded((is - was) * 1000n, was), 1);
}

/** What a common factor means in percent, with up to two decimals: `"1.0504"` is `"+5.04"`. */
export function percentOfFactor(factor: string): string | undefined {
  const parsed = parse(factor);
  if (parsed === undefined || parsed.units <= 0n) return undefined;
  const one = 10n ** BigInt(parsed.scale);
  return signed(dividedRounded((parsed.units - one) * 10_000n, one), 2);
}

function dividedRounded(numerator: bigint, denominator: bigint): bigint {
  const isNegative = numerator < 0n;
  const rounded = ((isNegative ? -numerator : numerator) * 2n + denominator) / (denominator * 2n);
  return isNegative ? -rounded : rounded;
}

function signed(units: bigint, decimals: number): string {
  const digits = String(units < 0n ? -units : units).padStart(decimals + 1, '0');
  const sign = units < 0n ? '-' : '+';
  return `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
