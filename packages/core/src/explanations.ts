/**
 * What each outcome means to people, and whether asking again makes sense: one sentence a code, in one place. The
 * table is checked against CODES by the compiler, so a new code cannot go unexplained.
 */
import type { Code, Evidence, Failure, FailureAt, Outcome, Stage, StoppedBy } from './outcome.ts';
import { sentenceOfReason } from './precise-reasons.ts';

/** The fixed half of an outcome: the sentence, and whether asking again later, unchanged, makes sense. */
export interface Explanation {
  /** What happened, why, and what to do. */
  message: string;
  retryable: boolean;
}

const later = (message: string): Explanation => ({ message, retryable: true });
const notUntilFixed = (message: string): Explanation => ({ message, retryable: false });

/** Every code of every stage, explained. */
export const EXPLANATIONS: { [S in Stage]: Record<Code<S>, Explanation> } = {
  target: {
    invalid_url: notUntilFixed(
      'The API URL cannot be read as a web address; write it in full, as in https://panel.example/api/v2.',
    ),
    unsupported_scheme: notUntilFixed(
      'The API URL must begin with https:// or http://; other schemes are not asked.',
    ),
    credentials_in_url: notUntilFixed(
      'The API URL holds a user name or password; remove them, the API key is sent in the form.',
    ),
    forbidden_port: notUntilFixed(
      'The port of the API URL is not one that web servers use; serve the API on 443 or 80.',
    ),
    forbidden_address: notUntilFixed(
      'The host leads to a private or reserved network address, which is never asked; point its DNS record at a public address.',
    ),
  },
  dns: {
    not_found: later(
      'The host name does not exist in DNS; check its spelling and that the domain has not expired.',
    ),
    no_address: later('The host name exists but has no address; add an A or AAAA record.'),
    timeout: later('The name servers of the domain did not answer in time; check them, or wait.'),
    failed: later(
      'The host name could not be looked up because a name server failed; try again, and check the name servers of the domain if it lasts.',
    ),
  },
  connect: {
    refused: later(
      'The server refused the connection: nothing listens on that port; start the web server or correct the port.',
    ),
    unreachable: later('No route leads to the server; check that it is on and that its network is.'),
    timeout: later(
      'The server did not accept the connection in time; it is off, overloaded, or a firewall drops the packets.',
    ),
    reset: later(
      'The server closed the connection before it answered; look into its error log, or ask again later.',
    ),
    failed: later(
      'The connection failed and the runtime does not say why; ask from a server instead of a browser to learn more.',
    ),
  },
  tls: {
    certificate_expired: later('The TLS certificate has expired; renew it.'),
    certificate_untrusted: notUntilFixed(
      'The TLS certificate is not signed by a known authority, or its chain is incomplete; install one with its intermediate certificates.',
    ),
    hostname_mismatch: notUntilFixed(
      'The TLS certificate belongs to another host name; install one for this host.',
    ),
    handshake_failed: later(
      'The server did not agree on an encrypted connection; check that TLS 1.2 or newer is served on this port.',
    ),
    timeout: later(
      'The server accepted the connection but did not finish the TLS handshake in time; it may be overloaded.',
    ),
  },
  http: {
    not_found: notUntilFixed(
      'The server says that there is nothing at this URL (404); check the path of the API.',
    ),
    forbidden: later(
      'The server forbids the request (403) without saying why; a firewall rule is likely, allow POST requests to the API.',
    ),
    method_not_allowed: notUntilFixed(
      'The server does not accept POST at this URL (405); correct the path, or allow POST.',
    ),
    client_error: notUntilFixed(
      'The server rejects the request as faulty without a reason that can be read; check the URL and the API.',
    ),
    server_error: later('The server failed while answering; look into its error log, or ask again later.'),
    redirect_refused: notUntilFixed(
      'The API redirects to an address that a key must not follow; enter the final URL of the API instead.',
    ),
    too_many_redirects: notUntilFixed(
      'The API redirects in circles or too often; enter the final URL of the API instead.',
    ),
    challenge: later(
      'A protection service answers with a challenge for browsers, which no program can pass; exempt the API path from it.',
    ),
    maintenance: later('The panel says that it is under maintenance; ask again later.'),
    protocol_error: later('What came back is not HTTP; check that a web server listens on this port.'),
    headers_too_large: later(
      'The headers of the reply are too large to be read; remove excess cookies and headers from API replies.',
    ),
    first_byte_timeout: later(
      'The server took the request but began no reply in time; the API is overloaded or stuck.',
    ),
  },
  body: {
    empty: later('The reply has no body; the API should answer with JSON, look into its error log.'),
    too_large: notUntilFixed(
      'The reply is larger than 25 MB, which no catalog needs; remove long descriptions or duplicates.',
    ),
    timeout: later('The reply began but did not end in time; the server or its network is too slow.'),
    truncated: later('The connection broke in the middle of the reply; ask again later.'),
    bad_encoding: later(
      'The reply cannot be unpacked as its Content-Encoding says; correct the compression of the server.',
    ),
  },
  json: {
    html: later(
      'A web page came back instead of JSON; check that the URL is that of the API and not of the shop.',
    ),
    not_json: later('The reply is not JSON; the API should answer with JSON only.'),
    truncated: later('The JSON ends in the middle; the API ran out of time or memory while writing it.'),
    too_deep: notUntilFixed(
      'The JSON is nested deeper than any catalog needs; answer with a plain list of services.',
    ),
  },
  auth: {
    invalid_key: notUntilFixed(
      'The panel does not accept the API key; copy the current key from the account page of the panel.',
    ),
    missing_key: notUntilFixed(
      'The panel says that no API key arrived; accept it in the form as key, apiKey, api_token or api_tokens.',
    ),
    inactive_account: notUntilFixed(
      'The account behind the API key is inactive or suspended; have the panel activate it.',
    ),
    address_not_allowed: notUntilFixed(
      'The panel accepts this key from certain network addresses only; add the address of the checker to the list, or lift it.',
    ),
  },
  rate_limit: {
    too_many_requests: later('The panel says that it is asked too often; wait before the next request.'),
    spam_protection: later(
      'The spam protection of the panel asks to wait between requests; wait before the next one.',
    ),
  },
  schema: {
    no_balance: notUntilFixed(
      'The reply to the action balance holds no field balance with a number; add it.',
    ),
    no_catalog: notUntilFixed(
      'The reply to the action services holds no list of services; answer with an array of objects.',
    ),
    wrong_action: notUntilFixed(
      'The panel does not know the action that it was asked; support balance and services in the parameter action.',
    ),
    panel_error: later('The panel answered with an error of its own; read its wording in the evidence.'),
    other_dialect: notUntilFixed(
      'The API speaks another dialect than the API Standard; add an endpoint that follows the standard.',
    ),
    no_readable_row: notUntilFixed(
      'The list of services holds no row that can be read as a service; give each a name, a rate, a minimum and a maximum.',
    ),
  },
};

