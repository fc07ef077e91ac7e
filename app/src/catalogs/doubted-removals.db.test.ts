/** A catalog most of which vanished, and the operator who decides instead of a second check. Through real checks and the real site. */
import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { offer } from '../../test/shop.ts';
import { siteOf, type TestSite } from '../../test/site.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { nextDue } from '../checks/next-due.ts';
import { confirmRemoval, doubtedRemovals, holdRemoval } from './doubted-removals.ts';

const watching = useWatching();
let operator: TestSite;
let visitor: TestSite;

const offers = (size: number) => Array.from({ length: size }, (_, index) => offer(index + 1));

beforeAll(async () => {
  const site = siteOf(watching);
  visitor = site.visitor;
  operator = await site.operator();
});

/** A panel that sold ten services, of which a check has just seen `left`. */
async function doubted(name: string, left: number): Promise<Watched> {
  const panel = await watching.watch(name, offers(10));
  await panel.check();
  panel.shop.sells(offers(left));
  await panel.check();
  return panel;
}

async function soldBy({ panelId }: Watched): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from services where panel_id = ${panelId} and removed_at is null`.execute(
    watching.db,
  );
  return rows[0]?.n ?? 0;
}

/** When the next check is due, in milliseconds since the epoch. */
async function dueOf({ panelId }: Watched): Promise<number> {
  const { rows } = await sql<{ ms: number }>`
    select (extract(epoch from due_at) * 1000)::float8 as ms from check_schedule where panel_id = ${panelId}`.execute(
    watching.db,
  );
  return rows[0]?.ms ?? Number.NaN;
}

describe('a removal that is rejected', () => {
  it('stays doubted through every check, without hurry, and the state tells that the catalog is not whole', async () => {
    const panel = await doubted('Held Shop', 3);
    expect(await holdRemoval(watching, panel.slug)).toBe(true);
    for (let look = 0; look < 3; look += 1)
      expect(await panel.check()).toMatchObject({ ok: true, sentence: expect.stringContaining('is held') });
    expect(await soldBy(panel)).toBe(10);
    const due = await dueOf(panel);
    const unhurried = {
      panelId: panel.panelId,
      intervalSeconds: 900,
      failures: 0,
      retryAfterSeconds: undefined,
      confirm: false,
    };
    expect(due).toBeCloseTo(nextDue(unhurried, due - 10, 0), 0);
    expect((await visitor.get(`/panels/${panel.slug}`)).text).toContain('the operator has yet to confirm it');
    const { rows } = await sql`select state from panel_states where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    expect(rows).toEqual([{ state: 'degraded' }]);
    const changes = await sql`select 1 from changes where panel_id = ${panel.panelId}`.execute(watching.db);
    expect(changes.rows).toEqual([]);
  });

  it('is over when the services are back, and the next one waits for a second check again', async () => {
    const panel = await doubted('Returning Shop', 3);
    await holdRemoval(watching, panel.slug);
    await panel.check();
    panel.shop.sells(offers(10));
    await panel.check();
    expect(await confirmRemoval(watching, panel.slug)).toBe(false);
    panel.shop.sells(offers(2));
    expect(await panel.check()).toMatchObject({ sentence: expect.stringContaining('second check') });
    await panel.check();
    expect(await soldBy(panel)).toBe(2);
  });

  it('can be confirmed after all: the next check, due at once, takes over what it reads', async () => {
    const panel = await doubted('Closing Shop', 1);
    await holdRemoval(watching, panel.slug);
    await panel.check();
    expect(await confirmRemoval(watching, panel.slug)).toBe(true);
    expect(await dueOf(panel)).toBeLessThanOrEqual(Date.now());
    await panel.check();
    expect(await soldBy(panel)).toBe(1);
    expect(await confirmRemoval(watching, panel.slug)).toBe(false);
  });
});

it('only what is doubted can be decided', async () => {
  const panel = await watching.watch('Steady Shop', offers(4));
  await panel.check();
  expect(await holdRemoval(watching, panel.slug)).toBe(false);
  expect(await confirmRemoval(watching, 'nobody')).toBe(false);
  expect((await operator.post(`/operator/panels/${panel.slug}/confirm-removal`)).status).toBe(303);
  expect((await operator.post('/operator/panels/nobody/hold-removal')).status).toBe(404);
});

describe('on the operator’s page', () => {
  it('what is doubted stands first with how much is left, and two buttons decide', async () => {
    const panel = await doubted('Shown Shop', 4);
    const rows = await doubtedRemovals(watching);
    expect(rows.find(({ panelSlug }) => panelSlug === panel.slug)).toMatchObject({
      services: 10,
      doubtedServices: 4,
      isHeld: false,
    });
    const { text } = await operator.get('/operator');
    expect(text).toContain('Removals in doubt');
    expect(text).toContain(`action="/operator/panels/${panel.slug}/hold-removal"`);
    const held = await operator.post(`/operator/panels/${panel.slug}/hold-removal`, { from: 'panel' });
    expect(held).toMatchObject({ status: 303, location: `/panels/${panel.slug}` });
    const shown = (await operator.get(`/panels/${panel.slug}`)).text;
    expect(shown).toContain('/confirm-removal');
    expect(shown).not.toContain('/hold-removal');
    expect((await visitor.get(`/panels/${panel.slug}`)).text).not.toContain('/confirm-removal');
  });

  it('nobody else decides', async () => {
    const panel = await doubted('Guarded Shop', 2);
    for (const verb of ['hold-removal', 'confirm-removal'])
      expect((await visitor.post(`/operator/panels/${panel.slug}/${verb}`)).status).toBe(403);
    expect((await doubtedRemovals(watching)).find(({ panelSlug }) => panelSlug === panel.slug)?.isHeld).toBe(
      false,
    );
  });
});
