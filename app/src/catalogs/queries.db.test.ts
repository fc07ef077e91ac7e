import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { encodeCursor } from '../cursor.ts';
import {
  findCatalog,
  latestMoves,
  listChanges,
  searchServices,
  SERVICE_SORTS,
  SERVICES_PER_PAGE,
  siteTotals,
  type ServiceSort,
} from './queries.ts';
import { foldForSearch } from './search-text.ts';

const database = useDatabase();
let listed: number;
let hidden: number;

async function insertPanel(slug: string, listing: string): Promise<number> {
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed, listing) values (${slug}, ${slug}, ${`https://${slug}.example/`}, ${Buffer.from('x')}, ${listing})
    returning panel_id`.execute(database.db);
  return rows[0]?.panel_id ?? 0;
}

interface Sold {
  id: string;
  name: string;
  rate?: string | null;
  position?: number;
  minutesAgo?: number;
}

async function insertServices(panelId: number, services: readonly Sold[]): Promise<void> {
  for (const { id, name, rate = '1', position = 0, minutesAgo = 60 } of services) {
    await sql`insert into services (panel_id, service_id, name, rate, position, first_seen_at, changed_at, search_text)
      values (${panelId}, ${id}, ${name}, ${rate}, ${position}, date_trunc('minute', now()) - make_interval(mins => ${minutesAgo}), now(),
        ${foldForSearch(`${name} ${id}`)})`.execute(database.db);
  }
}

const NAMES: Sold[] = [
  { id: 'plain', name: 'Instagram Followers Brazil' },
  { id: 'accents', name: 'Abonnés réels ÉTÉ' },
  { id: 'turkish', name: 'İNSTAGRAM TAKİPÇİ ışık' },
  { id: 'bold', name: '𝗧𝗶𝗸𝗧𝗼𝗸 𝗟𝗶𝗸𝗲𝘀' },
  { id: 'wide', name: 'Ｔｅｌｅｇｒａｍ Ｖｉｅｗｓ' },
  { id: 'russian', name: 'Подписчики ВКонтакте' },
  { id: 'percent', name: 'Drop 100% off' },
  { id: 'underscore', name: 'user_name tags' },
  { id: 'backslash', name: 'path\\to likes' },
  { id: 'spaces', name: 'Many\u00A0\u2003 spaces   here' },
];

beforeAll(async () => {
  listed = await insertPanel('listed-shop', 'listed');
  hidden = await insertPanel('hidden-shop', 'checking');
  await insertServices(listed, NAMES);
  await insertServices(hidden, [{ id: 'secret', name: 'Secret Followers' }]);
});

async function found(query: string, viewer: 'visitor' | 'operator' = 'visitor'): Promise<string[]> {
  const { rows } = await searchServices(database.db, viewer, { query, sort: 'newest' });
  return rows.map(({ serviceId }) => serviceId).sort();
}

describe('a search over services', () => {
  it.each([
    ['followers', ['plain']],
    ['FOLLOWERS instagram', ['plain']],
    ['brazil follow', ['plain']],
    ['followers russia', []],
    ['instagram', ['plain', 'turkish']],
    ['abonnes reels ete', ['accents']],
    ['ABONNÉS', ['accents']],
    ['takipci isik', ['turkish']],
    ['TAKİPÇİ IŞIK', ['turkish']],
    ['tiktok likes', ['bold']],
    ['𝗧𝗶𝗸𝗧𝗼𝗸', ['bold']],
    ['telegram', ['wide']],
    ['подписчики', ['russian']],
    ['100%', ['percent']],
    ['1%f', []],
    ['user_', ['underscore']],
    ['r_d', []],
    ['path\\to', ['backslash']],
    ['\\', ['backslash']],
    ['many spaces here', ['spaces']],
    ["'; drop table services; --", []],
    ['percent', ['percent']],
  ])('for %j finds %j', async (query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it('for nothing finds everything that is listed', async () => {
    for (const query of ['', '   ', '\u00A0'])
      expect(await found(query)).toEqual(NAMES.map(({ id }) => id).sort());
  });

  it('finds nothing of what is no longer sold', async () => {
    await insertServices(listed, [{ id: 'gone', name: 'Vanished Hearts' }]);
    await sql`update services set removed_at = now() where service_id = 'gone'`.execute(database.db);
    expect(await found('vanished')).toEqual([]);
    await sql`delete from services where service_id = 'gone'`.execute(database.db);
  });

  it('takes a paste of any length', async () => {
    expect(await found('followers '.repeat(5000))).toEqual(['plain']);
    expect(await found('x'.repeat(100_000))).toEqual([]);
  });
});

describe('a panel that is not listed', () => {
  it('shows nowhere for a visitor, and everywhere for the operator', async () => {
    const { db } = database;
    await sql`insert into changes (panel_id, changed_at, kind, service_id, service_name, after) values
      (${hidden}, now(), 'added', 'secret', 'Secret Followers', '{}')`.execute(db);
    await sql`insert into catalogs (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, wrapper, fields, unknown_fields, notes, findings)
      values (${hidden}, '', '', now(), now(), now(), 1, 'array', '{}', '{}', '[]', '[]')`.execute(db);
    expect(await found('secret')).toEqual([]);
    expect(await found('secret', 'operator')).toEqual(['secret']);
    const seenBy = async (viewer: 'visitor' | 'operator') => ({
      ofPanel: (await searchServices(db, viewer, { query: '', sort: 'catalog', panelId: hidden })).rows
        .length,
      changes: (await listChanges(db, viewer, { kinds: [] })).rows.length,
      changesOfPanel: (await listChanges(db, viewer, { kinds: [], panelId: hidden })).rows.length,
      moves: (await latestMoves(db, viewer, 5)).length,
      totals: await siteTotals(db, viewer),
    });
    expect(await seenBy('visitor')).toEqual({
      ofPanel: 0,
      changes: 0,
      changesOfPanel: 0,
      moves: 0,
      totals: { panels: 1, panelsUp: 0, services: 0, changes24h: 0 },
    });
    expect(await seenBy('operator')).toEqual({
      ofPanel: 1,
      changes: 1,
      changesOfPanel: 1,
      moves: 1,
      totals: { panels: 2, panelsUp: 0, services: 1, changes24h: 1 },
    });
    expect(await findCatalog(db, listed)).toBeUndefined();
  });
});

describe('pages of a list', () => {
  let panelId: number;
  const TOTAL = SERVICES_PER_PAGE * 2 + 7;
  beforeAll(async () => {
    panelId = await insertPanel('large-shop', 'listed');
    // Many share every key but the last: an order that is not total would lose or repeat some of them.
    await insertServices(
      panelId,
      Array.from({ length: TOTAL }, (_, n) => ({
        id: `id-${n}`,
        name: `Likes ${n}`,
        rate: n % 10 === 9 ? null : ['0.10', '0.1', '2.000000001', '10'][n % 4]!,
        position: n % 3,
        minutesAgo: n % 2,
      })),
    );
  });

  async function walk(
    sort: ServiceSort,
    between: () => Promise<void> = async () => {},
  ): Promise<{ ids: string[]; rates: number[] }> {
    const ids: string[] = [];
    const rates: number[] = [];
    let after: string | undefined;
    do {
      const page = await searchServices(database.db, 'visitor', { query: 'likes', sort, panelId, after });
      ids.push(...page.rows.map(({ serviceId }) => serviceId));
      rates.push(...page.rows.map(({ rate }) => Number(rate)));
      after = page.next;
      await between();
    } while (after !== undefined);
    return { ids, rates };
  }

  it.each(SERVICE_SORTS)('hold every service once when sorted by %s', async (sort) => {
    const { ids, rates } = await walk(sort);
    const quoted = sort === 'cheapest' || sort === 'dearest';
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(
      quoted ? Array.from({ length: TOTAL }).filter((_, n) => n % 10 !== 9).length : TOTAL,
    );
    const sorted = [...rates].sort((a, b) => (sort === 'dearest' ? b - a : a - b));
    expect(quoted ? rates : []).toEqual(quoted ? sorted : []);
  });

  it('neither repeat nor lose a service while others come in between', async () => {
    let came = 0;
    const { ids } = await walk('newest', () =>
      insertServices(panelId, [{ id: `new-${came++}`, name: 'Likes, new', minutesAgo: 0 }]),
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.filter((id) => id.startsWith('id-'))).toHaveLength(TOTAL);
    await sql`delete from services where service_id like 'new-%'`.execute(database.db);
  });

  it.each([
    ['of another order', encodeCursor(['1', '2', '3'])],
    ['forged', encodeCursor(["2026-01-01 00:00:00+00'--", '1', 'x'])],
    ['garbage', 'garbage'],
  ])('begin at the beginning when the place is %s', async (_what, after) => {
    const first = await searchServices(database.db, 'visitor', { query: 'likes', sort: 'newest', panelId });
    expect(
      await searchServices(database.db, 'visitor', { query: 'likes', sort: 'newest', panelId, after }),
    ).toEqual(first);
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
