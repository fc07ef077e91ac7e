/** What the search finds is what a plain loop over all services finds, whichever way it goes. */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { classify, unitPrice, type Service } from 'smmwatch';
import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { readSearch, type Parameters } from './asked.ts';
import { countFacets } from './counts.ts';
import { readAgain } from './refresh-facts.ts';
import { search, type Limits, type Search } from './search.ts';
import { factTermOf, termsOf, UNKNOWN } from './terms.ts';

const database = useDatabase();

const PLATFORM_WORDS = ['Instagram', 'TikTok', 'Telegram', 'Zorb'];
const KIND_WORDS = ['Followers', 'takipçi', 'Likes', 'лайки', 'Views', 'Blarg'];
const TAILS = ['Real', 'Turkey 🇹🇷', '30 Days Refill', 'No Refill', 'Brazil', 'HQ', 'fast', 'Max 10K'];
const PANELS = 3;
const sold: (Service & { panelId: number })[] = [];

beforeAll(async () => {
  const ids: number[] = [];
  for (let panel = 0; panel < PANELS; panel += 1) ids.push(await addPanel(panel));
  const [services] = fc.sample(fc.array(SERVICE, { minLength: 150, maxLength: 150 }), {
    seed: 7,
    numRuns: 1,
  });
  for (const [n, service] of (services ?? []).entries()) {
    const panelId = ids[n % PANELS] ?? 0;
    sold.push({ ...service, panelId, id: String(1000 + n) });
  }
  for (const { panelId, id, name, rate, min, max, refill, orderForm } of sold)
    await sql`
      insert into services (panel_id, service_id, name, order_form, rate, min_quantity, max_quantity, refill, position, first_seen_at, changed_at)
      values (${panelId}, ${id}, ${name}, ${orderForm}, ${rate}, ${min}, ${max}, ${refill}, ${Number(id)}, now(), now())`.execute(
      database.db,
    );
  for (const id of ids) await database.db.transaction().execute(async (tx) => await readAgain(tx, id));
  // The sample stands for 128 times as many as there are: still few enough to be counted one by one.
  await sql`insert into service_sample select * from service_facts`.execute(database.db);
});

const SERVICE: fc.Arbitrary<Service> = fc
  .record({
    words: fc.tuple(fc.constantFrom(...PLATFORM_WORDS), fc.constantFrom(...KIND_WORDS)),
    tails: fc.uniqueArray(fc.constantFrom(...TAILS), { maxLength: 3 }),
    rate: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 9 }),
    min: fc.option(fc.constantFrom(1, 10, 100), { freq: 9 }),
    max: fc.option(fc.constantFrom(1, 1000, 100_000), { freq: 9 }),
    refill: fc.option(fc.boolean()),
    isPackage: fc.boolean(),
  })
  .map(({ words, tails, rate, min, max, refill, isPackage }) => ({
    id: '',
    name: [...words, ...tails].join(' | '),
    category: null,
    orderForm: isPackage ? 'Package' : 'Default',
    rate: rate === null ? null : String(rate / 10),
    min,
    max,
    description: null,
    refill,
    cancel: null,
    dripfeed: null,
    averageTime: null,
    network: null,
    refillDays: null,
    position: 0,
  }));

