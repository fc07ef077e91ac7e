/** What is known beyond the code of an outcome: a sentence that takes the place of the code's own. One a code, in one place. */
import { sentence } from './sentence.ts';
import type { SentenceValues } from './sentence.ts';

/** The sentence of every precise reason, as `sentence` fills it in. */
export const PRECISE_REASONS = {
  asks_to_wait:
    'The panel is asked too often and wants {seconds, plural, one {# second} other {# seconds}} of rest; wait that long before the next request.',
  exchanges_too_long:
    'Redirects and repeated requests took more than {seconds, plural, one {# second} other {# seconds}} together; the API is too slow.',
  form_protection:
    'The protection of web forms rejects requests to the API (419); exempt the path of the API from CSRF checks.',

  // Statuses by which a proxy in front of the panel says what is wrong behind it.
  status_502:
    'The gateway in front of the panel got no proper answer from it (502); restart the application behind it.',
  status_503:
    'The server says that it cannot serve requests now (503); it is overloaded or stopped, ask again later.',
  status_504:
    'The gateway in front of the panel waited in vain for its answer (504); the application behind it is stuck or too slow.',
  status_521:
    'Cloudflare reports that the server of the panel refuses connections (521); start it, and let the addresses of Cloudflare in.',
  status_522:
    'Cloudflare could not connect to the server of the panel in time (522); it is off, overloaded or behind a firewall.',
  status_523: 'Cloudflare finds no route to the server of the panel (523); correct the address in its DNS.',
  status_524: 'Cloudflare waited in vain for the answer of the panel (524); the script is stuck or too slow.',
  status_525:
    'Cloudflare could not agree on TLS with the server of the panel (525); install a certificate there.',
  status_526: 'Cloudflare does not trust the certificate of the server of the panel (526); renew it there.',

  packed_unsaid: 'The reply is packed with gzip; either a header has to say so, or it has to come unpacked.',
  larger_than:
    'The reply is larger than {megabytes, number} MB, which no catalog needs; remove long descriptions or duplicates.',
  too_many_headers: 'The reply has more than {headers, number} headers; remove what API replies do not need.',
  small_pieces:
    'The reply comes in so many tiny pieces that it is not read on; let the server send it in larger ones.',
  too_many_values: 'The reply holds more than {values, number} objects and lists.',
  too_many_names: 'The reply names more than {names, number} different fields.',
  too_many_rows: 'The list holds more than {rows, number} rows.',

  // Conventions other than the API Standard.
  dialect_signature:
    'The API expects a signature computed from the id and the key; accept requests to balance and services with the key alone.',
  dialect_api_id:
    'The API expects api_id beside the key, at one URL per action such as {services} and {profile}; offer a single URL that reads the parameters action and key.',
  dialect_secret_key:
    'The API expects a second secret beside the key; accept the key alone for the actions balance and services.',
  dialect_layanan:
    'The API names its actions {services} and {balance}; accept services and balance as well, and answer with the fields name, rate and balance.',
  dialect_layanan_probable:
    'The panel does not know the action; its software is probably of the Indonesian family that reads api_key and the actions {services} and {balance}: accept key, balance and services as well.',
  dialect_packages:
    'The API lists its services under the action packages; accept the action services for the same list.',
  dialect_separate_urls:
    'The API has a URL of its own for each action; offer a single URL that reads the parameter action with balance and services.',
} as const;

/** The code of a precise reason. */
export type PreciseReasonCode = keyof typeof PRECISE_REASONS;

/** A reason with what its sentence names. */
export interface PreciseReason {
  code: PreciseReasonCode;
  values?: SentenceValues;
}

/** Of a reply that is not read beyond so many bytes. */
export function largerThan(bytes: number): PreciseReason {
  return { code: 'larger_than', values: { megabytes: Math.round(bytes / 1024 / 102.4) / 10 } };
}

/** The reason in one English sentence. */
export function sentenceOfReason({ code, values }: PreciseReason): string {
  return sentence(PRECISE_REASONS[code], values);
}
