import { sql } from 'kysely';
import { beforeAll, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { encodeCursor } from '../cursor.ts';
import { readSearch, type Parameters } from './asked.ts';
import { resolve } from './nearest-word.ts';
import { readAgain } from './refresh-facts.ts';
import { refreshSample } from './refresh-sample.ts';
import { type Sort } from './order.ts';
import { search, SERVICES_PER_PAGE, type Found } from './search.ts';

const database = useDatabase();
let listed: number;
let hidden: number;

async function insertPanel(slug: string, listing: string): Promise<number> {
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, api_url, key_sealed, listing) values (${slug}, ${slug}, ${`https://${slug}.example/`}, ${Buffer.from('x')}, ${listing})
    returning panel_id`.execute(database.db);
  const panelId = rows[0]?.panel_id ?? 0;
  await sql`insert into check_schedule (panel_id, interval_seconds, due_at) values (${panelId}, 900, now())`.execute(
    database.db,
  );
  // Quotes in dollars, for sure.
  await sql`insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
    values (${panelId}, 'USD', 1, 'operator', '[]', now(), 1, '2026-11-25')`.execute(database.db);
  return panelId;
}

interface Sold {
  id: string;
  name: string;
  category?: string;
  rate?: string | null;
  position?: number;
  minutesAgo?: number;
}

async function insertServices(panelId: number, services: readonly Sold[]): Promise<void> {
  for (const { id, name, category = null, rate = '1', position = 0, minutesAgo = 60 } of services) {
    await sql`insert into services (panel_id, service_id, name, category, rate, position, first_seen_at, changed_at)
      values (${panelId}, ${id}, ${name}, ${category}, ${rate}, ${position}, now(), date_trunc('minute', now()) - make_interval(mins => ${minutesAgo}))
      on conflict do nothing`.execute(database.db);
  }
  await database.db.transaction().execute(async (tx) => await readAgain(tx, panelId));
}

async function find(
  parameters: Parameters,
  usual: Sort = 'changed',
  viewer: 'visitor' | 'operator' = 'visitor',
  panelId?: number,
): Promise<Found> {
  const asked = readSearch(parameters, usual);
  const resolved = await resolve(database.db, asked.search);
  return await search(database.db, viewer, {
    ...resolved.search,
    ...(panelId === undefined ? {} : { panelId }),
  });
}

const NAMES: Sold[] = [
  { id: 'plain', name: 'Instagram Followers Brazil' },
  { id: 'accents', name: 'Abonnés vrais ÉTÉ' },
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
  const { rows } = await find({ q: [query] }, 'changed', viewer);
  return rows.map(({ serviceId }) => serviceId).sort();
}

it('an operator finds what is not listed, a visitor does not', async () => {
  expect(await found('secret')).toEqual([]);
  expect(await found('secret', 'operator')).toEqual(['secret']);
});

describe('a search over services', () => {
  it.each([
    ['followers', ['plain', 'russian', 'turkish']],
    ['FOLLOWERS instagram', ['plain', 'turkish']],
    ['brazil follow', ['plain']],
    ['followers russia', ['russian']],
    ['followers spain', []],
    ['-brazil instagram', ['turkish']],
    ['"takipçi"', ['turkish']],
    ['"follow"', []],
    ['platform:tiktok,vk', ['bold', 'russian']],
    ['instagram', ['plain', 'turkish']],
    ['abonnes vrais ete', ['accents']],
    ['ABONNÉS', ['accents']],
    ['takipci isik', ['turkish']],
    ['TAKİPÇİ IŞIK', ['turkish']],
    ['tiktok likes', ['bold']],
    ['𝗧𝗶𝗸𝗧𝗼𝗸', ['bold']],
    ['telegram', ['wide']],
    ['телеграм', ['wide']],
    ['подписчики', ['plain', 'russian', 'turkish']],
    ['"подписчики"', ['russian']],
    ['100%', ['percent']],
    ['1%f', []],
    ['user_', ['underscore']],
    ['path\\to', ['backslash']],
    ['many spaces here', ['spaces']],
    ["'; drop table services; --", []],
    ['percent', ['percent']],
  ])('for %j finds %j', async (query, ids) => {
    expect(await found(query)).toEqual(ids);
  });

  it.each([
    ['folowers', ['plain', 'russian', 'turkish']],
    ['insatgram takipci', ['plain', 'turkish']],
    ['brazli', ['plain']],
    ['подписчеки', ['plain', 'russian', 'turkish']],
    ['"brazli"', []],
    ['zzzzzzzz', []],
  ])('for the mistyped %j finds %j once the words of services are counted', async (query, ids) => {
    await refreshSample(database.db);
    expect(await found(query)).toEqual(ids);
  });

  it('for nothing finds everything that is listed', async () => {
    for (const query of ['', '   ', '\u00A0'])
      expect(await found(query)).toEqual(NAMES.map(({ id }) => id).sort());
  });

  it('finds nothing of what is no longer sold', async () => {
    await insertServices(listed, [{ id: 'gone', name: 'Vanished Hearts' }]);
    await sql`update services set removed_at = now() where service_id = 'gone'`.execute(database.db);
    await database.db.transaction().execute(async (tx) => await readAgain(tx, listed));
    expect(await found('vanished')).toEqual([]);
    await sql`delete from services where service_id = 'gone'`.execute(database.db);
  });

  it('takes a paste of any length', async () => {
    expect(await found('followers '.repeat(5000))).toEqual(['plain', 'russian', 'turkish']);
    expect(await found('x'.repeat(100_000))).toEqual([]);
  });
});

describe('what several words or one say of an order', () => {
  it.each([
    ['followers no drop', ['steady', 'steady turkish']],
    ['подписчики без списаний', ['steady', 'steady turkish']],
    ['female followers', ['women']],
    ['kadın takipçi', ['women']],
    ['female no drop', []],
  ])('%s finds %j', async (query, ids) => {
    const panelId = await insertPanel(`facts-${query.length}-${ids.length}-shop`, 'listed');
    await insertServices(panelId, [
      { id: 'steady', name: 'Threads Followers | Non Drop' },
      { id: 'steady turkish', name: 'Threads Takipçi | Düşüş Yok' },
      { id: 'dropping', name: 'Threads Followers | No Refill | Drop 10%' },
      { id: 'women', name: 'Threads Подписчики (женщины)' },
    ]);
    expect((await found(`platform:threads ${query}`)).toSorted()).toEqual(ids);
    await sql`delete from services where panel_id = ${panelId}`.execute(database.db);
    await sql`delete from service_facts where panel_id = ${panelId}`.execute(database.db);
  });
});

describe('the best match', () => {
  it('is a whole word of the name, then one that it begins with, then the category; of equals the cheapest; without a price the last', async () => {
    const panelId = await insertPanel('relevant-shop', 'listed');
    await insertServices(panelId, [
      { id: 'category', name: 'TikTok Views', category: 'Zephyr', rate: '0.1' },
      { id: 'begins', name: 'TikTok Views Zephyrus', rate: '0.2' },
      { id: 'category begins', name: 'TikTok Views', category: 'Zephyrus', rate: '0.1' },
      { id: 'dear', name: 'TikTok Views Zephyr', rate: '9' },
      { id: 'priceless', name: 'TikTok Views Zephyr', rate: null },
      { id: 'cheap', name: 'TikTok Views [zephyr]', rate: '0.5' },
    ]);
    const ids = async (parameters: Parameters): Promise<string[]> =>
      (await find(parameters, 'changed')).rows.map(({ serviceId }) => serviceId);
    const best = ['cheap', 'dear', 'priceless', 'begins', 'category', 'category begins'];
    expect(await ids({ q: ['zephyr'] })).toEqual(best);
    // A platform is as good from a category as from a name.
    expect(await ids({ q: ['tiktok zephyr'] })).toEqual(best);
    expect(await ids({ q: ['cheap zephyr'] })).toEqual([
      'category',
      'category begins',
      'begins',
      'cheap',
      'dear',
    ]);
    expect((await ids({ q: [''], sort: ['relevance'] })).toSorted()).toEqual((await ids({})).toSorted());
    await sql`delete from services where panel_id = ${panelId}`.execute(database.db);
    await sql`delete from service_facts where panel_id = ${panelId}`.execute(database.db);
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
    sort: Sort,
    between: () => Promise<void> = async () => {},
  ): Promise<{ ids: string[]; rates: number[] }> {
    const ids: string[] = [];
    const rates: number[] = [];
    let after: string | undefined;
    do {
      const page: Found = await find(
        { q: ['likes'], sort: [sort], ...(after === undefined ? {} : { after: [after] }) },
        'catalog',
        'visitor',
        panelId,
      );
      ids.push(...page.rows.map(({ serviceId }) => serviceId));
      rates.push(...page.rows.map(({ rate }) => Number(rate)));
      after = page.next;
      await between();
    } while (after !== undefined);
    return { ids, rates };
  }

  it.each(['relevance', 'changed', 'rate', '-rate', 'catalog'] as const)(
    'hold every service once when sorted by %s',
    async (sort) => {
      const { ids, rates } = await walk(sort);
      const quoted = sort === 'rate' || sort === '-rate';
      expect(new Set(ids).size).toBe(ids.length);
      expect(ids).toHaveLength(
        quoted ? Array.from({ length: TOTAL }).filter((_, n) => n % 10 !== 9).length : TOTAL,
      );
      const sorted = [...rates].sort((a, b) => (sort === '-rate' ? b - a : a - b));
      expect(quoted ? rates : []).toEqual(quoted ? sorted : []);
    },
  );

  it('neither repeat nor lose a service while others come in between', async () => {
    let came = 0;
    const { ids } = await walk('changed', () =>
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
    const first = await find({ q: ['likes'], sort: ['changed'] }, 'changed', 'visitor', panelId);
    expect(
      await find({ q: ['likes'], sort: ['changed'], after: [after] }, 'changed', 'visitor', panelId),
    ).toEqual(first);
  });
});
