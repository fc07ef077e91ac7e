import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { listMoves, siteTotals } from './moves.ts';
import { findCatalog, listChanges } from './queries.ts';

const database = useDatabase();
let listed: number;
let hidden: number;

async function insertPanel(slug: string, listing: string): Promise<number> {
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed, listing) values (${slug}, ${slug}, ${`https://${slug}.example/`}, ${Buffer.from('x')}, ${listing})
    returning panel_id`.execute(database.db);
  return rows[0]?.panel_id ?? 0;
}

beforeAll(async () => {
  listed = await insertPanel('listed-shop', 'listed');
  hidden = await insertPanel('hidden-shop', 'checking');
});

describe('a panel that is not listed', () => {
  it('shows nowhere for a visitor, and everywhere for the operator', async () => {
    const { db } = database;
    await sql`insert into changes (panel_id, changed_at, kind, service_id, service_name, after) values
      (${hidden}, now(), 'added', 'secret', 'Secret Followers', '{}')`.execute(db);
    await sql`insert into catalog_moves select ${hidden}, now(), 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, '[]'`.execute(
      db,
    );
    await sql`insert into catalogs (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, wrapper, fields, unknown_fields, notes, findings)
      values (${hidden}, '', '', now(), now(), now(), 1, 'array', '{}', '{}', '[]', '[]')`.execute(db);
    const seenBy = async (viewer: 'visitor' | 'operator') => ({
      changes: (await listChanges(db, viewer, { kinds: [] })).rows.length,
      changesOfPanel: (await listChanges(db, viewer, { kinds: [], panelId: hidden })).rows.length,
      moves: (await listMoves(db, viewer, { kinds: [] })).rows.length,
      totals: { ...(await siteTotals(db, viewer)), asOf: undefined },
    });
    expect(await seenBy('visitor')).toEqual({
      changes: 0,
      changesOfPanel: 0,
      moves: 0,
      totals: { panels: 1, panelsUp: 0, services: 0, changes24h: 0, added24h: 0, removed24h: 0, rates24h: 0 },
    });
    expect(await seenBy('operator')).toEqual({
      changes: 1,
      changesOfPanel: 1,
      moves: 1,
      totals: { panels: 2, panelsUp: 0, services: 1, changes24h: 1, added24h: 1, removed24h: 0, rates24h: 0 },
    });
    expect(await findCatalog(db, listed)).toBeUndefined();
  });
});

describe('changes', () => {
  it('come the latest first, in pages, by kind, without the parts of others', async () => {
    const { db } = database;
    const panelId = await insertPanel('moving-shop', 'listed');
    await sql`insert into changes (panel_id, changed_at, kind, service_id, after)
      select ${panelId}, now() - make_interval(mins => n / 3), case when n % 2 = 0 then 'rate' else 'renamed' end, n::text, '{}'
      from generate_series(1, 250) n`.execute(db);
    await sql`insert into changes (panel_id, changed_at, kind, part_of, service_id, after)
      select ${panelId}, now(), 'rate', min(change_id), 'part', '{}' from changes where panel_id = ${panelId}`.execute(
      db,
    );
    const all: string[] = [];
    const times: number[] = [];
    let after: string | undefined;
    do {
      const page = await listChanges(db, 'visitor', { panelId, kinds: [], after });
      all.push(...page.rows.map(({ serviceId }) => serviceId ?? ''));
      times.push(...page.rows.map(({ changedAt }) => changedAt.getTime()));
      after = page.next;
    } while (after !== undefined);
    expect(new Set(all).size).toBe(250);
    expect(all).toHaveLength(250);
    expect(times).toEqual([...times].sort((a, b) => b - a));
    const renamed = await listChanges(db, 'visitor', { panelId, kinds: ['renamed'] });
    expect(new Set(renamed.rows.map(({ kind }) => kind))).toEqual(new Set(['renamed']));
  });
});
