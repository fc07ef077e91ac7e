import { describe, expect, it } from 'vitest';
import { costAt } from 'smmwatch';
import { LANGUAGES } from '../i18n/languages.ts';
import { readerOf } from '../i18n/reader.ts';
import type { Markup } from './markup.ts';
import { moneyText } from './money.ts';
import { cost, currencyChoice, exchangeNote, price } from './price.ts';

const english = readerOf('en', false);
const euros = { currency: 'EUR', perUsd: '0.88', day: '2026-11-25', source: 'rates.example' };
const dollars = { ...euros, currency: 'USD', perUsd: '1' };
const rubles = { currency: 'RUB', perUsd: '80', rateDay: '2026-11-24' };

const seen = async (markup: Markup): Promise<string> =>
  String(await markup)
    .replace(/<[^>]+>/gu, '')
    .trim();

describe('a price', () => {
  it('is shown in the chosen currency, with what was quoted, the exchange rates and their days on hover', async () => {
    const markup = price('150.00', rubles, euros, english);
    expect(await seen(markup)).toBe('€1.65');
    expect(String(await markup).replaceAll('\u{a0}', ' ')).toContain(
      'title="RUB 150.00 as quoted; 1 USD = RUB 80.00 on 24 Nov 2026 · 1 USD = €0.88 on 25 Nov 2026"',
    );
    expect(String(await markup)).toContain('value="1.65"');
  });

  it('in the currency that it is quoted in is the quoted one, untouched', async () => {
    const own = { ...euros, currency: 'RUB', perUsd: '81' };
    const markup = price('0.0000123456', rubles, own, english);
    expect(String(await markup)).toContain('value="0.0000123456" title="as the panel quotes it"');
    expect(await seen(markup)).toMatch(/^RUB.0\.0000123456$/u);
  });

  it('is never converted while the panel’s currency is in doubt, and says so', async () => {
    for (const doubtful of [
      { currency: 'USD', perUsd: null, rateDay: null },
      { currency: null, perUsd: null, rateDay: null },
    ]) {
      const text = await seen(price('150', doubtful, dollars, english));
      expect(text).toContain('–');
      expect(text).toContain('in doubt (150 as quoted)');
    }
  });

  it('that the panel does not quote is unknown, not zero', async () => {
    expect(await seen(price(null, rubles, dollars, english))).toBe('–no rate quoted');
  });

  it('keeps its digits, however many there are', async () => {
    const dollar = { currency: 'USD', perUsd: '1', rateDay: '2026-11-25' };
    expect(await seen(price(`1${'0'.repeat(40)}`, dollar, dollars, english))).toBe(
      `$10${',000'.repeat(13)}.00`,
    );
  });
});

describe('the cost at a quantity', () => {
  const service = { orderForm: 'Default', rate: '80', min: 100, max: 5000 };

  it('is converted like a price', async () => {
    expect(await seen(cost(costAt(service, 500), rubles, dollars, english))).toBe('$0.50');
  });

  it('that the panel does not sell is where it begins and ends to sell, never a number of money', async () => {
    expect(await seen(cost(costAt(service, 5), rubles, dollars, english))).toBe('from 100');
    expect(await seen(cost(costAt(service, 6000), rubles, dollars, english))).toBe('up to 5,000');
    expect(
      await seen(cost(costAt({ ...service, name: 'Multiple of 50' }, 120), rubles, dollars, english)),
    ).toBe('in multiples of 50');
  });
});

describe('an amount of money', () => {
  it.each([
    ['1.5', 'USD', 'en', '$1.50'],
    ['0.00123', 'USD', 'en', '$0.00123'],
    ['0.0275', 'EUR', 'en', '€0.0275'],
    ['1234.567', 'EUR', 'en', '€1,234.57'],
    ['15000.4', 'IDR', 'id', 'Rp 15.000'],
    ['0', 'USD', 'en', '$0.00'],
    ['84.5', 'RUB', 'ru', '84,50 ₽'],
    ['1.5', 'USDT', 'en', '1.50 USDT'],
    ['1e-9', 'USD', 'en', '$0.000000001'],
    ['1.5', 'USD', 'ar', '\u{2066}1.50 US$\u{2069}'],
  ] as const)('%s %s in %s is %s', (amount, currency, language, written) => {
    expect(moneyText(amount, currency, language).replace(/\s/gu, ' ')).toBe(written);
  });
});

describe('the choice of a currency', () => {
  it('keeps what the address holds, marks what is shown, and needs no parameter for the dollar', async () => {
    const markup = String(
      await currencyChoice({
        action: '/services',
        shown: euros,
        keep: { q: '"><b>', sort: undefined },
        reader: english,
      }),
    );
    expect(markup).toContain('name="q" value="&quot;&gt;&lt;b&gt;"');
    expect(markup).not.toContain('name="sort"');
    expect(markup).toMatch(/<option value="EUR"\s+selected/u);
    expect(markup).toMatch(/<option value=""\s*>\s*USD/u);
  });

  it('offers a currency that was named in the address, too', async () => {
    const shown = { ...euros, currency: 'CHF' };
    expect(String(await currencyChoice({ action: '/', shown, reader: english }))).toMatch(
      /<option value="CHF"\s+selected/u,
    );
  });
});

it.each(LANGUAGES)('whose exchange rates of which day are used is said in %s', async (language) => {
  const text = await seen(exchangeNote(euros, readerOf(language, false)));
  expect(text).toContain('EUR');
  expect(text).toContain('2026');
  expect(text).toContain('rates.example');
});
