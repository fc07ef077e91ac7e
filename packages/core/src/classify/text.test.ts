import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NUMBER } from './lexicon.ts';
import { scan } from './scan.ts';
import { foldText } from './text.ts';
import { newScan, SCANNED_CHARACTERS_MAX, wordsOf } from './tokens.ts';

describe('folded text', () => {
  test.each([
    ['ᴛɢ ɪɢ ᴛᴛ ʏᴛ ғʙ', 'tg ig tt yt fb'],
    ['ʀᴜTube', 'rutube'],
    ['𝗥𝗲𝗳𝗶𝗹𝗹 𝟯𝟲𝟱', 'refill 365'],
    ['🆅🅸🅿 🅣 ⓐ', 'vip t a'],
    ['ᴬᵁᵀᴼ', 'auto'],
    ['Ｆｕｌｌ', 'full'],
    ['TAKİPÇİ takıpçı Takipçi', 'takipci takipci takipci'],
    ['Visualizações Reposición', 'visualizacoes reposicion'],
    ['ضَمَان أعضاء مشاهدة', 'ضمان اعضاء مشاهده'],
    ['٣٠ ۳۰ ३०', '30 30 30'],
    ['♻️⭐ a\u200db', 'ab'],
  ])('%s is %s', (text, folded) => expect(foldText(text)).toBe(folded));

  test('Cyrillic and Latin letters that look the same are the same', () => {
    expect(foldText('Пpемиум пoдписчики Cохранения')).toBe(foldText('Премиум подписчики Сохранения'));
  });

  test('folding what is folded changes nothing', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(foldText(foldText(text))).toBe(foldText(text));
      }),
    );
  });
});

describe('a scan', () => {
  const into = newScan();
  const read = (text: string): (string | number)[] => {
    scan(text, into);
    return Array.from({ length: into.count }, (_, at) =>
      into.token[at] === NUMBER ? (into.value[at] ?? 0) : wordsOf(into, at),
    );
  };

  test.each([
    ['10,000 likes', [10_000, 'likes']],
    ['x² ½ ①', ['x', 2, 1, 1]],
    ['15 000 views', [15_000, 'views']],
    ['1.5K', [1.5, 'K']],
    ['200.000/day', [200_000, '/', 'day']],
    ['R30', ['R', 30]],
    ['𝟯𝟲𝟱 days', [365, 'days']],
    ['5k-10k', [5, 'k', '-', 10, 'k']],
    ['90-day', [90, 'day']],
    ['Автолайки', ['Автолайки', 'Автолайки']],
    ['see https://t.me/boost now', ['see', 'now']],
  ])('of %s', (text, tokens) => expect(read(text)).toEqual(tokens));

  test('leaves nothing of the text before it', () => {
    const once = read('TikTok Likes');
    read('Instagram Followers | 30 Days Refill | 10K/Day');
    expect(read('TikTok Likes')).toEqual(once);
  });

  test('of an endless text stops', () => {
    scan('likes '.repeat(100_000), into);
    expect(into.to[into.count - 1]).toBeLessThanOrEqual(SCANNED_CHARACTERS_MAX);
  });
});
