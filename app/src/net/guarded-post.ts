/**
 * The one outbound door: every request that this site sends to an address from outside passes here. One exchange at
 * a time per host, no redirect followed, each stage bounded in time and bytes, every expected failure a value.
 * Two things are thrown: the caller's own abort (the signal's reason), and troubles of this machine (no file
 * descriptors, no network), which must never be told as a panel's downtime.
 */
import http from 'node:http';
import type { Socket } from 'node:net';
import tls from 'node:tls';
import { isFailure, type Failure, type PanelRequest, type Post, type Reply } from 'smmwatch';
import { readAllowList } from './allow-list.ts';
import { createBody } from './body.ts';
import { afterQuiet, connect, tlsFailure, type ConnectOptions, type Progress } from './connect.ts';
import { FailedConnection, failure, isOwnTrouble, systemCode } from './failures.ts';
import { createHostLimiter, type HostLimiter } from './host-limiter.ts';
import { inflate, tooLarge } from './inflate.ts';
import { resolverFromDns, resolveFromSystem, type Resolve } from './resolver.ts';
import { readTarget, WEB_PORTS, type Target } from './target.ts';

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
}

export interface Door {
  post: Post;
  /** Lets what is in flight finish, then closes every connection. */
  close: () => Promise<void>;
}

/** Idle connections serve the next request to the same origin (`balance`, then `services`), and no longer. */
const IDLE_MS = 10_000;

