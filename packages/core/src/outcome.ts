/**
 * Every way a check can end. An outcome names the stage where the check stopped, a code within the stage, and
 * whether asking again makes sense. Source: docs/panel-api.md, "How replies fail".
 */
import type { PreciseReason } from './precise-reasons.ts';

/** The stages of a check, in the order in which it passes them. */
export const STAGES = [
  'target',
  'dns',
  'connect',
  'tls',
  'http',
  'body',
  'json',
  'auth',
  'rate_limit',
  'schema',
] as const;
/** One stage of a check. */
export type Stage = (typeof STAGES)[number];

/** The codes of each stage: what precisely went wrong there. Stable words: they are stored and published. */
export const CODES = {
  /** Refused before anything was sent: the address itself, or where it leads. */
  target: ['invalid_url', 'unsupported_scheme', 'credentials_in_url', 'forbidden_port', 'forbidden_address'],
  dns: ['not_found', 'no_address', 'timeout', 'failed'],
  /** `failed`: a runtime that does not say why, as browsers do. */
  connect: ['refused', 'unreachable', 'timeout', 'reset', 'failed'],
  tls: ['certificate_expired', 'certificate_untrusted', 'hostname_mismatch', 'handshake_failed', 'timeout'],
  http: [
    'not_found',
    'forbidden',
    'method_not_allowed',
    'client_error',
    'server_error',
    'redirect_refused',
    'too_many_redirects',
    'challenge',
    'maintenance',
    'protocol_error',
    'headers_too_large',
    'first_byte_timeout',
  ],
  body: ['empty', 'too_large', 'timeout', 'truncated', 'bad_encoding'],
  json: ['html', 'not_json', 'truncated', 'too_deep'],
  auth: ['invalid_key', 'missing_key', 'inactive_account', 'address_not_allowed'],
  rate_limit: ['too_many_requests', 'spam_protection'],
  schema: ['no_balance', 'no_catalog', 'wrong_action', 'panel_error', 'other_dialect', 'no_readable_row'],
} as const satisfies Record<Stage, readonly string[]>;

/** A code, of one stage where that is named, else of any. */
export type Code<S extends Stage = Stage> = (typeof CODES)[S][number];

/** What is kept to show why: short, and free of the key, cookies and the balance. */
export interface Evidence {
  httpStatus?: number;
  contentType?: string;
  /** Beginning of the body, redacted, at most 500 characters. */
  excerpt?: string;
  /** The panel's own wording of its error, redacted. */
  wording?: string;
  /** Where a redirect led, which address was refused, which system error was raised. */
  detail?: string;
  /** What is known beyond the code; the message is then its sentence. */
  because?: PreciseReason;
}

/** A check that stopped in one stage, with a code of that stage. */
export type FailureAt<S extends Stage> = {
  stage: S;
  code: Code<S>;
  /** Whether asking again later, unchanged, makes sense. */
  retryable: boolean;
  /** Seconds that the panel asked us to wait (`Retry-After`, or its own wording). */
  retryAfterSeconds?: number;
  /** One sentence for people. */
  message: string;
  evidence: Evidence;
};

/** A check that stopped, by stage. */
export type Failure = { [S in Stage]: FailureAt<S> }[Stage];

/** What a failure is called, without what was seen: enough to say it in any language. */
export interface StoppedBy {
  stage: Stage;
  code: Code;
  because?: PreciseReason;
}

/** A check that went all the way. */
export interface Success {
  stage: 'ok';
  code: 'ok';
}

/** How a check ended. */
export type Outcome = Success | Failure;
