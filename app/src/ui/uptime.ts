/** Uptime as people read it: never rounded up to what it is not, and never said where nothing was seen. */
import type { Reader } from '../i18n/reader.ts';
import { unknown } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';

/** `99.98%`; 100 only where no second was down. */
export function uptimeWords(reader: Reader, ratio: number): string {
  return reader.formats.share(ratio);
}

export function uptimeFigure(reader: Reader, ratio: number | null): Markup {
  return ratio === null ? unknown(reader, figureWords.notSeenYet) : html`${uptimeWords(reader, ratio)}`;
}

/** For a column: all with the same decimals. */
export function uptimeCell(reader: Reader, ratio: number | null): Markup {
  return ratio === null
    ? unknown(reader, figureWords.notSeenYet)
    : html`${reader.formats.alignedShare(ratio)}`;
}
