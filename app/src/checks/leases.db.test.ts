import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { removePanels } from '../../test/database.ts';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { editPanel } from '../panels/edit-panel.ts';
import { pausePanel, removePanel, resumePanel } from '../panels/panel-verbs.ts';
import { LEASE_SECONDS, leaseDue, leasePanel, releaseLeases, type LeasedPanel } from './lease.ts';
import { recordChecks, recordPlain } from './record-check.ts';
import { createRecordQueue } from './record-queue.ts';
import { runCheck } from './run-check.ts';

const watching = useWatching();

beforeEach(async () => {
  await removePanels(watching.db);
});

async function due(names: string[]): Promise<Watched[]> {
  const panels: Watched[] = [];
  for (const name of names) panels.push(await watching.watch(name, [offer(1), offer(2)]));
  return panels;
}

async function run(panel: LeasedPanel) {
  const { deps } = watching;
  const result = await runCheck(deps, panel, new AbortController().signal);
  return { ...result, isOurs: false };
}

async function kindOf(panel: LeasedPanel | undefined): Promise<string | undefined> {
  if (panel === undefined) throw new Error('no lease');
  const [recorded] = await recordChecks(watching.db, [await run(panel)]);
  return recorded?.kind;
}

/** How many rows each table holds of what checks write. */
async function counts() {
  const { rows } = await sql<Record<string, number>>`
    select (select count(*) from checks) as checks, (select count(*) from services) as services,
      (select count(*) from changes) as changes, (select count(*) from catalogs) as catalogs,
      (select count(*) from panel_states) as states`.execute(watching.db);
  return rows[0];
}
const NOTHING = { checks: 0, services: 0, changes: 0, catalogs: 0, states: 0 };

/** As if this much time had passed since the panels were leased and due. */
async function letPass(seconds: number): Promise<void> {
  await sql`update check_schedule set leased_until = leased_until - make_interval(secs => ${seconds}),
    due_at = due_at - make_interval(secs => ${seconds})`.execute(watching.db);
}

describe('a lease', () => {
  it('is held by one worker, however many ask at once', async () => {
    await due(['One', 'Two', 'Three', 'Four', 'Five', 'Six']);
    const leased = await Promise.all(Array.from({ length: 4 }, () => leaseDue(watching.db, 2)));
    const ids = leased.flat().map(({ panelId }) => panelId);
    expect(new Set(ids).size).toBe(ids.length);
    const rest = await leaseDue(watching.db, 10);
    expect(new Set([...ids, ...rest.map(({ panelId }) => panelId)]).size).toBe(6);
    expect(await leaseDue(watching.db, 10)).toEqual([]);
  });

  it('is given to the longest overdue first, and to nobody before its time', async () => {
    const [one, two, three] = await due(['One', 'Two', 'Three']);
    await sql`update check_schedule set due_at = now() - interval '1 hour' where panel_id = ${two?.panelId}`.execute(
      watching.db,
    );
    await sql`update check_schedule set due_at = now() + interval '1 hour' where panel_id = ${three?.panelId}`.execute(
      watching.db,
    );
    expect((await leaseDue(watching.db, 1)).map(({ slug }) => slug)).toEqual([two?.slug]);
    expect((await leaseDue(watching.db, 9)).map(({ slug }) => slug)).toEqual([one?.slug]);
  });

  it('ends by itself: another worker takes the panel over, and what the first one still writes is refused', async () => {
    const [panel] = await due(['One']);
    const [first] = await leaseDue(watching.db, 1);
    await letPass(LEASE_SECONDS - 5);
    expect(await leaseDue(watching.db, 1)).toEqual([]);
    await letPass(5);
    const [second] = await leaseDue(watching.db, 1);
    expect(second).toMatchObject({ panelId: panel?.panelId, leaseNumber: (first?.leaseNumber ?? 0) + 1 });
    expect(await kindOf(first)).toBe('lease-lost');
    expect(await counts()).toEqual(NOTHING);
    expect(await kindOf(second)).toBe('recorded');
    expect(await counts()).toEqual({ checks: 1, services: 2, changes: 0, catalogs: 1, states: 1 });
    // Nor may it write after the other one is done.
    expect(await kindOf(first)).toBe('lease-lost');
  });

  it('that has run out may not write even when nobody took the panel over', async () => {
    await due(['One']);
    const [late] = await leaseDue(watching.db, 1);
    await letPass(LEASE_SECONDS);
    expect(await kindOf(late)).toBe('lease-lost');
    expect(await counts()).toEqual(NOTHING);
  });

  it('that is given back is free at once, but not when it is another one by then', async () => {
    await due(['One']);
    const first = await leaseDue(watching.db, 1);
    await releaseLeases(watching.db, first);
    const second = await leaseDue(watching.db, 1);
    expect(second).toHaveLength(1);
    await releaseLeases(watching.db, first);
    expect(await leaseDue(watching.db, 1)).toEqual([]);
  });

  it('lasts for one recording: the panel is due again at its next time, and free', async () => {
    await due(['One']);
    const [leased] = await leaseDue(watching.db, 1);
    expect(await kindOf(leased)).toBe('recorded');
    expect(await kindOf(leased)).toBe('lease-lost');
    const { rows } = await sql<Record<string, unknown>>`
      select leased_until, due_at > now() as later, failures from check_schedule`.execute(watching.db);
    expect(rows).toEqual([{ leased_until: null, later: true, failures: 0 }]);
    expect(await leaseDue(watching.db, 1)).toEqual([]);
  });
});

