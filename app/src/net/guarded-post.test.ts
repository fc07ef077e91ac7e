import { once } from 'node:events';
import net from 'node:net';
import type { TlsOptions } from 'node:tls';
import { gzipSync } from 'node:zlib';
import { isFailure, type Failure, type Reply } from 'smmwatch';
import { afterEach, describe, expect, test } from 'vitest';
import { certificate, requestTo, SECRET, testDoor } from './fixtures/door.ts';
import { httpReply, startHostilePanel, type Behaviour } from './fixtures/hostile-panel.ts';
import { startNameServer, type Answer } from './fixtures/name-server.ts';
import type { DoorOptions } from './guarded-post.ts';

const closers: Array<() => Promise<void>> = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const CATALOG = JSON.stringify([{ service: 1, name: 'Followers', rate: '0.90', min: 10, max: 1000 }]);
const answer: Behaviour = (socket) => socket.write(httpReply(CATALOG));

async function panelThat(behaviour: Behaviour, crt?: string) {
  const secure =
    crt === undefined ? undefined : { cert: certificate(crt), key: certificate('test-only.key') };
  const panel = await startHostilePanel(behaviour, secure);
  closers.push(panel.close);
  return panel;
}

function doorWith(options: Partial<DoorOptions> = {}) {
  const door = testDoor(options);
  closers.push(door.close);
  return door;
}

async function dnsThat(answerFor: (name: string, family: 4 | 6, time: number) => Answer) {
  const server = await startNameServer(answerFor);
  closers.push(server.close);
  return server;
}

function failed(end: Reply | Failure): Failure {
  if (!isFailure(end)) throw new Error(`expected a failure, got status ${end.status}`);
  expect(JSON.stringify(end)).not.toContain(SECRET);
  return end;
}

function replied(end: Reply | Failure): Reply {
  if (isFailure(end)) throw new Error(`expected a reply, got ${end.stage}/${end.code}: ${end.message}`);
  return end;
}

async function bodyOf(reply: Reply): Promise<string> {
  const body = await reply.read();
  return isFailure(body) ? `${body.stage}/${body.code}` : Buffer.from(body).toString();
}

const codeOf = (end: Reply | Failure): string => `${failed(end).stage}/${failed(end).code}`;

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

