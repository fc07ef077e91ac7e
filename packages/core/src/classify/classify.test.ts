import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { classify, type Spoken } from './classify.ts';
import { type Facts, LIFETIME_DAYS } from './facts.ts';

const silent: Spoken = { name: '', category: null, network: null, description: null, orderForm: null };

function facts(row: Partial<Spoken> | string): Facts {
  return classify({ ...silent, ...(typeof row === 'string' ? { name: row } : row) });
}

describe('rows in our own words, in seven languages', () => {
  const file = join(import.meta.dirname, '../../test/labels/own-words/names.tsv');
  const rows = readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t').map((cell) => (cell === '-' ? null : cell)));

  test('there are at least 300', () => expect(rows.length).toBeGreaterThanOrEqual(300));

  test.each(rows)('%s on the shelf %s', (name, category, platform, kind, secondaryKind, refillDays) => {
    const read = facts({ name: name ?? '', category: category ?? null });
    expect({
      platform: read.platform,
      kind: read.kind,
      secondaryKind: read.secondaryKind,
      refillDays: read.attributes.refillDays,
    }).toEqual({
      platform,
      kind,
      secondaryKind,
      refillDays: refillDays === null ? undefined : Number(refillDays),
    });
  });
});

describe('a promise that is denied', () => {
  test.each([
    'No Refill',
    'Non-Refillable',
    'no auto refill',
    'No Refund / No Refill',
    'Without Guarantee',
    'Refill: No',
    'Refill - ❌',
    'R0',
    '0 Days Refill',
    'Без гарантии',
    'Гарантия: нет',
    'без докрутки',
    'Garantisiz',
    'Telafi Yok',
    'Garanti yoktur',
    'tanpa refill',
    'no garansi',
    'Tidak ada garansi',
    'sem reposição',
    'Não tem garantia',
    'sin reposición',
    'Sin Garantía',
    'بدون ضمان',
    'لا يوجد تعويض',
    '𝗡𝗼 𝗥𝗲𝗳𝗶𝗹𝗹',
    'ɴᴏ ʀᴇғɪʟʟ',
  ])('%s is no refill', (words) => {
    for (const name of [
      `Instagram Likes | ${words}`,
      `Instagram Likes [${words}] [10K/Day]`,
      `${words} Instagram Likes`,
    ])
      expect([name, facts(name).attributes.refillDays]).toEqual([name, 0]);
    expect(
      facts({ name: 'Instagram Likes', description: `Start 0-1 hour\n${words}\n` }).attributes.refillDays,
    ).toBe(0);
  });

  test('takes nothing back that the name promises', () => {
    const row = {
      name: 'Instagram Likes | 30 Days Refill',
      category: 'Likes [No Refill]',
      description: 'No refill',
    };
    expect(facts(row).attributes.refillDays).toBe(30);
  });

  test.each(['No Drop | 30 Days Refill', 'Drop – No | Refill 30', 'Не списываются, гарантия 30 дней'])(
    '%s denies the drop and not the refill',
    (words) =>
      expect(facts(`TikTok Likes | ${words}`).attributes).toMatchObject({ refillDays: 30, dropPercent: 0 }),
  );
});

describe('numbers beside a promise', () => {
  test.each([
    ['Likes | 10K/day | Refill 30', 30],
    ['Likes | Refill ♻️ | Daily 10K', undefined],
    ['Likes 500 per day ♻️', undefined],
    ['Likes [60к в день]♻️', undefined],
    ['Likes | 2 Ay Telafi', 60],
    ['Likes | Garantía 1 año', 365],
    ['Likes | 90-дневная гарантия', 90],
    ['Likes | AR30', 30],
    ['Likes | ʀ 30', 30],
    ['Likes | Lifetime Guarantee', LIFETIME_DAYS],
    ['Likes | 5-10 days ♻️', 10],
    ['Likes | Guaranteed', undefined],
    ['Likes | ضمان ٣٠ يوم', 30],
  ])('%s', (name, days) => expect(facts(name).attributes.refillDays).toBe(days));
});

describe('attributes', () => {
  test('the example of a Turkish panel is read in full', () => {
    const read = facts('🇹🇷 Instagram Takipçi | %100 Türk | 30 Gün Garantili ♻️ | Günlük 10K');
    expect(read).toMatchObject({
      platform: 'instagram',
      kind: 'followers',
      attributes: { country: 'TR', refillDays: 30, speedPerDay: 10_000 },
    });
  });

  test.each([
    ['Views | 5k-10k/day', { speedPerDay: 10_000 }],
    ['Views | 2K per hour', { speedPerDay: 48_000 }],
    ['Просмотры [20 в минуту]', { speedPerDay: 28_800 }],
    ['Просмотры до 1.5кк в сутки', { speedPerDay: 1_500_000 }],
    ['Views | Speed: 100K+ / DAY', { speedPerDay: 100_000 }],
    ['Likes 100rb/hari', { speedPerDay: 100_000 }],
    ['Likes | Start Time: 0-6 Hours', { startHours: 6 }],
    ['Likes | Старт до 30 минут', { startHours: 0.5 }],
    ['Likes | Anlık Başlar', { startHours: 0 }],
    ['Likes | Max 10M', { claimedMax: 10_000_000 }],
    ['Likes | Drop 5-10%', { dropPercent: 10 }],
    ['Лайки | Списания 0%', { dropPercent: 0 }],
    ['Likes | Real HQ Accounts', { quality: ['real', 'hq'] }],
    ['Takipçi | Kadın | Gerçek', { gender: 'female', quality: ['real'] }],
    ['Likes from Saudi Arabia', { country: 'SA' }],
    ['Лайки | Россия + СНГ', { country: 'cis' }],
    ['Likes 🇪🇺', { country: 'europe' }],
  ])('%s', (name, expected) => expect(facts(name).attributes).toMatchObject(expected));

  test('several countries are none', () => {
    expect(facts('Views 🇺🇸 🇩🇪 🇮🇳').attributes.country).toBeUndefined();
  });

  test('a country in a description counts only where it speaks of the place', () => {
    expect(
      facts({ name: 'TikTok Likes', description: 'Example: instagram.com/brazil' }).attributes.country,
    ).toBeUndefined();
    expect(facts({ name: 'TikTok Likes', description: 'Гео: Россия' }).attributes.country).toBe('RU');
    expect(
      facts({ name: 'TikTok Likes', description: 'Geo: mixed\nNot for India' }).attributes.country,
    ).toBeUndefined();
  });
});

