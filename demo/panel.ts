/**
 * One panel on the loopback interface: a real HTTP server with a web page at `/` and an API that answers POST only.
 * It runs inside whatever started it (the fleet, a test) and fails only where it was told to. The reply of a step is
 * written and compressed once, so serving it again costs next to nothing: the fleet must not outweigh its watcher.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import type { Content } from './content.ts';
import { writeJson, type Compression, type Dialect } from './dialects.ts';
import { challengePage, errorPage, homePage, maintenancePage, shopPage } from './pages.ts';
import { hexFrom, randomFrom } from './random.ts';
import type { Refusal } from './refusals.ts';
import { compress, listen, readForm, sendText, stop } from './serving.ts';
import type { Trouble } from './troubles.ts';

export interface PanelSpec {
  name: string;
  /** Names the key and the balance. */
  seed: string;
  dialect: Dialect;
  content: Content;
  currency: string;
  /** What a visitor reads on its page. */
  motto?: string;
  /** Milliseconds that every reply takes. */
  latencyMs?: number;
  /** 0 or absent: any free port. */
  port?: number;
}

export interface Panel {
  name: string;
  /** Of its web page. */
  website: string;
  /** Of its API. */
  url: string;
  key: string;
  port: number;
  /** Requests that arrived, by action; `none` is a POST to the API without one, `page` a visit. */
  requests: Readonly<Record<string, number>>;
  setStep: (step: number) => void;
  /** Settles when the panel is in that trouble: a refused port takes a moment to close. */
  setTrouble: (trouble: Trouble | null) => Promise<void>;
  close: () => Promise<void>;
}