describe('connections', () => {
  test('are kept for the same origin', async () => {
    const panel = await panelThat(answer);
    const door = doorWith();
    for (let round = 0; round < 3; round += 1)
      replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    expect(panel.connections).toBe(1);
    expect(panel.requests).toHaveLength(3);
  });

  test('that the server closed while they were kept are replaced without a failure', async () => {
    const panel = await panelThat((socket) => {
      const isFirst = panel.requests.length === 1;
      if (isFirst || panel.connections === 2) socket.write(httpReply(CATALOG));
      else socket.destroy();
    });
    const door = doorWith();
    replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    expect(panel.connections).toBe(2);
  });

  test('are one at a time for a host', async () => {
    let inFlight = 0;
    let most = 0;
    const panel = await panelThat((socket) => {
      inFlight += 1;
      most = Math.max(most, inFlight);
      setImmediate(() => {
        inFlight -= 1;
        socket.write(httpReply(CATALOG));
      });
    });
    const door = doorWith();
    const url = `http://127.0.0.1:${panel.port}/`;
    const ends = await Promise.all(Array.from({ length: 8 }, () => door.post(requestTo(url))));
    expect(ends.filter(isFailure)).toEqual([]);
    expect(most).toBe(1);
  });

  test('never pass what came after one reply on to the next request', async () => {
    const forged = httpReply('forged');
    const panel = await panelThat((socket) => {
      socket.write(
        panel.requests.length === 1 ? Buffer.concat([httpReply(CATALOG), forged]) : httpReply(CATALOG),
      );
    });
    const door = doorWith();
    await door.post(requestTo(`http://127.0.0.1:${panel.port}/`));
    const second = replied(await door.post(requestTo(`http://127.0.0.1:${panel.port}/`)));
    expect(await bodyOf(second)).toBe(CATALOG);
  });

  test('are closed when the door closes, after what is in flight has ended', async () => {
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    let respond = (): void => {};
    const panel = await panelThat((socket) => {
      respond = () => socket.write(httpReply(CATALOG));
      asked();
    });
    const door = testDoor();
    const end = door.post(requestTo(`http://127.0.0.1:${panel.port}/`));
    await isAsked;
    const closed = door.close();
    respond();
    replied(await end);
    await closed;
    await expect(door.post(requestTo(`http://127.0.0.1:${panel.port}/`))).rejects.toThrow('closed');
    await expect.poll(() => panel.open.size).toBe(0);
  });

  test('end with the caller who gives up, with the reason that the caller gave', async () => {
    let asked = (): void => {};
    const isAsked = new Promise<void>((resolve) => (asked = resolve));
    const panel = await panelThat(() => asked());
    const giveUp = new AbortController();
    const end = doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/`), giveUp.signal);
    await isAsked;
    giveUp.abort(new Error('shutting down'));
    await expect(end).rejects.toThrow('shutting down');
    await expect.poll(() => panel.open.size).toBe(0);
  });
});

describe('the name of a host', () => {
  test('is looked up once, and the connection goes to the address that was checked', async () => {
    const panel = await panelThat(answer, 'good.crt');
    const dns = await dnsThat((_name, family) => (family === 4 ? ['127.0.0.1'] : []));
    const door = doorWith({ dnsServers: [dns.address], ports: [panel.port] });
    const reply = replied(await door.post(requestTo(`https://panel.example:${panel.port}/`)));
    expect(reply.timings.dnsMs).toBeGreaterThan(0);
    expect(reply.timings.tlsMs).toBeGreaterThan(0);
    expect(Object.fromEntries(dns.asked)).toEqual({ 'panel.example/4': 1, 'panel.example/6': 1 });
  });

  test('that changes to a private address between two requests is refused the second time', async () => {
    const panel = await panelThat((socket) => socket.end(httpReply(CATALOG, { connection: 'close' })));
    const dns = await dnsThat((_name, family, time) => {
      if (family === 6) return [];
      return time === 1 ? ['127.0.0.1'] : ['127.0.0.2'];
    });
    const door = doorWith({ dnsServers: [dns.address], ports: [panel.port] });
    replied(await door.post(requestTo(`http://rebinding.example:${panel.port}/`)));
    expect(codeOf(await door.post(requestTo(`http://rebinding.example:${panel.port}/`)))).toBe(
      'target/forbidden_address',
    );
    expect(panel.connections).toBe(1);
  });

  test('is refused when one of its addresses is private, whichever that is', async () => {
    const panel = await panelThat(answer);
    const dns = await dnsThat((name, family) => {
      if (name.startsWith('six')) return family === 6 ? ['::1'] : ['93.184.216.34'];
      return family === 4 ? ['93.184.216.34', '10.0.0.1'] : [];
    });
    const door = doorWith({ allow: [], dnsServers: [dns.address], ports: [panel.port] });
    for (const host of ['mixed.example', 'six.example'])
      expect(codeOf(await door.post(requestTo(`http://${host}:${panel.port}/`)))).toBe(
        'target/forbidden_address',
      );
    expect(panel.connections).toBe(0);
  });

  test.each<[string, Answer]>([
    ['dns/not_found', 'NXDOMAIN'],
    ['dns/no_address', []],
    ['dns/failed', 'SERVFAIL'],
    ['dns/failed', 'REFUSED'],
    ['dns/timeout', 'silence'],
    ['dns/failed', 'garbage'],
  ])('that cannot be looked up ends as %s when the name server says %s', async (code, said) => {
    const dns = await dnsThat(() => said);
    const door = doorWith({
      dnsServers: [dns.address],
      timeouts: { connectMs: 600, firstByteMs: 600, totalMs: 1500 },
    });
    expect(codeOf(await door.post(requestTo('http://panel.example/')))).toBe(code);
  });

  test('is found although the name server never answers for IPv6', async () => {
    const panel = await panelThat(answer);
    const dns = await dnsThat((_name, family) => (family === 4 ? ['127.0.0.1'] : 'silence'));
    const door = doorWith({ dnsServers: [dns.address], ports: [panel.port] });
    const reply = replied(await door.post(requestTo(`http://panel.example:${panel.port}/`)));
    expect(reply.timings.dnsMs).toBeLessThan(1000);
  });

  test('is found by IPv6 alone', async () => {
    const dns = await dnsThat((_name, family) => (family === 4 ? [] : ['::1']));
    const door = doorWith({ allow: [], dnsServers: [dns.address] });
    const end = failed(await door.post(requestTo('http://panel.example/')));
    expect(end.evidence.detail).toBe('panel.example resolves to ::1: loopback');
  });

  test('is connected to by IPv4 where IPv6 answers too', async () => {
    const panel = await panelThat(answer);
    const dns = await dnsThat((_name, family) => (family === 4 ? ['127.0.0.1'] : ['::1']));
    const door = doorWith({ allow: ['127.0.0.1', '::1'], dnsServers: [dns.address], ports: [panel.port] });
    replied(await door.post(requestTo(`http://panel.example:${panel.port}/`)));
    expect(panel.connections).toBe(1);
  });

  test('that only this machine knows is found when the operator allows it', async () => {
    const panel = await panelThat(answer);
    const door = doorWith({ allow: [`localhost:${panel.port}`] });
    replied(await door.post(requestTo(`http://localhost:${panel.port}/`)));
    expect(codeOf(await door.post(requestTo('http://localhost/')))).toBe('target/forbidden_address');
  });
});

