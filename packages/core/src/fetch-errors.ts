/**
 * What a runtime throws when an exchange fails, read into a stage and a code. Node names its errors by codes all the way
 * down the chain of causes; Deno and Bun by words; a browser says nothing, and that is said.
 */
import { failureAt } from './explanations.ts';
import type { Place } from './explanations.ts';
import type { Failure } from './outcome.ts';

/** How far the exchange had come: nothing of the reply yet, or its headers. */
export type ExchangePhase = 'headers' | 'body';

/** The failure that a thrown error stands for. The evidence names the system's own code, never the request. */
export function failureOfError(error: unknown, phase: ExchangePhase): Failure {
  const chain = causes(error);
  for (const { code, message } of chain) {
    const place = placeOfCode(code, phase) ?? placeOfMessage(message, phase);
    if (place !== null) return built(place, code ?? firstWords(message));
  }
  const last = chain.at(-1);
  return built(
    phase === 'headers' ? ['connect', 'failed'] : ['body', 'truncated'],
    last?.code ?? firstWords(last?.message ?? 'no error was given'),
  );
}

const built = (place: Place, detail: string): Failure => failureAt(place, { evidence: { detail } });

interface Cause {
  code: string | null;
  message: string;
}

/** The error, what caused it, and what caused that; of several attempts at once (one for each address) the first. */
function causes(error: unknown): Cause[] {
  const chain: Cause[] = [];
  let current = error;
  while (current instanceof Error && chain.length < CHAIN_MAX) {
    const code = 'code' in current && typeof current.code === 'string' ? current.code : null;
    chain.push({ code, message: current.message });
    current = current instanceof AggregateError ? (current.errors[0] ?? current.cause) : current.cause;
  }
  // The deepest cause is the most precise one.
  return chain.reverse();
}

const CHAIN_MAX = 8;

function placeOfCode(code: string | null, phase: ExchangePhase): Place | null {
  if (code === null) return null;
  if (Object.hasOwn(BROKEN_OFF, code))
    return phase === 'headers' ? ['connect', 'reset'] : ['body', 'truncated'];
  if (Object.hasOwn(PLACES, code)) return PLACES[code] ?? null;
  for (const [pattern, place] of CODE_FAMILIES) if (pattern.test(code)) return place;
  return null;
}

/** The other side closed: before the reply began that is a connection that was reset, after it a reply cut short. */
const BROKEN_OFF = {
  ECONNRESET: true,
  EPIPE: true,
  ECONNABORTED: true,
  UND_ERR_SOCKET: true,
  ConnectionClosed: true,
};

const PLACES: Record<string, Place> = {
  ENOTFOUND: ['dns', 'not_found'],
  EAI_NONAME: ['dns', 'not_found'],
  ENODATA: ['dns', 'no_address'],
  EAI_NODATA: ['dns', 'no_address'],
  EAI_ADDRFAMILY: ['dns', 'no_address'],
  ETIMEOUT: ['dns', 'timeout'],
  EAI_AGAIN: ['dns', 'failed'],
  EAI_FAIL: ['dns', 'failed'],
  ESERVFAIL: ['dns', 'failed'],
  EREFUSED: ['dns', 'failed'],
  EBADNAME: ['dns', 'not_found'],
  ECONNREFUSED: ['connect', 'refused'],
  ConnectionRefused: ['connect', 'refused'],
  ENETUNREACH: ['connect', 'unreachable'],
  EHOSTUNREACH: ['connect', 'unreachable'],
  EHOSTDOWN: ['connect', 'unreachable'],
  ENETDOWN: ['connect', 'unreachable'],
  EADDRNOTAVAIL: ['connect', 'unreachable'],
  ETIMEDOUT: ['connect', 'timeout'],
  UND_ERR_CONNECT_TIMEOUT: ['connect', 'timeout'],
  CERT_HAS_EXPIRED: ['tls', 'certificate_expired'],
  ERR_TLS_CERT_ALTNAME_INVALID: ['tls', 'hostname_mismatch'],
  HOSTNAME_MISMATCH: ['tls', 'hostname_mismatch'],
  EPROTO: ['tls', 'handshake_failed'],
  UND_ERR_HEADERS_OVERFLOW: ['http', 'headers_too_large'],
  HPE_HEADER_OVERFLOW: ['http', 'headers_too_large'],
  UND_ERR_HEADERS_TIMEOUT: ['http', 'first_byte_timeout'],
  UND_ERR_BODY_TIMEOUT: ['body', 'timeout'],
  UND_ERR_RES_EXCEEDED_MAX_SIZE: ['body', 'too_large'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['body', 'truncated'],
  Z_BUF_ERROR: ['body', 'truncated'],
};

const CODE_FAMILIES: [RegExp, Place][] = [
  [
    /^(?:CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_)/,
    ['tls', 'certificate_untrusted'],
  ],
  [/^(?:ERR_SSL_|ERR_TLS_)/, ['tls', 'handshake_failed']],
  [/^HPE_/, ['http', 'protocol_error']],
  [/^(?:Z_|ERR_BROTLI|ERR__ERROR_|ZSTD_|BrotliDecompress|ZlibError|ERR_ZSTD)/i, ['body', 'bad_encoding']],
];

/** Runtimes without codes. Deno speaks through hyper and rustls, Bun and the browsers in words of their own. */
function placeOfMessage(message: string, phase: ExchangePhase): Place | null {
  for (const [pattern, place] of MESSAGES) if (pattern.test(message)) return place;
  if (
    /connection (?:closed|reset)|before message completed|broken pipe|terminated|other side closed/i.test(
      message,
    )
  ) {
    return phase === 'headers' ? ['connect', 'reset'] : ['body', 'truncated'];
  }
  return null;
}

const MESSAGES: [RegExp, Place][] = [
  [/^bad port$|unsafe port|requests to port \d+ are blocked/i, ['target', 'forbidden_port']],
  [/failed to lookup address|dns error|getaddrinfo|unable to resolve host/i, ['dns', 'not_found']],
  [/connection refused/i, ['connect', 'refused']],
  [/network is unreachable|no route to host/i, ['connect', 'unreachable']],
  [/certificate (?:has )?expired|peer certificate: expired/i, ['tls', 'certificate_expired']],
  [/NotValidForName|not valid for name|hostname mismatch/i, ['tls', 'hostname_mismatch']],
  [/UnknownIssuer|self.signed|invalid peer certificate|unable to verify/i, ['tls', 'certificate_untrusted']],
  [
    /tls handshake|received fatal alert|InvalidContentType|wrong version number/i,
    ['tls', 'handshake_failed'],
  ],
  [/timed out|timeout/i, ['connect', 'timeout']],
  [
    /does not match the HTTP|^Parse Error|invalid http|malformed|InvalidHTTPResponse/i,
    ['http', 'protocol_error'],
  ],
  [/incorrect header check|invalid gzip|corrupt deflate|decompress/i, ['body', 'bad_encoding']],
];

/** Some runtimes repeat the address, and with it the query that may hold the key: it goes before anything is cut. */
const firstWords = (message: string): string => message.replace(/\w+:\/\/\S+/g, '…').slice(0, 120);
