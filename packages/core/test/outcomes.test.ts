/** Every way a check can end, produced over a real socket through plain `fetch`. */
import { setDefaultCACertificates } from 'node:tls';
import { beforeAll, describe, expect, test } from 'vitest';
import { askBalance, askServices } from '../src/client.ts';
import { describe as sentenceOf, EXPLANATIONS, explain } from '../src/explanations.ts';
import { failureOfError } from '../src/fetch-errors.ts';
import { fetchPost } from '../src/fetch-post.ts';
import type { FetchPostOptions } from '../src/fetch-post.ts';
import { CODES, STAGES } from '../src/outcome.ts';
import type { Code, Outcome, Stage } from '../src/outcome.ts';
import {
  certificateOf,
  closedPort,
  httpPanel,
  jsonPanel,
  silentPort,
  socketPanel,
  tlsPanel,
} from './misbehaving-server.ts';
import type { Answer, Panel } from './misbehaving-server.ts';

/** Every panel here echoes the key wherever it can; no outcome may hold it. */
const KEY = 'k3y/of+the "panel"ÿ';
const ECHO = JSON.stringify(KEY);

type CodeName = { [S in Stage]: `${S}.${Code<S>}` }[Stage];

/** Only a `Post` that resolves and connects itself can tell these: their tests are beside the guarded door of the site. */
const DOOR_ONLY: CodeName[] = [
  'target.forbidden_address',
  'dns.no_address',
  'dns.timeout',
  'dns.failed',
  'tls.timeout',
];

/** Only runtimes that hide the reason end here: the mapping is tested below. */
const OTHER_RUNTIMES: CodeName[] = ['connect.failed'];

