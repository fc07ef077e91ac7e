/** Asks one panel. Touches the network and nothing else: what comes back is recorded by record-check.ts. */
import {
  askBalance,
  askServices,
  type Catalog,
  type Outcome,
  type Post,
  type Timings,
  type Transport,
} from 'smmwatch';
import type { Vault } from '../panels/vault.ts';
import type { LeasedPanel } from './lease.ts';

export interface CheckDeps {
  post: Post;
  vault: Vault;
  userAgent: string;
}

/** What one check found out. */
export interface CheckResult {
  panel: LeasedPanel;
  outcome: Outcome;
  transport: Transport;
  durationMs: number;
  timings: Timings | undefined;
  httpStatus: number | undefined;
  wireBytes: number | undefined;
  /** What `balance` said of the currency; undefined when it was not asked or did not answer. */
  balance: { currency: string | null } | undefined;
  reply: CatalogReply | undefined;
}

/** What the panel sells: as it was, as it was under other bytes, or anew. */
export type CatalogReply =
  | { kind: 'unchanged' }
  | { kind: 'same-content'; wireHash: string }
  | { kind: 'changed'; wireHash: string; bodyHash: string; catalog: Catalog };

/**
 * `services`, and before it `balance` where that is due. A panel that was never listed must pass both; of a listed one only
 * its catalog decides, since that is what we watch.
 */
export async function runCheck(
  deps: CheckDeps,
  panel: LeasedPanel,
  signal: AbortSignal,
): Promise<CheckResult> {
  const began = performance.now();
  const target = {
    url: panel.apiUrl,
    key: deps.vault.unseal(panel.keySealed, panel.apiUrl),
    transport: panel.transport,
  };
  const asking = { post: deps.post, userAgent: deps.userAgent, signal };
  const balance = panel.balanceDue ? await askBalance(target, asking) : undefined;
  if (balance !== undefined && balance.outcome.stage !== 'ok' && panel.listing === 'checking') {
    return {
      panel,
      outcome: balance.outcome,
      transport: balance.transport,
      durationMs: performance.now() - began,
      timings: balance.timings,
      httpStatus: balance.httpStatus,
      wireBytes: balance.wireBytes,
      balance: undefined,
      reply: undefined,
    };
  }
  const known = {
    ...(panel.wireHash === null ? {} : { knownWireHash: panel.wireHash }),
    ...(panel.bodyHash === null ? {} : { knownBodyHash: panel.bodyHash }),
  };
  const services = await askServices(
    { ...target, transport: balance?.transport ?? panel.transport },
    { ...asking, ...known },
  );
  return {
    panel,
    outcome: services.outcome,
    transport: services.transport,
    durationMs: performance.now() - began,
    timings: services.timings,
    httpStatus: services.httpStatus,
    wireBytes: services.wireBytes,
    balance: balance?.outcome.stage === 'ok' ? { currency: balance.balance.currency } : undefined,
    reply: replyOf(services, panel),
  };
}

function replyOf(
  services: Awaited<ReturnType<typeof askServices>>,
  panel: LeasedPanel,
): CatalogReply | undefined {
  if (services.outcome.stage !== 'ok' || services.wireHash === undefined) return undefined;
  if (services.unchanged) {
    return services.wireHash === panel.wireHash
      ? { kind: 'unchanged' }
      : { kind: 'same-content', wireHash: services.wireHash };
  }
  if (services.catalog === undefined || services.bodyHash === undefined) return undefined;
  return {
    kind: 'changed',
    wireHash: services.wireHash,
    bodyHash: services.bodyHash,
    catalog: services.catalog,
  };
}
