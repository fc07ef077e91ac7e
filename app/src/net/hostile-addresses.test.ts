import { networkInterfaces } from 'node:os';
import { isFailure } from 'smmwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { requestTo, testDoor } from './fixtures/door.ts';
import { HOSTILE_ANSWERS, HOSTILE_HOSTS, HOSTILE_URLS } from './fixtures/hostile-addresses.ts';
import { httpReply, startHostilePanel, type HostilePanel } from './fixtures/hostile-panel.ts';
import { startNameServer, type NameServer } from './fixtures/name-server.ts';

let waiting: HostilePanel;
let dns: NameServer;
beforeAll(async () => {
  // Every address of this machine leads here, IPv6 included where the machine has it.
  const everywhere = Object.values(networkInterfaces())
    .flat()
    .some((one) => one?.family === 'IPv6')
    ? '::'
    : '0.0.0.0';
  waiting = await startHostilePanel((socket) => socket.write(httpReply('[]')), undefined, everywhere);
  dns = await startNameServer((name, family) => {
    const answer = HOSTILE_ANSWERS[Number(/^a(\d+)\./.exec(name)?.[1] ?? -1)];
    return answer === undefined ? ['127.0.0.1'].slice(family === 6 ? 1 : 0) : (answer[family] ?? []);
  });
});
afterAll(async () => {
  await dns.close();
  await waiting.close();
});

/** The port of the waiting server is as good as 80 here, so that nothing is refused for its port alone. */
const strictDoor = () => testDoor({ allow: [], ports: [80, 443, waiting.port], dnsServers: [dns.address] });

async function endsOf(urls: string[]): Promise<Array<[string, string]>> {
  const door = strictDoor();
  const ends: Array<[string, string]> = [];
  for (const url of urls) {
    const end = await door.post({ ...requestTo(url), url });
    ends.push([url, isFailure(end) ? end.stage : `status ${end.status}`]);
  }
  await door.close();
  return ends;
}

const refused = (urls: string[]): Array<[string, string]> => urls.map((url) => [url, 'target']);

describe('a hostile address', () => {
  test('would arrive if the door let it: the waiting server answers an allowed one', async () => {
    const door = testDoor({ allow: ['127.0.0.1'] });
    expect(await door.post(requestTo(`http://127.0.0.1:${waiting.port}/`))).toMatchObject({ status: 200 });
    await door.close();
    expect(waiting.connections).toBe(1);
    waiting.connections = 0;
  });

  test(`is refused before anything is looked up: ${HOSTILE_HOSTS.length} hosts`, async () => {
    const urls = HOSTILE_HOSTS.flatMap((host) => [`http://${host}:${waiting.port}/`, `https://${host}/api`]);
    expect(await endsOf(urls)).toEqual(refused(urls));
    expect(dns.asked.size).toBe(0);
  });

  test(`is refused in any disguise: ${HOSTILE_URLS.length} addresses`, async () => {
    const urls = HOSTILE_URLS.map((url) => url.replaceAll('{port}', String(waiting.port)));
    expect(await endsOf(urls)).toEqual(refused(urls));
    expect(dns.asked.size).toBe(0);
  });

  test(`is refused behind a public name: ${HOSTILE_ANSWERS.length} answers`, async () => {
    const urls = HOSTILE_ANSWERS.map((_, index) => `http://a${index}.example.com:${waiting.port}/`);
    expect(await endsOf(urls)).toEqual(refused(urls));
    expect(dns.asked.size).toBe(2 * HOSTILE_ANSWERS.length);
  });

  test('was never connected to', () => {
    expect(HOSTILE_HOSTS.length + HOSTILE_URLS.length + HOSTILE_ANSWERS.length).toBeGreaterThan(200);
    expect(new Set([...HOSTILE_HOSTS, ...HOSTILE_URLS]).size).toBe(
      HOSTILE_HOSTS.length + HOSTILE_URLS.length,
    );
    expect(waiting.connections).toBe(0);
  });
});
