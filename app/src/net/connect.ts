/**
 * From a target to an open socket: look the name up once, check every address that comes back, connect to one of
 * exactly those, and speak TLS under the name. Nothing is looked up a second time, so a name that changes its mind
 * in between changes nothing. Each stage has its own time and fails under its own name.
 */
import net from 'node:net';
import tls from 'node:tls';
import { isFailure, type Failure, type Timings } from 'smmwatch';
import { forbiddenBecause, parseAddress } from './addresses.ts';
import { allowsAddress, type AllowList } from './allow-list.ts';
import { failureAt, isOwnTrouble, systemCode } from './failures.ts';
import type { Resolve } from './resolver.ts';
import { forbidden, type Target } from './target.ts';

export interface ConnectOptions {
  allow: AllowList;
  /** For names of the public internet, and for names that the operator allows. */
  resolve: Resolve;
  resolveAllowed: Resolve;
  /** For each of the three stages. */
  stageMs: number;
  /** One for all connections: making one costs more than a handshake. */
  secureContext: tls.SecureContext;
}

/** What the exchange above knows of a connection in the making. */
export interface Progress {
  readonly stage: DoorStage;
  /** Begins the next stage. Past `dns` the address has been found to be one that may be connected to. */
  enter: (stage: DoorStage) => void;
  timings: Timings;
  signal: AbortSignal;
}

/** Where an exchange is. Over a connection that was kept it begins with `http`. */
export type DoorStage = 'dns' | 'connect' | 'tls' | 'http' | 'body';

/** More would only lengthen the wait for a name whose first addresses are all dead. */
const ADDRESSES_TRIED_MAX = 4;

export async function connect(
  target: Target,
  options: ConnectOptions,
  progress: Progress,
): Promise<net.Socket | Failure> {
  const addresses = await checkedAddresses(target, options, progress);
  if (isFailure(addresses)) return addresses;
  const socket = await openSocket(addresses, target, options, progress);
  if (isFailure(socket) || target.scheme === 'http') return socket;
  return secure(socket, target, options, progress);
}

async function checkedAddresses(
  target: Target,
  options: ConnectOptions,
  progress: Progress,
): Promise<string[] | Failure> {
  if (target.isAddress) return [target.host];
  progress.enter('dns');
  const startedAt = performance.now();
  const addresses = await lookUp(target, options, progress.signal);
  progress.timings.dnsMs = performance.now() - startedAt;
  if (isFailure(addresses)) return addresses;

  // One private address among public ones is enough: such an answer is an attack or a mistake, never a web site.
  for (const address of addresses) {
    if (target.isAllowed || allowsAddress(options.allow, address, target.port)) continue;
    const reason = forbiddenBecause(address);
    if (reason !== null) return forbidden(`${target.host} → ${address}`, reason);
  }
  return addresses;
}

async function lookUp(
  target: Target,
  options: ConnectOptions,
  signal: AbortSignal,
): Promise<string[] | Failure> {
  const { host } = target;
  const resolve = target.isAllowed ? options.resolveAllowed : options.resolve;
  try {
    const addresses = await within<string[]>(options.stageMs, signal, (settle) => {
      resolve(host).then(settle.ok, settle.fail);
    });
    if (addresses === 'timeout') return failureAt('dns', 'timeout');
    if (addresses.length === 0) return failureAt('dns', 'no_address');
    if (addresses.some((address) => parseAddress(address) === null)) return failureAt('dns', 'failed');
    return addresses;
  } catch (error) {
    if (signal.aborted) throw error;
    return lookUpFailure(systemCode(error), error);
  }
}

function lookUpFailure(code: string, error: unknown): Failure {
  if (code === 'ENOTFOUND' || code === 'EBADNAME') return failureAt('dns', 'not_found', code);
  if (code === 'ENODATA') return failureAt('dns', 'no_address', code);
  if (code === 'ETIMEOUT' || code === 'ETIMEDOUT') return failureAt('dns', 'timeout', code);
  if (code === '' || isOwnTrouble(error)) throw error;
  return failureAt('dns', 'failed', code);
}

async function openSocket(
  addresses: string[],
  target: Target,
  options: ConnectOptions,
  progress: Progress,
): Promise<net.Socket | Failure> {
  progress.enter('connect');
  const startedAt = performance.now();
  const deadline = startedAt + options.stageMs;
  let worst: Failure | null = null;
  // IPv4 first: a network without IPv6, which is common for us, must not look like the panel's fault.
  const tried = addresses.toSorted((a, b) => net.isIP(a) - net.isIP(b)).slice(0, ADDRESSES_TRIED_MAX);
  for (const [index, address] of tried.entries()) {
    const shareMs = (deadline - performance.now()) / (tried.length - index);
    const socket = await dial(address, target, shareMs, progress.signal);
    progress.timings.connectMs = performance.now() - startedAt;
    if (!isFailure(socket)) return socket;
    // "Unreachable" may be our own lack of IPv6; any other answer says more about the panel.
    if (worst === null || worst.code === 'unreachable') worst = socket;
  }
  return worst ?? failureAt('connect', 'unreachable');
}

