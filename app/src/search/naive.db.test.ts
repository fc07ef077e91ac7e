/** What the search finds is what a plain loop over all services finds, whichever way it goes. */
import * as fc from 'fast-check';
import { sql } from 'kysely';
import { classify, unitPrice, type Service } from 'smmwatch';
import { beforeAll, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { readSearch, type Parameters } from './asked.ts';
import type { Asked } from './query-words.ts';
import { countFacets } from './counts.ts';
import { readAgain } from './refresh-facts.ts';
import { LIMITS, type Limits } from './find-keys.ts';
import { search, type Search } from './search.ts';
import { factTermOf, termsOf, UNKNOWN } from './terms.ts';

const database = useDatabase();

const PLATFORM_WORDS = ['Instagram', 'TikTok', 'Telegram', 'Zorb'];
const KIND_WORDS = ['Followers', 'takipçi', 'Likes', 'лайки', 'Views', 'Blarg'];
const CATEGORIES = [null, 'Real fast', 'Instagram takipçi HQ', '★'];
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
  for (const { panelId, id, name, category, rate, min, max, refill, orderForm } of sold)
    await sql`
      insert into services (panel_id, service_id, name, category, order_form, rate, min_quantity, max_quantity, refill, position, first_seen_at, changed_at)
      values (${panelId}, ${id}, ${name}, ${category}, ${orderForm}, ${rate}, ${min}, ${max}, ${refill}, ${Number(id)}, now(), now())`.execute(
      database.db,
    );
  for (const id of ids) await database.db.transaction().execute(async (tx) => await readAgain(tx, id));
  // The sample stands for 128 times as many as there are: still few enough to be counted one by one.
  await sql`insert into service_sample select * from service_facts`.execute(database.db);
});

const SERVICE: fc.Arbitrary<Service> = fc
  .record({
    category: fc.constantFrom(...CATEGORIES),
    words: fc.tuple(fc.constantFrom(...PLATFORM_WORDS), fc.constantFrom(...KIND_WORDS)),
    tails: fc.uniqueArray(fc.constantFrom(...TAILS), { maxLength: 3 }),
    rate: fc.option(fc.integer({ min: 1, max: 40 }), { freq: 9 }),
    min: fc.option(fc.constantFrom(1, 10, 100), { freq: 9 }),
    max: fc.option(fc.constantFrom(1, 1000, 100_000), { freq: 9 }),
    refill: fc.option(fc.boolean()),
    isPackage: fc.boolean(),
  })
  .map(({ category, words, tails, rate, min, max, refill, isPackage }) => ({
    id: '',
    name: [...words, ...tails].join(' | '),
    category,
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
    const { ofName, others } = termsOf(service, facts);
    const terms = [...ofName, ...others];
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
      (sort === 'changed' || sort === 'relevance' || (price !== null && isThousand))
    );
  });
  if (sort === 'relevance') found.sort((a, b) => compare(placeOf(a, asked), placeOf(b, asked)));
  return found.map(({ id }) => id);
}

/** What a service is sorted by: how closely it meets the words, how it is sold, its price, its key. */
function placeOf(service: Service & { panelId: number }, { words }: Asked): number[] {
  const { ofName, others } = termsOf(service, classify(service));
  const meets = (terms: readonly string[], whole: boolean, strictly: boolean): boolean =>
    words.every(({ word, exact }) => {
      const fact = exact ? undefined : factTermOf(word);
      const holds = terms.some((term) => (whole || exact ? term === word : term.startsWith(word)));
      if (fact === undefined) return holds;
      if (!/^[pk]:/u.test(fact)) return holds || terms.includes(fact);
      const mentions = !strictly && holds && ofName.includes(fact.slice(0, 2) + UNKNOWN);
      return ofName.includes(fact) || mentions;
    });
  const all = [...ofName, ...others];
  const closeness = [meets(ofName, true, true), meets(ofName, false, true), meets(all, true, false), true];
  const price = unitPrice(service);
  const isThousand = service.orderForm !== 'Package' && !(service.min === 1 && service.max === 1);
  const sale = price === null ? 2 : isThousand ? 0 : 1;
  return [closeness.indexOf(true), sale, Number(price ?? 0), service.panelId, Number(service.id)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
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
        'hq',
        'takipci',
      ),
      { maxLength: 3 },
    ),
    platform: fc.subarray(['instagram', 'telegram', 'unknown']),
    kind: fc.subarray(['followers', 'likes']),
    flag: fc.subarray(['refill']),
    rate: fc.constantFrom('', '>=1', '0.5..2'),
    min: fc.constantFrom('', '<=10'),
    quantity: fc.constantFrom('', '5', '5000'),
    sort: fc.constantFrom('relevance', 'relevance', 'changed', 'rate', '-rate'),
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
  'the first rows': { ...LIMITS, judgedMax: -1 },
  'sorting what the terms find': { judgedMax: 1e9, firstRows: 1, sortingCosts: -1e9, sortedMax: 1e9 },
  'as far as the sample says': { judgedMax: -1, firstRows: 1, sortingCosts: 1e9, sortedMax: 1e9 },
  'walking the order': { judgedMax: -1, firstRows: 1, sortingCosts: -1e9, sortedMax: -1 },
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
      const expected = plainly(asked);
      const isOrdered = asked.sort === 'relevance';
      expect(isOrdered ? ids : ids.toSorted()).toEqual(isOrdered ? expected : expected.toSorted());
      const direction = asked.sort === 'rate' ? 1 : asked.sort === '-rate' ? -1 : 0;
      expect(rates).toEqual(rates.toSorted((a, b) => direction * (a - b)));
    }),
    { numRuns: 60 },
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
