/** Catalogs that are read by their differences are stored as if they had been read whole. */
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import type { Json } from 'smmwatch';
import { offer } from '../../test/shop.ts';
import { useWatching, type Watched } from '../../test/watching.ts';
import { keptCatalogs } from '../catalogs/kept-catalogs.ts';
import { leasePanel, releaseLeases } from './lease.ts';
import { runCheck } from './run-check.ts';

const watching = useWatching();

function catalog(changed: Record<number, Record<string, Json>> = {}): Json[] {
  return Array.from({ length: 60 }, (_, index) => offer(index + 1, changed[index + 1]));
}

/** Each differs from the one before: by some rows, by none that counts, or by so much that it has to be read whole. */
const SERIES: Json[][] = [
  catalog(),
  catalog({ 7: { rate: '1.10' } }),
  catalog({ 7: { rate: '1.10', max: '500' }, 8: { refill: false } }),
  catalog({ 7: { rate: '0.80' }, 9: { name: 'Instagram Likes 9' } }),
  catalog({ 7: { rate: '0.80' } }).toSpliced(20, 2),
  catalog({ 30: { rate: '7' }, 31: { min: '11' } }).toSpliced(20, 2),
  catalog({ 30: { rate: '7' }, 31: { min: '12' } }),
  catalog({ 30: { rate: 7 } }),
  catalog({ 30: { rate: 6.5 }, 60: { rate: 'free' } }),
  catalog({ 1: { rate: '3' }, 60: { rate: '2' } }),
];

async function storedOf({ panelId }: Watched) {
  const { db } = watching;
  const services = await sql`
    select service_id, name, rate, min_quantity, max_quantity, refill, position, removed_at is not null as removed from services
    where panel_id = ${panelId} order by service_id`.execute(db);
  const facts =
    await sql`select service_id, rate, price_usd, max_quantity, terms from service_facts where panel_id = ${panelId}
    order by service_id`.execute(db);
  const changes =
    await sql`select kind, service_id, service_name, before, after from changes where panel_id = ${panelId}
    order by changed_at, kind, service_id`.execute(db);
  const checks =
    await sql`select stage, code, changes, services from checks where panel_id = ${panelId} order by started_at`.execute(
      db,
    );
  const whole =
    await sql`select services, partial, fields, findings from catalogs where panel_id = ${panelId}`.execute(
      db,
    );
  return [services, facts, changes, checks, whole].map(({ rows }) => rows);
}

/** As if the site had been started anew. */
function forgetAll(): void {
  keptCatalogs(watching.deps.db).clear();
}

/** How the panel's reply would be read now. */
async function readingOf({ slug }: Watched): Promise<string | undefined> {
  const { db, deps } = watching;
  const leased = await leasePanel(db, slug);
  if (leased === undefined) throw new Error(`${slug} is leased`);
  const { reply } = await runCheck(deps, leased, new AbortController().signal);
  await releaseLeases(db, [leased]);
  return reply?.kind;
}

/** Fifteen rounds of an edit each: more than are kept beside what was read whole. */
const ROUNDS = 15;

