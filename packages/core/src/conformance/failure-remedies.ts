/** Which paragraph each way of failing offends, and what the owner of the panel has to change. */
import type { Code, Failure, Stage } from '../outcome.ts';
import { paragraph } from './paragraphs.ts';
import type { Paragraph, ParagraphId } from './paragraphs.ts';

/** Where it says so, and the change that puts it right. */
export interface Remedy {
  paragraph: Paragraph;
  fix: string;
}

/** The remedy of a failure. */
export function remedyOf(failure: Failure): Remedy {
  // The stage and its code were made together; the compiler sees two separate unions.
  const codes: Record<string, [ParagraphId, string]> = REMEDIES[failure.stage];
  const [id, fix] = codes[failure.code] ?? ['2.1', failure.message];
  return { paragraph: paragraph(id), fix };
}

const REMEDIES: { [S in Stage]: Record<Code<S>, [ParagraphId, string]> } = {
  target: {
    invalid_url: ['1.4', 'State the API URL in full: https://panel.example/api/v2.'],
    unsupported_scheme: ['1.4', 'State an API URL that begins with https://.'],
    credentials_in_url: [
      '1.4',
      'Remove the user name and password from the API URL; the key in the form is enough.',
    ],
    forbidden_port: ['1.4', 'Serve the API on port 443.'],
    forbidden_address: ['1.4', 'Point the DNS record of the API host at a public address.'],
  },
  dns: {
    not_found: ['1.4', 'Renew the domain, or correct the spelling of the host in the API URL.'],
    no_address: ['1.4', 'Add an A or AAAA record for the API host.'],
    timeout: ['1.4', 'Have the name servers of the domain checked: they do not answer.'],
    failed: ['1.4', 'Have the name servers of the domain checked: they answer with a failure.'],
  },
  connect: {
    refused: ['1.4', 'Start the web server, or correct the port in the API URL.'],
    unreachable: ['1.4', 'Bring the server back into the network.'],
    timeout: ['1.4', 'Start the server, or let the firewall accept connections to its port.'],
    reset: ['1.4', 'Look into the error log of the web server: it closes connections without an answer.'],
    failed: ['1.4', 'Check that the API can be reached from outside, with a valid certificate.'],
  },
  tls: {
    certificate_expired: ['1.4', 'Renew the TLS certificate, and let it renew itself from now on.'],
    certificate_untrusted: ['1.4', 'Install the full certificate chain, intermediate certificates included.'],
    hostname_mismatch: ['1.4', 'Install a certificate that names the host of the API URL.'],
    handshake_failed: ['1.4', 'Enable TLS 1.2 and 1.3 on the port of the API URL.'],
    timeout: ['1.4', 'Relieve the server: it accepts connections but does not finish their encryption.'],
  },
  http: {
    not_found: ['1.4', 'Correct the path of the API URL, for instance /api/v2.'],
    forbidden: ['1.4', 'Let the firewall pass POST requests to the API path.'],
    method_not_allowed: ['1.1', 'Accept POST at the API URL.'],
    client_error: ['2.3', 'Answer balance and services with status 200.'],
    server_error: ['2.3', 'Look into the error log of the API: the script fails while it answers.'],
    redirect_refused: ['1.4', 'State the final URL as the API URL, on the same domain and over https.'],
    too_many_redirects: ['1.4', 'State the final URL as the API URL; the redirects lead in circles.'],
    challenge: [
      '1.4',
      'Exempt the API path from the bot protection (in Cloudflare: a WAF rule with the action Skip).',
    ],
    maintenance: ['1.4', 'End the maintenance, or leave the API on during it.'],
    protocol_error: ['1.4', 'Serve HTTP on the port of the API URL.'],
    headers_too_large: ['1.4', 'Remove cookies and other needless headers from replies of the API.'],
    first_byte_timeout: ['2.5', 'Keep the list of services ready instead of building it for each request.'],
  },
  body: {
    empty: [
      '2.1',
      'Answer with JSON; an empty reply usually is a script that died: look into its error log.',
    ],
    too_large: ['2.5', 'Shorten descriptions and remove duplicates until the reply is below 25 MB.'],
    timeout: ['2.5', 'Speed up the reply, for instance by compressing it.'],
    truncated: [
      '2.5',
      'Find out what ends the connection early: a time or memory limit of the script, or a proxy.',
    ],
    bad_encoding: ['2.1', 'Let Content-Encoding name the compression that is really used.'],
  },
  json: {
    html: ['2.1', 'Answer at the API URL with JSON instead of a web page; the URL may be that of the shop.'],
    not_json: ['2.1', 'Answer with one JSON value and nothing else.'],
    truncated: ['2.1', 'Raise the time or memory limit of the script: it stops in the middle of the JSON.'],
    too_deep: ['4.1', 'Answer services with a plain array of objects.'],
  },
  auth: {
    invalid_key: [
      '1.2',
      'Accept the key as key, apiKey, api_token or api_tokens. If the API does: use the current key of the account.',
    ],
    missing_key: [
      '1.2',
      'Read the key from the form body, from one of key, apiKey, api_token and api_tokens.',
    ],
    inactive_account: ['1.2', 'Activate the account of this key, or state the key of an active one.'],
    address_not_allowed: [
      '1.4',
      'Lift the restriction of the key to certain addresses, or add the address of the checker.',
    ],
  },
  rate_limit: {
    too_many_requests: ['1.5', 'Allow two requests one after the other every few minutes.'],
    spam_protection: [
      '1.5',
      'Allow balance and services one right after the other; answer with status 429 when a limit strikes.',
    ],
  },
  schema: {
    no_balance: ['3.1', 'Answer balance with an object that has the field balance: {"balance": "42"}.'],
    no_catalog: [
      '4.1',
      'Answer services with an array of objects: [{"service": 1, "name": "…", "category": "…", "rate": "0.90", "min": 100, "max": 10000}].',
    ],
    wrong_action: [
      '1.2',
      'Support the actions balance and services in the parameter action (or actionType).',
    ],
    panel_error: ['2.4', 'Remove the cause of the error that the API reports.'],
    other_dialect: ['1.2', 'Offer one URL that reads action and key, and answers balance and services.'],
    no_readable_row: ['4.1', 'Give each service a name, a category, a rate, a minimum and a maximum.'],
  },
};
