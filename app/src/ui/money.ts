/** Amounts of money as a language writes them. Decimal strings stay decimal strings: none becomes a floating-point number. */
import { Big } from 'big.js';
import { numberTag } from '../i18n/elapsed.ts';
import type { Language } from '../i18n/languages.ts';

/** Significant digits that a small price keeps: 0.00123 and 0.00124 are not the same price. */
const DIGITS = 3;
/** `Intl` takes no more. */
const DECIMALS_MAX = 100;

const formats = new Map<string, Intl.NumberFormat>();

/**
 * `$1.52`, `0,00123 $`, `15.000 IDR`: the decimals that the currency has, and as many more as a price below one needs to be told from
 * its neighbours. What `Intl` does not know as a currency (USDT) stands behind its number.
 */
export function moneyText(amount: string, currency: string, language: Language): string {
  const value = new Big(amount);
  return written(value, currency, language, value.eq(0) ? 0 : DIGITS - 1 - value.e);
}

/** The same with every decimal that was quoted. */
export function quotedText(amount: string, currency: string, language: Language): string {
  const [, decimals = ''] = amount.split('.');
  return written(new Big(amount), currency, language, decimals.length);
}

function written(value: Big, currency: string, language: Language, decimals: number): string {
  const isCode = /^[A-Z]{3}$/u.test(currency);
  const format = formatOf(language, isCode ? currency : undefined, decimals);
  const digits = value.toFixed();
  if (!isDecimal(digits)) throw new Error(`not a decimal: ${digits}`);
  const text = format.format(digits);
  const amount = isCode ? text : `${text}\u{a0}${currency}`;
  // Else an Arabic page shows `$US` where the sign is `US$`: an amount stands alone, from left to right.
  return language === 'ar' ? `\u{2066}${amount.replaceAll('\u{200f}', '')}\u{2069}` : amount;
}

/** What `Intl` formats without making a float of it. */
function isDecimal(text: string): text is `${number}` {
  return /^-?\d+(?:\.\d+)?$/u.test(text);
}

function formatOf(language: Language, currency: string | undefined, decimals: number): Intl.NumberFormat {
  const extra = Math.max(0, Math.min(decimals, DECIMALS_MAX));
  const key = `${language} ${currency ?? ''} ${extra}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const tag = numberTag(language);
  const usual =
    currency === undefined
      ? { minimumFractionDigits: 2, maximumFractionDigits: 2 }
      : new Intl.NumberFormat(tag, { style: 'currency', currency }).resolvedOptions();
  const { minimumFractionDigits = 2, maximumFractionDigits = 2 } = usual;
  const made = new Intl.NumberFormat(tag, {
    ...(currency === undefined ? {} : { style: 'currency', currency }),
    minimumFractionDigits,
    maximumFractionDigits: Math.max(maximumFractionDigits, extra),
  });
  formats.set(key, made);
  return made;
}
