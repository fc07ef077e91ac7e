/** How fast a panel answered, day by day: half of its checks, and 95 %. Days on which none ended well are gaps. */
import type { Reader } from '../i18n/reader.ts';
import { count, milliseconds } from './figures.ts';
import { latencyWords as words } from './latency-chart.words.ts';
import { html, type Markup } from './markup.ts';
import { stepChart, type ChartStep } from './step-chart.ts';
import { table } from './table.ts';
import { date } from './time.ts';

/** What a day of the chart needs to know. */
interface AnsweredDay {
  /** Its midnight, UTC. */
  day: Date;
  checks: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

const DAY_MS = 86_400_000;
/** Fewer are no line. */
const DAYS_MIN = 3;

/** False where so few days are known that there is nothing to draw. */
export function latencyChart(reader: Reader, days: readonly AnsweredDay[], now: Date): Markup | false {
  const first = days[0];
  const last = days.at(-1);
  if (first === undefined || last === undefined || days.length < DAYS_MIN) return false;
  const { say, formats } = reader;
  const steps = (rank: 'p50' | 'p95'): ChartStep[] =>
    days.map((one) => ({
      from: one.day,
      to: new Date(Math.min(one.day.getTime() + DAY_MS, now.getTime())),
      value: one[rank],
      words: formats.milliseconds(Math.round(one[rank])),
    }));
  return html`<section aria-labelledby="latency">
    <h2 id="latency">${say(words.title)}</h2>
    ${stepChart({
      reader,
      label: say(words.label, {
        from: formats.date(first.day),
        to: formats.date(last.day),
        p50: formats.milliseconds(Math.round(last.p50)),
        p95: formats.milliseconds(Math.round(last.p95)),
      }),
      from: first.day,
      to: now,
      series: [
        { label: say(words.p50), look: 'main', steps: steps('p50') },
        { label: say(words.p95), look: 'second', steps: steps('p95') },
      ],
      format: (ms) => formats.milliseconds(Math.round(ms)),
      isLow: true,
      table: table<AnsweredDay>(
        [
          { head: say(words.day), cell: ({ day }) => date(reader, day) },
          { head: say(words.p50), isNumber: true, cell: ({ p50 }) => milliseconds(reader, Math.round(p50)) },
          { head: say(words.p95), isNumber: true, cell: ({ p95 }) => milliseconds(reader, Math.round(p95)) },
          { head: say(words.checks), isNumber: true, cell: ({ checks }) => count(reader, checks) },
        ],
        days.toReversed(),
        { reader, label: say(words.title) },
      ),
    })}
  </section>`;
}
