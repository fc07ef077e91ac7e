/** Tells rows that are not services: headings, separators and walls. Source: docs/panel-api.md, "Rows that are not services". */
import type { ListingNote, Service } from './catalog.ts';
import {
  NINES_ABSURD,
  NINES_DOUBTFUL,
  NINES_DOUBTFUL_TIMES,
  ORDER_PRICE_MIN,
  RATE_ABSURD_FROM,
  RATE_ABSURD_TIMES,
} from './limits.ts';

/** What the decision looks at. */
type NoteFacts = Pick<Service, 'name' | 'rate' | 'min' | 'max'>;

/**
 * Why a row is not a service, or null when it is one. A rate of 0 is never a service: in every catalog seen such rows
 * are headings, and a free trial has no place in a comparison of prices either; it stays visible as a note.
 * `rateLeftOut` says that the row is silent about a rate which other rows of its catalog state, `typicalRate` what a
 * rate of the catalog is usually like. Numbers are only compared here; the rate that is kept is the panel's own text.
 */
export function noteReason(
  row: NoteFacts,
  rateLeftOut: boolean,
  typicalRate: () => number,
): ListingNote['reason'] | null {
  const { name, rate, min, max } = row;
  if (startsDecorated(name)) {
    if (SEPARATOR.test(name)) return 'separator';
    if (FRAMED.test(name) || (FRAMED_BY_ARROWS.test(name) && min === max)) return 'heading';
  }
  if (rate === null) return rateLeftOut && min === null && max === null ? 'no_rate' : null;
  const value = Number(rate);
  if (value === 0) return startsDecorated(name) || (min === max && max !== null) ? 'heading' : 'no_rate';
  if (value >= NINES_DOUBTFUL_TIMES && isAbsurd(rate, value, typicalRate())) return 'absurd_rate';
  if (max !== null && min === max && (value * max) / 1000 < ORDER_PRICE_MIN) return 'absurd_rate';
  return null;
}

/** The middle one of up to 200 rates spread over a catalog; infinite where there are too few to tell. */
export function typicalRate(rows: number, rateAt: (at: number) => string | null | undefined): number {
  const step = Math.max(1, Math.floor(rows / 200));
  const sample: number[] = [];
  for (let at = 0; at < rows; at += step) {
    const rate = Number(rateAt(at) ?? 0);
    if (rate > 0) sample.push(rate);
  }
  if (sample.length < 5) return Number.POSITIVE_INFINITY;
  sample.sort((a, b) => a - b);
  return sample[Math.floor(sample.length / 2)] ?? Number.POSITIVE_INFINITY;
}

/** `9999999999999.00` anywhere, `99999` where services cost cents. */
function isAbsurd(rate: string, value: number, typical: number): boolean {
  if (value >= RATE_ABSURD_FROM || value >= typical * RATE_ABSURD_TIMES) return true;
  const nines = /^(9+)(?:\.(?:0+|9+))?$/u.exec(rate)?.[1]?.length ?? 0;
  return nines >= NINES_ABSURD || (nines >= NINES_DOUBTFUL && value >= typical * NINES_DOUBTFUL_TIMES);
}

const DASHES = '\\-‐‑‒–—―−_=~˜∼〜~‾¯▬━─═╌┄┈➖〰▀▄█▓▒░';
const SEPARATOR = new RegExp(
  `^[${DASHES}•·.|/\\\\*+#<>«»‹›:;■□▪▫◾◽◆◇●○★☆✦✧✩✪✫✬✭✮✯⭐🌟▼▲↓↑⬇⬆🔽🔼👇👆\\s\\ufe0f\\u200b-\\u200d]+$`,
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
