/** Asking a panel over real sockets: transports, redirects, compression, unchanged replies. */
import { createHash } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { askBalance, askServices } from '../src/client.ts';
import type { ServicesResult } from '../src/client.ts';
import { fetchPost } from '../src/fetch-post.ts';
import type { Post } from '../src/post.ts';
import type { PanelTarget } from '../src/request.ts';
import { httpPanel, jsonPanel } from './misbehaving-server.ts';
import type { Answer, Panel } from './misbehaving-server.ts';

const KEY = '0123456789abcdef';
const post = fetchPost(fetch);
const CATALOG = JSON.stringify([
  { service: 1, name: 'invalid key', category: 'Unauthorized', rate: '0.90', min: 10, max: 100 },
  { service: 2, name: 'Too many requests', category: 'Likes', rate: '1.10', min: 10, max: 100 },
]);

const targetOf = (panel: Panel, more: Partial<PanelTarget> = {}): PanelTarget => ({
  url: `${panel.url}/api/v2`,
  key: KEY,
  ...more,
});

describe('asking for the balance', () => {
  test('ends ok with the currency, and the amount is nowhere in the result', async () => {
    const panel = await jsonPanel('{"balance":"73519.84","currency":"EUR"}');
    const result = await askBalance(targetOf(panel), { post });
    expect(result).toMatchObject({
      outcome: { stage: 'ok', code: 'ok' },
      transport: 'body',
      balance: { present: true, currency: 'EUR', currencySaid: 'EUR', currencyTrust: 'code' },
      httpStatus: 200,
      contentType: 'application/json',
      redirects: [],
    });
    expect(result.wireBytes).toBe(39);
    expect(result.timings?.totalMs).toBeGreaterThan(0);
    expect(JSON.stringify(result)).not.toContain('73519');
  });

  test('is one POST of a form with an honest name', async () => {
    const panel = await jsonPanel('{"balance":"1"}');
    await askBalance(targetOf(panel), { post, userAgent: 'watcher/1 (+https://watch.example)' });
    const sent = panel.arrived.map(({ method, path, form }) => [
      method,
      path,
      form.get('action'),
      form.get('key'),
    ]);
    expect(sent).toEqual([['POST', '/api/v2', 'balance', KEY]]);
    expect(panel.arrived[0]?.headers).toMatchObject({
      'content-type': 'application/x-www-form-urlencoded',
      'user-agent': 'watcher/1 (+https://watch.example)',
      accept: 'application/json',
    });
  });

  test('shows no amount in the evidence when the field is not there', async () => {
    const panel = await jsonPanel('{"amount":"73519.84","wallet":"73519.84 USD"}');
    const { outcome } = await askBalance(targetOf(panel), { post });
    expect(outcome).toMatchObject({ stage: 'schema', code: 'no_balance' });
    expect(JSON.stringify(outcome)).not.toContain('73519');
  });
});

describe('the transport', () => {
  const queryOnly: Answer = ({ query }, response) => {
    if (query.get('key') !== KEY) response.end('{"error":"API key is required"}');
    else response.end(query.get('action') === 'balance' ? '{"balance":"1"}' : CATALOG);
  };

  test('is the body and the query once a reply to the body alone says that nothing arrived', async () => {
    const panel = await httpPanel(queryOnly);
    const result = await askServices(targetOf(panel), { post });
    expect(result).toMatchObject({ outcome: { stage: 'ok' }, transport: 'body+query' });
    expect(result.catalog?.services).toHaveLength(2);
    expect(panel.arrived.map(({ query }) => query.has('key'))).toEqual([false, true]);
    expect(panel.arrived.map(({ form }) => form.get('key'))).toEqual([KEY, KEY]);
  });

  test('that is remembered is used at once', async () => {
    const panel = await httpPanel(queryOnly);
    const result = await askBalance(targetOf(panel, { transport: 'body+query' }), { post });
    expect(result).toMatchObject({ outcome: { stage: 'ok' }, transport: 'body+query' });
    expect(panel.arrived).toHaveLength(1);
  });

  test.each([
    ['an index page', '<!doctype html><title>Shop</title>'],
    ['a greeting', '{"message":"Welcome to our API, see the documentation"}'],
    ['an empty reply', ''],
    ['a wrong action', '{"error":"Incorrect request"}'],
  ])('is tried the second way after %s', async (_title, body) => {
    const panel = await httpPanel(({ query }, response) => {
      response.end(query.has('action') ? '{"balance":"1"}' : body);
    });
    expect(await askBalance(targetOf(panel), { post })).toMatchObject({
      outcome: { stage: 'ok' },
      transport: 'body+query',
    });
  });

  test.each([
    ['an invalid key', '{"error":"Invalid API key"}'],
    ['a rate limit', '{"error":"Spam protection, wait 7 seconds"}'],
    ['a maintenance page', '<html><title>Maintenance</title></html>'],
    ['an error of unknown wording', '{"error":"The hamster is ill"}'],
  ])('stays the body after %s: the key goes into no URL', async (_title, body) => {
    const panel = await jsonPanel(body);
    const result = await askBalance(targetOf(panel), { post });
    expect(result.transport).toBe('body');
    expect(panel.arrived.map(({ path }) => path)).toEqual(['/api/v2']);
  });

  test('of a panel that is known to read the body is not widened by a page in an outage', async () => {
    const panel = await httpPanel((_arrived, response) => response.end('<!doctype html><title>Shop</title>'));
    const result = await askServices(targetOf(panel, { transport: 'body' }), { post });
    expect(result).toMatchObject({ outcome: { stage: 'json', code: 'html' }, transport: 'body' });
    expect(panel.arrived).toHaveLength(1);
  });

  test('that did no better is not reported: the first reply is', async () => {
    const panel = await jsonPanel('{"error":"Incorrect request"}');
    const result = await askBalance(targetOf(panel), { post });
    expect(result).toMatchObject({ outcome: { code: 'wrong_action' }, transport: 'body' });
    expect(panel.arrived).toHaveLength(2);
  });

  test('that made the panel judge the key is reported with that judgement', async () => {
    const panel = await httpPanel(({ query }, response) => {
      response.end(query.has('key') ? '{"error":"Invalid API key"}' : '{"error":"No API key provided"}');
    });
    const result = await askBalance(targetOf(panel), { post });
    expect(result).toMatchObject({
      outcome: { stage: 'auth', code: 'invalid_key' },
      transport: 'body+query',
    });
  });
});

