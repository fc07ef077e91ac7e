/** Of what the response time of a panel is made: a line a stage, with a bar as long as half of the checks took, and a hint to where 95 % were. */
import type { Reader } from '../i18n/reader.ts';
import { count, milliseconds } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { stageWords as words } from './stage-table.words.ts';
import { table } from './table.ts';

interface Spread {
  checks: number;
  /** Milliseconds. */
  p50: number;
  p95: number;
}

type Line = Spread & { stage: keyof typeof words.stages };

const WIDTH = 100;
const HEIGHT = 8;

/** `whole` is of all checks that ended ok; false where no stage was timed yet. */
export function stageTable(
  reader: Reader,
  stages: readonly Line[],
  whole: { checks: number; p50: number | null; p95: number | null } | undefined,
): Markup | false {
  if (stages.length === 0) return false;
  const { say } = reader;
  const lines: Line[] = [
    ...stages,
    ...(whole === undefined || whole.p50 === null || whole.p95 === null
      ? []
      : [{ stage: 'whole', checks: whole.checks, p50: whole.p50, p95: whole.p95 } as const]),
  ];
  const longest = Math.max(...lines.map(({ p95 }) => p95), 1);
  return html`<section class="stages" aria-labelledby="stages">
    <h2 id="stages">${say(words.title)}</h2>
    ${table<Line>(
      [
        { head: say(words.stage), isName: true, cell: ({ stage }) => say(words.stages[stage]) },
        {
          head: 'p50, p95',
          headCell: html`<span class="sr">p50, p95</span>`,
          className: 'span',
          cell: (line) => bar(line, longest),
        },
        {
          head: 'p50',
          title: say(words.half),
          isNumber: true,
          cell: ({ p50 }) => milliseconds(reader, Math.round(p50)),
        },
        {
          head: 'p95',
          title: say(words.most),
          isNumber: true,
          cell: ({ p95 }) => milliseconds(reader, Math.round(p95)),
        },
        { head: say(words.checks), isNumber: true, cell: ({ checks }) => count(reader, checks) },
      ],
      lines,
      { reader, label: say(words.title), rowClass: ({ stage }) => (stage === 'whole' ? 'sum' : undefined) },
    )}
    <p class="note">${say(words.note)}</p>
  </section>`;
}

function bar({ p50, p95 }: Spread, longest: number): Markup {
  const long = (ms: number): number => Math.max(1, Math.round((ms / longest) * WIDTH));
  return html`<svg
    class="span-bar"
    viewBox="0 0 ${WIDTH} ${HEIGHT}"
    preserveAspectRatio="none"
    aria-hidden="true"
  >
    <rect class="most" width="${long(p95)}" height="${HEIGHT}" />
    <rect class="half" width="${long(p50)}" height="${HEIGHT}" />
  </svg>`;
}