const API_PATH = '/api/v2';
export async function startPanel(spec: PanelSpec): Promise<Panel> {
  const key = hexFrom(32, spec.seed, 'key');
  const requests: Record<string, number> = {};
  const state: State = { step: 0, trouble: null, replies: new Map() };
  const server = createServer((request, response) => {
    answer(spec, state, key, requests, request, response).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  // A watcher that comes every 15 s finds its connection alive, as with nginx's default of 75 s.
  server.keepAliveTimeout = 75_000;
  const port = await listen(server, spec.port ?? 0);

  async function setTrouble(trouble: Trouble | null): Promise<void> {
    const wasRefused = state.trouble?.trouble === 'refused';
    state.trouble = trouble;
    if (trouble?.trouble === 'refused') {
      if (!wasRefused) await stop(server);
    } else if (wasRefused) {
      await listen(server, port);
    }
  }
  return {
    name: spec.name,
    website: `http://127.0.0.1:${port}/`,
    url: `http://127.0.0.1:${port}${API_PATH}`,
    key,
    port,
    requests,
    setStep(step) {
      if (step !== state.step) state.replies.clear();
      state.step = step;
    },
    setTrouble,
    async close() {
      if (server.listening) await stop(server);
    },
  };
}

interface State {
  step: number;
  trouble: Trouble | null;
  /** Replies of this step, by compression. */
  replies: Map<string, Buffer>;
}

async function answer(
  spec: PanelSpec,
  state: State,
  key: string,
  requests: Record<string, number>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const address = new URL(request.url ?? '/', 'http://panel');
  const form = await readForm(request);
  const { trouble } = state;
  if (trouble?.trouble === 'reset') {
    request.socket.destroy();
    return;
  }
  if (address.pathname !== API_PATH) {
    count(requests, 'page');
    const known = address.pathname === '/';
    sendText(
      response,
      known ? 200 : 404,
      'text/html; charset=utf-8',
      known ? homePage(spec.name, spec.motto) : shopPage(spec.name),
    );
    return;
  }
  if (request.method !== 'POST') {
    sendText(response, 405, 'application/json', '{"error":"Method not allowed"}', { allow: 'POST' });
    return;
  }
  if (form === null) {
    sendText(response, 413, 'application/json', '{"error":"Request too large"}');
    return;
  }

  const parameters = parametersOf(spec.dialect, address.searchParams, form);
  const action = parameters.get(spec.dialect.actionName);
  count(requests, action ?? 'none');
  const lateMs = (spec.latencyMs ?? 0) + (trouble?.trouble === 'slow' ? trouble.ms : 0);
  if (lateMs > 0) await pause(lateMs);
  const page = trouble ? wholeAnswer(spec, trouble) : null;
  if (page) {
    sendText(response, page.status, 'text/html; charset=UTF-8', page.html, page.headers);
    return;
  }

  const given = parameters.get(spec.dialect.keyName);
  if (given === null || given === '') refuse(spec.dialect, 'missing_key', response);
  else if (given !== key || trouble?.trouble === 'dead_key') refuse(spec.dialect, 'invalid_key', response);
  else if (trouble?.trouble === 'inactive_account') refuse(spec.dialect, 'inactive_account', response);
  else if (trouble?.trouble === 'rate_limit') refuse(spec.dialect, 'rate_limit', response);
  else if (action === 'balance') sendBalance(spec, response);
  else if (action === 'services') await sendServices(spec, state, request, response);
  else refuse(spec.dialect, 'wrong_action', response);
}

/** The replies that come whatever was asked for. */
function wholeAnswer(spec: PanelSpec, trouble: Trouble): Page | null {
  switch (trouble.trouble) {
    case 'status':
      return { status: trouble.status, html: errorPage(trouble.status), headers: { server: 'nginx' } };
    case 'html':
      return { status: 200, html: shopPage(spec.name), headers: {} };
    case 'maintenance':
      return { status: 503, html: maintenancePage(spec.name), headers: { 'retry-after': '60' } };
    case 'challenge':
      return {
        status: 403,
        html: challengePage(),
        headers: { server: 'cloudflare', 'cf-mitigated': 'challenge' },
      };
    case 'empty':
      return { status: 200, html: '', headers: {} };
    case 'refused':
    case 'reset':
    case 'slow':
    case 'truncated':
    case 'cut':
    case 'dead_key':
    case 'inactive_account':
    case 'rate_limit':
    case 'half_once':
    case 'half':
      return null;
    default:
      return null;
  }
}

interface Page {
  status: number;
  html: string;
  headers: Record<string, string>;
}

function refuse(dialect: Dialect, refusal: Refusal, response: ServerResponse): void {
  const { status, body, headers } = dialect.refusals[refusal];
  sendText(response, status, dialect.contentType, dialect.frame(writeJson(dialect, body)), {
    ...dialect.headers,
    ...headers,
  });
}

function sendBalance(spec: PanelSpec, response: ServerResponse): void {
  const amount = (randomFrom(spec.seed, 'balance').between(0, 5_000_000) / 10_000).toFixed(4);
  const body = spec.dialect.frame(writeJson(spec.dialect, spec.dialect.balance(amount, spec.currency)));
  sendText(response, 200, spec.dialect.contentType, body, spec.dialect.headers);
}

async function sendServices(
  spec: PanelSpec,
  state: State,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { dialect } = spec;
  const compression = accepted(dialect.compression, request);
  const half = state.trouble?.trouble === 'half' || state.trouble?.trouble === 'half_once';
  if (state.trouble?.trouble === 'half_once') state.trouble = null;
  const body = await replyOf(spec, state, compression, half);
  const headers: Record<string, string> = { 'content-type': dialect.contentType, ...dialect.headers };
  if (compression) headers['content-encoding'] = compression;
  if (state.trouble?.trouble === 'truncated') {
    // Cut before compressing: the transfer is in order, the JSON is not.
    const cut = spec.content.bodyAt(state.step);
    sendText(
      response,
      200,
      dialect.contentType,
      cut.subarray(0, Math.floor(cut.length * 0.6)),
      dialect.headers,
    );
    return;
  }
  if (state.trouble?.trouble === 'cut') {
    response.writeHead(200, { ...headers, 'content-length': body.length });
    response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
    return;
  }
  if (!dialect.chunked) headers['content-length'] = String(body.length);
  response.writeHead(200, headers);
  response.end(body);
}

async function replyOf(
  spec: PanelSpec,
  state: State,
  compression: Compression | null,
  half: boolean,
): Promise<Buffer> {
  const name = `${half ? 'half' : 'whole'} ${compression ?? 'plain'}`;
  const ready = state.replies.get(name);
  if (ready) return ready;
  const { step } = state;
  const plain = half ? spec.content.halfAt(step) : spec.content.bodyAt(step);
  const body = await compress(plain, compression);
  // The step may have passed while this was compressed.
  if (state.step === step) state.replies.set(name, body);
  return body;
}

function accepted(offered: Compression | null, request: IncomingMessage): Compression | null {
  if (offered === null) return null;
  const wanted = (request.headers['accept-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.split(';')[0]?.trim());
  return wanted.includes(offered) ? offered : null;
}

/** Where both are read, the body wins. */
function parametersOf(dialect: Dialect, query: URLSearchParams, form: URLSearchParams): URLSearchParams {
  if (dialect.reads === 'query') return query;
  if (dialect.reads === 'body') return form;
  const both = new URLSearchParams(query);
  for (const [name, value] of form) both.set(name, value);
  return both;
}

function count(requests: Record<string, number>, name: string): void {
  requests[name] = (requests[name] ?? 0) + 1;
}