/** What may be said beyond the fixed sentence. */
export interface FailureDetails {
  evidence?: Evidence;
  /**
   * Replaces the fixed sentence, in English alone: for who asks in a terminal. What everybody is to read is a precise reason in the
   * evidence. One sentence, free of keys and balances.
   */
  message?: string;
  retryAfterSeconds?: number;
  retryable?: boolean;
}

/** Builds the failure of one stage and code with its fixed explanation, or with a more precise sentence. */
export function failure<S extends Stage>(stage: S, code: Code<S>, details?: FailureDetails): Failure;
export function failure(stage: Stage, code: Code, details: FailureDetails = {}): FailureAt<Stage> {
  return build(stage, code, details);
}

/** A stage with one of its codes, as tables hold them. */
export type Place = { [S in Stage]: readonly [stage: S, code: Code<S>] }[Stage];

/** The same out of a table's entry. */
export function failureAt(place: Place, details?: FailureDetails): Failure;
export function failureAt([stage, code]: Place, details: FailureDetails = {}): FailureAt<Stage> {
  return build(stage, code, details);
}

function build(stage: Stage, code: Code, details: FailureDetails): FailureAt<Stage> {
  const explanation = explain(stage, code);
  if (explanation === null) throw new Error(`the stage ${stage} has no code ${code}`);
  const { retryAfterSeconds: seconds, retryable = explanation.retryable } = details;
  const wait = seconds === undefined ? {} : { retryAfterSeconds: seconds };
  const evidence = withWait(stage, seconds, details.evidence ?? {});
  const known = evidence.because === undefined ? explanation.message : sentenceOfReason(evidence.because);
  return { stage, code, retryable, message: details.message ?? known, evidence, ...wait };
}

function withWait(stage: Stage, seconds: number | undefined, evidence: Evidence): Evidence {
  if (stage !== 'rate_limit' || seconds === undefined || evidence.because !== undefined) return evidence;
  return { ...evidence, because: { code: 'asks_to_wait', values: { seconds } } };
}

/** The failure by its words alone. */
export function stoppedBy({ stage, code, evidence: { because } }: Failure): StoppedBy {
  return because === undefined ? { stage, code } : { stage, code, because };
}

/** One sentence for people about how a check ended, `ok` included. */
export function describe(outcome: Outcome): string {
  return outcome.stage === 'ok' ? 'The API answered as it should.' : outcome.message;
}

/** Reads a stored `stage` and `code` back into their explanation; null for words that this version does not know. */
export function explain(stage: string, code: string): Explanation | null {
  const stages: Record<string, Record<string, Explanation>> = EXPLANATIONS;
  const codes = Object.hasOwn(stages, stage) ? stages[stage] : undefined;
  return codes !== undefined && Object.hasOwn(codes, code) ? (codes[code] ?? null) : null;
}
