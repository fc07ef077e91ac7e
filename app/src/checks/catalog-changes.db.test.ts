import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Json } from 'smmwatch';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';

const watching = useWatching();

async function storedOf({ panelId }: Watched) {
  const { db } = watching;
  const panel = await sql<Record<string, unknown>>`
    select listing, transport, currency, currency_source, balance_at is not null as balance_answered from panels where panel_id = ${panelId}`.execute(
    db,
  );
  const services = await sql<Record<string, unknown>>`
    select service_id, name, category, rate, min_quantity, max_quantity, refill, cancel, removed_at is not null as removed
    from services where panel_id = ${panelId} order by position`.execute(db);
  const changes = await sql<Record<string, unknown>>`
    select kind, service_id, service_name, before, after from changes where panel_id = ${panelId} and part_of is null order by change_id`.execute(
    db,
  );
  const checks = await sql<Record<string, unknown>>`
    select stage, code, coalesce(changes, 0) as changes, services from checks where panel_id = ${panelId} order by started_at`.execute(
    db,
  );
  return { panel: panel.rows[0], services: services.rows, changes: changes.rows, checks: checks.rows };
}

/** A catalog of so many offers, with changes to some of them. */
function catalog(size: number, changed: Record<number, Record<string, Json>> = {}): Json[] {
  return Array.from({ length: size }, (_, index) =>
    offer(index + 1, { rate: `${index + 1}.50`, ...changed[index + 1] }),
  );
}

describe('the first check of a panel', () => {
  it('stores its catalog without telling changes, lists the panel, and remembers transport and currency', async () => {
    const panel = await watching.watch('First Read', catalog(3));
    expect((await storedOf(panel)).panel).toMatchObject({
      listing: 'checking',
      transport: null,
      currency: null,
    });
    expect(await panel.check()).toMatchObject({
      ok: true,
      sentence: expect.stringContaining('3 services, 0 changes'),
    });
    const stored = await storedOf(panel);
    expect(stored.panel).toEqual({
      listing: 'listed',
      transport: 'body',
      currency: 'USD',
      currency_source: 'balance',
      balance_answered: true,
    });
    expect(stored.services[0]).toEqual({
      service_id: '1',
      name: 'Instagram Followers 1',
      category: 'Instagram',
      rate: '1.50',
      min_quantity: 10,
      max_quantity: 10_000,
      refill: true,
      cancel: false,
      removed: false,
    });
    expect(stored.services).toHaveLength(3);
    expect(stored.changes).toEqual([]);
    expect(stored.checks).toEqual([{ stage: 'ok', code: 'ok', changes: 0, services: 3 }]);
  });

  it('judges its prices by the currency that `balance` declared in the same check', async () => {
    const panel = await watching.watch('Declared Shop', catalog(3));
    await panel.check();
    const { rows } = await sql<Record<string, unknown>>`
      select currency, source from panel_currencies where panel_id = ${panel.panelId}`.execute(watching.db);
    expect(rows).toEqual([{ currency: 'USD', source: 'balance' }]);
  });

  it('keeps nothing of the balance but its currency', async () => {
    const panel = await watching.watch('Rich Shop', catalog(1));
    await panel.check();
    expect(panel.shop.requests).toMatchObject({ balance: 1, services: 1 });
    const { rows } = await sql<{ name: string }>`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name like '%balance%'`.execute(watching.db);
    expect(rows.map(({ name }) => name)).toEqual(['panels.balance_at']);
  });
});

describe('a check of a catalog that did not move', () => {
  it('writes its own row and nothing else, and does not ask for the balance again that day', async () => {
    const panel = await watching.watch('Quiet Shop', catalog(5));
    await panel.check();
    const before = await storedOf(panel);
    const versions = async () =>
      (
        await sql<{
          v: string;
        }>`select xmin::text as v from services where panel_id = ${panel.panelId} order by 1`.execute(
          watching.db,
        )
      ).rows;
    const rowsBefore = await versions();
    expect(await panel.check()).toMatchObject({ ok: true, sentence: expect.stringContaining('unchanged') });
    const after = await storedOf(panel);
    expect(after).toMatchObject({ services: before.services, changes: [] });
    expect(after.checks.at(-1)).toEqual({ stage: 'ok', code: 'ok', changes: 0, services: null });
    expect(await versions()).toEqual(rowsBefore);
    expect(panel.shop.requests).toMatchObject({ balance: 1, services: 2 });
  });
});

