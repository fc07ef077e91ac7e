/** Numbers as people read them. What is unknown is shown as unknown, never as zero. */
import type { Message, Reader } from '../i18n/reader.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';

/** A dash to the eye, a word to a screen reader. */
export function unknown(reader: Reader, why: Message = figureWords.unknown): Markup {
  const word = reader.say(why);
  return html`<span class="unknown" title="${word}"
    ><span aria-hidden="true">–</span><span class="sr">${word}</span></span
  >`;
}

export function count(reader: Reader, value: number | null): Markup {
  return value === null ? unknown(reader) : html`${reader.formats.whole(value)}`;
}

/** An order limit: exact up to 9,999, then `10K`, `2.5M`, with the exact number on hover. */
export function quantity(reader: Reader, value: number | null, absent: Message): Markup {
  if (value === null) return unknown(reader, absent);
  const { whole, compact } = reader.formats;
  if (value < 10_000) return html`${whole(value)}`;
  return html`<span title="${whole(value)}">${compact(value)}</span>`;
}

/**
 * A rate exactly as quoted, digit by digit, in the signs of the language; columns align on the decimal point. Whatever the direction
 * of the page, its parts stand from left to right: in Arabic 1.10 would else read 10.1.
 */
export function rate(reader: Reader, value: string | null): Markup {
  if (value === null) return unknown(reader, figureWords.noRate);
  const match = /^(0|[1-9]\d*)(?:\.(\d+))?$/.exec(value);
  if (match === null) return html`<span class="rate">${value}</span>`;
  const [, whole = '', fraction] = match;
  return html`<span class="rate" dir="ltr"
    >${reader.formats.whole(BigInt(whole))}<span class="rate-fraction"
      >${fraction !== undefined && `${reader.formats.decimalSign}${fraction}`}</span
    ></span
  >`;
}

/** `840 ms`, `2.4 sec`. */
export function milliseconds(reader: Reader, value: number | null): Markup {
  return value === null ? unknown(reader) : html`${reader.formats.milliseconds(value)}`;
}

export function bytes(reader: Reader, value: number | null): Markup {
  return value === null ? unknown(reader) : html`${reader.formats.bytes(value)}`;
}

/** A fact that an API may state, deny, or say nothing about. */
export function flag(reader: Reader, value: boolean | null): Markup {
  if (value === null) return unknown(reader, figureWords.notSaid);
  return value
    ? html`<span class="yes">${reader.say(figureWords.yes)}</span>`
    : html`<span class="no">${reader.say(figureWords.no)}</span>`;
}
