import { sql } from 'kysely';
import { beforeAll, expect, test } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { panelMoves } from './panel-moves.ts';

const database = useDatabase();
const NOW = new Date('2026-11-25T12:00:00Z');
const ids: Record<string, number> = {};

beforeAll(async () => {
  for (const slug of ['moves', 'halves', 'still']) {
    const { rows } = await sql<{ id: number }>`
      insert into panels (slug, name, api_url, key_sealed) values (${slug}, ${slug}, ${`https://${slug}.example`}, '') returning panel_id as id`.execute(
      database.db,
    );
    ids[slug] = rows[0]?.id ?? 0;
  }
  await write('moves', 1, 'rate', { rate: '1' }, { rate: '1.5' });
  await write('moves', 2, 'rate', { rate: '2' }, { rate: '1' });
  await write('moves', 9, 'repricing', null, { factor: '1.0504', services: 405 });
  await write('moves', 40, 'repricing', null, { factor: '9', services: 4000 });
  await write('moves', 3, 'rate', { rate: '0' }, { rate: '1' });
  await write('moves', 3, 'rate', { rate: null }, { rate: '1' });
  await write('moves', 3, 'added', null, {});
  await write('moves', 3, 'restored', null, {});
  await write('moves', 3, 'removed', {}, null);
  await write('moves', 8, 'removed', {}, null);
  await write('halves', 1, 'rate', { rate: '1.00' }, { rate: '1.10' });
  await write('halves', 1, 'rate', { rate: '1.00' }, { rate: '0.90' });
  await write('still', 1, 'renamed', { name: 'a' }, { name: 'b' });
});

async function write(slug: string, daysAgo: number, kind: string, before: unknown, after: unknown) {
  await sql`insert into changes (panel_id, changed_at, kind, before, after) values (${ids[slug]},
    ${NOW.toISOString()}::timestamptz - make_interval(days => ${daysAgo}), ${kind}, ${before === null ? null : JSON.stringify(before)}::jsonb,
    ${after === null ? null : JSON.stringify(after)}::jsonb)`.execute(database.db);
}

test('the median of rate changes counts a repricing as often as it repriced, for 30 days', async () => {
  const moves = await panelMoves(database.db, Object.values(ids), NOW);
  expect(moves.get(ids['moves'] ?? 0)).toMatchObject({ rateChanges30d: 407 });
  expect(moves.get(ids['moves'] ?? 0)?.rateChange30d).toBeCloseTo(0.0504, 10);
});

test('between two halves it is their middle, and where no rate changed it is unknown', async () => {
  const moves = await panelMoves(database.db, Object.values(ids), NOW);
  expect(moves.get(ids['halves'] ?? 0)?.rateChange30d).toBeCloseTo(0, 10);
  expect(moves.get(ids['still'] ?? 0)).toMatchObject({ rateChange30d: null, rateChanges30d: 0 });
});

test('what came and went is counted for seven days', async () => {
  const moves = await panelMoves(database.db, Object.values(ids), NOW);
  expect(moves.get(ids['moves'] ?? 0)).toMatchObject({ added7d: 2, removed7d: 1, changes7d: 7 });
});
