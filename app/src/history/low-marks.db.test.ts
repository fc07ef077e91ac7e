/** Marks are brought forward from one rate to the next; held after every check against what the whole history says. */
import { sql } from 'kysely';
import { normalize, type Json } from 'smmwatch';
import { expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { storeCatalogs } from '../catalogs/store-catalog.ts';
import { lowMarkOf } from './lows.ts';
import { rateHistory } from './rate-history.ts';

const database = useDatabase();

const CHECKS = 60;
/** What a service costs at each check; undefined while it is not sold, an empty text while its rate is not told. */
const SERVICES: Record<string, (check: number) => string | undefined> = {
  never: () => '1',
  'always lower': (check) => String(100 - check),
  'up and down': (check) => String(5 + ((check * 7) % 11)),
  'slowly lower, in waves': (check) => (50 - check / 2 + ((check * 5) % 7)).toFixed(2),
  'below all of thirty earlier rates': (check) => (check < 45 ? String(2 + (check % 3)) : '1.5'),
  'above the lowest of thirty earlier rates': (check) =>
    check === 2 ? '1' : check < 45 ? String(3 + (check % 3)) : '1.5',
  'not told for a while': (check) => (check % 9 === 4 ? '' : String(9 - (check % 5))),
  'not sold for a while': (check) => (check % 12 > 8 ? undefined : String(20 - (check % 7))),
  'sold since later': (check) => (check < 20 ? undefined : String(40 - (check % 13))),
};

async function store(panelId: number, checkedAt: string, rows: { [field: string]: Json }[]): Promise<void> {
  const catalog = normalize(rows);
  if ('stage' in catalog) throw new Error(catalog.message);
  const hex = Buffer.from(checkedAt).toString('hex').padStart(64, '0');
  await database.db.transaction().execute(async (tx) => {
    await storeCatalogs(tx, [{ panelId, checkedAt, catalog, wireHash: hex, bodyHash: hex }]);
  });
  await sql`insert into panel_states (panel_id, state, state_since, seen_state, stage, code, checked_at, ok_at, duration_ms)
    values (${panelId}, 'up', ${checkedAt}, 'up', 'ok', 'ok', ${checkedAt}, ${checkedAt}, 1)
    on conflict (panel_id) do update set ok_at = excluded.ok_at`.execute(database.db);
}

it('says since when each rate is the lowest, after every check as the whole history says', async () => {
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed) values ('marks', 'Marks', 'https://marks.example/', ''::bytea) returning panel_id`.execute(
    database.db,
  );
  const panelId = rows[0]?.panel_id ?? 0;
  for (let check = 0; check < CHECKS; check += 1) {
    const catalog = Object.entries(SERVICES).flatMap(([name, rateAt], index) => {
      const rate = rateAt(check);
      const row = { service: String(index + 1), name, category: 'All', type: 'Default', min: '1', max: '9' };
      return rate === undefined ? [] : [{ ...row, rate }];
    });
    const day = new Date(Date.UTC(2026, 0, 1 + check)).toISOString();
    // A database's microseconds are more than a Date holds.
    await store(panelId, day.replace('Z', '457Z'), catalog);
    const { rows: marks } = await sql<{ service_id: string; low_from: Date; low_was: string | null }>`
      select service_id, low_from, low_was from service_facts where panel_id = ${panelId} and rate is not null`.execute(
      database.db,
    );
    const told = marks.map(({ service_id: id, low_from: from, low_was: was }) => [
      id,
      from.toISOString(),
      was === null ? null : Number(was),
    ]);
    const known = await Promise.all(
      marks.map(async ({ service_id: id }) => {
        const mark = lowMarkOf((await rateHistory(database.db, panelId, id))?.steps ?? []);
        return [id, mark?.from.toISOString(), mark?.was === null ? null : Number(mark?.was)];
      }),
    );
    expect([day, told]).toEqual([day, known]);
  }
}, 60_000);
