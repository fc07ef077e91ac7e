/** A difference in percent: the sign says the direction, colour repeats it. Up is the colour of paying more. */
import { html, type Markup } from './markup.ts';

/** Takes what decimal.ts computes: `"+5.04"`, `"-34.4"`. */
export function percent(signed: string): Markup {
  const isUp = signed.startsWith('+');
  const number = signed
    .slice(1)
    .replace(/(\.\d*?)0+$/, '$1')
    .replace(/\.$/, '')
    .replace(/\B(?=(\d{3})+(?!\d)(?=\.|$))/g, ',');
  return html`<span class="${isUp ? 'up-by' : 'down-by'}">${isUp ? '+' : '−'}${number} %</span>`;
}
