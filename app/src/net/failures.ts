/**
 * How the door says no. What it tells never holds the request's body, its key, or the query string of the URL:
 * only the host, the port, the address and the system's own error code.
 */
import type { Code, Evidence, Failure, Stage } from 'smmwatch';

/** The ends that asking again, unchanged, will not mend: somebody has to change something first. */
const PERMANENT: ReadonlySet<string> = new Set([
  'target/invalid_url',
  'target/unsupported_scheme',
  'target/credentials_in_url',
  'target/forbidden_port',
  'target/forbidden_address',
  'dns/not_found',
  'dns/no_address',
  'tls/certificate_expired',
  'tls/certificate_untrusted',
  'tls/hostname_mismatch',
  'http/headers_too_large',
  'body/too_large',
  'body/bad_encoding',
]);

export function failure<S extends Stage>(
  stage: S,
  code: Code<S>,
  message: string,
  evidence: Evidence = {},
): Failure {
  // The signature holds stage and code together; a union of object types cannot see that through a generic.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { stage, code, retryable: !PERMANENT.has(`${stage}/${code}`), message, evidence } as Failure;
}

/** Carries a failure through node:http, which passes only errors from its agent to its request. */
export class FailedConnection extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.message);
    this.failure = failure;
  }
}

/** The system's word for what went wrong (`ECONNREFUSED`), or an empty string. */
export function systemCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Troubles of this machine. They are thrown, never told as a panel's failure. */
const OWN_TROUBLES = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'ENOMEM', 'EADDRNOTAVAIL', 'ENETDOWN']);

export function isOwnTrouble(error: unknown): boolean {
  return OWN_TROUBLES.has(systemCode(error));
}
