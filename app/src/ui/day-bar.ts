/**
 * Ninety days at a glance. What a day was is told by shape: a full cell was up, a cell cut near its top was partly down, a cell
 * broken in its middle was down, a low cell was not seen. Colour only repeats it.
 */
import { counted } from './figures.ts';
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

/** Top and height of the parts of a cell, and what they say. */
const SHAPES: Record<DayMark, { parts: [className: string, y: number, height: number][]; words: string }> = {
  u: { parts: [['up', 0, HEIGHT]], words: 'up' },
  p: {
    parts: [
      ['down', 0, 9],
      ['up', 13, HEIGHT - 13],
    ],
    words: 'partly down',
  },
  d: {
    parts: [
      ['down', 0, 15],
      ['down', 21, 15],
    ],
    words: 'down half of the time or more',
  },
  x: { parts: [['unknown', HEIGHT - 10, 10]], words: 'not seen' },
  '.': { parts: [['ground', HEIGHT - 2, 2]], words: 'not watched yet' },
};
const MARKS = ['u', 'p', 'd', 'x', '.'] as const satisfies DayMark[];

/** The whole bar: a cell with incidents leads to them. */
export function dayBar(days: readonly BarDay[], incidentsOf: (day: string) => string): Markup {
  const present = MARKS.filter((mark) => days.some((day) => day.mark === mark));
  return html`<figure>
    <svg
      class="day-bar"
      viewBox="0 0 ${days.length * STEP - (STEP - WIDTH)} ${HEIGHT}"
      preserveAspectRatio="none"
      role="group"
      aria-label="${summaryOf(days.map(({ mark }) => mark).join(''))}"
    >
      ${days.map((day, index) => cell(day, index * STEP, incidentsOf))}
    </svg>
    <figcaption>
      <span>${counted(days.length, 'day')} to today, in UTC</span>
      <span class="legend"
        >${present.map((mark) => html`<span>${key(mark)} ${SHAPES[mark].words}</span> `)}</span
      >
    </figcaption>
  </figure>`;
}

function cell(day: BarDay, x: number, incidentsOf: (day: string) => string): Markup {
  const words = dayWords(day);
  const shape = html`<title>${words}</title>${parts(day.mark, x)}`;
  if (day.incidents === 0) return html`<g>${shape}</g>`;
  return html`<a href="${incidentsOf(isoDay(day.day))}" aria-label="${words}"
    >${shape}<rect class="reach" x="${x}" y="0" width="${STEP}" height="${HEIGHT}"
  /></a>`;
}

function parts(mark: DayMark, x: number): Markup[] {
  return SHAPES[mark].parts.map(
    ([className, y, height]) =>
      html`<rect class="${className}" x="${x}" y="${y}" width="${WIDTH}" height="${height}" />`,
  );
}

function key(mark: DayMark): Markup {
  return html`<svg class="day-bar" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="4" height="14" aria-hidden="true">
    ${parts(mark, 0)}
  </svg>`;
}

/** `2026-11-21: 99.3 % up, down 10 min, not seen 2 min, 1 incident`. */
export function dayWords({ day, mark, upS, downS, unknownS, incidents }: BarDay): string {
  const seen = upS + downS;
  return [
    `${isoDay(day)}: ${seen === 0 ? SHAPES[mark].words : `${uptimeWords(upS / seen)} up`}`,
    ...(downS === 0 ? [] : [`down ${span(downS)}`]),
    ...(seen === 0 || unknownS < 60 ? [] : [`not seen ${span(unknownS)}`]),
    ...(incidents === 0 ? [] : [counted(incidents, 'incident')]),
  ].join(', ');
}

/** For a row of a table: as small as it can be, since a page holds five hundred. `marks`: a letter a day, the oldest first. */
export function dayStrip(marks: string): Markup {
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
    <title>${summaryOf(marks)}</title>
    ${drawn}
  </svg>`;
}

/** Equal days side by side are one stroke. */
function pathOf(marks: string, className: string): string {
  let path = '';
  for (const { 0: run, index } of marks.matchAll(/(.)\1*/g)) {
    const shape = SHAPES[MARKS.find((mark) => run.startsWith(mark)) ?? '.'];
    for (const [name, y, height] of shape.parts)
      if (name === className) path += `M${index} ${y}h${run.length}v${height}h-${run.length}z`;
  }
  return path;
}

/** `90 days: 3 partly down, 1 down half of the time or more, 86 up`. */
export function summaryOf(marks: string): string {
  const counts = (['d', 'p', 'x', 'u', '.'] as const).flatMap((mark) => {
    const days = marks.split(mark).length - 1;
    return days === 0 ? [] : [`${days} ${SHAPES[mark].words}`];
  });
  return `${counted(marks.length, 'day')}: ${counts.join(', ')}`;
}

function isoDay(day: Date): string {
  return day.toISOString().slice(0, 10);
}
