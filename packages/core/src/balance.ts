/**
 * The reply to `balance`: whether the field is there, and in which currency. The amount is looked at and forgotten, since
 * the balance only shows that the URL and the key work. Source: docs/panel-api.md, "The reply to `balance`".
 */
import type { Json } from './catalog.ts';
import { dialectWords } from './dialects.ts';

/** What is kept of a balance. */
export interface BalanceFacts {
  /** Whether a field `balance` with a number in it was there. */
  present: boolean;
  /** ISO 4217 code where the reply leaves no doubt which is meant, else null. */
  currency: string | null;
  /** As the panel wrote it: `"USD"`, `"$"`, `"Rp"`; null when it said none. */
  currencySaid: string | null;
  /**
   * How far the currency can be trusted: `code` for an ISO code; `symbol` for a sign or word of one currency only; `doubtful`
   * for the `"USD"` that one family of software writes whatever the shop uses, and for a sign that several share; `unsaid`.
   */
  currencyTrust: 'code' | 'symbol' | 'doubtful' | 'unsaid';
}

/** The facts when there is no balance. */
export const NO_BALANCE: BalanceFacts = {
  present: false,
  currency: null,
  currencySaid: null,
  currencyTrust: 'unsaid',
};

/** Reads the facts out of a reply, whether the field stands at the top or in a wrapper. */
export function readBalance(value: Json, dialect?: string): BalanceFacts {
  const fields = ['balance', ...(dialectWords(dialect)?.balanceFields ?? [])];
  const holder = holderOf(value, fields, 0);
  if (holder === null) return NO_BALANCE;
  const outer = value !== null && typeof value === 'object' && !Array.isArray(value) ? value : {};
  const amount = holder.amount;
  const said =
    textIn(holder.record, CURRENCY_FIELDS) ?? textIn(outer, CURRENCY_FIELDS) ?? currencyBeside(amount);
  return { present: true, ...currencyOf(said, textIn(outer, ['status']) === 'success') };
}

const CURRENCY_FIELDS = ['currency', 'currency_code', 'currencyCode', 'curr', 'currency_symbol', 'symbol'];

type Record_ = { [key: string]: Json };

/** The record that holds a numeric balance, at most three wrappers deep. */
function holderOf(value: Json, fields: string[], depth: number): { record: Record_; amount: string } | null {
  if (value === null || typeof value !== 'object' || depth > WRAPPERS_MAX) return null;
  if (Array.isArray(value)) return value.length === 1 ? holderOf(value[0] ?? null, fields, depth + 1) : null;
  for (const [name, part] of Object.entries(value)) {
    if (!fields.includes(name.toLowerCase())) continue;
    if ((typeof part === 'number' || typeof part === 'string') && /\p{Nd}/u.test(String(part))) {
      return { record: value, amount: String(part) };
    }
    const inner = part !== null && typeof part === 'object' && !Array.isArray(part) ? amountIn(part) : null;
    if (inner !== null) return inner;
  }
  for (const name of WRAPPERS) {
    const inner = holderOf(value[name] ?? null, fields, depth + 1);
    if (inner !== null) return inner;
  }
  return null;
}

const WRAPPERS_MAX = 3;
const WRAPPERS = ['data', 'result', 'response', 'user', 'account', 'value', 'profile', 'message', '0'];

/** `{"balance":{"amount":"1.00","currency":"USD"}}` */
function amountIn(record: Record_): { record: Record_; amount: string } | null {
  for (const name of ['amount', 'value', 'balance', 'total', 'available']) {
    const part = record[name];
    if ((typeof part === 'number' || typeof part === 'string') && /\d/.test(String(part))) {
      return { record, amount: String(part) };
    }
  }
  return null;
}

function textIn(record: Record_, names: string[]): string | null {
  for (const name of names) {
    const part = record[name];
    if (typeof part === 'string' && part.trim() !== '') return part.trim();
  }
  return null;
}

/** `"$12.30"`, `"150 ₽"`, `"Rp 15.000"`: what is left when the number is gone. */
function currencyBeside(amount: string): string | null {
  const rest = amount.replace(/[-+]?[\p{Nd}][\p{Nd}.,'\s]*/gu, ' ').trim();
  return rest === '' || rest.length > 12 ? null : rest;
}

/**
 * The one currency that a word or sign means (`"₽"`, `"руб"`, `"RUB"`), as an ISO 4217 code; null for what several share (`"$"`) and for
 * anything else.
 */
export function readCurrency(said: string): string | null {
  return currencyOf(said, false).currency;
}

function currencyOf(said: string | null, underSuccess: boolean): Omit<BalanceFacts, 'present'> {
  if (said === null) return { currency: null, currencySaid: null, currencyTrust: 'unsaid' };
  const currencySaid = said.slice(0, 12);
  const plain = said.normalize('NFKC').replace(/[\s.]/g, '').toUpperCase();
  if (isCurrencyCode(plain)) {
    return {
      currency: plain,
      currencySaid,
      currencyTrust: plain === 'USD' && underSuccess ? 'doubtful' : 'code',
    };
  }
  const known = SIGNS[plain];
  if (known !== undefined) return { currency: known, currencySaid, currencyTrust: 'symbol' };
  return { currency: null, currencySaid, currencyTrust: 'doubtful' };
}

/** ISO 4217 as the runtime knows it; USDT and the like are units that panels really charge in. */
function isCurrencyCode(text: string): boolean {
  if (text === 'USDT' || text === 'BTC') return true;
  return /^[A-Z]{3}$/.test(text) && CURRENCY_CODES.has(text);
}

const CURRENCY_CODES: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'));

/** Signs and words of one currency only. `$`, `¥`, `Rs` and `kr` are shared by several and stay doubtful. */
const SIGNS: Record<string, string> = {
  '€': 'EUR', '£': 'GBP', '₹': 'INR', '₽': 'RUB', '₺': 'TRY', '₴': 'UAH', '₦': 'NGN', '₩': 'KRW', '₫': 'VND', '฿': 'THB', '₱': 'PHP',
  '₸': 'KZT', '₼': 'AZN', '₾': 'GEL', '₪': 'ILS', '৳': 'BDT', '₲': 'PYG', '₡': 'CRC', '₮': 'MNT', '₭': 'LAK', '៛': 'KHR', 'R$': 'BRL',
  RP: 'IDR', RM: 'MYR', TL: 'TRY', 'ZŁ': 'PLN', 'KČ': 'CZK', 'US$': 'USD', 'USD$': 'USD', '$USD': 'USD', 'РУБ': 'RUB', 'РУБЛЬ': 'RUB', 'РУБЛЕЙ': 'RUB',
  'ГРН': 'UAH', EURO: 'EUR', RUPIAH: 'IDR', RUPEE: 'INR', 'د.إ': 'AED', 'دإ': 'AED', 'A$': 'AUD', 'C$': 'CAD', 'NT$': 'TWD', 'HK$': 'HKD', 'S$': 'SGD', 'MX$': 'MXN',
}; // prettier-ignore
