/**
 * A `Post` over the `fetch` of any runtime. The caller's process runs it; what can fail is everything between here and the
 * panel, and each way of failing comes back as a value. `fetch` unpacks before anyone can count, so bytes and hash are
 * those of the unpacked body, and the stages of connecting are not timed. It does not judge where a host name leads: a
 * service that takes addresses from strangers brings a guarded `Post` of its own.
 */
import { failure } from './explanations.ts';
import { failureOfError } from './fetch-errors.ts';
import { BODY_BYTES_MAX, FIRST_BYTE_TIMEOUT_MS, TOTAL_TIMEOUT_MS } from './limits.ts';
import type { Failure } from './outcome.ts';
import type { Post, Reply, Timings } from './post.ts';
import { isFailure } from './post.ts';
import { largerThan } from './precise-reasons.ts';

/** The part of `fetch` that is used. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/** Limits of one exchange; those of limits.ts where absent. */
export interface FetchPostOptions {
  firstByteTimeoutMs?: number;
  totalTimeoutMs?: number;
  bodyBytesMax?: number;
  /** Milliseconds of a clock that never goes back; `performance.now` where absent. */
  clock?: () => number;
}

/** Turns a `fetch` into a `Post`: no redirect followed, bytes and time limited, failures as values. An abort of the caller's own signal is thrown. */
export function fetchPost(fetch: Fetch, options: FetchPostOptions = {}): Post {
  const {
    firstByteTimeoutMs = FIRST_BYTE_TIMEOUT_MS,
    totalTimeoutMs = TOTAL_TIMEOUT_MS,
    bodyBytesMax = BODY_BYTES_MAX,
    clock = () => performance.now(),
  } = options;

  return async (request, signal) => {
    signal?.throwIfAborted();
    const started = clock();
    const controller = new AbortController();
    const stop = (): void => controller.abort(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    let timedOut: Failure | null = null;
    const giveUp = (ended: Failure): void => {
      timedOut = ended;
      controller.abort();
    };
    const firstByteTimer = setTimeout(giveUp, firstByteTimeoutMs, failure('http', 'first_byte_timeout'));
    const totalTimer = setTimeout(giveUp, totalTimeoutMs, failure('body', 'timeout'));
    try {
      const response = await attempt('headers', () =>
        fetch(request.url, {
          method: 'POST',
          headers: withoutAcceptEncoding(request.headers),
          body: request.body,
          redirect: 'manual',
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          signal: controller.signal,
        }),
      );
      if (isFailure(response)) return response;
      clearTimeout(firstByteTimer);
      const firstByteMs = clock() - started;
      if (response.type === 'opaqueredirect') {
        return failure('http', 'redirect_refused', {
          evidence: { detail: 'this runtime hides where the redirect leads' },
        });
      }
      const headers = Object.fromEntries(response.headers);
      const body = await attempt('body', () => drain(response, bodyBytesMax, () => controller.abort()));
      if (isFailure(body)) return withStatus(body, response);
      return replyOf(response.status, headers, body, { firstByteMs, totalMs: clock() - started });
    } finally {
      clearTimeout(firstByteTimer);
      clearTimeout(totalTimer);
      signal?.removeEventListener('abort', stop);
    }

    async function attempt<T>(phase: 'headers' | 'body', step: () => Promise<T>): Promise<T | Failure> {
      try {
        return await step();
      } catch (error) {
        signal?.throwIfAborted();
        return timedOut ?? failureOfError(error, phase);
      }
    }
  };
}

/** Reads to the end or to the limit, whichever comes first: what is over the limit is never held in memory. */
async function drain(
  response: Response,
  bodyBytesMax: number,
  abandon: () => void,
): Promise<Uint8Array | Failure> {
  const reader = response.body?.getReader();
  if (reader === undefined) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(chunks, length);
    length += value.byteLength;
    if (length > bodyBytesMax) {
      abandon();
      return failure('body', 'too_large', { evidence: { because: largerThan(bodyBytesMax) } });
    }
    chunks.push(value);
  }
}

function joined(chunks: Uint8Array[], length: number): Uint8Array {
  const [only] = chunks;
  if (chunks.length === 1 && only !== undefined) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

async function replyOf(
  status: number,
  headers: Record<string, string>,
  body: Uint8Array,
  timings: Timings,
): Promise<Reply> {
  return {
    status,
    headers,
    wireBytes: body.byteLength,
    wireHash: await sha256Hex(body),
    timings,
    read: () =>
      Promise.resolve(stillPacked(body) ? failure('body', 'bad_encoding', packedEvidence(headers)) : body),
  };
}

/** SHA-256 as lower-case hex. */
export async function sha256Hex(bytes: Uint8Array): Promise<string> {
  const { buffer, byteOffset, byteLength } = bytes;
  // WebCrypto takes no memory that another thread may change meanwhile.
  const own =
    buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(bytes);
  const digest = await crypto.subtle.digest('SHA-256', own);
  let hex = '';
  for (const byte of new Uint8Array(digest)) hex += byte.toString(16).padStart(2, '0');
  return hex;
}

/** The runtime did not know the encoding, or the server packed twice: gzip and zstd both begin with bytes that no text has. */
function stillPacked(body: Uint8Array): boolean {
  const [first, second, third, fourth] = body;
  return (
    (first === 0x1f && second === 0x8b) ||
    (first === 0x28 && second === 0xb5 && third === 0x2f && fourth === 0xfd)
  );
}

const packedEvidence = (headers: Record<string, string>) => ({
  evidence: { detail: `content-encoding: ${headers['content-encoding'] ?? 'none'}` },
});

function withStatus(ended: Failure, response: Response): Failure {
  const contentType = response.headers.get('content-type');
  return {
    ...ended,
    evidence: {
      httpStatus: response.status,
      ...(contentType === null ? {} : { contentType }),
      ...ended.evidence,
    },
  };
}

/** What can be unpacked is for the runtime to say: it is the one that unpacks. */
function withoutAcceptEncoding(headers: Record<string, string>): Record<string, string> {
  const { 'accept-encoding': _, ...others } = headers;
  return others;
}
