/**
 * Prices in the currency that the reader chose, with what the panel itself quotes and the exchange rate on hover. A page asks
 * `shownCurrency(db, c.req.query('currency'))` of market/queries.ts, gives each price to `price` or `cost`, puts `currencyChoice` beside
 * its list, and says `exchangeNote` once. The choice is in the address alone: pages keep `currency` in their links.
 */
import { Big } from 'big.js';
import type { Cost } from 'smmwatch';
import type { Reader } from '../i18n/reader.ts';
import { USUAL_CURRENCY } from '../market/dollars.ts';
import type { ShownCurrency } from '../market/queries.ts';
import { hiddenFields } from './hidden-fields.ts';
import { html, type Markup } from './markup.ts';
import { moneyText, quotedText } from './money.ts';
import { priceWords as words } from './price.words.ts';

/** In what a panel quotes, and what it was converted with. */
export interface Quoting {
  /** The panel's currency; null while it is in doubt. */
  currency: string | null;
  /** Units of it for one US dollar; null where its prices are not converted. */
  perUsd: string | null;
  /** The day of that exchange rate, `2026-11-25`. */
  rateDay: string | null;
}

/** `quoted`: a decimal string, what core's `unitPrice` makes of a rate; null where the panel quotes none. */
export function price(quoted: string | null, quoting: Quoting, shown: ShownCurrency, reader: Reader): Markup {
  if (quoted === null) return absent(reader.say(words.noRate));
  const { currency, perUsd } = quoting;
  if (currency === null || perUsd === null) return absent(reader.say(words.inDoubt, { quoted }));
  const asQuoted = quotedText(quoted, currency, reader.language);
  if (currency === shown.currency)
    return html`<data class="money" value="${quoted}" title="${reader.say(words.asQuoted)}"
      >${asQuoted}</data
    >`;
  const amount = new Big(quoted).times(shown.perUsd).div(perUsd);
  return html`<data
    class="money"
    value="${amount.toFixed()}"
    title="${told(asQuoted, quoting, shown, reader)}"
    >${moneyText(amount.toFixed(), shown.currency, reader.language)}</data
  >`;
}

/** What core's `costAt` answers for a quantity: the cost, or from, up to or in steps of which quantity the panel sells. */
export function cost(answer: Cost, quoting: Quoting, shown: ShownCurrency, reader: Reader): Markup {
  if (answer.kind === 'cost') return price(answer.amount, quoting, shown, reader);
  if (answer.kind === 'no_rate') return price(null, quoting, shown, reader);
  return html`<span class="muted">${limitText(answer, reader)}</span>`;
}

/** Why nothing is told of a quantity. */
export function limitText(answer: Exclude<Cost, { kind: 'cost' | 'no_rate' }>, { say }: Reader): string {
  if (answer.kind === 'between_steps') return say(words.inSteps, { step: answer.step });
  return answer.kind === 'below_minimum'
    ? say(words.from, { quantity: answer.minimum })
    : say(words.upTo, { quantity: answer.maximum });
}

/** One sentence for a page: in what its prices are shown, and whose exchange rates of which day that needs. */
export function exchangeNote(shown: ShownCurrency, reader: Reader): Markup {
  const { currency, day, source } = shown;
  return html`${reader.mark(words.note, { currency, day: dayText(day, reader), source })}`;
}

interface CurrencyChoice {
  /** Where the form goes; the address without its question mark. */
  action: string;
  shown: ShownCurrency;
  /** What else the address holds and has to keep; `currency` and cursors left out. */
  keep?: Record<string, string | readonly string[] | undefined>;
  /** What it changes is on the same page, in `results`: with JavaScript it follows the choice, and needs no button. */
  findsHere?: boolean;
  reader: Reader;
}

/** Those that panels quote in, and that their buyers hold. An address may name any other that has an exchange rate. */
const OFFERED = [
  'USD', 'EUR', 'GBP', 'RUB', 'UAH', 'KZT', 'TRY', 'INR', 'PKR', 'BDT', 'IDR', 'VND', 'PHP', 'BRL', 'MXN', 'ARS', 'COP', 'NGN', 'EGP', 'SAR',
  'AED', 'MAD', 'USDT',
]; // prettier-ignore

/** A form that needs no script; the dollar, which is the usual one, needs no parameter either. */
export function currencyChoice({
  action,
  shown,
  keep = {},
  findsHere = false,
  reader,
}: CurrencyChoice): Markup {
  const all = OFFERED.includes(shown.currency) ? OFFERED : [...OFFERED, shown.currency];
  const names = new Intl.DisplayNames(reader.language, { type: 'currency', fallback: 'none' });
  return html`<form
    class="currency-choice"
    method="get"
    action="${action}"
    ${findsHere && html` data-finds-here`}
  >
    ${hiddenFields(keep)}
    <label for="currency">${reader.say(words.pricesIn)}</label>
    <select id="currency" name="currency">
      ${all.map((code) => {
        const name = /^[A-Z]{3}$/u.test(code) ? names.of(code) : undefined;
        return html`<option
          value="${code === USUAL_CURRENCY ? '' : code}"
          ${code === shown.currency && html` selected`}
        >
          ${code}${name !== undefined && ` · ${name}`}
        </option>`;
      })}
    </select>
    <button ${findsHere && html` class="apply"`}>${reader.say(words.show)}</button>
  </form>`;
}

/** `currency` as pages keep it in their links: absent for the usual one. */
export function currencyParameter({ currency }: ShownCurrency): string | undefined {
  return currency === USUAL_CURRENCY ? undefined : currency;
}

/** `84,50 ₽ as quoted; 1 USD = 83.14 RUB on 25 Nov 2026`; two exchange rates where neither currency is the dollar. */
function told(asQuoted: string, quoting: Quoting, shown: ShownCurrency, reader: Reader): string {
  const rates = [
    rateText(quoting.currency, quoting.perUsd, quoting.rateDay, reader),
    rateText(shown.currency, shown.perUsd, shown.day, reader),
  ].filter((text) => text !== undefined);
  return reader.say(words.converted, { quoted: asQuoted, rates: rates.join(' · ') });
}

function rateText(
  currency: string | null,
  perUsd: string | null,
  day: string | null,
  reader: Reader,
): string | undefined {
  if (currency === null || perUsd === null || day === null || currency === 'USD') return undefined;
  const rate = moneyText(perUsd, currency, reader.language);
  return reader.say(words.rateOn, { rate, day: dayText(day, reader) });
}

function dayText(day: string, reader: Reader): string {
  return reader.formats.date(new Date(`${day}T00:00:00Z`));
}

/** A dash to the eye, the reason on hover and to a screen reader. */
function absent(why: string): Markup {
  return html`<span class="unknown" title="${why}"
    ><span aria-hidden="true">–</span><span class="sr">${why}</span></span
  >`;
}