const PRODUCED: Partial<Record<CodeName, () => Promise<Outcome>>> = {
  'target.invalid_url': () => balanceAt('https://panel example/api'),
  'target.unsupported_scheme': () => balanceAt('ftp://panel.example/api'),
  'target.credentials_in_url': () => balanceAt('https://user:secret@panel.example/api'),
  'target.forbidden_port': () => balanceAt('http://127.0.0.1:25/api'),

  // A label longer than 63 characters exists nowhere, and the resolver knows it without asking anyone.
  'dns.not_found': () => balanceAt(`http://${'a'.repeat(64)}.example/`),

  'connect.refused': async () => balanceAt(await closedPort()),
  'connect.unreachable': () => balanceAt('http://255.255.255.255:8080/'),
  'connect.timeout': async () => balanceAt(await silentPort()),
  'connect.reset': async () => balanceOf(await socketPanel((socket) => socket.resetAndDestroy())),

  'tls.certificate_expired': async () => balanceOf(await tlsPanel('expired', fine)),
  'tls.certificate_untrusted': async () => balanceOf(await tlsPanel('self-signed', fine)),
  'tls.hostname_mismatch': async () => balanceOf(await tlsPanel('other-host', fine)),
  'tls.handshake_failed': async () => {
    const panel = await socketPanel((socket) => socket.end('220 this is no TLS server\r\n'));
    return balanceAt(panel.url.replace('http:', 'https:'));
  },

  'http.not_found': () => answered(404, 'text/html', '<html><title>404</title></html>'),
  'http.forbidden': () => answered(403, 'text/html', `<html><title>Forbidden ${KEY}</title></html>`),
  'http.method_not_allowed': () => answered(405, 'text/plain', 'nope'),
  'http.client_error': () => answered(418, 'application/json', '{"message":"teapot"}'),
  'http.server_error': () => answered(500, 'text/html', '<h1>Internal Server Error</h1>'),
  'http.redirect_refused': () => redirected('https://elsewhere.example/api?key=stolen'),
  'http.too_many_redirects': () => redirected('/again'),
  'http.challenge': () =>
    answered(
      403,
      'text/html',
      '<html><title>Just a moment...</title><script src="/cdn-cgi/challenge-platform/x"></script>',
    ),
  'http.maintenance': () =>
    answered(503, 'text/html', '<html><title>We are under maintenance</title></html>'),
  'http.protocol_error': async () =>
    balanceOf(await socketPanel((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))),
  'http.headers_too_large': async () =>
    balanceOf(
      await socketPanel((socket) =>
        socket.write(`HTTP/1.1 200 OK\r\nx-filler: ${'x'.repeat(300_000)}\r\n\r\n`),
      ),
    ),
  'http.first_byte_timeout': async () => balanceOf(await httpPanel(() => {}), { firstByteTimeoutMs: 200 }),

  'body.empty': () => answered(200, 'application/json', ''),
  'body.too_large': async () => balanceOf(await httpPanel(endless)),
  'body.timeout': async () => balanceOf(await httpPanel(dripping), { totalTimeoutMs: 300 }),
  'body.truncated': async () =>
    balanceOf(
      await httpPanel((_arrived, response) => {
        response.writeHead(200, { 'content-length': '1000' });
        response.write(`{"balance":`, () => response.destroy());
      }),
    ),
  'body.bad_encoding': async () =>
    balanceOf(await jsonPanel('{"balance":"1"}', 200, { 'content-encoding': 'gzip' })),

  'json.html': () =>
    answered(200, 'text/html', `<!doctype html><title>Best panel ${KEY}</title><p>Buy followers`),
  'json.not_json': () => answered(200, 'application/json', `balance is fine, ${KEY}`),
  'json.truncated': async () =>
    servicesOf(await jsonPanel(`[{"service":1,"name":"Likes","rate":"0.9","min":1,"ma`)),
  'json.too_deep': async () => servicesOf(await jsonPanel('['.repeat(20_000) + ']'.repeat(20_000))),

  'auth.invalid_key': () => answered(200, 'application/json', `{"error":"Invalid API key","given":${ECHO}}`),
  'auth.missing_key': () => answered(200, 'application/json', '{"error":"API key is required"}'),
  'auth.inactive_account': () => answered(200, 'application/json', '{"error":"user_inactive"}'),
  'auth.address_not_allowed': () => answered(200, 'application/json', '{"error":"IP not allowed"}'),

  'rate_limit.too_many_requests': () => answered(429, 'application/json', '{"message":"slow"}'),
  'rate_limit.spam_protection': () =>
    answered(200, 'application/json', '{"error":"Spam protection, wait 7 seconds"}'),

  'schema.no_balance': () => answered(200, 'application/json', '{"user":"someone","currency":"USD"}'),
  'schema.no_catalog': async () => servicesOf(await jsonPanel('{"answer":42}')),
  'schema.wrong_action': () => answered(200, 'application/json', '{"error":"Incorrect request"}'),
  'schema.panel_error': () =>
    answered(200, 'application/json', `{"error":"The hamster is ill","key":${ECHO}}`),
  'schema.other_dialect': () =>
    answered(200, 'application/json', '{"status":false,"data":"api_id is required"}'),
  'schema.no_readable_row': async () => servicesOf(await jsonPanel('[1,2,3]')),
};

beforeAll(() => {
  setDefaultCACertificates([certificateOf('authority')]);
});

// One after the other: what a panel leaves behind is cleared away with the test that runs, so only one may run.
describe('over a real socket', () => {
  for (const [name, produce] of Object.entries(PRODUCED)) {
    // A connection that nobody takes is given up after ten seconds; a busy machine needs its own time besides.
    test(`${name} is told`, { timeout: 240_000 }, async ({ expect }) => {
      const outcome = await produce();
      expect(`${outcome.stage}.${outcome.code}`).toBe(name);
      expect(sentenceOf(outcome)).toMatch(/\.$/);
      const told = JSON.stringify(outcome);
      expect(told).not.toContain('k3y');
      expect(told).not.toContain('stolen');
    });
  }
});

test('every code has a test that produces it, here or at the guarded door', () => {
  const everyCode = STAGES.flatMap((stage) => CODES[stage].map((code) => `${stage}.${code}`));
  const covered = [...Object.keys(PRODUCED), ...DOOR_ONLY, ...OTHER_RUNTIMES];
  expect(covered.toSorted()).toEqual(everyCode.toSorted());
});

test('every code is explained in one sentence that says what to do', () => {
  for (const stage of STAGES) {
    const explained: Record<string, { message: string }> = EXPLANATIONS[stage];
    for (const code of CODES[stage]) {
      expect(explained[code]?.message).toMatch(/^[A-Z].+\.$/);
      expect(explain(stage, code)).toBe(explained[code]);
    }
  }
  expect(explain('no_such', 'code')).toBeNull();
  expect(explain('dns', 'toString')).toBeNull();
});

