/** What the panel's page and the operator's form say of its currency. */
import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { siteOf } from '../../test/site.ts';
import { LANGUAGES, prefixOf } from '../i18n/languages.ts';
import type { Judgement } from '../market/judge-currency.ts';

const database = useDatabase();

beforeEach(async () => {
  await sql`delete from panels`.execute(database.db);
  await sql`
    with panel as (
      insert into panels (slug, name, api_url, key_sealed, listing) values ('one', 'One', 'https://one.example/api', '\\x00', 'listed') returning panel_id
    )
    insert into check_schedule (panel_id, interval_seconds, due_at) select panel_id, 900, now() from panel`.execute(
    database.db,
  );
});

async function judged({ currency, confidence, source, reasons }: Judgement, perUsd: string | null) {
  await sql`
    insert into panel_currencies (panel_id, currency, confidence, source, reasons, judged_at, per_usd, rate_day)
    select panel_id, ${currency}, ${confidence}, ${source}, ${JSON.stringify(reasons)}::jsonb, now(), ${perUsd}, '2026-09-29' from panels`.execute(
    database.db,
  );
}

async function page(path = '/panels/one/about'): Promise<string> {
  const { status, text } = await siteOf(database).visitor.get(path);
  expect(status).toBe(200);
  return text;
}

describe('the page about a panel', () => {
  it('says what its currency is taken for, why, and at which exchange rate of which day it is compared', async () => {
    await judged(
      { currency: 'RUB', confidence: 0.98, source: 'balance', reasons: ['declared', 'size_agrees'] },
      '84.5',
    );
    const text = (await page()).replaceAll('\u{a0}', ' ');
    expect(text).toContain('Taken to quote in RUB, 98% sure. Compared at RUB 84.50 for one US dollar');
    expect(text).toContain('29 Sept 2026 (fawazahmed0/exchange-api)');
    expect(text).toContain('The API declares it with the balance.');
    expect(text).not.toContain('Set the currency');
  });

  it('says in every language why prices in a doubtful currency are not compared', async () => {
    await judged({ currency: 'INR', confidence: 0.3, source: 'size', reasons: ['size_suggests'] }, null);
    expect(await page()).toContain('In doubt: perhaps INR, 30% sure. Below 60% prices are shown as quoted');
    for (const language of LANGUAGES) {
      const text = await page(`${prefixOf(language)}/panels/one/about`);
      expect(text).toContain('INR');
      expect(text).not.toMatch(/size_suggests|undefined/u);
    }
  });

  it('says that nothing is known where nothing is, and that a currency has no exchange rate', async () => {
    await judged({ currency: null, confidence: 0, source: 'nothing', reasons: ['nothing_says'] }, null);
    expect(await page()).toContain('Unknown. Prices are shown as quoted and compared with nothing.');
    await sql`update panel_currencies set currency = 'XTS', confidence = 1, source = 'operator', reasons = '["set_by_operator"]'`.execute(
      database.db,
    );
    expect(await page()).toContain('No exchange rate is known for it');
  });
});

it('the operator’s form says what an empty field leaves the currency to', async () => {
  const operator = await siteOf(database).operator();
  const hint = async () => (await operator.get('/operator/panels/one/edit')).text;
  expect(await hint()).toContain('Empty leaves it to what the API and its catalog say.');
  await judged({ currency: 'INR', confidence: 0.3, source: 'size', reasons: ['size_suggests'] }, null);
  expect(await hint()).toContain('Taken for INR, 30% sure, by the size of its rates: too doubtful');
  expect((await operator.get('/panels/one/about')).text).toContain('Set the currency');
});
