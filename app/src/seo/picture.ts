/**
 * Pictures that stand for a page where it is passed on (Open Graph): drawn as SVG by our templates, made PNG outside the web thread with the
 * fonts that come with the program. A name is a stranger's: what the fonts cannot draw is left out, what is too long is cut between two
 * signs, and everything is escaped.
 */
import { fileURLToPath } from 'node:url';
import { priceUnit, unitPrice, type Priced } from 'smmwatch';
import { renderAsync } from '@resvg/resvg-js';
import { html, type Markup } from '../ui/markup.ts';

const fontOf = (file: string): string => fileURLToPath(import.meta.resolve(file));
const FONTS = [
  fontOf('@expo-google-fonts/noto-sans/400Regular/NotoSans_400Regular.ttf'),
  fontOf('@expo-google-fonts/noto-sans/700Bold/NotoSans_700Bold.ttf'),
  fontOf('@expo-google-fonts/noto-sans-arabic/700Bold/NotoSansArabic_700Bold.ttf'),
];

export interface Picture {
  /** A line above the title, in small. */
  over: string;
  title: string;
  /** Figures under it, each with what it is. */
  figures: readonly { figure: string; is: string }[];
  /** 90 days, a letter each, as `panel_figures.days` has them. */
  days?: string | undefined;
  /** Points of a line, 0 to 1 from left to right and from bottom to top. */
  line?: readonly (readonly [x: number, y: number])[] | undefined;
}

/** What one buys, at its price; without a currency while that is in doubt. */
export function priceFigure(service: Priced, currency: string | null): { figure: string; is: string } {
  const unit = { thousand: 'per 1,000', package: 'for the package', one: 'for one' }[priceUnit(service)];
  return { figure: unitPrice(service) ?? '–', is: currency === null ? unit : `${currency} ${unit}` };
}

const WIDTH = 1200;
const HEIGHT = 630;
const DAY_COLOURS: Readonly<Record<string, string>> = {
  u: '#3d7a58',
  p: '#d9a441',
  d: '#b3261e',
  x: '#747a84',
  '.': '#2a2e35',
};

export async function drawPicture(picture: Picture): Promise<Buffer> {
  const drawn = await renderAsync(String(await svgOf(picture)), {
    font: { fontFiles: FONTS, loadSystemFonts: false, defaultFontFamily: 'Noto Sans' },
  });
  return drawn.asPng();
}

function svgOf({ over, title, figures, days, line }: Picture): Markup {
  const lines = linesOf(drawable(title));
  const isFromRight = readsFromRight(lines.join(' '));
  return html`<svg
    xmlns="http://www.w3.org/2000/svg"
    width="${WIDTH}"
    height="${HEIGHT}"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    font-family="Noto Sans"
  >
    <rect width="${WIDTH}" height="${HEIGHT}" fill="#121417" />
    <text x="72" y="104" font-size="30" fill="#a2a8b2">${directed(cut(drawable(over), 60))}</text>
    ${lines.map((text, index) => html`<text x="${isFromRight ? WIDTH - 72 : 72}" text-anchor="${isFromRight ? 'end' : 'start'}" y="${190 + index * 72}" font-size="60" font-weight="700" fill="#e9eaec">${isFromRight ? fromRight(text) : text}</text>`)}
    ${figures.map(
      ({ figure, is }, index) =>
        html`<text x="${72 + index * 280}" y="420" font-size="46" font-weight="700" fill="#e9eaec"
            >${cut(drawable(figure), 12)}</text
          >
          <text x="${72 + index * 280}" y="462" font-size="26" fill="#a2a8b2"
            >${cut(drawable(is), 20)}</text
          >`,
    )}
    ${
      days !== undefined &&
      days
        .slice(-90)
        .split('')
        .map(
          (day, index) =>
            html`<rect
              x="${72 + index * 11.7}"
              y="508"
              width="8"
              height="50"
              rx="2"
              fill="${DAY_COLOURS[day] ?? '#2a2e35'}"
            />`,
        )
    }
    ${line !== undefined && line.length > 1 && html`<path d="${pathOf(line)}" fill="none" stroke="#8ea2ff" stroke-width="5" />`}
    <text x="${WIDTH - 72}" y="104" font-size="30" font-weight="700" fill="#8ea2ff" text-anchor="end">
      smmwatch
    </text>
  </svg>`;
}

/** Whether its first letter says that it is read from right to left. */
export function readsFromRight(text: string): boolean {
  const [first = ''] = /\p{L}/u.exec(text) ?? [];
  return /\p{Script=Arabic}/u.test(first);
}

/** The renderer takes every line for one from left to right, whatever its letters: an embedding says that this one is not. */
function fromRight(text: string): string {
  return `\u202b${text}\u202c`;
}

function directed(text: string): string {
  return readsFromRight(text) ? fromRight(text) : text;
}

function pathOf(points: readonly (readonly [number, number])[]): string {
  return points
    .map(
      ([x, y], index) =>
        `${index === 0 ? 'M' : 'L'}${Math.round(72 + x * (WIDTH - 144))} ${Math.round(572 - y * 72)}`,
    )
    .join('');
}

/** Stylised letters become plain ones; emoji and scripts that no font of ours has are left out, since a box says nothing. */
export function drawable(text: string): string {
  return (
    text
      .slice(0, 500)
      .normalize('NFKC')
      .replace(
        /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Arabic}\p{Nd}\p{M}\x20-\x7e–—…·€£₽₺₴₸«»“”‘’°%×]/gu,
        ' ',
      )
      // What belonged to a sign that is gone.
      .replace(/(^|\s)\p{M}+/gu, '$1')
      .replace(/\s+/gu, ' ')
      .trim()
  );
}

const SIGNS = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** At most so many signs, the last of them an ellipsis where it is cut. */
export function cut(text: string, signsMax: number): string {
  const signs = [...SIGNS.segment(text)].map(({ segment }) => segment);
  return signs.length <= signsMax
    ? text
    : `${signs
        .slice(0, signsMax - 1)
        .join('')
        .trimEnd()}…`;
}

const LINE_SIGNS = 30;
const LINES_MAX = 2;

function linesOf(text: string): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + word.length + 1 > LINE_SIGNS) {
      lines.push(line);
      line = '';
    }
    line = line === '' ? word : `${line} ${word}`;
  }
  lines.push(line);
  const shown = lines.slice(0, LINES_MAX);
  if (lines.length > LINES_MAX) shown[LINES_MAX - 1] = `${shown[LINES_MAX - 1]} …`;
  return shown.map((one) => cut(one, LINE_SIGNS + 2));
}
