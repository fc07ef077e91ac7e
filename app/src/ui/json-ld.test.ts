import { expect, it } from 'vitest';
import { jsonLd } from './json-ld.ts';

it('no name can end the element, and every name is read back as it was', async () => {
  const names = [
    '</script><script>alert(1)</script>',
    '<!--',
    ']]>',
    '\u2028\u2029',
    '"\\',
    '&lt;',
    '\ud83d',
  ];
  const text = String(await jsonLd({ '@type': 'Thing', name: names }));
  const inside = /^<script type="application\/ld\+json">(.*)<\/script>$/su.exec(text)?.[1] ?? '';
  expect(inside).not.toMatch(/[<>&\u2028\u2029]/u);
  expect(JSON.parse(inside).name).toEqual(names);
});