describe('a check of a catalog that moved', () => {
  it('stores each kind of change with its old and new values', async () => {
    const panel = await watching.watch('Busy Shop', catalog(12));
    await panel.check();
    const kept = catalog(12).slice(1);
    kept[0] = offer(2, { rate: '2.75' });
    kept[1] = offer(3, { rate: '3.50', name: 'Instagram Followers, renamed' });
    kept[2] = offer(4, { rate: '4.50', category: 'Instagram VIP' });
    kept[3] = offer(5, { rate: '5.50', min: '20', max: '500' });
    kept[4] = offer(6, { rate: '6.50', refill: false });
    kept.push(
      offer('NEW-1', { name: 'Telegram Reactions', category: 'Telegram', rate: '0.01', min: '1', max: '77' }),
    );
    panel.shop.sells(kept);
    await panel.check();
    const stored = await storedOf(panel);
    const told = Object.fromEntries(stored.changes.map(({ kind, ...rest }) => [kind, rest]));
    expect(told).toEqual({
      added: {
        service_id: 'NEW-1',
        service_name: 'Telegram Reactions',
        before: null,
        after: { category: 'Telegram', rate: '0.01', min: 1, max: 77 },
      },
      removed: {
        service_id: '1',
        service_name: 'Instagram Followers 1',
        before: expect.objectContaining({ category: 'Instagram', rate: '1.50', min: 10, max: 10_000 }),
        after: null,
      },
      rate: {
        service_id: '2',
        service_name: 'Instagram Followers 2',
        before: { rate: '2.50' },
        after: { rate: '2.75' },
      },
      renamed: {
        service_id: '3',
        service_name: 'Instagram Followers, renamed',
        before: { name: 'Instagram Followers 3' },
        after: { name: 'Instagram Followers, renamed' },
      },
      recategorised: {
        service_id: '4',
        service_name: 'Instagram Followers 4',
        before: { category: 'Instagram' },
        after: { category: 'Instagram VIP' },
      },
      limits: {
        service_id: '5',
        service_name: 'Instagram Followers 5',
        before: { min: 10, max: 10_000 },
        after: { min: 20, max: 500 },
      },
      flags: {
        service_id: '6',
        service_name: 'Instagram Followers 6',
        before: { refill: true },
        after: { refill: false },
      },
    });
    expect(stored.checks.at(-1)).toEqual({ stage: 'ok', code: 'ok', changes: 7, services: 12 });
    expect(stored.services.find(({ service_id }) => service_id === '1')).toMatchObject({ removed: true });
    expect(stored.services.find(({ service_id }) => service_id === '2')).toMatchObject({
      rate: '2.75',
      removed: false,
    });
  });

  it('tells a removed service that is sold again as restored, with its history', async () => {
    const panel = await watching.watch('Returning Shop', catalog(6));
    await panel.check();
    panel.shop.sells(catalog(6).slice(1));
    await panel.check();
    panel.shop.sells(catalog(6, { 1: { rate: '9.99' } }));
    await panel.check();
    const stored = await storedOf(panel);
    expect(stored.changes.map(({ kind, service_id }) => `${String(kind)} ${String(service_id)}`)).toEqual([
      'removed 1',
      'restored 1',
    ]);
    expect(stored.changes[1]).toMatchObject({ before: null, after: { rate: '9.99' } });
    expect(stored.services).toHaveLength(6);
    expect(stored.services.find(({ service_id }) => service_id === '1')).toMatchObject({
      removed: false,
      rate: '9.99',
    });
  });

  it('tells a panel-wide repricing as one event, whose rates are its parts', async () => {
    const size = 60;
    const panel = await watching.watch('Repricing Shop', catalog(size));
    await panel.check();
    panel.shop.sells(
      Array.from({ length: size }, (_, index) =>
        offer(index + 1, { rate: ((index + 1.5) * 1.1).toFixed(4) }),
      ),
    );
    expect(await panel.check()).toMatchObject({
      sentence: expect.stringContaining(`${size} services, 1 changes`),
    });
    const { changes } = await storedOf(panel);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ kind: 'repricing', service_id: null, after: { services: size } });
    expect(Number(Object(changes[0]?.['after']).factor)).toBeCloseTo(1.1, 3);
    const { rows } = await sql<{ parts: number; kinds: string[]; first: unknown }>`
      select count(*) as parts, array_agg(distinct x.kind) as kinds, min(x.before->>'rate') as first from changes x
      join changes whole on whole.panel_id = x.panel_id and whole.change_id = x.part_of and whole.kind = 'repricing'
      where x.panel_id = ${panel.panelId}`.execute(watching.db);
    expect(rows[0]).toEqual({ parts: size, kinds: ['rate'], first: '1.50' });
  });

  it('tells a service that came back under another id as one event', async () => {
    const named = (id: string, name: string) => offer(id, { name, rate: '0.4321', min: '7', max: '54321' });
    const rest = catalog(8);
    const panel = await watching.watch('Renumbering Shop', [
      ...rest,
      named('900', 'YouTube Views from Peru, 30 days refill'),
    ]);
    await panel.check();
    panel.shop.sells([...rest, named('1900', 'YouTube Views from Peru, 30 days refill')]);
    await panel.check();
    const { changes } = await storedOf(panel);
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({
      kind: 'reidentified',
      service_id: '1900',
      before: { id: '900' },
      after: { id: '1900' },
    });
    const { rows } = await sql<{ kind: string }>`
      select kind from changes where panel_id = ${panel.panelId} and part_of is not null order by kind`.execute(
      watching.db,
    );
    expect(rows.map(({ kind }) => kind)).toEqual(['added', 'removed']);
  });

  it('costs nothing when only the order of the rows moved', async () => {
    const panel = await watching.watch('Shuffling Shop', catalog(10));
    await panel.check();
    panel.shop.sells(catalog(10).toReversed());
    await panel.check();
    expect((await storedOf(panel)).changes).toEqual([]);
  });
});

