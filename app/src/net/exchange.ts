/**
 * One request and its reply over node:http, from an open connection to the last byte of the body. Whatever happens
 * ends the exchange exactly once, and everything but a whole reply ends the connection with it.
 */
import http from 'node:http';
import type { Socket } from 'node:net';
import { failure, type Failure, type PanelRequest, type Reply, type Timings } from 'smmwatch';
import { createBody, type WholeBody } from './body.ts';
import { afterQuiet, tlsFailure, type DoorStage, type Progress } from './connect.ts';
import { FailedConnection, failureAt, systemCode } from './failures.ts';
import { giveBack, inflate, tooLarge } from './inflate.ts';
import type { GuardedOptions, KeptConnections } from './kept-connections.ts';
import type { Target } from './target.ts';

export interface ExchangeLimits {
  firstByteMs: number;
  /** Of the body, on the wire and inflated. */
  bodyBytesMax: number;
  headerBytesMax: number;
}

export interface Errand {
  target: Target;
  method: 'GET' | 'POST';
  /** Its body is sent with POST alone. */
  request: PanelRequest;
  limits: ExchangeLimits;
  agent: KeptConnections;
  signal: AbortSignal | undefined;
  /** Told of each stage as it begins, with the times of those before it. */
  tell?: TellStage | undefined;
}

export type TellStage = (stage: DoorStage, timings: Timings) => void;

/** `stale`: the server closed the kept connection just as it was used again, so nothing was asked yet. */
export function exchange(
  errand: Errand,
  startedAt: number,
  remainingMs: number,
): Promise<Reply | Failure | 'stale'> {
  const { limits, signal } = errand;
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const cancelled = new AbortController();
    const progress = openProgress(cancelled.signal, errand.tell);
    let cancelFirstByte = (): void => {};
    let bytesReadBefore = 0;
    let isOver = false;

    const sending = send(errand, progress);
    /** Whatever happens first ends the exchange; what node:http still says afterwards is about a dead connection. */
    const end = (settle: () => void): void => {
      if (isOver) return;
      isOver = true;
      cancelTotal();
      cancelFirstByte();
      signal?.removeEventListener('abort', abort);
      progress.timings.totalMs = performance.now() - startedAt;
      settle();
    };
    /** Ends the connection, too. */
    const stop = (settle: () => void): void =>
      end(() => {
        sending.destroy();
        cancelled.abort();
        settle();
      });
    const refuse = (failure: Failure): void => stop(() => resolve(failure));
    const fail = (error: Error): void => {
      const bytesRead = (sending.socket?.bytesRead ?? 0) - bytesReadBefore;
      const isUnanswered = progress.stage === 'http' && bytesRead === 0;
      const outcome = exchangeFailure(error, progress.stage, isUnanswered);
      if (outcome === null) stop(() => reject(error));
      else if (isUnanswered && sending.reusedSocket && LOST.has(systemCode(error)))
        stop(() => resolve('stale'));
      else refuse(outcome);
    };
    const abort = (): void => stop(() => reject(signal?.reason));
    const cancelTotal = afterQuiet(remainingMs, () => refuse(totalTimeout(progress.stage)));

    signal?.addEventListener('abort', abort, { once: true });
    sending.on('error', fail);
    sending.once('socket', (socket: Socket) => {
      progress.enter('http');
      bytesReadBefore = socket.bytesRead;
      const sentAt = performance.now();
      cancelFirstByte = afterQuiet(limits.firstByteMs, () => refuse(failureAt('http', 'first_byte_timeout')));
      sending.once('response', (response) => {
        cancelFirstByte();
        progress.timings.firstByteMs = performance.now() - sentAt;
        progress.enter('body');
        receive(response, () => socket.bytesRead - bytesReadBefore, limits, {
          refuse,
          fail,
          done: (body) => end(() => resolve(reply(response, body, progress, limits))),
        });
      });
    });
    // Without this listener node:http would wait for ever after "101 Switching Protocols".
    sending.once('upgrade', (_response, socket) => {
      socket.destroy();
      refuse(failureAt('http', 'protocol_error', 'Upgrade'));
    });
  });
}

function openProgress(signal: AbortSignal, tell: TellStage | undefined): Progress {
  let stage: DoorStage = 'dns';
  const timings: Timings = { totalMs: 0 };
  return {
    timings,
    signal,
    get stage() {
      return stage;
    },
    enter(next) {
      stage = next;
      tell?.(next, { ...timings });
    },
  };
}

/** What node:http decides by itself; a caller's word would only contradict it. */
const OWN_HEADERS = new Set(['host', 'connection', 'content-length', 'transfer-encoding']);

