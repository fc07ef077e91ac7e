import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { askServices, BODY_BYTES_MAX, type Outcome } from 'smmwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SECRET, testDoor } from './fixtures/door.ts';
import { httpReply, startHostilePanel, type HostilePanel } from './fixtures/hostile-panel.ts';
import { hostileReplies } from './fixtures/hostile-replies.ts';
import type { Door } from './guarded-post.ts';

const REPLIES = hostileReplies();
const HONEST = JSON.stringify([{ service: 1, name: 'Likes', category: 'Likes', rate: '1', min: 1, max: 9 }]);
/** So many checks at once, each of another panel. */
const AT_ONCE = 12;
/** For replies that have to run into a time limit, and for those that have to run into another one first. */
const SHORT = { connectMs: 2000, firstByteMs: 1500, totalMs: 3000 };
const LONG = { connectMs: 10_000, firstByteMs: 20_000, totalMs: 40_000 };

let panels: HostilePanel;
let hasty: Door;
let patient: Door;
beforeAll(async () => {
  panels = await startHostilePanel((socket, request) => {
    const reply = REPLIES[Number(/\/case-(\d+)/.exec(request)?.[1] ?? -1)];
    if (reply === undefined) socket.end(httpReply(HONEST));
    else reply.play(socket);
  });
  const options = { resolve, ports: [80, panels.port] };
  hasty = testDoor({ ...options, timeouts: SHORT });
  patient = testDoor({ ...options, timeouts: LONG });
});
afterAll(async () => {
  await hasty.close();
  await patient.close();
  await panels.close();
});

/** Every panel has a name of its own, so that none waits for another; the others are where redirects lead. */
async function resolve(host: string): Promise<string[]> {
  if (host === 'private.panel.example') return ['10.0.0.1'];
  if (host === 'metadata.panel.example') return ['169.254.169.254'];
  if (host === 'gone.panel.example') throw Object.assign(new Error('no such name'), { code: 'ENOTFOUND' });
  return ['127.0.0.1'];
}

async function check(panel: number | 'honest'): Promise<Outcome> {
  const target = { url: `http://p${panel}.panel.example:${panels.port}/case-${panel}`, key: SECRET };
  const { outcome } = await askServices(target, { post: (isLate(panel) ? hasty : patient).post });
  expect(JSON.stringify(outcome)).not.toContain(SECRET);
  return outcome;
}

/** Whether this reply has to run into a time limit. Those only wait, so they wait all together. */
function isLate(panel: number | 'honest'): boolean {
  return panel !== 'honest' && REPLIES[panel]?.ends.endsWith('timeout') === true;
}

/** Checks every hostile panel once; what each check ended as, and the most memory that was in use. */
async function checkAll(): Promise<{ ends: string[]; bytesMost: number }> {
  const ends: string[] = [];
  let bytesMost = 0;
  const one = async (index: number): Promise<void> => {
    const { stage, code } = await check(index);
    ends[index] = `${REPLIES[index]?.name}: ${stage === 'ok' ? 'ok' : `${stage}/${code}`}`;
    bytesMost = Math.max(bytesMost, process.memoryUsage.rss());
  };
  const waiting = [...REPLIES.keys()].filter((index) => !isLate(index));
  const inTurn = async (): Promise<void> => {
    for (let index = waiting.shift(); index !== undefined; index = waiting.shift()) await one(index);
  };
  const late = [...REPLIES.keys()].filter(isLate).map(one);
  await Promise.all([...late, ...Array.from({ length: AT_ONCE }, inTurn)]);
  return { ends, bytesMost };
}

/** What is in use once everything that can be thrown away was thrown away. */
function bytesKept(): number {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('the collector cannot be called');
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe('hostile replies', () => {
  test('are more than three hundred, all different', () => {
    expect(new Set(REPLIES.map(({ name }) => name)).size).toBe(REPLIES.length);
    expect(REPLIES.length).toBeGreaterThan(300);
  });

  test('end each as its own outcome, in bounded memory, while an honest panel is checked all the time', async () => {
    const over = new AbortController();
    const honest = new Map<string, number>();
    const checkingHonest = (async () => {
      while (!over.signal.aborted) {
        const { stage } = await check('honest');
        honest.set(stage, (honest.get(stage) ?? 0) + 1);
      }
    })();
    const bytesBefore = process.memoryUsage.rss();
    const { ends, bytesMost } = await checkAll();
    over.abort();
    await checkingHonest;
    expect(ends).toEqual(REPLIES.map(({ name, ends }) => `${name}: ${ends}`));
    expect([...honest.keys()]).toEqual(['ok']);
    expect(honest.get('ok')).toBeGreaterThan(20);
    // A reply is held as it came and as it was inflated; the panels of this test hold as much again.
    expect(bytesMost - bytesBefore).toBeLessThan(AT_ONCE * 2 * BODY_BYTES_MAX);
  }, 240_000);

  test('leave nothing behind: neither memory nor connections', async () => {
    const kept = bytesKept();
    await checkAll();
    expect(bytesKept() - kept).toBeLessThan(8 * 1024 * 1024);
    await expect.poll(() => panels.open.size).toBe(0);
  }, 240_000);
});
