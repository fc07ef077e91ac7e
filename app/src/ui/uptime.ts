/** Uptime as people read it: never rounded up to what it is not, and never said where nothing was seen. */
import { unknown } from './figures.ts';
import { html, type Markup } from './markup.ts';

/** `99.98 %`; 100 only where no second was down. */
export function uptimeWords(ratio: number): string {
  return `${(Math.floor(ratio * 10_000) / 100).toFixed(2).replace(/\.?0+$/, '')} %`;
}

export function uptimeFigure(ratio: number | null): Markup {
  return ratio === null ? unknown('not seen yet') : html`${uptimeWords(ratio)}`;
}