describe('a paused panel', () => {
  it('is not leased by a worker, but is checked when an operator asks, and is due at once when it is resumed', async () => {
    const [panel] = await due(['One']);
    const slug = panel?.slug ?? '';
    await pausePanel(watching, slug);
    expect(await leaseDue(watching.db, 9)).toEqual([]);
    expect(await panel?.check()).toMatchObject({ ok: true });
    expect(await leaseDue(watching.db, 9)).toEqual([]);
    await resumePanel(watching, slug);
    expect(await leaseDue(watching.db, 9)).toHaveLength(1);
  });
});

describe('a check under way', () => {
  it('writes nothing of a panel that was edited in the meantime', async () => {
    const [panel] = await due(['One']);
    const leased = await leasePanel(watching.db, panel?.slug ?? '');
    const { vault, config } = watching.deps;
    const edited = await editPanel({ db: watching.db, vault, limits: config }, panel?.slug ?? '', {
      name: 'One, renamed',
      apiUrl: `${panel?.shop.url}?moved=1`,
      interval: '1h',
    });
    expect(edited).toEqual({ ok: true, slug: panel?.slug });
    expect(await kindOf(leased)).toBe('lease-lost');
    expect(await counts()).toEqual(NOTHING);
    expect(await leaseDue(watching.db, 9)).toMatchObject([
      { apiUrl: `${panel?.shop.url}?moved=1`, intervalSeconds: 3600 },
    ]);
  });

  it('writes nothing of a panel that was removed in the meantime', async () => {
    const [panel] = await due(['One']);
    const leased = await leasePanel(watching.db, panel?.slug ?? '');
    await removePanel(watching, panel?.slug ?? '');
    expect(await kindOf(leased)).toBe('lease-lost');
    expect(await counts()).toEqual(NOTHING);
  });

  it('is all or nothing: when the database refuses one row, none is there', async () => {
    await due(['One', 'Two']);
    const leased = await leaseDue(watching.db, 9);
    const results = [];
    for (const panel of leased) results.push(await run(panel));
    await sql`alter table panel_states add constraint nothing_fits check (panel_id <> ${sql.lit(leased[1]?.panelId)})`.execute(
      watching.db,
    );
    await expect(recordChecks(watching.db, results)).rejects.toThrow('nothing_fits');
    expect(await counts()).toEqual(NOTHING);
    await sql`alter table panel_states drop constraint nothing_fits`.execute(watching.db);
    // The leases still hold, so that the same results can be written once the trouble is over.
    expect((await recordChecks(watching.db, results)).map(({ kind }) => kind)).toEqual([
      'recorded',
      'recorded',
    ]);
    expect(await counts()).toEqual({ checks: 2, services: 4, changes: 0, catalogs: 2, states: 2 });
  });
});

