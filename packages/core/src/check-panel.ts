/**
 * One look at an API, for a report: `balance`, then `services`, nothing else. What it returns holds no key and no balance.
 */
import { askBalance, askServices } from './client.ts';
import type { AskOptions, BalanceResult, ServicesResult } from './client.ts';
import type { Observation } from './conformance.ts';
import { panelParameters } from './request.ts';
import type { PanelTarget, Transport } from './request.ts';
import { readTargetUrl, shownUrl } from './target-url.ts';

/** What a look at an API needs besides the target: the door to the network and the time. */
export interface CheckOptions extends Omit<AskOptions, 'now'> {
  now: () => Date;
  /** Told once `balance` has ended, with what was seen by then: for whoever shows a look while it lasts. */
  onBalance?: (soFar: Observation) => void;
}

/**
 * Asks the API for its balance and its services, one after the other, and returns what was seen, for `conformance`. When
 * the first request shows that nothing can answer, or that one request is already too many, the second is not sent.
 */
export async function checkPanel(target: PanelTarget, options: CheckOptions): Promise<Observation> {
  const { now, onBalance, ...ask } = options;
  const at = now();
  const balance = await askBalance(target, { ...ask, now: at });
  const observed = (services: ServicesResult | null): Observation => ({
    at: at.toISOString(),
    url: shown(target.url),
    transport: transportOf(balance, services),
    ...(target.dialect === undefined ? {} : { dialect: target.dialect }),
    parameters: panelParameters('services', '', target.dialect).map(([name]) => name),
    balance,
    services,
  });
  onBalance?.(observed(null));
  if (NOT_WORTH_ASKING.has(balance.outcome.stage)) return observed(null);
  return observed(await askServices({ ...target, ...worked(balance) }, { ...ask, now: now() }));
}

const NOT_WORTH_ASKING: ReadonlySet<string> = new Set(['target', 'dns', 'connect', 'tls', 'rate_limit']);

function worked(balance: BalanceResult): { transport?: Transport } {
  return balance.outcome.stage === 'ok' ? { transport: balance.transport } : {};
}

function transportOf(balance: BalanceResult, services: ServicesResult | null): Transport {
  return services?.outcome.stage === 'ok' ? services.transport : balance.transport;
}

/** What cannot be read as an address may hold anything, a key included, so it is not repeated. */
function shown(text: string): string {
  const url = readTargetUrl(text);
  return url instanceof URL ? shownUrl(url) : 'an address that cannot be read';
}