describe('modifiers', () => {
  test.each([
    ['Telegram Автопросмотры на 20 постов', ['auto']],
    ['Instagram Likes [Next 10 Posts]', ['auto']],
    ['TikTok Views | Auto Refill 30 Days', []],
    ['YouTube Comments [Custom]', ['custom']],
    ['Telegram Premium Members', ['premium']],
    ['Spotify Combo Package: Plays + Saves', ['package']],
    ['Instagram Likes | Drip Feed', ['drip']],
  ])('%s', (name, expected) => expect(facts(name).modifiers).toEqual(expected));

  test('the order form says what the name leaves out', () => {
    expect(facts({ name: 'Instagram Likes', orderForm: 'Subscriptions' })).toMatchObject({
      modifiers: ['auto'],
      because: { auto: { source: 'orderForm', words: 'Subscriptions' } },
    });
    expect(facts({ name: 'Instagram', orderForm: 'Custom Comments Package' })).toMatchObject({
      kind: 'comments',
      modifiers: ['package', 'custom'],
    });
  });
});

describe('who has the word', () => {
  test('the name over the network, the network over the category', () => {
    expect(facts({ name: 'TikTok Likes', network: 'Instagram', category: 'YouTube' }).platform).toBe(
      'tiktok',
    );
    expect(facts({ name: 'Likes', network: 'Instagram', category: 'YouTube' }).platform).toBe('instagram');
    expect(facts({ name: 'Likes', category: 'YouTube' }).platform).toBe('youtube');
  });

  test('a word that only hints gives way to a shelf that names', () => {
    expect(facts({ name: 'Reels Likes', category: 'Facebook' }).platform).toBe('facebook');
    expect(facts('Reels Likes').platform).toBe('instagram');
  });

  test('words that are also names count where a name stands', () => {
    expect(facts('MAX Подписчики').platform).toBe('max');
    expect(facts('Max 10K Подписчики').platform).toBeNull();
    expect(facts('X Followers').platform).toBe('x');
    expect(facts('Instagram Followers x2').platform).toBe('instagram');
    expect(facts('Medium Quality Instagram Likes').platform).toBe('instagram');
    expect(facts('Medium Followers').platform).toBe('medium');
  });

  test('traffic from a platform goes to a web site', () => {
    expect(facts('USA Traffic from YouTube')).toMatchObject({ platform: 'website', kind: 'traffic' });
  });

  test('a shelf that names several kinds decides none', () => {
    expect(facts({ name: 'Server 4 cheap', category: 'TikTok Likes / Shares / Comments' }).kind).toBeNull();
    expect(facts({ name: 'Server 4 cheap', category: 'TikTok Likes' }).kind).toBe('likes');
  });

  test('the shelf makes a general kind more precise', () => {
    expect(facts({ name: 'Facebook Views | 60 Minutes', category: 'Facebook Live' }).kind).toBe('views');
    expect(facts({ name: 'Facebook Views | 60 Minutes', category: 'Facebook Live Views' }).kind).toBe(
      'live_views',
    );
  });

  test('every fact names its words and their source', () => {
    expect(facts({ name: 'Likes | R30', category: 'Instagram 🇧🇷', network: null }).because).toEqual({
      platform: { source: 'category', words: 'Instagram' },
      kind: { source: 'name', words: 'Likes' },
      refillDays: { source: 'name', words: 'R30' },
      country: { source: 'category', words: '🇧🇷' },
    });
  });

  test('each quality names its own words, whoever said them', () => {
    expect(facts({ name: 'Takipçi | Kadın | Gerçek, eski hesap | HQ' }).because).toMatchObject({
      gender: { source: 'name', words: 'Kadın' },
      real: { source: 'name', words: 'Gerçek' },
      hq: { source: 'name', words: 'HQ' },
    });
    expect(facts({ name: 'Likes', category: 'Instagram | Real | HQ' }).because).toMatchObject({
      real: { source: 'category', words: 'Real' },
      hq: { source: 'category', words: 'HQ' },
    });
  });

  test('a region that holds the country before it is the one that is named', () => {
    expect(facts('Лайки | Россия + СНГ').because.country).toEqual({ source: 'name', words: 'СНГ' });
  });

  test('nothing said is nothing known', () => {
    expect(facts('~~~ *** ~~~')).toEqual({
      platform: null,
      kind: null,
      secondaryKind: null,
      modifiers: [],
      attributes: {},
      because: {},
    });
  });
});