async function dial(
  address: string,
  target: Target,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<net.Socket | Failure> {
  const socket = new net.Socket().setNoDelay(true);
  const place = `${address} port ${target.port}`;
  try {
    const opened = await within<net.Socket>(timeoutMs, signal, (settle) => {
      socket.once('error', settle.fail);
      // An address, not a name: node:net looks nothing up.
      socket.connect({ host: address, port: target.port }, () => settle.ok(socket));
    });
    if (opened !== 'timeout') return opened.removeAllListeners('error');
    socket.destroy();
    return failureAt('connect', 'timeout', place);
  } catch (error) {
    socket.destroy();
    if (signal.aborted || isOwnTrouble(error)) throw error;
    return dialFailure(systemCode(error), place);
  }
}

function dialFailure(code: string, place: string): Failure {
  const detail = `${code} ${place}`;
  switch (code) {
    case 'ECONNREFUSED':
      return failureAt('connect', 'refused', detail);
    case 'ECONNRESET':
      return failureAt('connect', 'reset', detail);
    case 'ETIMEDOUT':
      return failureAt('connect', 'timeout', detail);
    default:
      return failureAt('connect', 'unreachable', detail);
  }
}

async function secure(
  socket: net.Socket,
  target: Target,
  options: ConnectOptions,
  progress: Progress,
): Promise<net.Socket | Failure> {
  progress.enter('tls');
  const startedAt = performance.now();
  // No session is resumed: a resumed one skips the certificate, and an expired certificate is what we are here to see.
  const secured = tls.connect({
    socket,
    secureContext: options.secureContext,
    host: target.host,
    servername: target.isAddress ? '' : target.host,
    ALPNProtocols: ['http/1.1'],
  });
  try {
    const opened = await within<tls.TLSSocket>(options.stageMs, progress.signal, (settle) => {
      secured.once('error', settle.fail);
      secured.once('close', () => settle.fail(new Error('closed during the handshake')));
      secured.once('secureConnect', () => settle.ok(secured));
    });
    progress.timings.tlsMs = performance.now() - startedAt;
    if (opened !== 'timeout') return opened.removeAllListeners('error').removeAllListeners('close');
    secured.destroy();
    return failureAt('tls', 'timeout');
  } catch (error) {
    secured.destroy();
    if (progress.signal.aborted || isOwnTrouble(error)) throw error;
    return tlsFailure(systemCode(error));
  }
}

export function tlsFailure(code: string): Failure {
  if (code === 'CERT_HAS_EXPIRED') return failureAt('tls', 'certificate_expired', code);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') return failureAt('tls', 'hostname_mismatch', code);
  if (CERTIFICATE_DOUBTED.test(code)) return failureAt('tls', 'certificate_untrusted', code);
  return failureAt('tls', 'handshake_failed', code);
}

/** OpenSSL's words for a chain that does not lead to a trusted root, as node:tls passes them on. */
const CERTIFICATE_DOUBTED =
  /^(?:CERT_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH|CRL_|CA_|EE_|HOSTNAME_MISMATCH)/;

interface Settle<T> {
  ok: (value: T) => void;
  fail: (error: unknown) => void;
}

/** Runs `start` until it settles, the time is over, or the signal aborts (then it rejects with the signal's reason). */
function within<T>(
  timeoutMs: number,
  signal: AbortSignal,
  start: (settle: Settle<T>) => void,
): Promise<T | 'timeout'> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const cancel = afterQuiet(timeoutMs, () => finish(() => resolve('timeout')));
    const abort = (): void => finish(() => reject(signal.reason));
    const finish = (end: () => void): void => {
      cancel();
      signal.removeEventListener('abort', abort);
      end();
    };
    signal.addEventListener('abort', abort, { once: true });
    start({ ok: (value) => finish(() => resolve(value)), fail: (error) => finish(() => reject(error)) });
  });
}

/**
 * A timer that fires only after everything that had already arrived was handled: when this process was busy, the
 * reply may be waiting unread, and our own slowness is not the panel's.
 */
export function afterQuiet(ms: number, expire: () => void): () => void {
  let immediate: NodeJS.Immediate | undefined;
  const timer = setTimeout(() => {
    immediate = setImmediate(expire);
  }, ms);
  return () => {
    clearTimeout(timer);
    clearImmediate(immediate);
  };
}
