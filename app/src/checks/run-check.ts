/** Asks one panel. Touches the network and nothing else: what comes back is recorded by record-check.ts. */
import {
  askBalance,
  askServices,
  failure,
  type BalanceFacts,
  type Catalog,
  type CatalogEdits,
  type ExchangeFacts,
  type KnownReply,
  type Outcome,
  type Post,
  type Remembered,
  type ServicesResult,
} from 'smmwatch';
import type { Vault } from '../panels/vault.ts';
import type { LeasedPanel } from './lease.ts';

export interface CheckDeps {
  door: { post: Post };
  /** For panels that came by submission: whoever brought one may point its name elsewhere after it was approved. */
  visitorDoor: { post: Post };
  vault: Vault;
  userAgent: string;
  /** What was kept of the catalog that is stored, to read the next one by its differences; null when nothing was. */
  recall: (panelId: number, readAt: string) => Promise<Remembered | null>;
  /** All requests of one check together; CHECK_MS_MAX when absent. */
  checkLimitMs?: number;
}

/** What one check found out. */
export interface CheckResult {
  panel: LeasedPanel;
  durationMs: number;
  /** How the deciding request ended. */
  outcome: Outcome;
  /** Undefined when no exchange came to an end. */
  facts: ExchangeFacts | undefined;
  /** What `balance` said of the currency; undefined when it was not asked or did not answer. */
  balance: Pick<BalanceFacts, 'currency' | 'currencyTrust'> | undefined;
  /** Undefined when the catalog could not be read. */
  reply: CatalogReply | undefined;
  /** From request to last byte, in the order asked, in `performance.now()`'s milliseconds. */
  exchanges?: readonly Exchange[];
}

export interface Exchange {
  beganMs: number;
  endedMs: number;
}

/** What the panel sells: as it was, as it was under other bytes, with some rows written otherwise, or anew. */
export type CatalogReply =
  | { kind: 'unchanged' }
  | { kind: 'same-content'; wireHash: string }
  | (Read & EditedReply & { kind: 'edited' })
  | (Read & { kind: 'changed'; catalog: Catalog; remembered: Remembered | null });

interface Read {
  wireHash: string;
  bodyHash: string;
}

interface EditedReply {
  edits: CatalogEdits;
  /** When the catalog was read that they are the differences from. */
  since: string;
  remembered: Remembered;
  /** All of it has to be written; else its `rows` are those that are stored. */
  rowsAreNew: boolean;
}

/** How many services a new catalog has; null where the reply brought none. */
export function servicesIn(reply: CatalogReply | undefined): number | null {
  if (reply?.kind === 'edited') return reply.edits.services;
  return reply?.kind === 'changed' ? reply.catalog.services.length : null;
}

/** All requests of one check together, redirects and second tries included. Well within the longest lease. */
export const CHECK_MS_MAX = 180_000;

/**
 * `services`, and before it `balance` where that is due. A panel that was never listed must pass both; of a listed one only
 * its catalog decides, since that is what we watch. Throws when the caller aborts, and for troubles of this machine.
 */
export async function runCheck(
  deps: CheckDeps,
  panel: LeasedPanel,
  signal: AbortSignal,
): Promise<CheckResult> {
  const began = performance.now();
  const limitMs = deps.checkLimitMs ?? CHECK_MS_MAX;
  const deadline = AbortSignal.timeout(limitMs);
  const exchanges: Exchange[] = [];
  const door = panel.fromVisitor ? deps.visitorDoor : deps.door;
  const post: Post = async (request, ending) => {
    const beganMs = performance.now();
    try {
      return await door.post(request, ending);
    } finally {
      exchanges.push({ beganMs, endedMs: performance.now() });
    }
  };
  const asking = ask(
    { post, vault: deps.vault, userAgent: deps.userAgent, recall: deps.recall },
    panel,
    AbortSignal.any([signal, deadline]),
  );
  const asked = await asking.catch((error: unknown) => {
    if (signal.aborted || !deadline.aborted) throw error;
    return tookTooLong(limitMs);
  });
  return { panel, durationMs: performance.now() - began, exchanges, ...asked };
}

type Asked = Omit<CheckResult, 'panel' | 'durationMs' | 'exchanges'>;

/** Every single request may be within its limits, and still they may never end. */
function tookTooLong(limitMs: number): Asked {
  return {
    outcome: failure('http', 'first_byte_timeout', {
      evidence: { because: { code: 'exchanges_too_long', values: { seconds: limitMs / 1000 } } },
    }),
    facts: undefined,
    balance: undefined,
    reply: undefined,
  };
}

type AskDeps = Pick<CheckDeps, 'vault' | 'userAgent' | 'recall'> & { post: Post };

async function ask(deps: AskDeps, panel: LeasedPanel, signal: AbortSignal): Promise<Asked> {
  const target = {
    url: panel.apiUrl,
    key: deps.vault.unseal(panel.keySealed, panel.apiUrl),
    ...(panel.transport === null ? {} : { transport: panel.transport }),
    ...(panel.dialect === null ? {} : { dialect: panel.dialect }),
  };
  const asking = { post: deps.post, userAgent: deps.userAgent, signal };
  const balance = panel.balanceDue ? await askBalance(target, asking) : undefined;
  if (balance !== undefined && balance.outcome.stage !== 'ok' && panel.listing === 'checking') {
    return { outcome: balance.outcome, facts: balance, balance: undefined, reply: undefined };
  }
  const transport = balance?.outcome.stage === 'ok' ? { transport: balance.transport } : {};
  let recalled: Remembered | null = null;
  const known = knownReply(panel, async (readAt) => (recalled = await deps.recall(panel.panelId, readAt)));
  const services = await askServices({ ...target, ...transport }, { ...asking, ...known });
  return {
    outcome: services.outcome,
    facts: services,
    balance: balance?.outcome.stage === 'ok' ? balance.balance : undefined,
    reply: replyOf(services, panel, recalled),
  };
}

function knownReply(
  { wireHash, bodyHash, readAt, isQuarantined }: LeasedPanel,
  recallFrom: (readAt: string) => Promise<Remembered | null>,
): KnownReply {
  // Whether what vanished is there again, a whole reading tells.
  const recall = (): Promise<Remembered | null> =>
    readAt === null || isQuarantined ? Promise.resolve(null) : recallFrom(readAt);
  if (wireHash === null || bodyHash === null) return { recall };
  return { knownWireHash: wireHash, knownBodyHash: bodyHash, recall };
}

function replyOf(
  services: ServicesResult,
  panel: LeasedPanel,
  recalled: Remembered | null,
): CatalogReply | undefined {
  const { outcome, unchanged, wireHash, bodyHash, catalog, edits, remembered = null } = services;
  if (outcome.stage !== 'ok' || wireHash === null) return undefined;
  if (unchanged)
    return wireHash === panel.wireHash ? { kind: 'unchanged' } : { kind: 'same-content', wireHash };
  if (bodyHash === undefined) return undefined;
  if (edits !== undefined && remembered !== null && panel.readAt !== null) {
    const rowsAreNew = remembered.rows !== recalled?.rows;
    return { kind: 'edited', wireHash, bodyHash, edits, since: panel.readAt, remembered, rowsAreNew };
  }
  return catalog && { kind: 'changed', wireHash, bodyHash, catalog, remembered };
}
