import { assert, asyncProperty, string } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foundText, panelLink, panelText } from './panel-text.ts';

describe('text of a panel', () => {
  test('cannot become markup', async () => {
    expect(String(await panelText(`<b onclick="x">'&`))).toBe(
      '<bdi>&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;</bdi>',
    );
  });

  test('loses the controls that reorder what stands around it, and keeps the joiners of emoji', async () => {
    expect(String(await panelText('a\u202Eb\u2067c\u0000d 👨‍👩‍👧'))).toBe('<bdi>abcd 👨‍👩‍👧</bdi>');
  });

  test('with half of a surrogate pair is still valid text', async () => {
    expect(String(await panelText('a\uD83Db')).isWellFormed()).toBe(true);
  });
});

describe('found words are marked', () => {
  test.each([
    ['Instagram Likes', 'LIKES insta', '<bdi><mark>Insta</mark>gram <mark>Likes</mark></bdi>'],
    ['Ｌｉｋｅｓ', 'likes', '<bdi><mark>Ｌｉｋｅｓ</mark></bdi>'],
    ['İstanbul çay', 'istanbul cay', '<bdi><mark>İstanbul</mark> <mark>çay</mark></bdi>'],
    ['ﬁne', 'fi', '<bdi><mark>ﬁ</mark>ne</bdi>'],
    ['aaaa', 'aaa aa', '<bdi><mark>aaaa</mark></bdi>'],
    ['<b>likes</b>', 'b', '<bdi>&lt;<mark>b</mark>&gt;likes&lt;/<mark>b</mark>&gt;</bdi>'],
    ['nothing here', 'likes', '<bdi>nothing here</bdi>'],
    ['all', '', '<bdi>all</bdi>'],
  ])('in %s for %s', async (text, query, marked) => {
    expect(String(await foundText(text, query))).toBe(marked);
  });

  test('and the text stays what it was, whatever is searched', async () => {
    await assert(
      asyncProperty(string({ unit: 'grapheme' }), string({ unit: 'grapheme' }), async (text, query) => {
        const marked = String(await foundText(text, query)).replace(/<\/?mark>/g, '');
        expect(marked).toBe(String(await panelText(text)));
      }),
    );
  });
});

describe('the website of a panel', () => {
  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    'ftp://a.example',
    '//a.example',
    'not an address',
    null,
  ])('is no link when it is %s', (url) => {
    expect(panelLink(url)).toBeUndefined();
  });

  test('is a link that gives nothing away, in the spelling of browsers', async () => {
    expect(String(await panelLink('https://пример.example/"x'))).toBe(
      '<a href="https://xn--e1afmkfd.example/%22x" rel="nofollow ugc noopener noreferrer" dir="ltr" >xn--e1afmkfd.example</a >',
    );
  });
});
