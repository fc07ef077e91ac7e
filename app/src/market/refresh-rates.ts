/** Asks once a day what a dollar is worth. What cannot be had or believed changes nothing: the last good rates stay, and the log says so. */
import { isFailure } from 'smmwatch';
import type { Deps } from '../deps.ts';
import { messageOf } from '../errors.ts';
import { latestRates, readPublished, SHIPPED, storeRates } from './exchange-rates.ts';

export type RefreshDeps = Pick<Deps, 'db' | 'config' | 'door' | 'userAgent'>;

export type Refreshed =
  | { kind: 'stored'; day: string }
  | { kind: 'off' }
  | { kind: 'known' }
  | { kind: 'kept'; reason: string };

export async function refreshRates({ db, config, door, userAgent }: RefreshDeps): Promise<Refreshed> {
  if (config.exchangeRatesUrl === undefined) return { kind: 'off' };
  const today = new Date().toISOString().slice(0, 10);
  const known = await latestRates(db);
  if (known.day >= today) return { kind: 'known' };
  const reply = await door.get(config.exchangeRatesUrl, {
    accept: 'application/json',
    'accept-encoding': 'gzip, br, deflate',
    'user-agent': userAgent,
  });
  if (isFailure(reply)) return { kind: 'kept', reason: reply.message };
  if (reply.status !== 200)
    return { kind: 'kept', reason: `The source answered with status ${reply.status}.` };
  const body = await reply.read();
  if (isFailure(body)) return { kind: 'kept', reason: body.message };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder().decode(body));
  } catch (error) {
    return { kind: 'kept', reason: `The reply is not JSON: ${messageOf(error)}` };
  }
  const rates = readPublished(json, sourceOf(config.exchangeRatesUrl), known, today);
  if (typeof rates === 'string') return { kind: 'kept', reason: rates };
  await storeRates(db, rates);
  return { kind: 'stored', day: rates.day };
}

/** Two addresses serve the data set that came with the program; any other source is named by its host. */
function sourceOf(url: string): string {
  return url.includes('/currency-api@') || url.includes('.currency-api.pages.dev/')
    ? SHIPPED.source
    : new URL(url).host;
}
