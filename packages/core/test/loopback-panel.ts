/** A panel on the loopback interface that answers what a test tells it to, and keeps what it was asked. */
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';

/** What the panel answers to one request. */
export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  body: string;
}

/** One request as it arrived. */
export interface Asked {
  method: string;
  url: string;
  form: URLSearchParams;
}

export interface LoopbackPanel extends AsyncDisposable {
  url: string;
  asked: Asked[];
}

/** Starts a panel; `answer` decides by the form and the query what each request gets. */
export async function loopbackPanel(answer: (asked: Asked) => Answer): Promise<LoopbackPanel> {
  const asked: Asked[] = [];
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const one = await read(request);
    asked.push(one);
    const { status = 200, headers = {}, body } = answer(one);
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  };
  const server = createServer((request, response) => void respond(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the panel has no port');
  return {
    url: `http://127.0.0.1:${address.port}/api/v2`,
    asked,
    [Symbol.asyncDispose]: () => close(server),
  };
}

async function read(request: IncomingMessage): Promise<Asked> {
  return {
    method: request.method ?? '',
    url: request.url ?? '',
    form: new URLSearchParams(await text(request)),
  };
}

function close(server: Server): Promise<void> {
  server.closeAllConnections();
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

/** A panel that does everything right, and refuses every other key. */
export function wellBehaved(key: string, services: object[]): (asked: Asked) => Answer {
  return ({ form }) => {
    if (form.get('key') !== key) return { body: JSON.stringify({ error: 'Invalid API key' }) };
    if (form.get('action') === 'balance') return { body: '{"balance":"4711.42","currency":"EUR"}' };
    return { body: JSON.stringify(services) };
  };
}

export const SERVICES = [
  {
    service: 1,
    name: 'Instagram followers',
    type: 'Default',
    category: 'Instagram',
    rate: '0.90',
    min: 100,
    max: 10000,
    refill: true,
    cancel: false,
  },
  {
    service: 2,
    name: 'TikTok views',
    type: 'Default',
    category: 'TikTok',
    rate: '0.02',
    min: 100,
    max: 1000000,
    refill: false,
    cancel: false,
  },
];
