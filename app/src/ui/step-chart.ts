/**
 * Values that hold until they change, as steps: drawn on the server, complete without JavaScript, with a table of the same. Time runs from
 * left to right in every language. What is not known is left out; what was not there is a band. With JavaScript a crosshair reads
 * it and a drag looks closer (assets/chart.ts).
 */
import type { Reader } from '../i18n/reader.ts';
import { chartWords } from './step-chart.words.ts';
import { html, type Markup } from './markup.ts';

export interface ChartStep {
  from: Date;
  to: Date;
  /** Null is a gap. */
  value: number | null;
  /** The value as people read it: `0.90 USD`. */
  words: string;
}

interface Series {
  /** What the line shows; said when there are several. */
  label: string;
  /** `main` or `second`: the look of the line. */
  look: 'main' | 'second';
  steps: readonly ChartStep[];
}

export interface StepChart {
  reader: Reader;
  /** One sentence for those who cannot see it: what, from when to when, from which to which value. */
  label: string;
  from: Date;
  to: Date;
  series: readonly Series[];
  /** Times in which there was nothing to have a value. */
  bands?: readonly { from: Date; to: Date; label: string }[];
  /** A value on the axis as people read it. */
  format: (value: number) => string;
  /** The same as a table. */
  table: Markup;
  /** Beside something that matters more. */
  isLow?: boolean;
}

const WIDTH = 1000;
const HEIGHT = 220;
/** Room above and below, so that a line on the edge is seen whole. */
const MARGIN = 8;
const TIME_TICKS = 5;
/** Below two days the hours tell more than the days. */
const SHORT_MS = 2 * 86_400_000;

export function stepChart(chart: StepChart): Markup {
  const { reader, label, from, to, series, bands = [], format, table } = chart;
  const [low, high] = rangeOf(series);
  const x = (at: Date): number =>
    round(((at.getTime() - from.getTime()) / (to.getTime() - from.getTime() || 1)) * WIDTH);
  const y = (value: number): number =>
    round(HEIGHT - MARGIN - ((value - low) / (high - low)) * (HEIGHT - 2 * MARGIN));
  const ticks = Array.from(
    { length: TIME_TICKS },
    (_, index) => new Date(from.getTime() + ((to.getTime() - from.getTime()) * index) / (TIME_TICKS - 1)),
  );
  return html`<figure class="${chart.isLow === true ? 'chart low' : 'chart'}">
    <div class="chart-body" dir="ltr">
      <div class="chart-values" aria-hidden="true">
        <span>${format(high)}</span><span>${format((high + low) / 2)}</span><span>${format(low)}</span>
      </div>
      <div class="chart-plot" data-chart="${dataOf(chart)}" data-hint="${reader.say(chartWords.hint)}">
        <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" role="img" aria-label="${label}">
          ${[MARGIN, HEIGHT / 2, HEIGHT - MARGIN].map((at) => html`<path class="chart-grid" d="M0 ${at}H${WIDTH}" />`)}
          ${bands.map((band) => html`<rect class="chart-band" x="${x(band.from)}" y="0" width="${Math.max(1, x(band.to) - x(band.from))}" height="${HEIGHT}"><title>${band.label}</title></rect>`)}
          ${series.map(({ look, steps }) => html`<path class="chart-line ${look}" d="${pathOf(steps, x, y)}" />`)}
        </svg>
      </div>
      <div class="chart-times" aria-hidden="true">
        ${ticks.map((at) => html`<span>${to.getTime() - from.getTime() > SHORT_MS ? reader.formats.date(at) : reader.formats.clock(at)}</span>`)}
      </div>
    </div>
    ${
      series.length > 1 &&
      html`<p class="chart-legend">
        ${series.map((one) => html`<span class="${one.look}">${one.label}</span> `)}
      </p>`
    }
    <details class="chart-table">
      <summary>${reader.say(chartWords.asTable)}</summary>
      ${table}
    </details>
  </figure>`;
}

/** For the island: times in seconds, the words that belong to each step. */
function dataOf({ from, to, series }: StepChart): string {
  return JSON.stringify({
    from: seconds(from),
    to: seconds(to),
    series: series.map(({ label, steps }) => ({
      label,
      steps: steps.map((step) => [seconds(step.from), seconds(step.to), step.words]),
    })),
  });
}

function seconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

/** Horizontal while it holds, vertical where it changes, broken where nothing is known. */
export function pathOf(
  steps: readonly Pick<ChartStep, 'from' | 'to' | 'value'>[],
  x: (at: Date) => number,
  y: (value: number) => number,
): string {
  let path = '';
  let end: number | undefined;
  for (const { from, to, value } of steps) {
    if (value === null) {
      end = undefined;
      continue;
    }
    const start = x(from);
    path += end === start ? `V${y(value)}` : `M${start} ${y(value)}`;
    end = x(to);
    path += `H${end}`;
  }
  return path;
}

/** Lowest and highest value with some room, never a range of nothing. */
function rangeOf(series: readonly Series[]): [number, number] {
  const values = series.flatMap(({ steps }) => steps.flatMap(({ value }) => (value === null ? [] : [value])));
  if (values.length === 0) return [0, 1];
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
  return [Math.max(0, low - room), high + room];
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
