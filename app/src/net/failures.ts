/**
 * How the door says no: in core's sentences, with what the system said as evidence. That never holds the request's
 * body, its key, or the query string of the URL: only host, port, address and the system's own error code.
 */
import { failure, type Code, type Failure, type Stage } from 'smmwatch';

/** `message` replaces the sentence that core has for the code, where more is known. */
export function failureAt<S extends Stage>(
  stage: S,
  code: Code<S>,
  detail?: string,
  message?: string,
): Failure {
  return failure(stage, code, {
    ...(detail === undefined || detail === '' ? {} : { evidence: { detail } }),
    ...(message === undefined ? {} : { message }),
  });
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
