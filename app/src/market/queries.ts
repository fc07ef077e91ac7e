/** What other rooms may know of money: in which currency a panel quotes, how sure that is, and what it is worth. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { USUAL_CURRENCY } from './dollars.ts';
import { dayOf, latestRates, SHIPPED } from './exchange-rates.ts';
import type { Reason } from './judge-currency.ts';

/** The currency that a panel's prices are converted from. */
export interface PanelCurrency {
  panelId: number;
  /** ISO 4217; null when nothing says. */
  currency: string | null;
  /** 0 to 1. */
  confidence: number;
  source: 'operator' | 'balance' | 'catalog' | 'size' | 'nothing';
  /** What speaks for it and against it. */
  reasons: Reason[];
  /** Units of the currency for one US dollar, as the panel's prices were converted; null where they are not compared. */
  perUsd: string | null;
  /** The day of that exchange rate, `2026-11-25`; null where there is none. */
  rateDay: string | null;
  /** Who published that exchange rate. */
  rateSource: string | null;
}

/** By panel; a panel that was never judged is absent. */
export async function panelCurrencies(
  db: Database,
  panelIds: readonly number[],
): Promise<Map<number, PanelCurrency>> {
  if (panelIds.length === 0) return new Map();
  const { rows } = await sql<PanelCurrency>`${PREPARED}
    select c.panel_id as "panelId", c.currency, c.confidence, c.source, c.reasons, c.per_usd as "perUsd",
      case when c.per_usd is not null then c.rate_day::text end as "rateDay",
      case when c.per_usd is not null then coalesce(e.source, ${SHIPPED.source}) end as "rateSource"
    from panel_currencies c left join exchange_rates e on e.currency = c.currency and e.day = c.rate_day
    where c.panel_id = any(${[...panelIds]}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.panelId, row]));
}

/** The currency that a reader wants prices in, and what it is worth. */
export interface ShownCurrency {
  /** ISO 4217, or USDT. */
  currency: string;
  /** Units of it for one US dollar, a decimal string. */
  perUsd: string;
  /** The day of that exchange rate, `2026-11-25`. */
  day: string;
  /** Who published it. */
  source: string;
}

/**
 * `asked` is the parameter `currency` of an address, in any case; dollars without one, or where it is none that we have a rate for. The
 * choice lives in the address alone: a cookie would make one address two pages, which no cache could keep.
 */
export async function shownCurrency(db: Database, asked: string | undefined): Promise<ShownCurrency> {
  const rates = await latestRates(db);
  const wanted = (asked ?? '').trim().toUpperCase();
  const currency = rates.perUsd.has(wanted) ? wanted : USUAL_CURRENCY;
  const perUsd = rates.perUsd.get(currency) ?? '1';
  return { currency, perUsd, day: dayOf(rates, currency), source: rates.source };
}

/** New ones come every day; over a weekend or a failing source nothing is wrong yet. */
export const EXCHANGE_RATES_OLD_DAYS = 4;

export interface ExchangeRateFacts {
  /** Of the newest rates that are known. */
  day: string;
  source: string;
  /** Whether they are the ones that came with the program. */
  isShipped: boolean;
  currencies: number;
  /** Whole days since. */
  ageDays: number;
}

/** How old the exchange rates are, by the database's clock: for the status page, the metrics and the doctor. */
export async function exchangeRateFacts(db: Database): Promise<ExchangeRateFacts> {
  const { day, source, perUsd } = await latestRates(db);
  const { rows } = await sql<{ age: number }>`
    select (now() at time zone 'utc')::date - ${day}::date as age`.execute(db);
  return {
    day,
    source,
    isShipped: day === SHIPPED.day,
    currencies: perUsd.size,
    ageDays: Math.max(0, rows[0]?.age ?? 0),
  };
}
