/**
 * What a dollar is worth. Kept by day; a dated set comes with the program, so that a machine without a network compares prices, too.
 * Figures from outside are looked at before they are believed: a currency that moved by half in a day is somebody's mistake.
 */
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../db/open.ts';

export interface ExchangeRates {
  /** `2026-11-25`. */
  day: string;
  source: string;
  /** Units of a currency (ISO 4217, and USDT) for one dollar, decimal strings. */
  perUsd: ReadonlyMap<string, string>;
  /** Of a currency whose latest rate is older than the others: its day. */
  older: ReadonlyMap<string, string>;
}

/** The day of a currency's rate among these. */
export function dayOf({ day, older }: Pick<ExchangeRates, 'day' | 'older'>, currency: string): string {
  return older.get(currency) ?? day;
}

const Snapshot = z.object({
  date: z.iso.date(),
  source: z.string(),
  perUsd: z.record(z.string(), z.string()),
});

/** What came with the program. */
export const SHIPPED: ExchangeRates = readShipped();

function readShipped(): ExchangeRates {
  const text = readFileSync(new URL('rates-snapshot.json', import.meta.url), 'utf8');
  const { date, source, perUsd } = Snapshot.parse(JSON.parse(text));
  return { day: date, source, perUsd: new Map(Object.entries(perUsd)), older: new Map() };
}

/** The latest of each currency: one that a day's reply lacked, or that was not believed, keeps its last good rate and that rate's day. */
export async function latestRates(db: Database): Promise<ExchangeRates> {
  const { rows } = await sql<{ currency: string; day: string; per_usd: string; source: string }>`
    select e.currency, e.day::text, e.per_usd, e.source from unnest(${[...SHIPPED.perUsd.keys()]}::text[]) as known (currency)
    cross join lateral (
      select * from exchange_rates e where e.currency = known.currency order by e.day desc limit 1
    ) e`.execute(db);
  const stored = rows.filter((row) => row.day >= SHIPPED.day).sort((a, b) => (a.day < b.day ? 1 : -1));
  const [latest] = stored;
  if (latest === undefined) return SHIPPED;
  const perUsd = new Map(SHIPPED.perUsd);
  const days = new Map([...perUsd.keys()].map((currency) => [currency, SHIPPED.day]));
  for (const row of stored) {
    perUsd.set(row.currency, row.per_usd);
    days.set(row.currency, row.day);
  }
  const older = new Map([...days].filter(([, day]) => day !== latest.day));
  return { day: latest.day, source: latest.source, perUsd, older };
}

/** The reply of the source: `{ "date": "2026-11-25", "usd": { "eur": 0.88, … } }`. */
const Published = z.object({ date: z.iso.date(), usd: z.record(z.string(), z.number()) });

/** More than this in a day is not believed. */
const JUMP_MAX = 1.5;
/** A reply that knows fewer of our currencies is not the one that we know. */
const SHARE_MIN = 0.8;

/** Rates out of a reply of `source`, or in a sentence why they are not believed. `today` as `2026-11-25`. */
export function readPublished(
  json: unknown,
  source: string,
  known: ExchangeRates,
  today: string,
): ExchangeRates | string {
  const parsed = Published.safeParse(json);
  if (!parsed.success) return 'The reply is not a list of exchange rates.';
  const { date, usd } = parsed.data;
  if (date > nextDay(today)) return `The reply is of ${date}, which is still to come.`;
  if (date < known.day) return `The reply is of ${date}, older than what is known (${known.day}).`;
  const perUsd = new Map<string, string>();
  const jumps: string[] = [];
  for (const [currency, before] of known.perUsd) {
    const rate = usd[currency.toLowerCase()];
    if (rate === undefined || !Number.isFinite(rate) || rate <= 0) continue;
    const factor = Math.max(rate / Number(before), Number(before) / rate);
    const days = (Date.parse(date) - Date.parse(dayOf(known, currency))) / 86_400_000;
    // Over weeks much may happen to a currency; in a day it does not.
    if (factor > JUMP_MAX ** Math.max(1, Math.min(days, 5))) jumps.push(currency);
    else perUsd.set(currency, decimal(rate));
  }
  if (perUsd.size < known.perUsd.size * SHARE_MIN)
    return `The reply is not believed: of ${known.perUsd.size} currencies ${perUsd.size} are there and about where they were (${jumps.slice(0, 5).join(', ')} jumped).`;
  return { day: date, source, perUsd, older: new Map() };
}

/** Never in exponents: they are not what SQL and people call a decimal. */
function decimal(rate: number): string {
  return rate.toLocaleString('en', {
    useGrouping: false,
    maximumSignificantDigits: 12,
    maximumFractionDigits: 20,
  });
}

function nextDay(day: string): string {
  return new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
}

export async function storeRates(
  tx: Database,
  { day, source, perUsd }: Omit<ExchangeRates, 'older'>,
): Promise<void> {
  await sql`
    insert into exchange_rates (currency, day, per_usd, source)
    select currency, ${day}::date, per_usd, ${source} from unnest(${[...perUsd.keys()]}::text[], ${[...perUsd.values()]}::numeric[])
      as new (currency, per_usd)
    on conflict (currency, day) do update set per_usd = excluded.per_usd, source = excluded.source`.execute(
    tx,
  );
}
