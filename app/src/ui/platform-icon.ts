/**
 * The marks of platforms, drawn by the makers of simple-icons; a letter where they have none. A page holds a shape once,
 * and only the shapes that it shows: `platformShapes` with those of the page, then `platformIcon` beside each name.
 */
import { readFileSync } from 'node:fs';
import { PLATFORMS, type Platform } from 'smmwatch';
import { html, type Markup } from './markup.ts';

/** What a platform's drawing is called, where it has one under another name than its slug, and the letter where it has none. */
const DRAWN_AS: Partial<Record<Platform, string>> = {
  ok: 'odnoklassniki',
  // The international name of the same application.
  kwai: 'kuaishou',
  apple_music: 'applemusic',
  app_store: 'appstore',
  google_play: 'googleplay',
  weibo: 'sinaweibo',
};
const LETTERS: Partial<Record<Platform, string>> = {
  linkedin: 'in',
  rutube: 'R',
  dzen: 'D',
  max: 'M',
  yandex: 'Я',
  likee: 'L',
  bigo: 'B',
  trovo: 'T',
  tokopedia: 'T',
  avito: 'A',
  website: 'W',
  truth_social: 'T',
  other: '?',
};

/** Read once: some forty small files. */
const SHAPES: ReadonlyMap<string, Markup> = new Map(
  PLATFORMS.map((platform) => [platform, shapeOf(platform)]),
);

function shapeOf(platform: Platform): Markup {
  const letter = LETTERS[platform];
  if (letter !== undefined)
    return html`<text
      x="12"
      y="18.5"
      text-anchor="middle"
      font-size="${letter.length > 1 ? 17 : 19}"
      font-weight="700"
    >
      ${letter}
    </text>`;
  const file = new URL(import.meta.resolve(`simple-icons/icons/${DRAWN_AS[platform] ?? platform}.svg`));
  const path = / d="([^"]+)"/.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  return html`<path d="${path}" />`;
}

/** Stands once on a page that shows marks of these platforms. */
export function platformShapes(platforms: Iterable<string | null>): Markup {
  const shown = [...new Set(platforms)].flatMap((platform) => {
    const shape = platform === null ? undefined : SHAPES.get(platform);
    return shape === undefined
      ? []
      : [html`<symbol id="platform-${platform}" viewBox="0 0 24 24">${shape}</symbol>`];
  });
  return html`<svg class="shapes" aria-hidden="true">${shown}</svg>`;
}

/** Says nothing by itself: the name of the platform stands beside it. */
export function platformIcon(platform: string | null): Markup | false {
  if (platform === null || !SHAPES.has(platform)) return false;
  return html`<svg class="platform" aria-hidden="true"><use href="#platform-${platform}" /></svg>`;
}
