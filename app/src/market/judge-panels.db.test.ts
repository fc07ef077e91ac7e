/** Currencies judged and prices converted in a real database, from real checks of a real panel. */
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { offer } from '../../test/shop.ts';
import { useWatching } from '../../test/watching.ts';
import { latestRates, SHIPPED, storeRates } from './exchange-rates.ts';
import { judgeDue, judgePanels } from './judge-panels.ts';
import { panelCurrencies, shownCurrency } from './queries.ts';
import { refreshRates } from './refresh-rates.ts';

const watching = useWatching();

/** Kinds whose market prices are known, each sold three times at so many times the market's price. */
function catalogAt(factor: number, more: Record<string, string> = {}) {
  const sold = [
    ['Instagram Followers', 1.36],
    ['Instagram Likes', 0.49],
    ['Instagram Reach', 0.24],
    ['Instagram Comments', 37.9],
    ['Facebook Followers', 1.42],
    ['Facebook Likes', 0.702],
  ] as const;
  return sold.flatMap(([name, price], index) =>
    [1, 2, 3].map((n) =>
      offer(index * 10 + n, {
        name: `${name} ${n}`,
        category: '',
        rate: (price * factor).toFixed(4),
        ...more,
      }),
    ),
  );
}

async function pricesOf(panelId: number): Promise<(string | null)[]> {
  const { rows } = await sql<{ price_usd: string | null }>`
    select price_usd from service_facts where panel_id = ${panelId} order by service_id`.execute(watching.db);
  return rows.map((row) => row.price_usd);
}

describe('a panel’s currency', () => {
  it('is judged with its first catalog, and its prices are converted', async () => {
    const panel = await watching.watch('Dollar Shop', catalogAt(1));
    await sql`update panels set currency = 'USD', currency_source = 'operator' where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await panel.check();
    const judged = (await panelCurrencies(watching.db, [panel.panelId])).get(panel.panelId);
    expect(judged).toMatchObject({
      currency: 'USD',
      confidence: 1,
      source: 'operator',
      perUsd: '1',
      rateDay: SHIPPED.day,
    });
    expect((await pricesOf(panel.panelId)).filter((price) => price === null)).toEqual([]);
  });

  it('in doubt leaves its prices out of comparison until the operator says what it is', async () => {
    const panel = await watching.watch('Doubtful Shop', catalogAt(140));
    await panel.check();
    await sql`update panels set currency = null, currency_source = null where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await sql`update panels set updated_at = clock_timestamp() where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await judgeDue(watching.db);
    expect(new Set(await pricesOf(panel.panelId))).toEqual(new Set([null]));
    await sql`update panels set currency = 'INR', currency_source = 'operator', updated_at = clock_timestamp()
      where panel_id = ${panel.panelId}`.execute(watching.db);
    expect(await judgeDue(watching.db)).toBe(1);
    expect((await pricesOf(panel.panelId)).filter((price) => price === null)).toEqual([]);
    expect(await judgeDue(watching.db)).toBe(0);
  });

  it('is converted anew when a dollar is worth something else, and only then', async () => {
    const panel = await watching.watch('Ruble Shop', catalogAt(84));
    await sql`update panels set currency = 'RUB', currency_source = 'operator' where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await panel.check();
    const [before] = await pricesOf(panel.panelId);
    const perUsd = new Map([...SHIPPED.perUsd, ['RUB', String(Number(SHIPPED.perUsd.get('RUB')) * 2)]]);
    await storeRates(watching.db, { day: '2026-11-24', source: 'a test', perUsd });
    await judgeDue(watching.db);
    const [after] = await pricesOf(panel.panelId);
    expect(Number(after)).toBeCloseTo(Number(before) / 2, 8);
    expect((await panelCurrencies(watching.db, [panel.panelId])).get(panel.panelId)).toMatchObject({
      rateDay: '2026-11-24',
    });
    await sql`delete from exchange_rates`.execute(watching.db);
  });
});

