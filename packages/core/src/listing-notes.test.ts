import { describe, expect, test } from 'vitest';
import { noteReason, typicalRate } from './listing-notes.ts';

function reason(
  name: string,
  rate: string | null,
  min: number | null = 100,
  max: number | null = 10_000,
): string | null {
  return noteReason({ name, rate, min, max }, rate === null, () => 1.2);
}

describe('rows that are not services', () => {
  test('a rate of 0', () => {
    expect(reason('🌎 ТАРГЕТ ПО СТРАНАМ', '0.00', 1, 1)).toBe('heading');
    expect(reason('[▓▓▓▓▓]••• Лайки на прямой эфир', '0.00', 100, 100)).toBe('heading');
    expect(reason('Instagram followers free trial', '0')).toBe('no_rate');
  });
  test('an absurd rate', () => {
    for (const rate of ['9999999999999.00', '9999999', '99999', '99999.99', '50000000']) {
      expect(reason('NEW SERVICES', rate)).toBe('absurd_rate');
    }
    for (const rate of ['341778.3497', '9999', '9999.99', '999.99', '100000']) {
      expect(reason('YouTube live 24 hours', rate)).toBeNull();
    }
  });
  test('what is absurd among dollars is a price among rupiahs', () => {
    const among = (typical: number, rate: string) =>
      noteReason({ name: 'YouTube live', rate, min: 1, max: 10 }, false, () => typical);
    expect(among(15_000, '2750000')).toBeNull();
    expect(among(15_000, '999999')).toBeNull();
    expect(among(15_000, '9999999999999')).toBe('absurd_rate');
    expect(among(Number.POSITIVE_INFINITY, '99999')).toBeNull();
  });
  test('the typical rate is the middle one of a sample', () => {
    const typicalOf = (rates: (string | null)[]) => typicalRate(rates.length, (at) => rates[at]);
    expect(typicalOf(['1', '2', '0', null, '3', '400', '5'])).toBe(3);
    expect(typicalOf(Array.from({ length: 10_000 }, (_, at) => String(at + 1)))).toBeCloseTo(5000, -2);
    expect(typicalOf(['1', '2'])).toBe(Number.POSITIVE_INFINITY);
  });
  test('a whole order for less than a hundred-thousandth', () => {
    expect(reason('🟧 Просмотры для Telegram (Тематические)', '0.001', 1, 1)).toBe('absurd_rate');
    expect(reason('Telegram views', '0.0013', 100, null)).toBeNull();
    expect(reason('Telegram account', '252.2415', 1, 1)).toBeNull();
  });
  test('names made of dashes, tildes and the like', () => {
    for (const name of [
      '------',
      '~~~~',
      '➖➖➖➖',
      '— — —',
      '▬▬▬▬▬',
      '_______',
      '••••',
      '⬇️⬇️⬇️',
      '= = = =',
      '-',
      '.',
    ]) {
      expect(reason(name, '1.00')).toBe('separator');
    }
  });
  test('names made of stars', () => {
    expect(reason('★★★★★★', '0.5')).toBe('separator');
    expect(reason('⭐⭐⭐ Real likes', '0.5')).toBeNull();
  });
  test('a heading between dashes', () => {
    expect(reason('------------------------ 𝐎𝐭𝐡𝐞𝐫 ----------------------------', '1.00')).toBe('heading');
    expect(reason('~~~ Instagram ~~~', '0.50')).toBe('heading');
    expect(reason('🔽🔽 Custom Comments 🔽🔽', '0.5', 1, 1)).toBe('heading');
  });
  test('a row silent about rate and limits among rows that are not', () => {
    expect(reason('Instagram', null, null, null)).toBe('no_rate');
    expect(noteReason({ name: 'Instagram', rate: null, min: null, max: null }, false, () => 1)).toBeNull();
  });
  test('services with decorated, short or emoji names stay services', () => {
    for (const name of [
      '👍',
      '❤️',
      '⭐ Instagram Views',
      '- Likes',
      '🔥 Views 🔥',
      '-- Fast --',
      '🆅🅸🅿',
      '1K',
      '【 Likes 】',
      '🔽 Likes 🔽',
    ]) {
      expect(reason(name, '0.01')).toBeNull();
    }
  });
});