function send({ target, method, request, limits, agent }: Errand, progress: Progress): http.ClientRequest {
  const headers: Record<string, string | number> = { host: hostHeader(target) };
  for (const [name, value] of Object.entries(request.headers))
    if (!OWN_HEADERS.has(name)) headers[name] = value;
  if (method === 'POST') headers['content-length'] = Buffer.byteLength(request.body);
  const sendOptions: GuardedOptions = {
    method,
    host: target.host,
    port: target.port,
    path: target.path,
    headers,
    agent,
    maxHeaderSize: limits.headerBytesMax,
    target,
    progress,
  };
  const sending = http.request(sendOptions);
  sending.end(method === 'POST' ? request.body : undefined);
  return sending;
}

function hostHeader({ scheme, host, port }: Target): string {
  const name = host.includes(':') ? `[${host}]` : host;
  return port === (scheme === 'https' ? 443 : 80) ? name : `${name}:${port}`;
}

/** Replies have ten to forty. node:http weighs names and values only, so headers of one letter would slip by it. */
const HEADERS_MAX = 500;

interface Receiver {
  refuse: (failure: Failure) => void;
  fail: (error: Error) => void;
  done: (body: WholeBody) => void;
}

function receive(
  response: http.IncomingMessage,
  socketBytes: () => number,
  { bodyBytesMax, headerBytesMax }: ExchangeLimits,
  { refuse, fail, done }: Receiver,
): void {
  response.on('error', fail);
  if (response.rawHeaders.length > 2 * HEADERS_MAX) {
    refuse(
      failure('http', 'headers_too_large', {
        evidence: { because: { code: 'too_many_headers', values: { headers: HEADERS_MAX } } },
      }),
    );
    return;
  }
  const announced = Number(response.headers['content-length'] ?? 0);
  if (announced > bodyBytesMax) {
    refuse(tooLarge(bodyBytesMax));
    return;
  }
  const body = createBody(bodyBytesMax, announced);
  response.on('data', (piece: Buffer) => {
    // The framing of chunks counts, too: those are bytes that a hostile server makes us read.
    const isTooMuch = socketBytes() > bodyBytesMax + headerBytesMax;
    const trouble = isTooMuch ? 'too_large' : body.add(piece);
    if (trouble === 'too_large') refuse(tooLarge(bodyBytesMax));
    else if (trouble === 'too_many_pieces')
      refuse(failure('http', 'protocol_error', { evidence: { because: { code: 'small_pieces' } } }));
  });
  response.on('end', () => done(body.finish()));
}

function reply(
  response: http.IncomingMessage,
  body: WholeBody,
  progress: Progress,
  limits: ExchangeLimits,
): Reply {
  const headers = joinHeaders(response.rawHeaders);
  let isDiscarded = false;
  let inflated: Buffer | undefined;
  return {
    status: response.statusCode ?? 0,
    headers,
    wireBytes: body.bytes.length,
    wireHash: body.hash,
    timings: progress.timings,
    async read() {
      if (isDiscarded) throw new Error('A reply that was discarded cannot be read.');
      const bytes = await inflate(body.bytes, headers['content-encoding'], limits.bodyBytesMax);
      if (Buffer.isBuffer(bytes) && bytes !== body.bytes) inflated = bytes;
      return bytes;
    },
    discard() {
      if (isDiscarded) return;
      isDiscarded = true;
      body.discard();
      if (inflated !== undefined) giveBack(inflated);
    },
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

/** Null for what is no failure of the panel: a bug, or a trouble of this machine. */
function exchangeFailure(error: Error, stage: Progress['stage'], isUnanswered: boolean): Failure | null {
  if (error instanceof FailedConnection) return error.failure;
  const code = systemCode(error);
  if (code === 'HPE_HEADER_OVERFLOW') return failureAt('http', 'headers_too_large', code);
  if (code === 'HPE_INVALID_EOF_STATE' && stage === 'body') return failureAt('body', 'truncated', code);
  if (code.startsWith('HPE_')) return failureAt('http', 'protocol_error', code);
  if (code.startsWith('ERR_SSL')) return tlsFailure(code);
  if (!LOST.has(code)) return null;
  if (stage === 'body') return failureAt('body', 'truncated', code);
  return isUnanswered ? failureAt('connect', 'reset', code) : failureAt('http', 'protocol_error', code);
}

function totalTimeout(stage: Progress['stage']): Failure {
  return stage === 'http' ? failureAt('http', 'first_byte_timeout') : failureAt(stage, 'timeout');
}
