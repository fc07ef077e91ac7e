/** What other rooms may know of money: in which currency a panel quotes, how sure that is, and what it is worth. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

/** The currency that a panel's prices are converted from. */
export interface PanelCurrency {
  panelId: number;
  /** ISO 4217; null when nothing says. */
  currency: string | null;
  /** 0 to 1. */
  confidence: number;
  source: 'operator' | 'balance' | 'catalog' | 'size' | 'nothing';
  reasons: string[];
  /** Units of the currency for one US dollar, as the panel's prices were converted; null where they are not compared. */
  perUsd: string | null;
  /** The day of that exchange rate, `2026-11-25`. */
  rateDay: string | null;
}

/** By panel; a panel that was never judged is absent. */
export async function panelCurrencies(
  db: Database,
  panelIds: readonly number[],
): Promise<Map<number, PanelCurrency>> {
  if (panelIds.length === 0) return new Map();
  const { rows } = await sql<PanelCurrency>`
    select panel_id as "panelId", currency, confidence, source, reasons, per_usd as "perUsd", rate_day::text as "rateDay"
    from panel_currencies where panel_id = any(${[...panelIds]}::bigint[])`.execute(db);
  return new Map(rows.map((row) => [row.panelId, row]));
}
