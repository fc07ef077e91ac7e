import { isFailure } from 'smmwatch';
import { describe, expect, test } from 'vitest';
import { requestTo, testDoor } from './fixtures/door.ts';
import {
  CATALOG,
  answer,
  panelThat,
  doorWith,
  dnsThat,
  replied,
  bodyOf,
  listen,
  fullBacklog,
} from './fixtures/harness.ts';
import { httpReply } from './fixtures/hostile-panel.ts';
import type { DoorOptions } from './guarded-post.ts';

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
