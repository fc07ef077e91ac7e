/**
 * The boundary between this package and the network. Everything above it is pure; whoever calls in supplies a `Post`.
 * One exchange, no redirect followed: client.ts follows them, so each hop passes the supplier's own checks anew.
 */
import type { Failure } from './outcome.ts';

/** One POST, ready to be sent. */
export interface PanelRequest {
  url: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** `application/x-www-form-urlencoded`. Holds the key: never log it. */
  body: string;
}

/** Milliseconds that each stage of the exchange took; absent where a kept-alive connection skipped it or nothing could measure it. */
export interface Timings {
  dnsMs?: number;
  connectMs?: number;
  tlsMs?: number;
  firstByteMs?: number;
  totalMs: number;
}

/** What came back, whatever its status. */
export interface Reply {
  status: number;
  /** Lower-case names; repeated headers joined with `, `. */
  headers: Record<string, string>;
  /** Bytes of the body as they came off the wire, still compressed where the supplier can see that. */
  wireBytes: number;
  /** SHA-256 of those bytes, lower-case hex: equal hashes are an unchanged reply that needs no inflating. */
  wireHash: string;
  timings: Timings;
  /** Inflates on demand, within the byte limit: the body, or the failure (`body` stage). */
  read: () => Promise<Uint8Array | Failure>;
  /**
   * Where a supplier has it: nobody needs the body any longer, and its memory may hold the next one. `read` must not be called then, and
   * what it gave must not be touched.
   */
  discard?: () => void;
}

/** Sends one POST within the supplier's limits. Failures are values; a throw is a bug. */
export type Post = (request: PanelRequest, signal?: AbortSignal) => Promise<Reply | Failure>;

/** Tells the two results of a `Post` apart. */
export function isFailure(result: object): result is Failure {
  return 'stage' in result && 'retryable' in result;
}
