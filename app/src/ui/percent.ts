/** A difference in percent: the sign says the direction, colour repeats it. Up is the colour of paying more. */
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';

/** Takes what decimal.ts computes: `"+5.04"`, `"-34.4"`. */
export function percent(reader: Reader, signed: string): Markup {
  const isUp = signed.startsWith('+');
  return html`<span class="${isUp ? 'up-by' : 'down-by'}">${reader.formats.signedPercent(signed)}</span>`;
}