describe('a redirect', () => {
  test.each([301, 302, 303, 307, 308])(
    'with %i is followed as the POST that it was, form and all',
    async (status) => {
      const panel = await httpPanel(({ path }, response) => {
        if (path === '/api/v2') response.writeHead(status, { location: '/api/v2/' }).end();
        else response.end('{"balance":"1"}');
      });
      const result = await askBalance(targetOf(panel), { post });
      expect(result).toMatchObject({ outcome: { stage: 'ok' }, redirects: [`${panel.url}/api/v2/`] });
      expect(panel.arrived.map(({ method, form }) => [method, form.get('key')])).toEqual([
        ['POST', KEY],
        ['POST', KEY],
      ]);
    },
  );

  test('to another owner takes the key nowhere', async () => {
    const thief = await jsonPanel('{"balance":"1"}');
    const panel = await jsonPanel('', 302, { location: thief.url.replace('127.0.0.1', 'localhost') });
    const { outcome } = await askBalance(targetOf(panel), { post });
    expect(outcome).toMatchObject({ stage: 'http', code: 'redirect_refused', evidence: { httpStatus: 302 } });
    expect(thief.arrived).toEqual([]);
  });

  test('passes the supplier of the network anew at each hop', async () => {
    const panel = await httpPanel(({ path }, response) => {
      if (path.endsWith('3')) response.end('{"balance":"1"}');
      else response.writeHead(307, { location: `/hop${Number(/\d$/.exec(path)?.[0] ?? 0) + 1}` }).end();
    });
    const asked: string[] = [];
    const watching: Post = (request, signal) => {
      asked.push(new URL(request.url).pathname);
      return post(request, signal);
    };
    await askBalance({ url: `${panel.url}/hop0`, key: KEY }, { post: watching });
    expect(asked).toEqual(['/hop0', '/hop1', '/hop2', '/hop3']);
  });

  test('in circles ends after five hops', async () => {
    const panel = await jsonPanel('', 302, { location: '/round' });
    const { outcome } = await askBalance(targetOf(panel), { post });
    expect(outcome).toMatchObject({ stage: 'http', code: 'too_many_redirects' });
    expect(panel.arrived).toHaveLength(6);
  });

  test('repeats the query only where the query is the transport', async () => {
    const panel = await httpPanel(({ path, query }, response) => {
      if (path.startsWith('/api/v2?')) response.writeHead(301, { location: '/new' }).end();
      else response.end(query.get('key') === KEY ? '{"balance":"1"}' : '{"error":"No key"}');
    });
    const result = await askBalance(targetOf(panel, { transport: 'body+query' }), { post });
    expect(result.outcome.stage).toBe('ok');
    expect(JSON.stringify(result)).not.toContain(KEY);
  });
});

