/** Asks one panel. Touches the network and nothing else: what comes back is recorded by record-check.ts. */
import {
  askBalance,
  askServices,
  type Catalog,
  type ExchangeFacts,
  type KnownHashes,
  type Outcome,
  type Post,
  type ServicesResult,
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
  durationMs: number;
  /** How the deciding request ended. */
  outcome: Outcome;
  facts: ExchangeFacts;
  /** What `balance` said of the currency; undefined when it was not asked or did not answer. */
  balance: { currency: string | null } | undefined;
  /** Undefined when the catalog could not be read. */
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
    ...(panel.transport === null ? {} : { transport: panel.transport }),
    ...(panel.dialect === null ? {} : { dialect: panel.dialect }),
  };
  const asking = { post: deps.post, userAgent: deps.userAgent, signal };
  const balance = panel.balanceDue ? await askBalance(target, asking) : undefined;
  if (balance !== undefined && balance.outcome.stage !== 'ok' && panel.listing === 'checking') {
    const { outcome } = balance;
    return {
      panel,
      durationMs: performance.now() - began,
      outcome,
      facts: balance,
      balance: undefined,
      reply: undefined,
    };
  }
  const transport = balance?.outcome.stage === 'ok' ? { transport: balance.transport } : {};
  const services = await askServices({ ...target, ...transport }, { ...asking, ...knownHashes(panel) });
  return {
    panel,
    durationMs: performance.now() - began,
    outcome: services.outcome,
    facts: services,
    balance: balance?.outcome.stage === 'ok' ? { currency: balance.balance.currency } : undefined,
    reply: replyOf(services, panel),
  };
}

function knownHashes({ wireHash, bodyHash }: LeasedPanel): KnownHashes {
  if (wireHash === null || bodyHash === null) return {};
  return { knownWireHash: wireHash, knownBodyHash: bodyHash };
}

function replyOf(services: ServicesResult, panel: LeasedPanel): CatalogReply | undefined {
  const { outcome, unchanged, wireHash, bodyHash, catalog } = services;
  if (outcome.stage !== 'ok' || wireHash === null) return undefined;
  if (unchanged)
    return wireHash === panel.wireHash ? { kind: 'unchanged' } : { kind: 'same-content', wireHash };
  if (catalog === undefined || bodyHash === undefined) return undefined;
  return { kind: 'changed', wireHash, bodyHash, catalog };
}
