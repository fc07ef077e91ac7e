/** A difference in percent: the sign says the direction, colour repeats it. Up is the colour of paying more. */
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';

/** Takes what decimal.ts computes: `"+5.04"`, `"-34.4"`. */
export function percent(reader: Reader, signed: string): Markup {
  return coloured(signed, reader.formats.signedPercent(signed));
}

/** For a column: all with one decimal. What rounds to nothing has no colour. */
export function percentCell(reader: Reader, ratio: number): Markup {
  const value = (ratio * 100).toFixed(1);
  if (Number(value) === 0) return html`${reader.formats.alignedPercent('0').replace('+', '')}`;
  return coloured(value.startsWith('-') ? value : `+${value}`, reader.formats.alignedPercent(value));
}

function coloured(signed: string, words: string): Markup {
  return html`<span class="${signed.startsWith('+') ? 'up-by' : 'down-by'}">${words}</span>`;
}
