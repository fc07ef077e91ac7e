/** A plain POST for the fleet's own tests: the bytes as they arrive and as they read once inflated. */
import { request } from 'node:http';
import { brotliDecompressSync, gunzipSync, inflateSync, zstdDecompressSync } from 'node:zlib';

export interface Posted {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  wire: Buffer;
  body: Buffer;
  charset: 'utf-8' | 'utf-16le';
  text: () => string;
}

export function post(
  url: string,
  form: Record<string, string>,
  acceptEncoding = 'gzip, deflate, br, zstd',
): Promise<Posted> {
  return new Promise((resolve, reject) => {
    const sent = request(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'accept-encoding': acceptEncoding },
    });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const wire = Buffer.concat(chunks);
        const body = inflate(wire, response.headers['content-encoding']);
        const charset = body[0] === 0xff && body[1] === 0xfe ? 'utf-16le' : 'utf-8';
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          wire,
          body,
          charset,
          text: () => new TextDecoder(charset).decode(body),
        });
      });
    });
    sent.end(new URLSearchParams(form).toString());
  });
}

/** Asks as a watcher would that knows no dialect yet: every alias, in the form and in the address. */
export function ask(panel: { apiUrl: string; key: string }, action: string): Promise<Posted> {
  const form = {
    action,
    actionType: action,
    key: panel.key,
    apiKey: panel.key,
    api_token: panel.key,
    api_tokens: panel.key,
  };
  return post(`${panel.apiUrl}?${new URLSearchParams(form).toString()}`, form);
}

function inflate(wire: Buffer, coding: string | undefined): Buffer {
  switch (coding) {
    case undefined:
      return wire;
    case 'gzip':
      return gunzipSync(wire);
    case 'deflate':
      return inflateSync(wire);
    case 'br':
      return brotliDecompressSync(wire);
    case 'zstd':
      return zstdDecompressSync(wire);
    default:
      throw new Error(`cannot inflate ${coding}`);
  }
}
