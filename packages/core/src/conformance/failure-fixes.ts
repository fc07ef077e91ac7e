/** What the owner of a panel has to change after each way of failing. */
import type { FailureFixCode, Fix } from './fixes.ts';

/** By stage and code. */
export const FAILURE_FIXES: Readonly<Record<FailureFixCode, Fix>> = {
  target_invalid_url: [
    '1.4',
    'State the API URL in full: {sample}.',
    { sample: 'https://panel.example/api/v2' },
  ],
  target_unsupported_scheme: ['1.4', 'State an API URL that begins with {sample}.', { sample: 'https://' }],
  target_credentials_in_url: [
    '1.4',
    'Remove the user name and password from the API URL; the key in the form is enough.',
  ],
  target_forbidden_port: ['1.4', 'Serve the API on port 443.'],
  target_forbidden_address: ['1.4', 'Point the DNS record of the API host at a public address.'],

  dns_not_found: ['1.4', 'Renew the domain, or correct the spelling of the host in the API URL.'],
  dns_no_address: ['1.4', 'Add an A or AAAA record for the API host.'],
  dns_timeout: ['1.4', 'Have the name servers of the domain checked: they do not answer.'],
  dns_failed: ['1.4', 'Have the name servers of the domain checked: they answer with a failure.'],

  connect_refused: ['1.4', 'Start the web server, or correct the port in the API URL.'],
  connect_unreachable: ['1.4', 'Bring the server back into the network.'],
  connect_timeout: ['1.4', 'Start the server, or let the firewall accept connections to its port.'],
  connect_reset: [
    '1.4',
    'Look into the error log of the web server: it closes connections without an answer.',
  ],
  connect_failed: ['1.4', 'Check that the API can be reached from outside, with a valid certificate.'],

  tls_certificate_expired: ['1.4', 'Renew the TLS certificate, and let it renew itself from now on.'],
  tls_certificate_untrusted: [
    '1.4',
    'Install the full certificate chain, intermediate certificates included.',
  ],
  tls_hostname_mismatch: ['1.4', 'Install a certificate that names the host of the API URL.'],
  tls_handshake_failed: ['1.4', 'Enable TLS 1.2 and 1.3 on the port of the API URL.'],
  tls_timeout: ['1.4', 'Relieve the server: it accepts connections but does not finish their encryption.'],

  http_not_found: ['1.4', 'Correct the path of the API URL, for instance {sample}.', { sample: '/api/v2' }],
  http_forbidden: ['1.4', 'Let the firewall pass POST requests to the API path.'],
  http_method_not_allowed: ['1.1', 'Accept POST at the API URL.'],
  http_client_error: ['2.3', 'Answer balance and services with status 200.'],
  http_server_error: ['2.3', 'Look into the error log of the API: the script fails while it answers.'],
  http_redirect_refused: ['1.4', 'State the final URL as the API URL, on the same domain and over https.'],
  http_too_many_redirects: ['1.4', 'State the final URL as the API URL; the redirects lead in circles.'],
  http_challenge: [
    '1.4',
    'Exempt the API path from the bot protection (in Cloudflare: a WAF rule with the action Skip).',
  ],
  http_maintenance: ['1.4', 'End the maintenance, or leave the API on during it.'],
  http_protocol_error: ['1.4', 'Serve HTTP on the port of the API URL.'],
  http_headers_too_large: ['1.4', 'Remove cookies and other needless headers from replies of the API.'],
  http_first_byte_timeout: [
    '2.5',
    'Keep the list of services ready instead of building it for each request.',
  ],

  body_empty: [
    '2.1',
    'Answer with JSON; an empty reply usually is a script that died: look into its error log.',
  ],
  body_too_large: ['2.5', 'Shorten descriptions and remove duplicates until the reply is below 25 MB.'],
  body_timeout: ['2.5', 'Speed up the reply, for instance by compressing it.'],
  body_truncated: [
    '2.5',
    'Find out what ends the connection early: a time or memory limit of the script, or a proxy.',
  ],
  body_bad_encoding: ['2.1', 'Let Content-Encoding name the compression that is really used.'],

  json_html: [
    '2.1',
    'Answer at the API URL with JSON instead of a web page; the URL may be that of the shop.',
  ],
  json_not_json: ['2.1', 'Answer with one JSON value and nothing else.'],
  json_truncated: [
    '2.1',
    'Raise the time or memory limit of the script: it stops in the middle of the JSON.',
  ],
  json_too_deep: ['4.1', 'Answer services with a plain array of objects.'],

  auth_invalid_key: [
    '1.2',
    'Accept the key as key, apiKey, api_token or api_tokens. If the API does: use the current key of the account.',
  ],
  auth_missing_key: [
    '1.2',
    'Read the key from the form body, from one of key, apiKey, api_token and api_tokens.',
  ],
  auth_inactive_account: ['1.2', 'Activate the account of this key, or state the key of an active one.'],
  auth_address_not_allowed: [
    '1.4',
    'Lift the restriction of the key to certain addresses, or add the address of the checker.',
  ],

  rate_limit_too_many_requests: ['1.5', 'Allow two requests one after the other every few minutes.'],
  rate_limit_spam_protection: [
    '1.5',
    'Allow balance and services one right after the other; answer with status 429 when a limit strikes.',
  ],

  schema_no_balance: [
    '3.1',
    'Answer balance with an object that has the field balance: {sample}.',
    { sample: '{"balance": "42"}' },
  ],
  schema_no_catalog: [
    '4.1',
    'Answer services with an array of objects: {sample}.',
    { sample: '[{"service": 1, "name": "…", "category": "…", "rate": "0.90", "min": 100, "max": 10000}]' },
  ],
  schema_wrong_action: [
    '1.2',
    'Support the actions balance and services in the parameter action (or actionType).',
  ],
  schema_panel_error: ['2.4', 'Remove the cause of the error that the API reports.'],
  schema_other_dialect: ['1.2', 'Offer one URL that reads action and key, and answers balance and services.'],
  schema_no_readable_row: ['4.1', 'Give each service a name, a category, a rate, a minimum and a maximum.'],
};
