/** The listening socket: opens it, says kindly why it cannot, and lets what is in flight finish. */
import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import { codeOf, messageOf, StartError } from '../errors.ts';
import type { SiteEnv } from './env.ts';

export interface Listening {
  /** `http://127.0.0.1:3000`, with the port that was really taken. */
  url: string;
  stop(graceMs: number): Promise<void>;
}

export async function listen(
  site: Pick<Hono<SiteEnv>, 'fetch'>,
  host: string,
  port: number,
  /** Before the names of the settings that the address came from. */
  setting: '' | 'METRICS_' = '',
): Promise<Listening> {
  const answer = getRequestListener(site.fetch);
  const server = createServer(
    // A slow sender gets a minute for a whole request and 15 s for its head.
    { requestTimeout: 60_000, headersTimeout: 15_000, keepAliveTimeout: 10_000 },
    (request, response) => void answer(request, response),
  );
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(error, host, port, setting)));
    server.listen(port, host, resolve);
  });
  return { url: urlOf(server, host), stop: (graceMs) => stop(server, graceMs) };
}

async function stop(server: Server, graceMs: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), graceMs);
  await closed;
  clearTimeout(timer);
}

function urlOf(server: Server, host: string): string {
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const named = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return `http://${named}:${port}`;
}

function cannotListen(error: Error, host: string, port: number, setting: string): StartError {
  switch (codeOf(error)) {
    case 'EADDRINUSE':
      return new StartError(
        `Port ${port} on ${host} is taken by another process.`,
        `Stop that process, or choose another port: ${setting}PORT=${port + 1}`,
      );
    case 'EACCES':
      return new StartError(
        `This user may not listen on port ${port}.`,
        `Choose a port from 1024 up: ${setting}PORT=${setting === '' ? 3000 : 9464}`,
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartError(
        `${host} is not an address of this machine.`,
        `Set ${setting}HOST to 127.0.0.1, 0.0.0.0 or an address that the machine has.`,
      );
    default:
      return new StartError(
        `Nothing can be served on ${host}:${port}: ${messageOf(error)}.`,
        `Check ${setting}HOST and ${setting}PORT.`,
      );
  }
}