describe('asking for the services', () => {
  test('reads a catalog whose services are named like errors', async () => {
    const panel = await jsonPanel(CATALOG);
    const result = await askServices(targetOf(panel), { post });
    expect(result).toMatchObject({ outcome: { stage: 'ok' }, unchanged: false, bodyBytes: CATALOG.length });
    expect(result.catalog?.services.map(({ name }) => name)).toEqual(['invalid key', 'Too many requests']);
    expect(result.bodyHash).toBe(createHash('sha256').update(CATALOG).digest('hex'));
  });

  test.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
    ['zstd', zstdCompressSync],
  ] as const)('reads a reply packed with %s', async (encoding, pack) => {
    const panel = await httpPanel((_arrived, response) => {
      response.writeHead(200, { 'content-encoding': encoding }).end(pack(Buffer.from(CATALOG)));
    });
    expect((await askServices(targetOf(panel), { post })).catalog?.services).toHaveLength(2);
  });

  test('a reply with the known hash of the wire is unchanged, and its body is not read', async () => {
    const panel = await jsonPanel(CATALOG);
    const first = await askServices(targetOf(panel), { post });
    let read = 0;
    let discarded = 0;
    const counting: Post = async (request, signal) => {
      const reply = await post(request, signal);
      if ('read' in reply) {
        return { ...reply, read: () => ((read += 1), reply.read()), discard: () => void (discarded += 1) };
      }
      return reply;
    };
    const knownWireHash = first.wireHash ?? '';
    const second = await askServices(targetOf(panel), { post: counting, knownWireHash });
    expect(second).toMatchObject({ outcome: { stage: 'ok' }, unchanged: true, wireHash: knownWireHash });
    expect(second.catalog).toBeUndefined();
    expect({ read, discarded }).toEqual({ read: 0, discarded: 1 });
  });

  test('a reply with the known hash of the body is unchanged, however it was packed', async () => {
    const panel = await jsonPanel(CATALOG);
    const { bodyHash = '' } = await askServices(targetOf(panel), { post });
    const second = await askServices(targetOf(panel), {
      post,
      knownWireHash: 'other',
      knownBodyHash: bodyHash,
    });
    expect(second).toMatchObject({ outcome: { stage: 'ok' }, unchanged: true, bodyHash });
  });

  test('a reply that differs in a few rows from the one that is recalled is read by these rows', async () => {
    const rows = Array.from({ length: 40 }, (_, at) => ({
      service: at + 1,
      name: `Likes ${at}`,
      rate: '0.90',
      min: 1,
      max: 9,
    }));
    const ask = (body: unknown, known: Pick<ServicesResult, 'bodyHash' | 'remembered'>) =>
      jsonPanel(JSON.stringify(body)).then((panel) =>
        askServices(targetOf(panel), {
          post,
          ...(known.bodyHash === undefined ? {} : { knownBodyHash: known.bodyHash }),
          recall: () => Promise.resolve(known.remembered ?? null),
        }),
      );
    const first = await ask(rows, {});
    expect(first.catalog?.services).toHaveLength(40);
    const second = await ask(
      rows.map((row) => (row.service === 4 ? { ...row, rate: '0.95' } : row)),
      first,
    );
    expect(second).toMatchObject({
      outcome: { stage: 'ok' },
      unchanged: false,
      edits: { services: 40, edited: [{ at: 3, service: { id: '4', rate: '0.95' } }] },
    });
    expect(second.catalog).toBeUndefined();
    const third = await ask(rows.slice(1), first);
    expect(third.catalog?.services).toHaveLength(39);
    expect((await ask(rows, first)).unchanged).toBe(true);
    expect((await ask({ error: 'Invalid API key' }, first)).outcome).toMatchObject({ stage: 'auth' });
  });

  test('an error page with a known hash is no unchanged catalog', async () => {
    const panel = await jsonPanel(CATALOG, 500);
    const knownWireHash = createHash('sha256').update(CATALOG).digest('hex');
    const result = await askServices(targetOf(panel), { post, knownWireHash });
    expect(result).toMatchObject({ outcome: { stage: 'http', code: 'server_error' }, unchanged: false });
  });

  test('dirt around the JSON is a finding and costs nothing', async () => {
    const panel = await jsonPanel(`\uFEFF<br />\n<b>Warning</b>: oops\n${CATALOG}`);
    const result = await askServices(targetOf(panel), { post });
    expect(result.outcome.stage).toBe('ok');
    expect(result.catalog?.findings.length).toBeGreaterThan(0);
  });

  test('at a URL for one action only, the panel is told about the dialect', async () => {
    const panel = await jsonPanel('{"error":"Incorrect request"}');
    const { outcome } = await askBalance({ url: `${panel.url}/api/services`, key: KEY }, { post });
    expect(outcome).toMatchObject({ code: 'other_dialect', evidence: { detail: 'dialect: separate_urls' } });
  });

  test('in a dialect of other words sends them when asked to', async () => {
    const panel = await httpPanel(({ form }, response) => {
      response.end(form.get('action') === 'packages' ? CATALOG : '{"error":"Invalid action"}');
    });
    const result = await askServices(targetOf(panel, { dialect: 'packages' }), { post });
    expect(result.catalog?.services).toHaveLength(2);
  });
});

describe('a wait that the panel asks for', () => {
  test('by a date is measured by the clock of the caller', async () => {
    const panel = await jsonPanel('{"message":"slow"}', 429, {
      'retry-after': 'Sun, 01 Mar 2026 12:01:00 GMT',
    });
    const { outcome } = await askServices(targetOf(panel), { post, now: new Date('2026-03-01T12:00:00Z') });
    expect(outcome).toMatchObject({ stage: 'rate_limit', code: 'too_many_requests', retryAfterSeconds: 60 });
  });
});

describe('an abort by the caller', () => {
  test('is thrown, since it is no outcome of the panel', async () => {
    const controller = new AbortController();
    const panel = await httpPanel(() => controller.abort(new Error('shutting down')));
    const asking = askServices(targetOf(panel), { post, signal: controller.signal });
    await expect(asking).rejects.toThrow('shutting down');
  });
});
