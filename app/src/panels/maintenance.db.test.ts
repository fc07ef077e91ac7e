import { sql } from 'kysely';
import { beforeEach, describe, expect, test } from 'vitest';
import { useWatching, type Watched } from '../../test/watching.ts';
import { announceMaintenance, cancelMaintenance } from './maintenance.ts';
import { announcedMaintenance } from './queries.ts';

const watching = useWatching();
const HOUR = 3_600_000;
const fromNow = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString();
let panel: Watched;
let panels = 0;

beforeEach(async () => {
  panels += 1;
  panel = await watching.watch(`Away ${panels}`, []);
});

const announce = async (from: string, to: string, note = 'moving house') =>
  await announceMaintenance(watching, panel.slug, { from, to, note });
const announced = async () => await announcedMaintenance(watching.db, [panel.panelId]);

test('what is announced is shown until it is over; the same beginning corrects it', async () => {
  const from = fromNow(1);
  expect((await announce(from, fromNow(2))).kind).toBe('announced');
  await announce(from, fromNow(3), 'moving house, slowly');
  await announce(fromNow(-1), fromNow(0.5));
  const rows = await announced();
  expect(rows.map(({ note }) => note)).toEqual(['moving house', 'moving house, slowly']);
  await sql`update maintenance_windows set ends_at = now() where ends_at < now() + interval '1 hour'`.execute(
    watching.db,
  );
  expect(await announced()).toHaveLength(1);
});

test.each([
  ['no zone', '2026-11-23T09:00', fromNow(1), 'note', ['from']],
  ['a day that is none', '2026-13-23T09:00Z', fromNow(1), 'note', ['from']],
  ['an end before its beginning', fromNow(2), fromNow(1), 'note', ['to']],
  ['what has passed', fromNow(-2), fromNow(-1), 'note', ['to']],
  ['a month', fromNow(0), fromNow(30 * 24), 'note', ['to']],
  ['no word about why', fromNow(0), fromNow(1), '  ', ['note']],
  ['nothing at all', '', '', '', ['from', 'to', 'note']],
])('%s is refused', async (_, from, to, note, fields) => {
  const refused = await announce(from, to, note);
  expect(refused.kind === 'refused' && Object.keys(refused.errors)).toEqual(fields);
  expect(await announced()).toEqual([]);
});

test('a panel that does not exist is told as that', async () => {
  const input = { from: fromNow(0), to: fromNow(1), note: 'n' };
  expect(await announceMaintenance(watching, 'nobody', input)).toEqual({ kind: 'no-panel' });
  expect(await cancelMaintenance(watching, 'nobody')).toBeUndefined();
});

describe('cancelling', () => {
  test('takes back what has not begun and ends what is under way', async () => {
    await announce(fromNow(-1), fromNow(1));
    await announce(fromNow(5), fromNow(6));
    expect(await cancelMaintenance(watching, panel.slug)).toBe(2);
    expect(await announced()).toEqual([]);
    const { rows } = await sql`select from maintenance_windows where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    expect(rows).toHaveLength(1);
    expect(await cancelMaintenance(watching, panel.slug)).toBe(0);
  });

  test('of one leaves the others', async () => {
    const from = fromNow(5);
    await announce(from, fromNow(6));
    await announce(fromNow(8), fromNow(9));
    expect(await cancelMaintenance(watching, panel.slug, new Date(from))).toBe(1);
    expect(await announced()).toHaveLength(1);
  });
});

test('a panel that fails while it said it would is unknown, not down, and no incident opens', async () => {
  await panel.check();
  await announce(fromNow(-1), fromNow(1));
  await panel.shop.close();
  for (let look = 0; look < 4; look++) await panel.check();
  const { rows } = await sql<{ state: string; incidents: number }>`
    select state, (select count(*) from incidents i where i.panel_id = s.panel_id) as incidents
    from panel_states s where panel_id = ${panel.panelId}`.execute(watching.db);
  expect(rows).toEqual([{ state: 'unknown', incidents: 0 }]);
});
