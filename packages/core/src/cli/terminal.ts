/**
 * Text on a terminal. What panels write is hostile: it may hold escape sequences that repaint the screen and direction
 * marks that reorder a line, so everything of theirs passes through `clean` before it is printed.
 */
import { styleText } from 'node:util';

/**
 * CSI and OSC sequences, whole: without this, removing the escape alone would leave `[31m` behind. Written out of names,
 * since a control character in a pattern is a mistake everywhere else.
 */
const ESC = String.raw`\u001B`;
const BEL = String.raw`\u0007`;
const ESCAPES = new RegExp(
  [
    String.raw`(?:${ESC}\[|\u009B)[0-?]*[ -\/]*[@-~]`,
    String.raw`(?:${ESC}\]|\u009D)[^${BEL}${ESC}\u009C]*(?:${BEL}|${ESC}\\|\u009C)?`,
    String.raw`${ESC}[@-Z\\^_]`,
  ].join('|'),
  'gu',
);
const BREAKS = /[\t\n\v\f\r\u0085\u2028\u2029]+/gu;
/** Controls, direction overrides, isolates and marks, zero-width space and byte order mark, lone surrogates. */
const INVISIBLE = /[\p{Cc}\u061C\u200B\u200E\u200F\u202A-\u202E\u2066-\u2069\uFEFF\p{Cs}]/gu;

/** One safe line of what a panel wrote. */
export function clean(text: string): string {
  return text.replace(ESCAPES, '').replace(BREAKS, ' ').replace(INVISIBLE, '');
}

const NARROW = /^[\u0020-\u02FF\u0370-\u058F\u2010-\u2027]*$/u;
const WIDE =
  /^(?:\p{Emoji_Presentation}|.\uFE0F|\p{Regional_Indicator}|[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\u{20000}-\u{3FFFD}])/u;
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** Columns that a cleaned text takes on a terminal. */
export function width(text: string): number {
  if (NARROW.test(text)) return text.length;
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) columns += WIDE.test(segment) ? 2 : 1;
  return columns;
}

/** Shortens a cleaned text to that many columns. */
export function fit(text: string, columnsMax: number): string {
  if (width(text) <= columnsMax) return text;
  let shortened = '';
  let columns = 0;
  for (const { segment } of segmenter.segment(text)) {
    columns += WIDE.test(segment) ? 2 : 1;
    if (columns > columnsMax - 1) break;
    shortened += segment;
  }
  return `${shortened}…`;
}

/** Meanings, not colours: what they look like is decided here alone. */
export type Tone = 'plain' | 'strong' | 'faint' | 'good' | 'doubtful' | 'bad';

/** Sets the tone of a text, or leaves it alone where nobody sees colours. */
export type Paint = (tone: Tone, text: string) => string;

const FORMATS = { strong: 'bold', faint: 'dim', good: 'green', doubtful: 'yellow', bad: 'red' } as const;

/** Colour only on a terminal, and never against NO_COLOR (https://no-color.org: any value but the empty one). */
export function painter(isTerminal: boolean, noColor: string | undefined): Paint {
  const colours = isTerminal && (noColor ?? '') === '';
  return (tone, text) =>
    !colours || tone === 'plain' ? text : styleText(FORMATS[tone], text, { validateStream: false });
}
