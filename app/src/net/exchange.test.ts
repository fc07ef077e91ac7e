import { gzipSync } from 'node:zlib';
import { isFailure } from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { requestTo, SECRET } from './fixtures/door.ts';
import { CATALOG, answer, panelThat, doorWith, replied, bodyOf, codeOf } from './fixtures/harness.ts';
import { httpReply, type Behaviour } from './fixtures/hostile-panel.ts';

describe('a reply', () => {
  test('comes with its status, headers, bytes, hash and timings, and is read on demand', async () => {
    const panel = await panelThat((socket) =>
      socket.write(httpReply(CATALOG, { 'X-Twice': 'a', 'x-twice': 'b', __proto: 'c' }, '201 Created')),
    );
    const reply = replied(await doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/api/v2`)));
    expect(reply.status).toBe(201);
    expect(reply.headers['x-twice']).toBe('a, b');
    expect(reply.wireBytes).toBe(CATALOG.length);
    expect(reply.wireHash).toMatch(/^[0-9a-f]{64}$/);
    expect(await bodyOf(reply)).toBe(CATALOG);
    const { dnsMs, connectMs, tlsMs, firstByteMs, totalMs } = reply.timings;
    expect(dnsMs).toBeUndefined();
    expect(tlsMs).toBeUndefined();
    expect(connectMs).toBeGreaterThan(0);
    expect(firstByteMs).toBeGreaterThan(0);
    expect(totalMs).toBeGreaterThanOrEqual((connectMs ?? 0) + (firstByteMs ?? 0));
  });

  test('is hashed as it came over the wire, so that an unchanged one needs no inflating', async () => {
    const packed = gzipSync(CATALOG);
    const panel = await panelThat((socket) =>
      socket.write(httpReply(packed, { 'content-encoding': 'gzip' })),
    );
    const door = doorWith();
    const first = replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    const second = replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    expect(first.wireBytes).toBe(packed.length);
    expect(second.wireHash).toBe(first.wireHash);
    expect(await bodyOf(second)).toBe(CATALOG);
  });

  test('lends its memory to the next when it is discarded, and only then', async () => {
    let round = 0;
    const panel = await panelThat((socket) => socket.write(httpReply(String((round += 1)).repeat(9000))));
    const door = doorWith();
    const ask = async () => replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    const kept = await ask();
    for (let times = 0; times < 3; times += 1) (await ask()).discard?.();
    const [discarded, last] = [await ask(), await ask()];
    discarded.discard?.();
    discarded.discard?.();
    await ask();
    expect(await bodyOf(kept)).toBe('1'.repeat(9000));
    expect(await bodyOf(last)).toBe('6'.repeat(9000));
    await expect(discarded.read()).rejects.toThrow('discarded');
  });

  test('gives the memory of what it was inflated to back when it is discarded, at once', async () => {
    const packed = gzipSync('x'.repeat(500_000));
    const panel = await panelThat((socket) =>
      socket.write(httpReply(packed, { 'content-encoding': 'gzip' })),
    );
    const reply = replied(await doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    const inflated = await reply.read();
    if (isFailure(inflated)) throw new Error(inflated.message);
    expect(inflated.byteLength).toBe(500_000);
    reply.discard?.();
    expect(inflated.byteLength).toBe(0);
  });

  test('of any status is a reply: redirects are not followed', async () => {
    const panel = await panelThat((socket) =>
      socket.write(httpReply('', { location: 'http://169.254.169.254/latest' }, '302 Found')),
    );
    const reply = replied(await doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    expect(reply.status).toBe(302);
    expect(reply.headers['location']).toBe('http://169.254.169.254/latest');
    expect(panel.requests).toHaveLength(1);
  });

  test('is asked for with the form, under the name of the host', async () => {
    const panel = await panelThat(answer);
    const door = doorWith({ resolve: async () => ['127.0.0.1'], ports: [panel.port] });
    replied(await door.post({ ...requestTo(`http://panel.example:${panel.port}/api`) }));
    const [request = ''] = panel.requests;
    expect(request).toMatch(/^POST \/api\?key=\S+ HTTP\/1\.1\r\n/);
    expect(request.toLowerCase()).toContain(`\r\nhost: panel.example:${panel.port}\r\n`);
    expect(request).toMatch(new RegExp(`\r\n\r\naction=services&key=${SECRET}$`));
  });
});

describe('HTTP', () => {
  const short = { timeouts: { connectMs: 1000, firstByteMs: 600, totalMs: 1200 } };

  test.each<[string, string, Behaviour]>([
    ['http/protocol_error', 'the body has no head', (socket) => socket.end('{"balance":"1.00"}')],
    [
      'http/protocol_error',
      'the protocol is switched',
      (socket) => socket.write('HTTP/1.1 101 Switching\r\nUpgrade: x\r\nConnection: upgrade\r\n\r\n'),
    ],
    [
      'http/protocol_error',
      'the head breaks off',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Type: appl'),
    ],
    [
      'http/headers_too_large',
      'the head does not end',
      (socket) => socket.write(`HTTP/1.1 200 OK\r\nX: ${'y'.repeat(64 * 1024)}`),
    ],
    ['http/first_byte_timeout', 'nothing comes', () => {}],
    [
      'http/first_byte_timeout',
      'nothing final comes',
      (socket) => socket.write('HTTP/1.1 100 Continue\r\n\r\n'),
    ],
    [
      'body/truncated',
      'less than the announced length comes',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'),
    ],
    [
      'body/truncated',
      'the last chunk is missing',
      (socket) => socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n'),
    ],
    [
      'body/timeout',
      'the body stops',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort'),
    ],
    [
      'body/too_large',
      'too much is announced',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n['),
    ],
  ])('ends as %s when %s', async (code, _when, behaviour) => {
    const panel = await panelThat(behaviour);
    expect(codeOf(await doorWith(short).post(requestTo(`http://127.0.0.1:${panel.port}/`)))).toBe(code);
    await expect.poll(() => panel.open.size).toBe(0);
  });
});

describe('our own trouble', () => {
  test('is not the panel being late: a reply that had arrived while we were busy is read', async () => {
    const panel = await panelThat((socket) => {
      socket.write(httpReply(CATALOG));
      // This thread is the door's, too: it stands still beyond the time for the first byte.
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
    });
    const door = doorWith({ timeouts: { connectMs: 1000, firstByteMs: 200, totalMs: 300 } });
    expect(replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`))).status).toBe(200);
  });

  test.each(['EMFILE', 'ENFILE', 'ENOMEM', 'ENETDOWN'])(
    'is thrown, not told as an outcome: %s',
    async (code) => {
      const door = doorWith({
        resolve: () => Promise.reject(Object.assign(new Error('too many open files'), { code })),
      });
      await expect(door.post(requestTo('http://panel.example/'))).rejects.toThrow('too many open files');
      await expect(door.post(requestTo('http://panel.example/'))).rejects.toThrow('too many open files');
    },
  );
});
