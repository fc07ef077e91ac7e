/** Why a check stopped, in a few words that fit a table. The long form is the check's own message. */
import { STAGES, type Code, type Stage } from 'smmwatch';

const REASONS: { [S in Stage]: Record<Code<S>, string> } = {
  target: {
    invalid_url: 'unreadable address',
    unsupported_scheme: 'address is not http',
    credentials_in_url: 'password in the address',
    forbidden_port: 'port not allowed',
    forbidden_address: 'private address',
  },
  dns: {
    not_found: 'host name does not exist',
    no_address: 'host name has no address',
    timeout: 'name server did not answer',
    failed: 'name lookup failed',
  },
  connect: {
    refused: 'connection refused',
    unreachable: 'host unreachable',
    timeout: 'connecting timed out',
    reset: 'connection reset',
    failed: 'connection failed',
  },
  tls: {
    certificate_expired: 'certificate expired',
    certificate_untrusted: 'certificate not trusted',
    hostname_mismatch: 'certificate of another host',
    handshake_failed: 'TLS handshake failed',
    timeout: 'TLS handshake timed out',
  },
  http: {
    not_found: 'nothing at the address (404)',
    forbidden: 'forbidden (403)',
    method_not_allowed: 'POST not allowed (405)',
    client_error: 'request rejected',
    server_error: 'server error',
    redirect_refused: 'redirects elsewhere',
    too_many_redirects: 'redirects in circles',
    challenge: 'challenge for browsers',
    maintenance: 'under maintenance',
    protocol_error: 'not HTTP',
    headers_too_large: 'headers too large',
    first_byte_timeout: 'no reply in time',
  },
  body: {
    empty: 'empty reply',
    too_large: 'reply too large',
    timeout: 'reply too slow',
    truncated: 'reply cut off',
    bad_encoding: 'reply cannot be unpacked',
  },
  json: {
    html: 'web page instead of JSON',
    not_json: 'not JSON',
    truncated: 'JSON cut off',
    too_deep: 'JSON nested too deep',
  },
  auth: {
    invalid_key: 'key not accepted',
    missing_key: 'key did not arrive',
    inactive_account: 'account inactive',
    address_not_allowed: 'our address is not allowed',
  },
  rate_limit: {
    too_many_requests: 'too many requests',
    spam_protection: 'spam protection',
  },
  schema: {
    no_balance: 'no balance in the reply',
    no_catalog: 'no list of services',
    wrong_action: 'action not known',
    panel_error: 'error of the panel',
    other_dialect: 'another dialect',
    no_readable_row: 'no readable service',
  },
};

/** A stored stage and code in words; the words themselves where this version does not know them. */
export function reasonOf(stage: string, code: string): string {
  if (stage === 'ok') return 'ok';
  const known = STAGES.find((it) => it === stage);
  const codes: Record<string, string> = known === undefined ? {} : REASONS[known];
  const words = Object.hasOwn(codes, code) ? codes[code] : undefined;
  return words ?? `${stage}: ${code}`.replaceAll('_', ' ');
}
