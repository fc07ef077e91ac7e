import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const css = readFileSync(new URL('site.css', import.meta.url), 'utf8').replace(/\/\*.*?\*\//gs, '');
const PHYSICAL =
  /^(?:(?:margin|padding|border|inset|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-.*)?|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|float|clear)$/;

test('the look has no left and no right: a page mirrors where its language does', () => {
  const declarations = [...css.matchAll(/(?:^|[{;])\s*([a-z-]+)\s*:\s*([^;{}]+)/g)];
  expect(declarations.length).toBeGreaterThan(300);
  const bad = declarations.flatMap(([, property = '', value = '']) =>
    PHYSICAL.test(property) || /^(?:left|right)$/.test(value.trim()) ? [`${property}: ${value}`] : [],
  );
  expect(bad).toEqual([]);
});