describe('a catalog that changes again and again', () => {
  it('is stored alike by its differences and read whole', async () => {
    const usual = await watching.watch('Usual', catalog());
    const stored = await watching.watch('From The Database', catalog());
    const whole = await watching.watch('Whole', catalog());
    const kinds: (string | undefined)[] = [];
    for (const sold of SERIES) {
      for (const { shop } of [usual, stored, whole]) shop.sells(sold);
      kinds.push(await readingOf(usual));
      await usual.check();
      forgetAll();
      expect(await readingOf(stored)).toBe(kinds.at(-1));
      await stored.check();
      expect(await storedOf(stored)).toEqual(await storedOf(usual));
      forgetAll();
      await sql`update catalogs set remembered_rows = null where panel_id = ${whole.panelId}`.execute(
        watching.db,
      );
      expect(await readingOf(whole)).not.toBe('edited');
      await whole.check();
      expect(await storedOf(usual)).toEqual(await storedOf(whole));
    }
    expect(kinds).toEqual([
      'changed',
      'edited',
      'edited',
      'changed',
      'changed',
      'edited',
      'changed',
      'edited',
      'changed',
      'changed',
    ]);
  });

  it('is told right again and again, while edits gather and all is written anew', async () => {
    const panel = await watching.watch('Busy', catalog());
    await panel.check();
    for (let round = 1; round <= ROUNDS; round++) {
      panel.shop.sells(catalog({ 20: { rate: `0.${round}1` }, [round]: { max: '77' } }));
      expect(await readingOf(panel)).toBe('edited');
      // The one before gets its limit back.
      const changes = round === 1 ? 2 : 3;
      expect((await panel.check()).sentence).toContain(`60 services, ${changes} changes`);
    }
    const { rows } =
      await sql`select rate from services where panel_id = ${panel.panelId} and service_id = '20'`.execute(
        watching.db,
      );
    expect(rows).toEqual([{ rate: `0.${ROUNDS}1` }]);
  });

  it('says so where only what is not compared was written otherwise', async () => {
    const panel = await watching.watch('Restless', catalog());
    await panel.check();
    panel.shop.sells(catalog({ 5: { rate: 0.9 } }));
    expect((await panel.check()).sentence).toMatch(/60 services, 0 changes/);
    panel.shop.sells(catalog({ 5: { rate: 0.9, min: '10' }, 6: { rate: '0.95' } }));
    expect((await panel.check()).sentence).toMatch(/60 services, 1 changes/);
  });
});

it('differences that are not from what is stored are not taken over: the next check reads the catalog whole', async () => {
  const panel = await watching.watch('Repaired', catalog());
  await panel.check();
  await sql`update catalogs set prints = null where panel_id = ${panel.panelId}`.execute(watching.db);
  forgetAll();
  panel.shop.sells(catalog({ 12: { rate: '4' } }));
  expect(await readingOf(panel)).toBe('edited');
  expect((await panel.check()).sentence).toMatch(/60 services, 0 changes/);
  expect(await readingOf(panel)).toBe('changed');
  expect((await panel.check()).sentence).toMatch(/60 services, 1 changes/);
  const { rows } = await sql`select service_id, after from changes where panel_id = ${panel.panelId}`.execute(
    watching.db,
  );
  expect(rows).toEqual([{ service_id: '12', after: { rate: '4' } }]);
});

it('what is kept of another reading than the last one does not count', async () => {
  const panel = await watching.watch('Elsewhere', catalog());
  await panel.check();
  // As another worker would: it took the catalog over with another rate.
  await sql`update services set rate = '4' where panel_id = ${panel.panelId} and service_id = '12'`.execute(
    watching.db,
  );
  await sql`update catalogs set read_at = read_at + interval '1 second', prints = null, remembered_rows = null
    where panel_id = ${panel.panelId}`.execute(watching.db);
  panel.shop.sells(catalog({ 12: { rate: '5' }, 13: { rate: '6' } }));
  expect(await readingOf(panel)).toBe('changed');
  await panel.check();
  const { rows } =
    await sql`select service_id, before from changes where panel_id = ${panel.panelId} order by service_id`.execute(
      watching.db,
    );
  expect(rows).toEqual([
    { service_id: '12', before: { rate: '4' } },
    { service_id: '13', before: { rate: '0.90' } },
  ]);
});

it('a service that somebody took out of the stored catalog is not thought to be there', async () => {
  const panel = await watching.watch('Tampered', catalog());
  await panel.check();
  await sql`update services set removed_at = now() where panel_id = ${panel.panelId} and service_id = '12'`.execute(
    watching.db,
  );
  panel.shop.sells(catalog({ 12: { rate: '4' } }));
  await panel.check();
  await panel.check();
  const { rows } = await sql`select kind from changes where panel_id = ${panel.panelId}`.execute(watching.db);
  expect(rows).toEqual([{ kind: 'restored' }]);
});
