import { expect, test } from 'vitest';
import { href } from './urls.ts';

test('addresses are filled in, whatever stands in them', () => {
  expect(href('home')).toBe('/');
  expect(href('panel', { panel: 'a/b?c' })).toBe('/panels/a%2Fb%3Fc');
  expect(href('panelChanges', { panel: 'x' }, { kind: ['rate', 'added'], after: undefined })).toBe(
    '/panels/x/changes?kind=rate&kind=added',
  );
});

test('what is empty is left out', () => {
  expect(href('services', { q: '', sort: undefined, after: 'a=b&c' })).toBe('/services?after=a%3Db%26c');
});