describe('a check that finds nothing new', () => {
  /** Leased once more after a first check. */
  async function seenBefore(names: string[]): Promise<LeasedPanel[]> {
    for (const panel of await due(names)) await panel.check();
    await sql`update check_schedule set due_at = now()`.execute(watching.db);
    return await leaseDue(watching.db, 9);
  }

  it('is recorded by one statement, once, with its next time', async () => {
    const [leased] = await seenBefore(['One']);
    const result = await run(leased!);
    expect([...(await recordPlain(watching.db, [result]))]).toEqual([
      [leased?.panelId, { kind: 'recorded', changes: 0, quarantined: false, isHeld: false, state: 'up' }],
    ]);
    expect(await recordPlain(watching.db, [result])).toEqual(new Map());
    expect((await recordChecks(watching.db, [result]))[0]?.kind).toBe('lease-lost');
    expect(await counts()).toMatchObject({ checks: 2, states: 1 });
    const { rows } = await sql<Record<string, unknown>>`
      select leased_until, due_at > now() as later from check_schedule`.execute(watching.db);
    expect(rows).toEqual([{ leased_until: null, later: true }]);
  });

  it('writes nothing when its lease has run out or is another one by now, and takes no other with it', async () => {
    const [late, lost, held] = await seenBefore(['One', 'Two', 'Three']);
    await sql`update check_schedule set leased_until = now() where panel_id = ${late?.panelId}`.execute(
      watching.db,
    );
    await sql`update check_schedule set lease_number = lease_number + 1 where panel_id = ${lost?.panelId}`.execute(
      watching.db,
    );
    const results = [await run(late!), await run(lost!), await run(held!)];
    expect([...(await recordPlain(watching.db, results)).keys()]).toEqual([held?.panelId]);
    expect((await recordChecks(watching.db, results)).map(({ kind }) => kind)).toEqual([
      'lease-lost',
      'lease-lost',
      'lease-lost',
    ]);
    expect(await counts()).toMatchObject({ checks: 4 });
  });

  it('asks the database for the time when its clock was set meanwhile', async () => {
    const [leased] = await seenBefore(['One']);
    const result = await run(leased!);
    // As if the clock had been a minute behind at the lease.
    const apart = { ...result, panel: { ...result.panel, startedAtMs: result.panel.startedAtMs - 60_000 } };
    expect(await recordPlain(watching.db, [apart])).toEqual(new Map());
    expect((await recordChecks(watching.db, [apart]))[0]?.kind).toBe('recorded');
  });

  it('waits for company no longer than a moment, and is told apart from what the database refuses', async () => {
    const leased = await seenBefore(['One', 'Two']);
    const results = [];
    for (const panel of leased) results.push(await run(panel));
    const refused = leased[1]?.panelId;
    await sql`alter table panel_states add constraint nothing_fits check (panel_id <> ${sql.lit(refused)} or ok_at is null) not valid`.execute(
      watching.db,
    );
    // A third check is under way and does not end.
    const queue = createRecordQueue(watching.db, () => 3);
    const ended = await Promise.allSettled(results.map((result) => queue.record(result)));
    await sql`alter table panel_states drop constraint nothing_fits`.execute(watching.db);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(ended[0]).toMatchObject({ value: { kind: 'recorded' } });
    expect(await counts()).toMatchObject({ checks: 3 });
  });
});

describe('a host', () => {
  it('is asked one thing at a time, whichever of its panels are due and whoever asks', async () => {
    await due(['One', 'Two', 'Three']);
    await sql`update check_schedule set host = 'shops.example' where panel_id in (select panel_id from panels where slug in ('one', 'two'))`.execute(
      watching.db,
    );
    const first = await leaseDue(watching.db, 10);
    expect(first.map(({ slug }) => slug).toSorted()).toEqual(['one', 'three']);
    expect(await leaseDue(watching.db, 10)).toEqual([]);
    expect(await leasePanel(watching.db, 'two')).toBeUndefined();
    await releaseLeases(watching.db, first);
    await letPass(1);
    const one = first.find(({ slug }) => slug === 'one');
    expect(await kindOf((await leasePanel(watching.db, 'two')) ?? one)).toBe('recorded');
    expect((await leaseDue(watching.db, 10)).map(({ slug }) => slug).toSorted()).toEqual(['one', 'three']);
  });
});
