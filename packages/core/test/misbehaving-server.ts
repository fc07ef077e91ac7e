/**
 * Panels on the loopback address that misbehave on request: real sockets, real HTTP, real TLS. A test starts one, asks it
 * through the same path as the product does, and it goes away with the test.
 */
import { readFileSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import { connect, createServer as createSocketServer } from 'node:net';
import type { Server, Socket } from 'node:net';
import { Worker } from 'node:worker_threads';
import { onTestFinished } from 'vitest';

/** One request as it arrived. */
export interface Arrived {
  method: string;
  /** Path and query. */
  path: string;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
  query: URLSearchParams;
}

export interface Panel {
  /** Ends without a slash. */
  url: string;
  arrived: Arrived[];
}

export type Answer = (arrived: Arrived, response: ServerResponse) => void;

/** A panel that speaks HTTP. */
export function httpPanel(answer: Answer): Promise<Panel> {
  return webPanel('http', answer, (listener) => createHttpServer({ keepAlive: false }, listener));
}

/** A panel that speaks HTTPS with one of the certificates beside this file. */
export function tlsPanel(
  certificate: 'valid' | 'expired' | 'other-host' | 'self-signed',
  answer: Answer,
): Promise<Panel> {
  const options = { cert: certificateOf(certificate), key: certificateOf(`${certificate}.key`) };
  return webPanel('https', answer, (listener) => createHttpsServer(options, listener));
}

export const certificateOf = (name: string): string =>
  readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url), 'utf8');

/** A panel that answers every JSON request with one body. */
export function jsonPanel(body: string, status = 200, headers: Record<string, string> = {}): Promise<Panel> {
  return httpPanel((_arrived, response) => {
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  });
}

/** A panel below HTTP: what it does with the bytes of a request is up to the test. */
export async function socketPanel(onRequest: (socket: Socket) => void): Promise<Panel> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('data', () => onRequest(socket));
  });
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return { url: `http://127.0.0.1:${await listening(server)}`, arrived: [] };
}

/** An address where nothing listens: the near end of a connection, which nobody else can be given before the test ends. */
export async function closedPort(): Promise<string> {
  const server = createSocketServer((socket) => socket.on('error', () => {}));
  const socket = connect(await listening(server), '127.0.0.1').on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
    server.close();
  });
  await new Promise((resolve) => socket.once('connect', resolve));
  return `http://127.0.0.1:${socket.localPort}`;
}

/** An address that drops connections: it listens, accepts none, and its queue is full. */
export async function silentPort(): Promise<string> {
  // A thread that sleeps for good accepts nothing; the kernel queues two connections or so and drops the packets of the next.
  const worker = new Worker(
    `const { createServer } = require('node:net');
     const { parentPort } = require('node:worker_threads');
     const server = createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
     });`,
    { eval: true },
  );
  onTestFinished(async () => {
    await worker.terminate();
  });
  const port = await new Promise<number>((resolve, reject) => {
    worker.once('message', resolve).once('error', reject);
    worker.once('exit', () => reject(new Error('the silent server ended before it listened')));
  });
  // However many places the queue has, and whoever else takes one: it is full when nobody gets in any more.
  while (await getsIn(port)) continue;
  return `http://127.0.0.1:${port}`;
}

/** Whether a connection is taken within half a second; it stays open, or trying, until the test ends. */
function getsIn(port: number): Promise<boolean> {
  const socket = connect(port, '127.0.0.1').on('error', () => {});
  onTestFinished(() => {
    socket.destroy();
  });
  return new Promise((resolve) => {
    const late = setTimeout(resolve, 500, false);
    socket.once('connect', () => {
      clearTimeout(late);
      resolve(true);
    });
  });
}

async function webPanel(
  scheme: 'http' | 'https',
  answer: Answer,
  create: (listener: (request: IncomingMessage, response: ServerResponse) => void) => HttpServer,
): Promise<Panel> {
  const arrived: Arrived[] = [];
  const server = create((request, response) => {
    let body = '';
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    request.on('end', () => {
      const path = request.url ?? '/';
      const one: Arrived = {
        method: request.method ?? '',
        path,
        headers: request.headers,
        form: new URLSearchParams(body),
        query: new URL(path, 'http://panel').searchParams,
      };
      arrived.push(one);
      answer(one, response);
    });
    response.on('error', () => response.destroy());
  });
  const port = await listening(server);
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { url: `${scheme}://127.0.0.1:${port}`, arrived };
}

async function listening(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  return address.port;
}
