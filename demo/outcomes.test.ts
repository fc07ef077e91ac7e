/** What a watcher makes of the fleet: every dialect and every trouble, through core and a real socket. */
import { askBalance, askServices, fetchPost, type AskOptions, type Outcome } from 'smmwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inventedContent } from './content.ts';
import { DIALECTS } from './dialects.ts';
import { inventOne } from './invented.ts';
import { startPanel, type Panel } from './panel.ts';
import type { Trouble } from './troubles.ts';

const options: AskOptions = { post: fetchPost(fetch) };

function ending(outcome: Outcome): string {
  return `${outcome.stage} ${outcome.code}`;
}

const { spec: small, recipe } = inventOne();

describe.each(Object.entries(DIALECTS))('a panel that speaks %s', (_, dialect) => {
  const content = inventedContent(recipe, dialect);
  let panel: Panel;
  beforeAll(async () => {
    panel = await startPanel({ ...small, dialect, content });
  });
  afterAll(() => panel.close());

  test('shows its balance and all of its services', async () => {
    const balance = await askBalance(panel, options);
    expect([ending(balance.outcome), balance.balance.present]).toEqual(['ok ok', true]);
    const services = await askServices(panel, options);
    expect([ending(services.outcome), services.catalog?.services.length]).toEqual(['ok ok', 30]);
  });

  test.each<[Trouble, string]>([
    [{ trouble: 'dead_key' }, 'auth invalid_key'],
    [{ trouble: 'inactive_account' }, 'auth inactive_account'],
  ])('$trouble is told apart as %s', async (trouble, expected) => {
    await panel.setTrouble(trouble);
    expect(ending((await askServices(panel, options)).outcome)).toBe(expected);
    await panel.setTrouble(null);
  });

  test('its rate limit is one, with the seconds that it asks for', async () => {
    await panel.setTrouble({ trouble: 'rate_limit' });
    const { outcome } = await askServices(panel, options);
    expect(outcome).toMatchObject({ stage: 'rate_limit', retryable: true, retryAfterSeconds: 7 });
    await panel.setTrouble(null);
  });
});

describe('a panel in trouble', () => {
  let panel: Panel;
  beforeAll(async () => {
    panel = await startPanel(small);
  });
  afterAll(() => panel.close());

  test.each<[Trouble, string]>([
    [{ trouble: 'refused' }, 'connect refused'],
    [{ trouble: 'reset' }, 'connect reset'],
    [{ trouble: 'status', status: 502 }, 'http server_error'],
    [{ trouble: 'html' }, 'json html'],
    [{ trouble: 'maintenance' }, 'http maintenance'],
    [{ trouble: 'challenge' }, 'http challenge'],
    [{ trouble: 'empty' }, 'body empty'],
    [{ trouble: 'truncated' }, 'json truncated'],
    [{ trouble: 'cut' }, 'body truncated'],
    [{ trouble: 'slow', ms: 50 }, 'ok ok'],
  ])('%j ends as %s', async (trouble, expected) => {
    await panel.setTrouble(trouble);
    expect(ending((await askServices(panel, options)).outcome)).toBe(expected);
    await panel.setTrouble(null);
  });

  test('a catalog that halves once is whole again with the next question', async () => {
    await panel.setTrouble({ trouble: 'half_once' });
    const sizes = [];
    for (let turn = 0; turn < 2; turn += 1)
      sizes.push((await askServices(panel, options)).catalog?.services.length ?? 0);
    expect(sizes[0]).toBeLessThan(15);
    expect(sizes[1]).toBe(30);
  });
});