describe('connecting', () => {
  test('to a port where nothing listens ends as connect/refused', async () => {
    const panel = await startHostilePanel(answer);
    await panel.close();
    expect(codeOf(await doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/`)))).toBe(
      'connect/refused',
    );
  });

  test('goes on to the next address when the first refuses', async () => {
    const panel = await panelThat(answer);
    const door = doorWith({
      allow: ['127.0.0.0/8'],
      resolve: async () => ['127.0.0.2', '127.0.0.1'],
      ports: [panel.port],
    });
    expect(replied(await door.post(requestTo(`http://panel.example:${panel.port}/`))).status).toBe(200);
  });

  test('where no route leads ends as connect/unreachable', async () => {
    // A reserved network that every kernel refuses to route.
    const door = doorWith({ allow: ['240.0.0.0/4', '0.0.0.0/8', '255.255.255.255'] });
    expect(codeOf(await door.post(requestTo('http://255.255.255.255/')))).toBe('connect/unreachable');
  });

  test('to a server that accepts nobody ends as connect/timeout', async () => {
    const port = await fullBacklog();
    const door = doorWith({ timeouts: { connectMs: 300, firstByteMs: 300, totalMs: 900 } });
    expect(codeOf(await door.post(requestTo(`http://127.0.0.1:${port}/`)))).toBe('connect/timeout');
  });

  test.each<[string, Behaviour]>([
    ['closed', (socket) => socket.end()],
    ['reset', (socket) => socket.resetAndDestroy()],
  ])('that is %s before any answer ends as connect/reset', async (_how, behaviour) => {
    const panel = await panelThat(behaviour);
    expect(codeOf(await doorWith().post(requestTo(`http://127.0.0.1:${panel.port}/`)))).toBe('connect/reset');
  });
});

describe('TLS', () => {
  const tlsDoor = (port: number, options: Partial<DoorOptions> = {}) =>
    doorWith({ resolve: async () => ['127.0.0.1'], ports: [port], ...options });

  test('is spoken under the name of the host', async () => {
    const panel = await panelThat(answer, 'good.crt');
    const end = await tlsDoor(panel.port).post(requestTo(`https://panel.example:${panel.port}/`));
    expect(replied(end).status).toBe(200);
  });

  test('to an address wants a certificate for the address', async () => {
    const panel = await panelThat(answer, 'good.crt');
    const end = await tlsDoor(panel.port).post(requestTo(`https://127.0.0.1:${panel.port}/`));
    expect(replied(end).status).toBe(200);
  });

  test.each([
    ['tls/certificate_expired', 'expired.crt', undefined],
    ['tls/hostname_mismatch', 'wrong-host.crt', undefined],
    ['tls/certificate_untrusted', 'good.crt', []],
  ])('ends as %s', async (code, crt, ca) => {
    const panel = await panelThat(answer, crt);
    const door = tlsDoor(panel.port, ca === undefined ? {} : { ca });
    expect(codeOf(await door.post(requestTo(`https://panel.example:${panel.port}/`)))).toBe(code);
    expect(panel.requests).toEqual([]);
  });

  test('with a server that speaks something else ends as tls/handshake_failed', async () => {
    const chatty = await listen((socket) => socket.end('220 mail.example ESMTP\r\n'));
    expect(codeOf(await tlsDoor(chatty).post(requestTo(`https://panel.example:${chatty}/`)))).toBe(
      'tls/handshake_failed',
    );
    const hangingUp: Array<(socket: net.Socket) => void> = [
      (socket) => void socket.destroy(),
      (socket) => void socket.once('data', () => socket.destroy()),
      (socket) => void socket.once('data', () => socket.resetAndDestroy()),
    ];
    for (const hangUp of hangingUp) {
      const port = await listen(hangUp);
      expect(codeOf(await tlsDoor(port).post(requestTo(`https://panel.example:${port}/`)))).toBe(
        'tls/handshake_failed',
      );
    }
  });

  test.each<[string, TlsOptions]>([
    ['wants a certificate of ours', { requestCert: true, rejectUnauthorized: true }],
    ['speaks only HTTP/2', { ALPNProtocols: ['h2'] }],
    ['knows only an old cipher', { maxVersion: 'TLSv1.2', ciphers: 'AES128-SHA' }],
  ])('with a server that %s ends as tls/handshake_failed', async (_what, options) => {
    const secure = { cert: certificate('good.crt'), key: certificate('test-only.key'), ...options };
    const panel = await startHostilePanel(answer, secure);
    closers.push(panel.close);
    expect(codeOf(await tlsDoor(panel.port).post(requestTo(`https://panel.example:${panel.port}/`)))).toBe(
      'tls/handshake_failed',
    );
    expect(panel.requests).toEqual([]);
  });

  test.each<[string, Behaviour]>([
    ['connect/reset', (socket) => socket.destroy()],
    [
      'body/truncated',
      (socket) => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nx', () => socket.destroy()),
    ],
  ])('that breaks off later ends as %s', async (code, behaviour) => {
    const panel = await panelThat(behaviour, 'good.crt');
    expect(codeOf(await tlsDoor(panel.port).post(requestTo(`https://panel.example:${panel.port}/`)))).toBe(
      code,
    );
  });

  test('with a server that keeps silent ends as tls/timeout', async () => {
    const silent = await listen(() => {});
    const door = tlsDoor(silent, { timeouts: { connectMs: 300, firstByteMs: 300, totalMs: 900 } });
    expect(codeOf(await door.post(requestTo(`https://panel.example:${silent}/`)))).toBe('tls/timeout');
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

describe('a caller who gives up', () => {
  const waits: Array<[string, () => Promise<{ url: string; options: Partial<DoorOptions> }>]> = [
    [
      'the name is looked up',
      async () => {
        const dns = await dnsThat(() => 'silence');
        return { url: 'http://panel.example/', options: { dnsServers: [dns.address] } };
      },
    ],
    [
      'the connection is opened',
      async () => ({ url: `http://127.0.0.1:${await fullBacklog()}/`, options: {} }),
    ],
    ['TLS is agreed on', async () => ({ url: `https://127.0.0.1:${await listen(() => {})}/`, options: {} })],
    [
      'the reply is awaited',
      async () => ({ url: `http://127.0.0.1:${(await panelThat(() => {})).port}/`, options: {} }),
    ],
    [
      'the body is awaited',
      async () => {
        const panel = await panelThat((socket) => socket.write('HTTP/1.1 200 OK\r\n\r\n['));
        return { url: `http://127.0.0.1:${panel.port}/`, options: {} };
      },
    ],
  ];

  test.each(waits)('while %s gets the reason back, and the next one has a turn', async (_while, prepare) => {
    const { url, options } = await prepare();
    const door = doorWith({ ...options, timeouts: { connectMs: 2000, firstByteMs: 2000, totalMs: 2500 } });
    const giveUp = AbortSignal.timeout(100);
    const ends = await Promise.allSettled([
      door.post(requestTo(url), giveUp),
      door.post(requestTo(url), giveUp),
    ]);
    for (const end of ends)
      expect(end).toMatchObject({ status: 'rejected', reason: { name: 'TimeoutError' } });
    const late = AbortSignal.timeout(100);
    await expect(door.post(requestTo(url), late)).rejects.toThrow(late.reason);
    await expect(door.post(requestTo(url), late)).rejects.toThrow(late.reason);
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

/** A plain server that meets a connection before any request. */
async function listen(meet: (socket: net.Socket) => void): Promise<number> {
  const open = new Set<net.Socket>();
  const server = net.createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    meet(socket);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  closers.push(async () => {
    for (const socket of open) socket.destroy();
    server.close();
    await once(server, 'close');
  });
  return portOf(server);
}

/** A port whose queue of connections is full: the kernel drops what comes next. */
async function fullBacklog(): Promise<number> {
  const { Worker } = await import('node:worker_threads');
  // The listening thread blocks before it can accept anybody.
  const worker = new Worker(
    `const net = require('node:net'); const { parentPort } = require('node:worker_threads');
     const server = net.createServer(() => {});
     server.listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
       parentPort.postMessage(server.address().port);
       setImmediate(() => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0));
     });`,
    { eval: true },
  );
  const port = Number((await once(worker, 'message'))[0]);
  const fillers = Array.from({ length: 8 }, () =>
    net.connect({ port, host: '127.0.0.1' }).on('error', () => {}),
  );
  closers.push(async () => {
    for (const filler of fillers) filler.destroy();
    await worker.terminate();
  });
  // Two fit into a queue of one; that the others still wait shows that it is full.
  await expect.poll(() => fillers.filter((filler) => !filler.connecting).length).toBeGreaterThanOrEqual(2);
  return port;
}

function portOf(server: net.Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
