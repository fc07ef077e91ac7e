/**
 * Ninety days at a glance. What a day was is told by shape: a full cell was up, a cell cut near its top was partly down, a cell
 * broken in its middle was down, a low cell was not seen. Colour only repeats it.
 */
import type { Reader } from '../i18n/reader.ts';
import { dayBarWords, markWords } from './day-bar.words.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';
import { span } from './time.ts';
import { uptimeWords } from './uptime.ts';

/** u(p), p(artly down), d(own half of the time or more), x (unknown), . (not watched). */
export type DayMark = 'u' | 'p' | 'd' | 'x' | '.';

export interface BarDay {
  /** Its midnight, UTC. */
  day: Date;
  mark: DayMark;
  upS: number;
  downS: number;
  unknownS: number;
  incidents: number;
}

const HEIGHT = 36;
const STEP = 10;
const WIDTH = 7;

/** Top and height of the parts of a cell. */
const SHAPES: Record<DayMark, [className: string, y: number, height: number][]> = {
  u: [['up', 0, HEIGHT]],
  p: [
    ['down', 0, 9],
    ['up', 13, HEIGHT - 13],
  ],
  d: [
    ['down', 0, 15],
    ['down', 21, 15],
  ],
  x: [['unknown', HEIGHT - 10, 10]],
  '.': [['ground', HEIGHT - 2, 2]],
};
const MARKS = ['u', 'p', 'd', 'x', '.'] as const satisfies DayMark[];

/** The whole bar: a cell with incidents leads to them. */
export function dayBar(
  reader: Reader,
  days: readonly BarDay[],
  incidentsOf: (day: string) => string,
): Markup {
  const present = MARKS.filter((mark) => days.some((day) => day.mark === mark));
  return html`<figure>
    <svg
      class="day-bar"
      viewBox="0 0 ${days.length * STEP - (STEP - WIDTH)} ${HEIGHT}"
      preserveAspectRatio="none"
      role="group"
      aria-label="${summaryOf(reader, days.map(({ mark }) => mark).join(''))}"
    >
      ${days.map((day, index) => cell(reader, day, index * STEP, incidentsOf))}
    </svg>
    <figcaption>
      <span>${reader.say(dayBarWords.toToday, { days: daysIn(reader, days.length) })}</span>
      <span class="legend"
        >${present.map((mark) => html`<span>${key(mark)} ${reader.say(markWords[mark])}</span> `)}</span
      >
    </figcaption>
  </figure>`;
}

function cell(reader: Reader, day: BarDay, x: number, incidentsOf: (day: string) => string): Markup {
  const words = dayWords(reader, day);
  const shape = html`<title>${words}</title>${parts(day.mark, x)}`;
  if (day.incidents === 0) return html`<g>${shape}</g>`;
  return html`<a href="${incidentsOf(isoDay(day.day))}" aria-label="${words}"
    >${shape}<rect class="reach" x="${x}" y="0" width="${STEP}" height="${HEIGHT}"
  /></a>`;
}

function parts(mark: DayMark, x: number): Markup[] {
  return SHAPES[mark].map(
    ([className, y, height]) =>
      html`<rect class="${className}" x="${x}" y="${y}" width="${WIDTH}" height="${height}" />`,
  );
}

function key(mark: DayMark): Markup {
  return html`<svg class="day-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="4" height="14" aria-hidden="true">
    ${parts(mark, 0)}
  </svg>`;
}

/** `2026-11-21: 99.3% up, down 10 min, not seen 2 min, 1 incident`. */
export function dayWords(reader: Reader, { day, mark, upS, downS, unknownS, incidents }: BarDay): string {
  const { say } = reader;
  const seen = upS + downS;
  const told = reader.formats.list([
    seen === 0 ? say(markWords[mark]) : say(dayBarWords.up, { share: uptimeWords(reader, upS / seen) }),
    ...(downS === 0 ? [] : [say(dayBarWords.down, { time: span(reader, downS) })]),
    ...(seen === 0 || unknownS < 60 ? [] : [say(dayBarWords.notSeen, { time: span(reader, unknownS) })]),
    ...(incidents === 0 ? [] : [say(figureWords.incidents, { n: incidents })]),
  ]);
  return `${isoDay(day)}: ${told}`;
}

/** For a row of a table: as small as it can be, since a page holds five hundred. `marks`: a letter a day, the oldest first. */
export function dayStrip(reader: Reader, marks: string): Markup {
  const drawn = ['up', 'down', 'unknown', 'ground'].flatMap((className) => {
    const path = pathOf(marks, className);
    return path === '' ? [] : [html`<path class="${className}" d="${path}" />`];
  });
  return html`<svg
    class="day-bar day-strip"
    viewBox="0 0 ${marks.length} ${HEIGHT}"
    preserveAspectRatio="none"
    role="img"
  >
    <title>${summaryOf(reader, marks)}</title>
    ${drawn}
  </svg>`;
}

/** Equal days side by side are one stroke. */
function pathOf(marks: string, className: string): string {
  let path = '';
  for (const { 0: run, index } of marks.matchAll(/(.)\1*/g)) {
    const shape = SHAPES[MARKS.find((mark) => run.startsWith(mark)) ?? '.'];
    for (const [name, y, height] of shape)
      if (name === className) path += `M${index} ${y}h${run.length}v${height}h-${run.length}z`;
  }
  return path;
}

/** `90 days: 3 partly down, 1 down half of the time or more, 86 up`. */
export function summaryOf(reader: Reader, marks: string): string {
  const counts = (['d', 'p', 'x', 'u', '.'] as const).flatMap((mark) => {
    const days = marks.split(mark).length - 1;
    return days === 0 ? [] : [`${reader.formats.whole(days)} ${reader.say(markWords[mark])}`];
  });
  return `${daysIn(reader, marks.length)}: ${reader.formats.list(counts)}`;
}

function daysIn(reader: Reader, n: number): string {
  return reader.say(figureWords.days, { n });
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
