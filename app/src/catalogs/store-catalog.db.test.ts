import { sql } from 'kysely';
import { diffCatalogs, normalize, type Catalog, type Json, type Service } from 'smmwatch';
import { describe, expect, it } from 'vitest';
import { offer } from '../../test/shop.ts';
import { useDatabase } from '../../test/database.ts';
import type { ReadCatalog } from './readings.ts';
import { storeCatalogs, type StoredCatalog } from './store-catalog.ts';

const database = useDatabase();
let panels = 0;

async function addPanel(): Promise<number> {
  const name = `panel-${++panels}`;
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed) values (${name}, ${name}, ${`https://${name}.example/`}, ''::bytea)
    returning panel_id`.execute(database.db);
  return rows[0]?.panel_id ?? 0;
}

let moment = Date.UTC(2026, 0, 1);

function reading(panelId: number, rows: Json[]): ReadCatalog & { catalog: Catalog } {
  const catalog = normalize(rows);
  if ('stage' in catalog) throw new Error(catalog.message);
  const hash = (++moment).toString(16).padStart(64, '0');
  return { panelId, checkedAt: new Date(moment).toISOString(), catalog, wireHash: hash, bodyHash: hash };
}

async function store(...reads: ReadCatalog[]): Promise<Map<number, StoredCatalog>> {
  return await database.db.transaction().execute((tx) => storeCatalogs(tx, reads));
}

/** Services for sale, in the catalog's order. */
async function soldBy(panelId: number): Promise<Partial<Service>[]> {
  const { rows } = await sql<Partial<Service>>`
    select service_id as id, name, category, rate, min_quantity as min, max_quantity as max, refill
    from services where panel_id = ${panelId} and removed_at is null order by position`.execute(database.db);
  return rows;
}

async function eventsOf(panelId: number, { checkedAt }: ReadCatalog): Promise<string[]> {
  const { rows } = await sql<{ event: string }>`
    select concat_ws(' ', kind, service_id, before->>'rate', after->>'rate') as event from changes
    where panel_id = ${panelId} and changed_at = ${checkedAt}::timestamptz and kind not in ('repricing', 'reidentified')`.execute(
    database.db,
  );
  return rows.map(({ event }) => event).sort();
}

function shown({ services }: Catalog): Partial<Service>[] {
  return services.map(({ id, name, category, rate, min, max, refill }) => ({
    id,
    name,
    category,
    rate,
    min,
    max,
    refill,
  }));
}

/** Numbers that look random and are the same at every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return ((state >>> 8) % sides) | 0;
  };
}

/** What a panel does between two checks: a bit of everything, in the rows themselves. */
function move(
  rows: Record<string, Json>[],
  roll: (sides: number) => number,
  turn: number,
): Record<string, Json>[] {
  const next = rows.map((row) => {
    const what = roll(12);
    if (what === 0) return { ...row, rate: `${roll(90) + 1}.${roll(90) + 10}` };
    if (what === 1) return { ...row, name: `Likes ${roll(1000)}`, min: String(roll(50)) };
    if (what === 2) return { ...row, category: `Category ${roll(3)}` };
    return row;
  });
  for (let count = roll(4); count > 0; count--)
    next.splice(roll(next.length + 1), 0, offerRow(`${turn}-${count}`, { rate: `${roll(9) + 1}.5` }));
  for (let count = roll(4); count > 0; count--) next.splice(roll(next.length), 1);
  if (roll(3) === 0) next.push(...next.splice(roll(next.length), 1));
  return next;
}

function offerRow(id: string | number, other: Record<string, Json> = {}): Record<string, Json> {
  return Object(offer(id, other));
}

describe('a catalog that changes again and again', () => {
  it.each([1, 2, 3])(
    'is stored as it is, and its changes are those between the two catalogs (%i)',
    async (seed) => {
      const roll = dice(seed);
      const panelId = await addPanel();
      let rows = Array.from({ length: 40 }, (_, index) => offerRow(index + 1, { rate: `${index + 1}.25` }));
      let before = reading(panelId, rows);
      await store(before);
      const gone = new Set<string>();
      for (let turn = 0; turn < 12; turn++) {
        // Whoever loses the prints loses time, and nothing else.
        if (roll(5) === 0)
          await sql`update catalogs set prints = null where panel_id = ${panelId}`.execute(database.db);
        rows = move(rows, roll, turn);
        if (gone.size > 0 && roll(2) === 0) rows.push(offerRow([...gone][0] ?? ''));
        const after = reading(panelId, rows);
        const expected = diffCatalogs(before.catalog.services, after.catalog.services, { soldEarlier: gone });
        await store(after);
        const events = expected.changes.map((change) =>
          [change.kind, change.serviceId, rateIn(change.before), rateIn(change.after)]
            .filter((word) => word !== null)
            .join(' '),
        );
        const parts = expected.repricings.flatMap(({ rates }) =>
          rates.map((rate) => `rate ${rate.serviceId} ${rate.before} ${rate.after}`),
        );
        expect(await eventsOf(panelId, after)).toEqual([...events, ...parts].sort());
        expect(await soldBy(panelId)).toEqual(shown(after.catalog));
        for (const { kind, serviceId } of expected.changes)
          if (kind === 'removed') gone.add(serviceId);
          else gone.delete(serviceId);
        before = after;
      }
    },
  );
});

function rateIn(side: object | null): string | null {
  return side !== null && 'rate' in side && typeof side.rate === 'string' ? side.rate : null;
}

describe('catalogs stored together', () => {
  it('are each stored as if they had come alone', async () => {
    const [busy, quiet, fresh] = [await addPanel(), await addPanel(), await addPanel()];
    const catalog = (rate: string) => [offer(1, { rate }), offer(2), offer(3)];
    await store(reading(busy, catalog('1.00')), reading(quiet, catalog('1.00')));
    const stored = await store(
      reading(busy, [
        ...catalog('7.00').slice(0, 2),
        offer(4, { name: 'Telegram Views', category: 'Telegram' }),
      ]),
      reading(quiet, catalog('1.00')),
      reading(fresh, catalog('9.00')),
    );
    expect(Object.fromEntries(stored)).toEqual({
      [busy]: { changes: 3, quarantined: false, isHeld: false },
      [quiet]: { changes: 0, quarantined: false, isHeld: false },
      [fresh]: { changes: 0, quarantined: false, isHeld: false },
    });
    expect((await soldBy(busy)).map(({ id, rate }) => `${id} ${rate}`)).toContain('1 7.00');
    expect((await soldBy(quiet)).map(({ id, rate }) => `${id} ${rate}`)).toContain('1 1.00');
    expect((await soldBy(fresh)).map(({ id, rate }) => `${id} ${rate}`)).toContain('1 9.00');
  });

  it('keep the time at which each was checked, and a doubted one takes no other with it', async () => {
    const [shrinking, moving] = [await addPanel(), await addPanel()];
    const catalog = [1, 2, 3, 4].map((id) => offer(id));
    await store(reading(shrinking, catalog), reading(moving, catalog));
    const [less, other] = [reading(shrinking, catalog.slice(3)), reading(moving, catalog.slice(1))];
    const stored = await store(less, other);
    expect(stored.get(shrinking)).toEqual({ changes: 0, quarantined: true, isHeld: false });
    expect(stored.get(moving)).toEqual({ changes: 1, quarantined: false, isHeld: false });
    expect(await soldBy(shrinking)).toHaveLength(4);
    expect(await eventsOf(moving, other)).toEqual([expect.stringMatching(/^removed 1 /)]);
  });
});

describe('what a changed catalog costs', () => {
  it('is a write for each service that moved: the others are not touched, nor is what the catalog says beside them', async () => {
    const panelId = await addPanel();
    const catalog = Array.from({ length: 30 }, (_, index) => offer(index + 1, { rate: `${index + 1}.10` }));
    await store(reading(panelId, catalog));
    const versions = async () =>
      new Map(
        (
          await sql<{ id: string; version: string }>`
            select service_id as id, xmin::text as version from services where panel_id = ${panelId}`.execute(
            database.db,
          )
        ).rows.map(({ id, version }) => [id, version]),
      );
    const before = await versions();
    // One comes in at the very top, so that every other row of the reply stands one place lower.
    await store(
      reading(panelId, [offer('new', { name: 'Twitch Bits' }), ...catalog.with(4, offer(5, { rate: '55' }))]),
    );
    const after = await versions();
    const written = [...after].filter(([id, version]) => before.get(id) !== version).map(([id]) => id);
    expect(written.sort()).toEqual(['5', 'new']);
  });

  it('is a full comparison when prints and rows do not agree, and nothing is lost by it', async () => {
    const panelId = await addPanel();
    const catalog = [1, 2, 3, 4, 5].map((id) => offer(id, { rate: `${id}.10` }));
    await store(reading(panelId, catalog));
    await sql`delete from services where panel_id = ${panelId} and service_id = '2'`.execute(database.db);
    const latest = reading(panelId, catalog.with(1, offer(2, { rate: '22' })));
    await store(latest);
    expect(await eventsOf(panelId, latest)).toEqual(['added 2 22']);
    expect(await soldBy(panelId)).toEqual(shown(latest.catalog));
  });
});
