/** Numbers as people read them. What is unknown is shown as unknown, never as zero. */
import { html, type Markup } from './markup.ts';

/** A dash to the eye, a word to a screen reader. */
export function unknown(word = 'unknown'): Markup {
  return html`<span class="unknown" title="${word}"
    ><span aria-hidden="true">–</span><span class="sr">${word}</span></span
  >`;
}

const WHOLE = new Intl.NumberFormat('en');
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });

export function count(value: number | null): Markup {
  return value === null ? unknown() : html`${WHOLE.format(value)}`;
}

/** `1 service`, `12 services`, with the number grouped. */
export function counted(value: number, one: string, many = `${one}s`): string {
  return `${WHOLE.format(value)} ${value === 1 ? one : many}`;
}

/** An order limit: exact up to 9,999, then `10K`, `2.5M`, with the exact number on hover. */
export function quantity(value: number | null, absent: string): Markup {
  if (value === null) return unknown(absent);
  if (value < 10_000) return html`${WHOLE.format(value)}`;
  return html`<span title="${WHOLE.format(value)}">${COMPACT.format(value)}</span>`;
}

/** A rate exactly as quoted, its whole part grouped; columns align on the decimal point. */
export function rate(value: string | null): Markup {
  if (value === null) return unknown('no rate quoted');
  const match = /^(\d+)(\.\d+)?$/.exec(value);
  if (match === null) return html`<span class="rate">${value}</span>`;
  const [, whole = '', fraction = ''] = match;
  return html`<span class="rate"
    >${whole.replace(/\B(?=(\d{3})+$)/g, ',')}<span class="rate-fraction">${fraction}</span></span
  >`;
}

/** `840 ms`, `2.4 s`. */
export function milliseconds(value: number | null): Markup {
  if (value === null) return unknown();
  return html`${value < 1000 ? `${value} ms` : `${(value / 1000).toFixed(1)} s`}`;
}

export function bytes(value: number | null): Markup {
  if (value === null) return unknown();
  if (value < 1000) return html`${value} B`;
  return html`${value < 1_000_000 ? `${Math.round(value / 1000)} kB` : `${(value / 1_000_000).toFixed(1)} MB`}`;
}

/** A fact that an API may state, deny, or say nothing about. */
export function flag(value: boolean | null): Markup {
  if (value === null) return unknown('not said');
  return value ? html`<span class="yes">yes</span>` : html`<span class="no">no</span>`;
}
