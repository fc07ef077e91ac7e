/** A rate of thirty days in the size of a word. */
import type { Step } from '../history/steps.ts';
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';
import { sparklineWords } from './sparkline.words.ts';
import { pathOf } from './step-chart.ts';
import { unknown } from './figures.ts';

const WIDTH = 72;
const HEIGHT = 18;

/** `steps` lie between `from` and `to`; an unknown where nothing was quoted. */
export function sparkline(reader: Reader, steps: readonly Step[], from: Date, to: Date): Markup {
  const values = steps.map((step) => ({
    from: step.from < from ? from : step.from,
    to: step.to,
    value: step.available && step.rate !== null ? Number(step.rate) : null,
  }));
  const known = values.flatMap(({ value }) => (value === null ? [] : [value]));
  const [first] = known;
  const last = known.at(-1);
  if (first === undefined || last === undefined) return unknown(reader);
  const low = known.reduce((a, b) => Math.min(a, b));
  const high = known.reduce((a, b) => Math.max(a, b));
  const x = (at: Date): number =>
    Math.round(((at.getTime() - from.getTime()) / (to.getTime() - from.getTime())) * WIDTH * 10) / 10;
  const y = (value: number): number =>
    high === low
      ? HEIGHT / 2
      : Math.round((HEIGHT - 2 - ((value - low) / (high - low)) * (HEIGHT - 4)) * 10) / 10;
  const words =
    high === low
      ? sparklineWords.flat
      : last > first
        ? sparklineWords.rose
        : last < first
          ? sparklineWords.fell
          : sparklineWords.moved;
  return html`<svg
    class="sparkline"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    width="${WIDTH}"
    height="${HEIGHT}"
    role="img"
    aria-label="${reader.say(words)}"
  >
    <path d="${pathOf(values, x, y)}" />
  </svg>`;
}
