/** Instants as people read them: how long ago at a glance, the exact second and zone on hover. */
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';
import { timeWords } from './time.words.ts';

/** `3 min ago`. The island rewrites it as time passes and puts the reader's own zone into the tooltip. */
export function ago(reader: Reader, at: Date | null, now: Date): Markup {
  if (at === null) return html`<span class="unknown">${reader.say(timeWords.never)}</span>`;
  const iso = at.toISOString();
  return html`<time datetime="${iso}" title="${exact(iso)}" data-ago>${distance(reader, at, now)}</time>`;
}

/** `12 min`: how long something has lasted. */
export function lasting(reader: Reader, since: Date, now: Date): Markup {
  const iso = since.toISOString();
  return html`<time datetime="${iso}" title="${exact(iso)}" data-lasting
    >${span(reader, Math.max(0, (now.getTime() - since.getTime()) / 1000))}</time
  >`;
}

/** `23 Nov 2026`. */
export function date(reader: Reader, at: Date): Markup {
  return timed(at, reader.formats.date(at));
}

/** `07:45` with the date on hover: for rows under a heading that names the day. */
export function clock(reader: Reader, at: Date): Markup {
  return timed(at, reader.formats.clock(at));
}

/** `23 Nov 2026, 07:45 UTC`. */
export function moment(reader: Reader, at: Date): Markup {
  return timed(at, reader.formats.moment(at));
}

/** `Monday, 23 November 2026`, for headings. */
export function day(reader: Reader, at: Date): Markup {
  return html`<time datetime="${at.toISOString().slice(0, 10)}">${reader.formats.day(at)}</time>`;
}

/** `3 min ago`, `in 40 sec`, `now`. */
export function distance(reader: Reader, at: Date, now: Date): string {
  return reader.formats.distance(Math.round((now.getTime() - at.getTime()) / 1000));
}

/** A length of time in its largest unit: `45 sec`, `12 min`, `5 hr`, `3 days`. */
export function span(reader: Reader, seconds: number): string {
  return reader.formats.span(seconds);
}

/** An interval as it was set: `15 min`, `90 sec`, `6 hr`. */
export function interval(reader: Reader, seconds: number): string {
  return reader.formats.interval(seconds);
}

function timed(at: Date, words: string): Markup {
  const iso = at.toISOString();
  return html`<time datetime="${iso}" title="${exact(iso)}">${words}</time>`;
}

function exact(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}
