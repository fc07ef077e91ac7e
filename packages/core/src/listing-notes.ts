/** Tells rows that are not services: headings, separators and walls. Source: docs/panel-api.md, "Rows that are not services". */
import type { ListingNote, Service } from './catalog.ts';
import { ORDER_PRICE_MIN, RATE_ABSURD_FROM, RATE_NINES_MIN } from './limits.ts';

/** What the decision looks at. */
type NoteFacts = Pick<Service, 'name' | 'rate' | 'min' | 'max'>;

/**
 * Why a row is not a service, or null when it is one. A rate of 0 is never a service: in every catalog seen such rows
 * are headings, and a free trial has no place in a comparison of prices either; it stays visible as a note. `rateLeftOut` says that the row is
 * silent about a rate which other rows of its catalog state.
 */
export function noteReason(row: NoteFacts, rateLeftOut: boolean): ListingNote['reason'] | null {
  const { name, rate, min, max } = row;
  if (startsDecorated(name)) {
    if (SEPARATOR.test(name)) return 'separator';
    if (FRAMED.test(name) || (FRAMED_BY_ARROWS.test(name) && min === max)) return 'heading';
  }
  if (rate === null) return rateLeftOut && min === null && max === null ? 'no_rate' : null;
  const value = Number(rate);
  if (value === 0) return startsDecorated(name) || (min === max && max !== null) ? 'heading' : 'no_rate';
  if (value >= RATE_ABSURD_FROM || isNines(rate)) return 'absurd_rate';
  // Number() here only compares; the rate that is kept is the panel's own text.
  if (max !== null && min === max && (value * max) / 1000 < ORDER_PRICE_MIN) return 'absurd_rate';
  return null;
}

const DASHES = '\\-‐‑‒–—―−_=~˜∼〜~‾¯▬━─═╌┄┈➖〰▀▄█▓▒░';
const SEPARATOR = new RegExp(
  `^[${DASHES}•·.|/\\\\*+#<>«»‹›:;■□▪▫◾◽▼▲↓↑⬇⬆🔽🔼👇👆\\s\\ufe0f\\u200b-\\u200d]{2,}$`,
  'u',
);
/** A run of at least three on both sides: `------ Other ------`. */
const FRAMED = new RegExp(`^[${DASHES}]{3}.*[${DASHES}]{3}$`, 'su');
const FRAMED_BY_ARROWS = /^(?:🔽|🔼|⬇|⬆|👇|↓|▼|►|»).*(?:🔽|🔼|⬇|⬆|👇|↓|▼|◄|«)\ufe0f?$/su;

/** Nearly every name starts with an ASCII letter or digit, and is no decoration. */
function startsDecorated(name: string): boolean {
  const code = name.charCodeAt(0);
  if ((code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39))
    return false;
  return !/^\p{L}/u.test(name);
}

/** `999999`, `9999999999999.00`: nines only, and many. */
function isNines(rate: string): boolean {
  if (rate.charCodeAt(0) !== 57 || rate.length < RATE_NINES_MIN) return false;
  const whole = /^(9+)(?:\.(?:0+|9+))?$/u.exec(rate)?.[1] ?? '';
  return whole.length >= RATE_NINES_MIN;
}
