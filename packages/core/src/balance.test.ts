import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_BALANCE, readBalance } from './balance.ts';
import type { Json } from './catalog.ts';

describe('a balance is present', () => {
  test.each<[Json]>([
    [{ balance: '100.84', currency: 'USD' }],
    [{ balance: 0 }],
    [{ balance: '0' }],
    [{ status: 'success', balance: 12.3, currency: 'USD' }],
    [{ data: { balance: '1' } }],
    [{ status: true, data: [{ balance: '1' }] }],
    [{ status: true, data: { user: { balance: 5 } } }],
    [{ balance: { amount: '1.00', currency: 'EUR' } }],
    [{ Balance: '1' }],
    [{ balance: '-3.5' }],
    [{ balance: '١٢' }],
    [[{ balance: 1 }]],
  ])('in %j', (value) => {
    expect(readBalance(value).present).toBe(true);
  });
});

describe('no balance is present', () => {
  test.each<[Json]>([
    [{}],
    [[]],
    [null],
    ['balance'],
    [{ balance: null }],
    [{ balance: '' }],
    [{ balance: 'none' }],
    [{ balance: true }],
    [{ balance: {} }],
    [{ saldo: 5 }],
    [{ services: [{ balance: 1 }, { balance: 2 }] }],
  ])('in %j', (value) => {
    expect(readBalance(value)).toEqual(NO_BALANCE);
  });
});

test('the field of a dialect counts when the dialect was asked for', () => {
  expect(readBalance({ status: true, data: { saldo: '15000' } }, 'layanan').present).toBe(true);
});

describe('the currency', () => {
  test.each([
    [{ balance: '1', currency: 'USD' }, 'USD', 'USD', 'code'],
    [{ balance: '1', currency: 'usd' }, 'USD', 'usd', 'code'],
    [{ balance: '1', currency: 'TRY' }, 'TRY', 'TRY', 'code'],
    [{ balance: '1', currency: 'USDT' }, 'USDT', 'USDT', 'code'],
    [{ status: 'success', balance: '1', currency: 'USD' }, 'USD', 'USD', 'doubtful'],
    [{ status: 'success', balance: '1', currency: 'EUR' }, 'EUR', 'EUR', 'code'],
    [{ balance: '1', currency: '₺' }, 'TRY', '₺', 'symbol'],
    [{ balance: '1', currency: 'Rp' }, 'IDR', 'Rp', 'symbol'],
    [{ balance: '1', currency: 'Rp.' }, 'IDR', 'Rp.', 'symbol'],
    [{ balance: '1', currency: '$' }, null, '$', 'doubtful'],
    [{ balance: '1', currency: '¥' }, null, '¥', 'doubtful'],
    [{ balance: '1', currency: 'credits' }, null, 'credits', 'doubtful'],
    [{ balance: '150 ₽' }, 'RUB', '₽', 'symbol'],
    [{ balance: 'R$ 1.234,50' }, 'BRL', 'R$', 'symbol'],
    [{ balance: '12 EUR' }, 'EUR', 'EUR', 'code'],
    [{ data: { balance: '1' }, currency: 'INR' }, 'INR', 'INR', 'code'],
    [{ balance: { amount: '1.00', currency: 'EUR' } }, 'EUR', 'EUR', 'code'],
    [{ balance: '1' }, null, null, 'unsaid'],
  ])('of %j', (value, currency, currencySaid, currencyTrust) => {
    expect(readBalance(value)).toEqual({ present: true, currency, currencySaid, currencyTrust });
  });
});

test('the amount is in nothing that is kept', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1000 }), fc.constantFrom('', '$', '₺', 'USD '), (amount, sign) => {
      const kept = JSON.stringify(readBalance({ balance: `${sign}${amount}`, currency: 'USD' }));
      expect(kept).not.toContain(String(amount));
    }),
  );
});