test.each([
  ['Failed to fetch', 'connect', 'failed'],
  ['client error (Connect): dns error: failed to lookup address information', 'dns', 'not_found'],
  ['client error (Connect): tcp connect error: Connection refused (os error 111)', 'connect', 'refused'],
  ['client error (Connect): invalid peer certificate: Expired', 'tls', 'certificate_expired'],
  ['client error (Connect): invalid peer certificate: UnknownIssuer', 'tls', 'certificate_untrusted'],
  ['client error (Connect): invalid peer certificate: NotValidForName', 'tls', 'hostname_mismatch'],
  [
    'client error (Connect): invalid peer certificate: certificate not valid for name "a"',
    'tls',
    'hostname_mismatch',
  ],
  ['Fetch failed: Requests to port 25 are blocked', 'target', 'forbidden_port'],
  ['Connection reset by peer (os error 104)', 'connect', 'reset'],
  ['connection closed before message completed', 'connect', 'reset'],
])('a runtime that says "%s" means %s.%s', (message, stage, code) => {
  expect(failureOfError(new TypeError(message), 'headers')).toMatchObject({ stage, code });
});

test('a runtime that repeats the address in its error does not bring the key into the evidence', () => {
  const { evidence } = failureOfError(
    new TypeError('cannot send to https://panel.example/?key=k3y now'),
    'headers',
  );
  expect(evidence.detail).toBe('cannot send to … now');
});

test.each([
  ['EAI_AGAIN', 'headers', 'dns', 'failed'],
  ['ENODATA', 'headers', 'dns', 'no_address'],
  ['ETIMEOUT', 'headers', 'dns', 'timeout'],
  ['ConnectionRefused', 'headers', 'connect', 'refused'],
  ['EHOSTUNREACH', 'headers', 'connect', 'unreachable'],
  ['ECONNRESET', 'headers', 'connect', 'reset'],
  ['ECONNRESET', 'body', 'body', 'truncated'],
  ['UND_ERR_BODY_TIMEOUT', 'body', 'body', 'timeout'],
  ['UND_ERR_HEADERS_TIMEOUT', 'headers', 'http', 'first_byte_timeout'],
  ['CERT_HAS_EXPIRED', 'headers', 'tls', 'certificate_expired'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'headers', 'tls', 'certificate_untrusted'],
  ['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'headers', 'tls', 'handshake_failed'],
  ['HPE_INVALID_CONSTANT', 'headers', 'http', 'protocol_error'],
  ['ZSTD_error_prefix_unknown', 'body', 'body', 'bad_encoding'],
] as const)(
  'the system error %s while reading the %s means %s.%s, however deep it lies',
  (code, phase, stage, expected) => {
    const deepest = Object.assign(new Error('deep'), { code });
    const error = new TypeError('fetch failed', { cause: new AggregateError([deepest], '') });
    expect(failureOfError(error, phase)).toMatchObject({ stage, code: expected, evidence: { detail: code } });
  },
);

async function balanceAt(url: string, limits: FetchPostOptions = {}): Promise<Outcome> {
  return (await askBalance({ url, key: KEY }, { post: fetchPost(fetch, limits) })).outcome;
}

const balanceOf = (panel: Panel, limits?: FetchPostOptions): Promise<Outcome> =>
  balanceAt(`${panel.url}/api/v2`, limits);

async function servicesOf(panel: Panel): Promise<Outcome> {
  return (await askServices({ url: `${panel.url}/api/v2`, key: KEY }, { post: fetchPost(fetch) })).outcome;
}

async function answered(status: number, contentType: string, body: string): Promise<Outcome> {
  return balanceOf(
    await jsonPanel(body, status, { 'content-type': contentType, 'x-key': encodeURIComponent(KEY) }),
  );
}

async function redirected(location: string): Promise<Outcome> {
  return balanceOf(await jsonPanel('', 302, { location }));
}

const fine: Answer = (_arrived, response) => {
  response.end('{"balance":"1"}');
};

const endless: Answer = (_arrived, response) => {
  const chunk = Buffer.alloc(1 << 20, 'x');
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
    if (!response.destroyed) response.once('drain', more);
  };
  more();
};

const dripping: Answer = (_arrived, response) => {
  const drip = setInterval(() => response.write(' '), 20);
  response.on('close', () => clearInterval(drip));
};