describe('a mass removal', () => {
  it('waits for a second check before anything is shown as removed', async () => {
    const panel = await watching.watch('Half Shop', catalog(10));
    await panel.check();
    panel.shop.sells(catalog(4));
    expect(await panel.check()).toMatchObject({
      ok: true,
      sentence: expect.stringContaining('second check has to confirm'),
    });
    const doubted = await storedOf(panel);
    expect(doubted.changes).toEqual([]);
    expect(doubted.services.filter(({ removed }) => removed)).toEqual([]);
    const soon = await sql<{ seconds: number }>`
      select extract(epoch from due_at - now())::float8 as seconds from check_schedule where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    expect(soon.rows[0]?.seconds).toBeLessThan(30);
    await panel.check();
    const confirmed = await storedOf(panel);
    expect(confirmed.changes.map(({ kind }) => kind)).toEqual(Array.from({ length: 6 }, () => 'removed'));
    expect(confirmed.services.filter(({ removed }) => removed)).toHaveLength(6);
  });

  it('never was when the catalog is whole again at the second check', async () => {
    const panel = await watching.watch('Stumbling Shop', catalog(10));
    await panel.check();
    panel.shop.sells([]);
    await panel.check();
    panel.shop.sells(catalog(10));
    await panel.check();
    expect((await storedOf(panel)).changes).toEqual([]);
    // The doubt is over: the next one is a first again, and waits again.
    panel.shop.sells(catalog(2));
    expect(await panel.check()).toMatchObject({
      sentence: expect.stringContaining('second check has to confirm'),
    });
  });
});
