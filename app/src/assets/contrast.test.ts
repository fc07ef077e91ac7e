/** Every pair of colours in which something is written or drawn, in both themes, against WCAG 2.2. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync(new URL('site.css', import.meta.url), 'utf8');
const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }],
  ),
);

/** Text: at least 4.5 to 1. */
const TEXT: [string, string][] = [
  ...['ink', 'muted', 'link', 'good', 'warn', 'bad', 'locked'].flatMap((text): [string, string][] => [
    [text, 'paper'],
    [text, 'raised'],
    [text, 'hover'],
  ]),
  ['on-accent', 'accent'],
  ['ink', 'mark'],
  ['paper', 'ink'],
];

/** What carries meaning without being text, such as borders of fields and marks of state: at least 3 to 1. */
const SHAPES: [string, string][] = [
  ['edge', 'paper'],
  ['accent', 'paper'],
  ['good', 'paper'],
  ['bad', 'paper'],
];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  const contrast = (a: string, b: string): number => contrastOf(colour(a, theme), colour(b, theme));

  test.each(TEXT)('%s on %s can be read', (text, ground) => {
    expect(contrast(text, ground)).toBeGreaterThanOrEqual(4.5);
  });

  test.each(SHAPES)('%s on %s can be seen', (shape, ground) => {
    expect(contrast(shape, ground)).toBeGreaterThanOrEqual(3);
  });
});

test('every colour of the style sheet is a token of both themes', () => {
  const rules = css.slice(css.indexOf('@layer base'));
  expect(rules.match(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|oklch\(/gi)).toBeNull();
});

function colour(name: string, theme: 'light' | 'dark'): string {
  const token = tokens.get(name);
  if (token === undefined) throw new Error(`no colour is called ${name}`);
  return token[theme];
}

function contrastOf(a: string, b: string): number {
  const [darker = 0, lighter = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
