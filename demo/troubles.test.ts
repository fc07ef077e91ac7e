import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { inventOne } from './invented.ts';
import { startPanel, type Panel } from './panel.ts';
import { ask, type Posted } from './post.ts';
import { troubleAt, type Trouble } from './troubles.ts';

let panel: Panel;
beforeAll(async () => {
  panel = await startPanel(inventOne({ dialect: 'turkish', size: 40 }).spec);
});
beforeEach(() => panel.setTrouble(null));
afterAll(() => panel.close());

async function servicesIn(trouble: Trouble | null): Promise<Posted> {
  await panel.setTrouble(trouble);
  return services();
}

function services(): Promise<Posted> {
  return ask({ apiUrl: panel.url, key: panel.key }, 'services');
}

/** Rows of the reply; null where it is not JSON. */
function rowsOf(posted: Posted): number | null {
  try {
    const reply: unknown = JSON.parse(posted.text());
    return typeof reply === 'object' && reply !== null && 'data' in reply && Array.isArray(reply.data)
      ? reply.data.length
      : null;
  } catch {
    return null;
  }
}

test('a refused port refuses, and serves again at the same address afterwards', async () => {
  await expect(servicesIn({ trouble: 'refused' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  expect(rowsOf(await servicesIn(null))).toBeGreaterThan(30);
});

test('a reset connection ends without a reply', async () => {
  await expect(servicesIn({ trouble: 'reset' })).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test.each([500, 502, 503] as const)('a broken server says %d', async (status) => {
  expect((await servicesIn({ trouble: 'status', status })).status).toBe(status);
});

test('a slow panel is late, and right', async () => {
  const started = performance.now();
  const reply = await servicesIn({ trouble: 'slow', ms: 120 });
  expect(performance.now() - started).toBeGreaterThanOrEqual(115);
  expect(rowsOf(reply)).toBeGreaterThan(30);
});

test('a web page comes with 200, a maintenance page with 503, a browser check with 403', async () => {
  const html = await servicesIn({ trouble: 'html' });
  expect([html.status, html.text().slice(0, 15)]).toEqual([200, '<!DOCTYPE html>']);
  const maintenance = await servicesIn({ trouble: 'maintenance' });
  expect([maintenance.status, maintenance.headers['retry-after']]).toEqual([503, '60']);
  const challenge = await servicesIn({ trouble: 'challenge' });
  expect([challenge.status, challenge.headers['cf-mitigated']]).toEqual([403, 'challenge']);
});

test('an empty body is empty', async () => {
  const reply = await servicesIn({ trouble: 'empty' });
  expect([reply.status, reply.body.length]).toEqual([200, 0]);
});

test('truncated JSON arrives whole as a transfer; a cut one does not', async () => {
  const truncated = await servicesIn({ trouble: 'truncated' });
  expect([truncated.status, rowsOf(truncated), truncated.text().startsWith('{"result":true')]).toEqual([
    200,
    null,
    true,
  ]);
  await expect(servicesIn({ trouble: 'cut' })).rejects.toMatchObject({ code: 'ECONNRESET' });
});

test('a dead key, an inactive account and a rate limit are said in the words of the dialect', async () => {
  expect((await servicesIn({ trouble: 'dead_key' })).text()).toContain('"102"');
  expect((await servicesIn({ trouble: 'inactive_account' })).text()).toContain('"103"');
  const limited = await servicesIn({ trouble: 'rate_limit' });
  expect([limited.status, limited.headers['retry-after']]).toEqual([429, '7']);
});

test('a catalog halves for one reply, or for as long as it is told', async () => {
  const whole = rowsOf(await services()) ?? 0;
  const once = rowsOf(await servicesIn({ trouble: 'half_once' })) ?? whole;
  expect(once).toBeLessThan(whole / 2);
  expect(rowsOf(await services())).toBe(whole);
  expect(rowsOf(await servicesIn({ trouble: 'half' }))).toBe(once);
  expect(rowsOf(await services())).toBe(once);
});

test('planned troubles begin, last and come again', () => {
  const plan = [{ trouble: { trouble: 'empty' } as const, first: 3, steps: 2, every: 10 }];
  const steps = Array.from({ length: 16 }, (_, step) => step).filter(
    (step) => troubleAt(plan, step) !== null,
  );
  expect(steps).toEqual([3, 4, 13, 14]);
});
