/** Three hundred hostile replies over a real socket: each ends as an outcome within its limits, and none leaves anything behind. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { askServices } from '../src/client.ts';
import { fetchPost } from '../src/fetch-post.ts';
import type { HostileReply } from './hostile-replies.ts';
import { hostileReplies } from './hostile-replies.ts';
import { socketPanel } from './misbehaving-server.ts';

const KEY = 'f00dfeedcafebeef';
const TOTAL_MS = 2_000;
/** Unpacking a bomb on a busy machine takes its time; a hang takes forever. */
const GRACE_MS = 8_000;

const replies = hostileReplies();

test('there are three hundred, all different in name', () => {
  expect(new Set(replies.map(({ name }) => name)).size).toBe(300);
});

test(
  'each ends as an outcome of its own within its limits, and memory stays flat',
  { timeout: 240_000 },
  async () => {
    const post = fetchPost(fetch, { firstByteTimeoutMs: 500, totalTimeoutMs: TOTAL_MS });
    const before = await heldBytes();
    const wrong: string[] = [];
    const queue = [...replies];
    const worker = async (): Promise<void> => {
      for (let reply = queue.pop(); reply !== undefined; reply = queue.pop()) {
        const panel = await socketPanel((socket) => play(reply, socket));
        const started = performance.now();
        const { outcome } = await askServices({ url: panel.url, key: KEY, transport: 'body' }, { post });
        if (performance.now() - started > TOTAL_MS + GRACE_MS) wrong.push(`${reply.name}: too late`);
        const told = `${outcome.stage}.${outcome.code}`;
        if (EXPECTED[reply.kind]?.includes(told) !== true) wrong.push(`${reply.name}: ${told}`);
        if (JSON.stringify(outcome).includes(KEY)) wrong.push(`${reply.name}: shows the key`);
      }
    };
    await Promise.all(Array.from({ length: 8 }, worker));
    expect(wrong).toEqual([]);
    const held = (await heldBytes()) - before;
    expect(held).toBeLessThan(25 * 1024 * 1024);
    expect(Object.prototype).not.toHaveProperty('polluted');
  },
);

function play({ pieces, ending }: HostileReply, socket: import('node:net').Socket): void {
  for (const piece of pieces) socket.write(piece);
  if (ending === 'close') socket.end();
  if (ending === 'cut') socket.destroySoon();
}

/** What is still held when the collector has run and those who wait for it have, too. */
async function heldBytes(): Promise<number> {
  setFlagsFromString('--expose_gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this Node lets nobody call its garbage collector');
  for (let round = 0; round < 3; round += 1) {
    collect();
    await new Promise((resolve) => setImmediate(resolve));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

/** How each kind may end: bytes that differ by seed may be damaged in different places, and a busy machine may run out of time first. */
const EXPECTED: Record<string, string[]> = {
  'a catalog cut off': ['json.truncated'],
  'a catalog with flipped bits': ['ok.ok', 'json.not_json'],
  'a catalog with pieces swapped': ['ok.ok', 'json.not_json'],
  'a catalog with text poured in': ['ok.ok', 'json.not_json'],
  'random bytes as a body': ['json.not_json'],
  'random bytes instead of HTTP': ['http.protocol_error'],
  'a status line cut off': ['connect.reset'],
  'headers cut off': ['connect.reset'],
  'headers without end': ['http.headers_too_large'],
  'interim replies without end': ['http.first_byte_timeout'],
  'a length that promises too much': ['body.truncated'],
  'a length that promises too little': ['json.truncated', 'body.empty'],
  'two lengths': ['body.truncated', 'http.protocol_error'],
  'a length that is no number': ['http.protocol_error', 'body.truncated'],
  'chunks that lie': ['body.truncated', 'http.protocol_error'],
  'chunks without end': ['body.timeout'],
  'a compressed bomb': ['body.too_large', 'body.timeout'],
  'a bomb of the better compressor': ['body.too_large', 'body.timeout'],
  'a compressed body cut off': ['json.truncated', 'body.truncated', 'body.bad_encoding', 'body.empty'],
  'a compressed body with flipped bits': ['body.bad_encoding', 'json.not_json', 'ok.ok'],
  'a body packed twice': ['body.bad_encoding'],
  'an encoding of fantasy': ['ok.ok', 'body.bad_encoding'],
  'deep nesting': ['json.too_deep'],
  'deep nesting that ends': ['json.too_deep'],
  'numbers beyond numbers': ['ok.ok', 'json.not_json'],
  'keys twice, and keys of the language': ['ok.ok'],
  'half characters': ['ok.ok'],
  'a wrong charset': ['ok.ok'],
  'a page that never ends its tags': ['json.html'],
  'errors in errors': ['auth.invalid_key', 'json.truncated', 'schema.no_catalog', 'schema.panel_error'],
};
