import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Trouble } from '../../../demo/troubles.ts';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';

const watching = useWatching();
const CATALOG = [offer(1), offer(2), offer(3)];

async function stateOf({ panelId }: Watched) {
  const { rows } = await sql<Record<string, unknown>>`
    select s.state, s.seen_state, s.stage, s.code, d.failures, p.listing,
      extract(epoch from d.due_at - clock_timestamp())::float8 as due_in, s.ok_at is not null as was_ok,
      (select count(*) from services v where v.panel_id = p.panel_id and v.removed_at is null) as services,
      (select count(*) from incidents i where i.panel_id = p.panel_id and i.closed_at is null) as incidents
    from panels p join check_schedule d using (panel_id) left join panel_states s using (panel_id)
    where p.panel_id = ${panelId}`.execute(watching.db);
  return rows[0] ?? {};
}

const TROUBLES: [Trouble, state: string, stage: string, code: string][] = [
  [{ trouble: 'refused' }, 'down', 'connect', 'refused'],
  [{ trouble: 'reset' }, 'down', 'connect', 'reset'],
  [{ trouble: 'status', status: 502 }, 'down', 'http', 'server_error'],
  [{ trouble: 'html' }, 'down', 'json', 'html'],
  [{ trouble: 'maintenance' }, 'down', 'http', 'maintenance'],
  [{ trouble: 'empty' }, 'down', 'body', 'empty'],
  [{ trouble: 'truncated' }, 'down', 'json', 'truncated'],
  [{ trouble: 'cut' }, 'down', 'body', 'truncated'],
  [{ trouble: 'challenge' }, 'blocked', 'http', 'challenge'],
  [{ trouble: 'rate_limit' }, 'blocked', 'rate_limit', 'spam_protection'],
  [{ trouble: 'dead_key' }, 'key_invalid', 'auth', 'invalid_key'],
  [{ trouble: 'inactive_account' }, 'key_invalid', 'auth', 'inactive_account'],
];

describe('a panel that fails', () => {
  it.each(TROUBLES)(
    '%j is %s once it is confirmed, named %s/%s, and keeps its catalog',
    async (trouble, state, stage, code) => {
      const panel = await watching.watch(`Trouble ${JSON.stringify(trouble)}`, CATALOG);
      await panel.check();
      await panel.shop.setTrouble(trouble);
      const first = await panel.check();
      expect(first).toMatchObject({ ok: false, sentence: expect.stringContaining(`${stage}/${code}`) });
      expect(await stateOf(panel)).toMatchObject({
        state: 'up',
        seen_state: state,
        stage,
        code,
        failures: 1,
        incidents: 0,
      });
      await panel.check();
      await panel.check();
      expect(await stateOf(panel)).toMatchObject({
        state,
        stage,
        code,
        failures: 3,
        listing: 'listed',
        was_ok: true,
        services: 3,
        incidents: 1,
      });
      const { rows } = await sql<{ message: string; evidence: unknown }>`
      select message, evidence from checks where panel_id = ${panel.panelId} and stage = ${stage}`.execute(
        watching.db,
      );
      expect(rows).toHaveLength(3);
      expect(rows[0]?.message).toMatch(/[a-z]{3}/);
      expect(JSON.stringify(rows)).not.toContain(panel.shop.key);
      await panel.shop.setTrouble(null);
      expect(await panel.check()).toMatchObject({ ok: true });
      expect(await stateOf(panel)).toMatchObject({
        state: 'up',
        stage: 'ok',
        failures: 0,
        services: 3,
        incidents: 0,
      });
    },
  );

  it('is looked at again soon after the first failures, before its cadence takes over', async () => {
    const panel = await watching.watch('Hiccup', CATALOG);
    await panel.check();
    await panel.shop.setTrouble({ trouble: 'html' });
    const waits: number[] = [];
    for (let look = 0; look < 2; look++) {
      await panel.check();
      waits.push(Number((await stateOf(panel))['due_in']));
    }
    expect(waits[0]).toBeLessThan(30);
    expect(waits[1]).toBeLessThan(90);
  });

  it('that asks for patience is left alone for as long as it asked', async () => {
    const panel = await watching.watch('Patience', CATALOG);
    await panel.check();
    await sql`update check_schedule set interval_seconds = 5 where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    // Its page says 503 with Retry-After: 60; the interval alone would come back after five seconds.
    await panel.shop.setTrouble({ trouble: 'maintenance' });
    await panel.check();
    const { due_in } = await stateOf(panel);
    expect(due_in).toBeGreaterThan(58);
    expect(due_in).toBeLessThan(70);
  });

  it('stays out of sight until its API has answered once', async () => {
    const panel = await watching.watch('Never Worked', CATALOG);
    await panel.shop.setTrouble({ trouble: 'dead_key' });
    expect(await panel.check()).toMatchObject({ ok: false });
    expect(await stateOf(panel)).toMatchObject({ listing: 'checking', was_ok: false, services: 0 });
    await panel.shop.setTrouble(null);
    await panel.check();
    expect(await stateOf(panel)).toMatchObject({ listing: 'listed', was_ok: true, services: 3 });
  });
});

describe('an address that is not allowed', () => {
  it('is never connected to and says nothing about the panel', async () => {
    const panel = await watching.watch('Inside', CATALOG);
    await sql`update panels set api_url = 'http://10.1.2.3/api/v2' where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    const sealed = watching.deps.vault.seal(panel.shop.key, 'http://10.1.2.3/api/v2');
    await sql`update panels set key_sealed = ${sealed} where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    expect(await panel.check()).toMatchObject({
      ok: false,
      sentence: expect.stringContaining('target/forbidden_address'),
    });
    expect(await stateOf(panel)).toMatchObject({ seen_state: 'unknown', incidents: 0, services: 0 });
    expect(panel.shop.requests).toEqual({});
  });

  it('does not get a key that was sealed for another one', async () => {
    const panel = await watching.watch('Redirected', CATALOG);
    const elsewhere = await watching.watch('Elsewhere', CATALOG);
    await sql`update panels set api_url = ${`${elsewhere.shop.url}?stolen=1`} where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await expect(panel.check()).rejects.toThrow('unable to authenticate');
    expect(elsewhere.shop.requests).toEqual({});
  });
});
