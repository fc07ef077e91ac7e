import { expect, test } from 'vitest';
import type { Spoken } from './classify.ts';
import { unknownWords } from './unknown-words.ts';

function row(name: string, category: string | null = null): Spoken {
  return { name, category, network: null, description: null, orderForm: null };
}

test('rows that are not understood are grouped by the words that they share, the commonest first', () => {
  const groups = unknownWords([
    row('Zorblat Likes | 10K'),
    row('Zᴏʀʙʟᴀᴛ Fnords'),
    row('Zorblat Fnords'),
    row('Instagram Likes Zorblat'),
    row('Instagram Quuxes'),
  ]);
  expect(groups).toEqual([
    { word: 'zorblat', rows: 3, withoutPlatform: 3, withoutKind: 2, examples: [0, 1, 2] },
    { word: 'fnords', rows: 2, withoutPlatform: 2, withoutKind: 2, examples: [1, 2] },
    { word: 'quuxes', rows: 1, withoutPlatform: 0, withoutKind: 1, examples: [4] },
  ]);
});

test('a word counts once a row, in name and category together', () => {
  expect(unknownWords([row('Blarg Blarg', 'Blarg')])).toMatchObject([{ word: 'blarg', rows: 1 }]);
});

test('what is understood teaches nothing', () => {
  expect(unknownWords([row('Instagram Likes Zorblat')])).toEqual([]);
});