/** Throws when an entry of the allow list cannot be read: call readAllowList first to say so kindly. */
export function openDoor(options: DoorOptions): Door {
  const { allow, errors } = readAllowList(options.allow);
  if (errors.length > 0) throw new Error(errors.join('; '));
  const policy = { allow, ports: options.ports ?? WEB_PORTS };
  const limiter = createHostLimiter();
  const agent = new GuardedAgent({
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

  return {
    async post(request, signal) {
      if (isClosed) throw new Error('The outbound door is closed.');
      const target = readTarget(request.url, policy);
      if (isFailure(target)) return target;
      const ending = exchangeInTurn({ target, request, limits, agent, signal }, limiter, timeouts.totalMs);
      inFlight.add(ending);
      try {
        return await ending;
      } finally {
        inFlight.delete(ending);
      }
    },
    async close() {
      isClosed = true;
      await Promise.allSettled(inFlight);
      agent.destroy();
    },
  };
}

interface Errand {
  target: Target;
  request: PanelRequest;
  options: DoorOptions;
  agent: GuardedAgent;
  signal: AbortSignal | undefined;
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

function exchange(
  errand: Errand,
  startedAt: number,
  remainingMs: number,
): Promise<Reply | Failure | 'stale'> {
  const { target, request, options, agent, signal } = errand;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancelled = new AbortController();
    const progress: Progress = { stage: 'dns', timings: { totalMs: 0 }, signal: cancelled.signal };
    let cancelFirstByte = (): void => {};
    let bytesReadBefore = 0;

    const sending = send(target, request, options, agent, progress);
    const cancelTotal = afterQuiet(remainingMs, () => stop(totalTimeout(target.host, progress.stage)));
    const abort = (): void => {
      finish();
      sending.destroy();
      cancelled.abort(signal?.reason);
      reject(signal?.reason);
    };
    const finish = (): void => {
      cancelTotal();
      cancelFirstByte();
      signal?.removeEventListener('abort', abort);
      progress.timings.totalMs = performance.now() - startedAt;
    };
    /** Ends the exchange and the connection with it. */
    const stop = (end: Failure | 'stale'): void => {
      finish();
      resolve(end);
      sending.destroy();
      cancelled.abort();
    };
    const fail = (error: Error): void => {
      if (isOwnTrouble(error)) {
        finish();
        reject(error);
        return;
      }
      const bytesRead = (sending.socket?.bytesRead ?? 0) - bytesReadBefore;
      const isStale = sending.reusedSocket && progress.stage === 'http' && bytesRead === 0;
      stop(
        isStale && LOST.has(systemCode(error))
          ? 'stale'
          : exchangeFailure(error, target.host, progress.stage, bytesRead),
      );
    };

    signal?.addEventListener('abort', abort, { once: true });
    sending.on('error', fail);
    sending.once('socket', (socket: Socket) => {
      progress.stage = 'http';
      bytesReadBefore = socket.bytesRead;
      const sentAt = performance.now();
      cancelFirstByte = afterQuiet(options.timeouts.firstByteMs, () => stop(firstByteTimeout(target.host)));
      sending.once('response', (response) => {
        cancelFirstByte();
        progress.stage = 'body';
        progress.timings.firstByteMs = performance.now() - sentAt;
        receive(response, () => socket.bytesRead - bytesReadBefore, options, {
          refuse: stop,
          fail,
          done: (body) => {
            finish();
            resolve(reply(response, body, progress, options));
          },
        });
      });
    });
    // Without this listener node:http would wait for ever after "101 Switching Protocols".
    sending.once('upgrade', () =>
      stop(
        failure('http', 'protocol_error', `${target.host} answered with a protocol that nobody asked for.`),
      ),
    );
  });
}

/** What node:http decides by itself; a caller's word would only contradict it. */
const OWN_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

function send(
  target: Target,
  request: PanelRequest,
  options: DoorOptions,
  agent: GuardedAgent,
  progress: Progress,
): http.ClientRequest {
  const headers: Record<string, string | number> = { host: hostHeader(target) };
  for (const [name, value] of Object.entries(request.headers))
    if (!OWN_HEADERS.has(name)) headers[name] = value;
  headers['content-length'] = Buffer.byteLength(request.body);
  const sendOptions: GuardedOptions = {
    method: 'POST',
    host: target.host,
    port: target.port,
    path: target.path,
    headers,
    agent,
    maxHeaderSize: options.headerBytesMax,
    target,
    progress,
  };
  const sending = http.request(sendOptions);
  sending.end(request.body);
  return sending;
}

function hostHeader({ scheme, host, port }: Target): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`;
}

interface Receiver {
  refuse: (failure: Failure) => void;
  fail: (error: Error) => void;
  done: (body: { bytes: Buffer; hash: string }) => void;
}

function receive(
  response: http.IncomingMessage,
  socketBytes: () => number,
  { bodyBytesMax, headerBytesMax }: DoorOptions,
  { refuse, fail, done }: Receiver,
): void {
  response.on('error', fail);
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > bodyBytesMax) {
    refuse(tooLarge(bodyBytesMax, 'on the wire'));
    return;
  }
  const body = createBody(bodyBytesMax, announced);
  response.on('data', (piece: Buffer) => {
    const trouble = body.add(piece);
    if (trouble === 'too_large') refuse(tooLarge(bodyBytesMax, 'on the wire'));
    else if (trouble === 'too_many_pieces')
      refuse(failure('http', 'protocol_error', 'The reply comes in absurdly small pieces.'));
  });
  response.on('end', () => {
    // The framing of chunks counts, too: it is bytes that a hostile server makes us read.
    if (socketBytes() > bodyBytesMax + 2 * headerBytesMax) refuse(tooLarge(bodyBytesMax, 'on the wire'));
    else if (response.complete) done(body.finish());
    else refuse(truncated());
  });
}

function reply(
  response: http.IncomingMessage,
  body: { bytes: Buffer; hash: string },
  progress: Progress,
  options: DoorOptions,
): Reply {
  const headers = joinHeaders(response.rawHeaders);
  return {
    status: response.statusCode ?? 0,
    headers,
    wireBytes: body.bytes.length,
    wireHash: body.hash,
    timings: progress.timings,
    read: () => inflate(body.bytes, headers['content-encoding'], options.bodyBytesMax),
  };
}

function joinHeaders(raw: string[]): Record<string, string> {
  // Without a prototype, a header named "__proto__" is a header like any other.
  const headers: Record<string, string> = Object.create(null);
  for (let index = 0; index + 1 < raw.length; index += 2) {
    const name = (raw[index] ?? '').toLowerCase();
    const value = raw[index + 1] ?? '';
    headers[name] = name in headers ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

/** A connection that is gone, as node:net says it; node:http's "socket hang up" and "aborted" carry the first. */
const LOST = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'ETIMEDOUT']);

function exchangeFailure(error: Error, host: string, stage: Progress['stage'], bytesRead: number): Failure {
  if (error instanceof FailedConnection) return error.failure;
  const code = systemCode(error);
  const evidence = { detail: code };
  if (code === 'HPE_HEADER_OVERFLOW')
    return failure(
      'http',
      'headers_too_large',
      `${host} sends more headers than any web site needs.`,
      evidence,
    );
  if (code === 'HPE_INVALID_EOF_STATE') return stage === 'body' ? truncated() : brokenHead(host, code);
  if (code.startsWith('HPE_')) return brokenHead(host, code);
  if (code.startsWith('ERR_SSL')) return tlsFailure(host, code);
  if (LOST.has(code)) {
    if (stage === 'body') return truncated();
    if (bytesRead > 0) return brokenHead(host, code);
    return failure('connect', 'reset', `${host} closed the connection without an answer.`, evidence);
  }
  throw error;
}

function brokenHead(host: string, detail: string): Failure {
  return failure('http', 'protocol_error', `The reply of ${host} is not proper HTTP.`, { detail });
}

function truncated(): Failure {
  return failure('body', 'truncated', 'The connection was closed before the whole reply had arrived.');
}

function firstByteTimeout(host: string): Failure {
  return failure(
    'http',
    'first_byte_timeout',
    `${host} accepted the request but did not begin to answer in time.`,
  );
}

function totalTimeout(host: string, stage: Progress['stage']): Failure {
  switch (stage) {
    case 'dns':
      return failure('dns', 'timeout', `The name ${host} could not be looked up in time.`);
    case 'connect':
      return failure('connect', 'timeout', `${host} did not accept a connection in time.`);
    case 'tls':
      return failure('tls', 'timeout', `${host} did not finish the TLS handshake in time.`);
    case 'http':
      return firstByteTimeout(host);
    case 'body':
      return failure('body', 'timeout', `The reply of ${host} did not end in time.`);
  }
}

interface GuardedOptions extends http.RequestOptions {
  target: Target;
  progress: Progress;
}

/** node:http's pool of kept connections, with the guard as the only way to open a new one. */
class GuardedAgent extends http.Agent {
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    super({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
    this.#options = options;
  }

  /** A kept connection serves its own origin only. */
  override getName(options?: http.AgentGetNameOptions): string {
    const { target } = options as unknown as GuardedOptions;
    return `${target.scheme}://${target.host}:${target.port}`;
  }

  override createConnection(
    options: http.ClientRequestArgs,
    callback: (error: Error | null, socket: Socket) => void,
  ): undefined {
    const { target, progress } = options as GuardedOptions;
    const report = callback as (error: unknown, socket?: Socket) => void;
    connect(target, this.#options, progress).then(
      (opened) => (isFailure(opened) ? report(new FailedConnection(opened)) : report(null, opened)),
      report,
    );
  }
}
