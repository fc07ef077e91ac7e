/** What every server of the demo needs of HTTP: listening on loopback, forms, whole replies, compression. */
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import * as zlib from 'node:zlib';
import type { Compression } from './dialects.ts';

export function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (address === null || typeof address === 'string') reject(new Error('listening, but at no port'));
      else resolve(address.port);
    });
  });
}

export function stop(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.close((error) => (error ? reject(error) : resolve()));
    server.closeAllConnections();
  });
}

/** A form of two actions and a key, with every alias of both. */
const FORM_BYTES_MAX = 16 * 1024;

/** null where the form is too large to be one. */
export async function readForm(request: IncomingMessage): Promise<URLSearchParams | null> {
  let text = '';
  let fits = true;
  request.setEncoding('utf8');
  for await (const chunk of request) {
    if (text.length + String(chunk).length > FORM_BYTES_MAX) fits = false;
    else text += String(chunk);
  }
  return fits ? new URLSearchParams(text) : null;
}

export function sendText(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...headers,
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

const gzip = promisify(zlib.gzip);
const deflate = promisify(zlib.deflate);
const brotli = promisify(zlib.brotliCompress);
const zstd = promisify(zlib.zstdCompress);

/** At the levels that servers use for what they write on the fly. */
export async function compress(plain: Buffer, compression: Compression | null): Promise<Buffer> {
  switch (compression) {
    case 'gzip':
      return gzip(plain, { level: 6 });
    case 'deflate':
      return deflate(plain);
    case 'br':
      return brotli(plain, { params: { [zlib.constants.BROTLI_PARAM_QUALITY]: 4 } });
    case 'zstd':
      return zstd(plain);
    case null:
    default:
      return plain;
  }
}