describe('hostile figures', () => {
  it('of a catalog neither stop the judgement nor become prices', async () => {
    const absurd = [
      '1e40',
      '9999999999999999999999999',
      '-5',
      '0',
      'NaN',
      '0.000000000000000000000001',
      '$',
      '١٢',
    ];
    const panel = await watching.watch('Absurd Shop', [
      ...catalogAt(1),
      ...absurd.map((rate, index) => offer(`absurd-${index}`, { name: `Instagram Likes ${index}`, rate })),
    ]);
    await panel.check();
    await sql`update panels set currency = 'USD', currency_source = 'operator', updated_at = clock_timestamp() where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await judgeDue(watching.db);
    const { rows } = await sql<{ price_usd: string | null }>`
      select price_usd from service_facts where panel_id = ${panel.panelId} and (price_usd < 0 or price_usd > 1e13)`.execute(
      watching.db,
    );
    expect(rows).toEqual([]);
    expect((await pricesOf(panel.panelId)).filter((price) => price !== null).length).toBeGreaterThanOrEqual(
      18,
    );
  });

  it('a currency of a stranger’s own making is taken for none', async () => {
    for (const word of ['XXXX', '<b>USD</b>', 'dollars; drop table', '$', '¤', 'USD EUR']) {
      const rows = catalogAt(1, { currency: word });
      const panel = await watching.watch(`Shop ${word.length} ${rows.length}`, rows);
      await panel.check();
      const { rows: found } = await sql<{ currency: string | null }>`
        select currency from catalogs where panel_id = ${panel.panelId}`.execute(watching.db);
      expect([word, found[0]?.currency]).toEqual([word, null]);
    }
  });

  it('two judgements of one panel at once end as one of them, prices and currency together', async () => {
    const panel = await watching.watch('Twice Judged', catalogAt(84));
    await panel.check();
    const judgedAs = async (currency: string) => {
      await watching.db.transaction().execute(async (tx) => {
        await sql`update panels set currency = ${currency}, currency_source = 'operator' where panel_id = ${panel.panelId}`.execute(
          tx,
        );
        await judgePanels(tx, [panel.panelId]);
      });
    };
    await Promise.all([judgedAs('RUB'), judgedAs('USD'), judgedAs('RUB'), judgeDue(watching.db)]);
    const judged = (await panelCurrencies(watching.db, [panel.panelId])).get(panel.panelId);
    const { rows } = await sql<{ apart: number }>`
      select count(*)::int as apart from service_facts
      where panel_id = ${panel.panelId} and price_usd is distinct from round(rate / ${judged?.perUsd}::numeric, 9)`.execute(
      watching.db,
    );
    expect(rows[0]?.apart).toBe(0);
  });
});

describe('exchange rates', () => {
  it('of a currency that a day lacks are the last good ones, with their own day, and converted once', async () => {
    const panel = await watching.watch('Patient Shop', catalogAt(84));
    await panel.check();
    await sql`update panels set currency = 'RUB', currency_source = 'operator', updated_at = clock_timestamp() where panel_id = ${panel.panelId}`.execute(
      watching.db,
    );
    await storeRates(watching.db, {
      day: '2026-11-20',
      source: 'a test',
      perUsd: new Map([
        ['RUB', '80'],
        ['EUR', '0.9'],
      ]),
    });
    await storeRates(watching.db, {
      day: '2026-11-21',
      source: 'a test',
      perUsd: new Map([['EUR', '0.91']]),
    });
    const rates = await latestRates(watching.db);
    expect([rates.day, rates.perUsd.get('RUB'), rates.older.get('RUB'), rates.older.has('EUR')]).toEqual([
      '2026-11-21',
      '80',
      '2026-11-20',
      false,
    ]);
    await judgeDue(watching.db);
    expect(await judgeDue(watching.db)).toBe(0);
    expect((await panelCurrencies(watching.db, [panel.panelId])).get(panel.panelId)).toMatchObject({
      perUsd: '80',
      rateDay: '2026-11-20',
      rateSource: 'a test',
    });
    expect(await shownCurrency(watching.db, 'rub')).toMatchObject({
      currency: 'RUB',
      perUsd: '80',
      day: '2026-11-20',
    });
    expect(await shownCurrency(watching.db, '<script>')).toMatchObject({ currency: 'USD', perUsd: '1' });
    await sql`delete from exchange_rates`.execute(watching.db);
  });

  let server: Server;
  let answer: { status: number; body: string };
  let asked: string[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked.push(`${request.method} ${request.url}`);
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterAll(() => server.close());

  const refresh = async () => {
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const exchangeRatesUrl = `http://127.0.0.1:${address.port}/usd.json`;
    const { db, door, userAgent, config } = watching.deps;
    return await refreshRates({ db, door, userAgent, config: { ...config, exchangeRatesUrl } });
  };
  const published = (date: string) =>
    JSON.stringify({
      date,
      usd: Object.fromEntries(
        [...SHIPPED.perUsd].map(([code, worth]) => [code.toLowerCase(), Number(worth)]),
      ),
    });

  it.each([
    ['a web page', { status: 200, body: '<html>' }],
    ['an error', { status: 500, body: '{}' }],
    ['absurd figures', { status: 200, body: JSON.stringify({ date: '2026-11-25', usd: { eur: -1 } }) }],
  ])('stay as they were when the source answers with %s', async (_what, given) => {
    answer = given;
    expect(await refresh()).toMatchObject({ kind: 'kept' });
    expect((await latestRates(watching.db)).day).toBe(SHIPPED.day);
  });

  it('are fetched once a day through the guarded door', async () => {
    const today = new Date().toISOString().slice(0, 10);
    answer = { status: 200, body: published(today) };
    asked = [];
    expect(await refresh()).toEqual({ kind: 'stored', day: today });
    expect(await refresh()).toEqual({ kind: 'known' });
    expect(asked).toEqual(['GET /usd.json']);
    expect((await latestRates(watching.db)).day).toBe(today);
  });

  it('are not asked for where the operator switched that off', async () => {
    const { db, door, userAgent, config } = watching.deps;
    expect(
      await refreshRates({ db, door, userAgent, config: { ...config, exchangeRatesUrl: undefined } }),
    ).toEqual({ kind: 'off' });
  });
});
