/**
 * The one outbound door: every request that this site sends to an address from outside passes here. One exchange at
 * a time per host, no redirect followed, each stage bounded in time and bytes, every expected failure a value.
 * Two things are thrown: the caller's own abort (the signal's reason), and troubles of this machine (no file
 * descriptors, no network), which must never be told as a panel's downtime.
 */
import tls from 'node:tls';
import { isFailure, type Failure, type PanelRequest, type Post, type Reply } from 'smmwatch';
import { readAllowList } from './allow-list.ts';
import { exchange, type Errand, type TellStage } from './exchange.ts';
import { createHostLimiter, type HostLimiter } from './host-limiter.ts';
import { KeptConnections } from './kept-connections.ts';
import { resolverFromDns, resolveFromSystem, type Resolve } from './resolver.ts';
import { readTarget, WEB_PORTS } from './target.ts';

export interface DoorOptions {
  /** What the operator allows although it is not public; see allow-list.ts. */
  allow: readonly string[];
  timeouts: {
    /** For each of DNS, TCP and TLS. */
    connectMs: number;
    /** From the request being sent to the head of the reply. */
    firstByteMs: number;
    /** For everything, waiting for the host's turn excepted. */
    totalMs: number;
  };
  /** Of a body, on the wire and inflated. */
  bodyBytesMax: number;
  headerBytesMax: number;
  /** Ports that strangers may name; WEB_PORTS when absent. */
  ports?: readonly number[];
  /** Certificates (PEM) that are trusted besides the system's. */
  ca?: readonly string[];
  /** Name servers instead of the system's. */
  dnsServers?: readonly string[];
  /** Replaces both lookups. */
  resolve?: Resolve;
  /** Whose turn it is at a host; its own when absent. Doors of one process share one. */
  limiter?: HostLimiter;
}

export interface Door {
  post: Post;
  /** The same for one look that is watched while it lasts: `tell` hears of each stage as it begins. */
  postTelling: (tell: TellStage) => Post;
  /** Fetches a document that is no panel's, by the same rules. */
  get: (url: string, headers: Record<string, string>, signal?: AbortSignal) => Promise<Reply | Failure>;
  /**
   * Why this address would be refused before anything is looked up, or null: for forms. Give it the text as it was
   * typed; a URL that was parsed before no longer shows an address in disguise.
   */
  refusal: (url: string) => Failure | null;
  /** Lets what is in flight finish, then closes every connection. */
  close: () => Promise<void>;
}

/** Throws when an entry of the allow list cannot be read: call readAllowList first to say so kindly. */
export function openDoor(options: DoorOptions): Door {
  const { allow, errors } = readAllowList(options.allow);
  if (errors.length > 0) throw new Error(errors.join('; '));
  const policy = { allow, ports: options.ports ?? WEB_PORTS };
  const { limiter = createHostLimiter() } = options;
  const agent = new KeptConnections({
    allow,
    resolve: options.resolve ?? resolverFromDns(options.timeouts.connectMs, options.dnsServers),
    resolveAllowed: options.resolve ?? resolveFromSystem,
    stageMs: options.timeouts.connectMs,
    secureContext: tls.createSecureContext(
      options.ca === undefined ? {} : { ca: [...tls.getCACertificates('default'), ...options.ca] },
    ),
  });
  const { timeouts, bodyBytesMax, headerBytesMax } = options;
  const limits = { firstByteMs: timeouts.firstByteMs, bodyBytesMax, headerBytesMax };
  const inFlight = new Set<Promise<unknown>>();
  let isClosed = false;

  async function pass(
    method: Errand['method'],
    request: PanelRequest,
    signal: AbortSignal | undefined,
    tell?: TellStage,
  ): Promise<Reply | Failure> {
    if (isClosed) throw new Error('The outbound door is closed.');
    const target = readTarget(request.url, policy);
    if (isFailure(target)) return target;
    const errand = { target, method, request, limits, agent, signal, tell };
    const ending = exchangeInTurn(errand, limiter, timeouts.totalMs);
    inFlight.add(ending);
    try {
      return await ending;
    } finally {
      inFlight.delete(ending);
    }
  }

  return {
    refusal(url) {
      const target = readTarget(url, policy);
      return isFailure(target) ? target : null;
    },
    post: async (request, signal) => await pass('POST', request, signal),
    postTelling: (tell) => async (request, signal) => await pass('POST', request, signal, tell),
    get: async (url, headers, signal) => await pass('GET', { url, headers, body: '' }, signal),
    async close() {
      isClosed = true;
      await Promise.allSettled(inFlight);
      agent.destroy();
    },
  };
}

async function exchangeInTurn(
  errand: Errand,
  limiter: HostLimiter,
  totalMs: number,
): Promise<Reply | Failure> {
  const { target, signal } = errand;
  // A public name is one shop whatever the port. An address that the operator allows may be many shops behind ports.
  const release = await limiter.acquire(
    target.isAllowed ? `${target.host}:${target.port}` : target.host,
    signal,
  );
  try {
    const startedAt = performance.now();
    for (;;) {
      const end = await exchange(errand, startedAt, totalMs - (performance.now() - startedAt));
      // The server closed the kept connection just as we used it. Each round uses one such connection up.
      if (end !== 'stale') return end;
    }
  } finally {
    release();
  }
}
