import type net from 'node:net';
import type { TlsOptions } from 'node:tls';
import { describe, expect, test } from 'vitest';
import { certificate, requestTo } from './fixtures/door.ts';
import {
  closers,
  CATALOG,
  answer,
  panelThat,
  doorWith,
  dnsThat,
  failed,
  replied,
  codeOf,
  listen,
  fullBacklog,
} from './fixtures/harness.ts';
import { httpReply, startHostilePanel, type Behaviour } from './fixtures/hostile-panel.ts';
import type { Answer } from './fixtures/name-server.ts';
import type { DoorOptions } from './guarded-post.ts';

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
    expect(end.evidence.detail).toBe('panel.example → ::1: loopback');
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
