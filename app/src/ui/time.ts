/** Instants as people read them: how long ago at a glance, the exact second and zone on hover. */
import { html, type Markup } from './markup.ts';

/** `3 min ago`. The island rewrites it as time passes and puts the reader's own zone into the tooltip. */
export function ago(at: Date | null, now: Date): Markup {
  if (at === null) return html`<span class="unknown">never</span>`;
  const iso = at.toISOString();
  return html`<time datetime="${iso}" title="${exact(iso)}" data-ago>${distance(at, now)}</time>`;
}

/** `12 min`: how long something has lasted. */
export function lasting(since: Date, now: Date): Markup {
  return html`<time datetime="${since.toISOString()}" title="since ${exact(since.toISOString())}" data-lasting
    >${span(Math.max(0, (now.getTime() - since.getTime()) / 1000))}</time
  >`;
}

/** `23 Nov 2026`. */
export function date(at: Date): Markup {
  return html`<time datetime="${at.toISOString()}" title="${exact(at.toISOString())}"
    >${DAY.format(at)}</time
  >`;
}

/** `07:45` with the date on hover: for rows under a heading that names the day. */
export function clock(at: Date): Markup {
  return html`<time datetime="${at.toISOString()}" title="${exact(at.toISOString())}"
    >${at.toISOString().slice(11, 16)}</time
  >`;
}

/** `23 Nov 2026, 07:45 UTC`. */
export function moment(at: Date): Markup {
  return html`<time datetime="${at.toISOString()}" title="${exact(at.toISOString())}"
    >${DAY.format(at)}, ${at.toISOString().slice(11, 16)} UTC</time
  >`;
}

/** `Monday 23 November 2026`, for headings. */
export function day(at: Date): Markup {
  return html`<time datetime="${at.toISOString().slice(0, 10)}">${LONG_DAY.format(at)}</time>`;
}

/** `3 min ago`, `in 40 s`, `just now`. */
export function distance(at: Date, now: Date): string {
  const seconds = Math.round((now.getTime() - at.getTime()) / 1000);
  if (Math.abs(seconds) < 5) return seconds < 0 ? 'now' : 'just now';
  return seconds < 0 ? `in ${span(-seconds)}` : `${span(seconds)} ago`;
}

/** A length of time in its largest unit: `45 s`, `12 min`, `5 h`, `3 d`. */
export function span(seconds: number): string {
  if (seconds < 60) return `${Math.round(seconds)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.floor(seconds / 3600)} h`;
  return `${Math.floor(seconds / 86_400)} d`;
}

/** An interval as it was set: `15 min`, `90 s`, `6 h`. */
export function interval(seconds: number): string {
  if (seconds % 86_400 === 0) return `${seconds / 86_400} d`;
  if (seconds % 3600 === 0) return `${seconds / 3600} h`;
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}

function exact(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`;
}

const DAY = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeZone: 'UTC' });
const LONG_DAY = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  timeZone: 'UTC',
});