async function addPanel(n: number): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    insert into panels (slug, name, api_url, key_sealed, listing)
    values (${`shop-${n}`}, ${`Shop ${n}`}, ${`https://shop-${n}.example/`}, ${Buffer.from('x')}, ${n === 2 ? 'delisted' : 'listed'})
    returning panel_id as id`.execute(database.db);
  const id = rows[0]?.id ?? 0;
  await sql`insert into check_schedule (panel_id, interval_seconds, due_at) values (${id}, 900, now())`.execute(
    database.db,
  );
  await sql`insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
    values (${id}, 'USD', 1, 'operator', '[]', now(), 1, '2026-11-25')`.execute(database.db);
  return id;
}

/** Visible, with every term and within every range; sorted by rate where that is asked. */
function plainly({ asked, filters, quantity, sort }: Search): string[] {
  const found = sold.filter((service) => {
    const facts = classify(service);
    const terms = termsOf(service, facts);
    const hasWord = (word: string, whole: boolean): boolean =>
      terms.some((term) => (whole ? term === word : term.startsWith(word)));
    const { facets, ranges } = filters;
    const days = facts.attributes.refillDays;
    const isIn = (
      number: number | null | undefined,
      range: { from?: string; to?: string } | undefined,
    ): boolean =>
      range === undefined ||
      (number !== null &&
        number !== undefined &&
        number >= Number(range.from ?? -Infinity) &&
        number <= Number(range.to ?? Infinity));
    const price = unitPrice(service);
    const isThousand = service.orderForm !== 'Package' && !(service.min === 1 && service.max === 1);
    return (
      service.panelId !== sold[2]?.panelId &&
      asked.words.every(({ word, exact }) => {
        const fact = exact ? undefined : factTermOf(word);
        if (fact === undefined) return hasWord(word, exact);
        const isStrict = fact.startsWith('p:') || fact.startsWith('k:');
        return (
          terms.includes(fact) ||
          (hasWord(word, false) && (!isStrict || terms.includes(fact.slice(0, 2) + UNKNOWN)))
        );
      }) &&
      asked.excluded.every((word) => !hasWord(word, true)) &&
      (facets.platform.length === 0 || facets.platform.includes(facts.platform ?? UNKNOWN)) &&
      (facets.kind.length === 0 || facets.kind.includes(facts.kind ?? UNKNOWN)) &&
      (facets.flag.length === 0 || service.refill === true) &&
      isIn(price === null ? null : Number(price), ranges.rate) &&
      isIn(service.min, ranges.min) &&
      isIn(days, ranges.days) &&
      (quantity === undefined ||
        service.orderForm === 'Package' ||
        ((service.min ?? 1) <= quantity && (service.max ?? quantity) >= quantity)) &&
      (sort === 'changed' || (price !== null && isThousand))
    );
  });
  return found.map(({ id }) => id);
}

const ASKED: fc.Arbitrary<Parameters> = fc
  .record({
    q: fc.array(
      fc.constantFrom(
        'instagram',
        'takipci',
        'likes',
        'zorb',
        'blarg',
        'real',
        'fa',
        '-hq',
        '"real"',
        'refill:>=30',
        'tiktok',
        'turkiye',
      ),
      { maxLength: 3 },
    ),
    platform: fc.subarray(['instagram', 'telegram', 'unknown']),
    kind: fc.subarray(['followers', 'likes']),
    flag: fc.subarray(['refill']),
    rate: fc.constantFrom('', '>=1', '0.5..2'),
    min: fc.constantFrom('', '<=10'),
    quantity: fc.constantFrom('', '5', '5000'),
    sort: fc.constantFrom('changed', 'rate', '-rate'),
  })
  .map(({ q, platform, kind, flag, rate, min, quantity, sort }) => ({
    q: [q.join(' ')],
    platform,
    kind,
    flag,
    rate: [rate],
    min: [min],
    quantity: [quantity],
    sort: [sort],
  }));

/** One for each way. */
const WAYS: Record<string, Limits> = {
  'the first rows': { firstRows: 1000, moreRows: 20_000, narrowMax: 20_000, sortedMax: 150_000 },
  'sorting what the terms find': { firstRows: 1, moreRows: 1, narrowMax: 1e9, sortedMax: 1e9 },
  'more rows in order': { firstRows: 1, moreRows: 100, narrowMax: -1, sortedMax: 1e9 },
  'walking the order': { firstRows: 1, moreRows: 1, narrowMax: -1, sortedMax: -1 },
};

it.each(Object.entries(WAYS))('by %s', { timeout: 120_000 }, async (_way, limits) => {
  await fc.assert(
    fc.asyncProperty(ASKED, async (parameters) => {
      const asked = readSearch(parameters, 'changed').search;
      const ids: string[] = [];
      const rates: number[] = [];
      let after: string | undefined;
      do {
        const page = await search(database.db, 'visitor', { ...asked, after }, limits);
        ids.push(...page.rows.map(({ serviceId }) => serviceId));
        rates.push(...page.rows.map(({ priceUsd }) => Number(priceUsd)));
        after = page.next;
      } while (after !== undefined);
      expect(ids.toSorted()).toEqual(plainly(asked).toSorted());
      const direction = asked.sort === 'rate' ? 1 : asked.sort === '-rate' ? -1 : 0;
      expect(rates).toEqual(rates.toSorted((a, b) => direction * (a - b)));
    }),
    { numRuns: 40 },
  );
});

it('a facet counts what each of its values would find, whatever of it is chosen', async () => {
  await fc.assert(
    fc.asyncProperty(ASKED, async (parameters) => {
      const asked = { ...readSearch(parameters, 'changed').search, sort: 'changed' as const };
      const counts = await countFacets(database.db, 'visitor', asked);
      for (const { value, services } of counts.get('platform')?.values ?? []) {
        const facets = { ...asked.filters.facets, platform: [value] };
        expect(services).toBe(plainly({ ...asked, filters: { ...asked.filters, facets } }).length);
      }
    }),
    { numRuns: 25 },
  );
});
