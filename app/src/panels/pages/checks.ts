/** The last checks of a panel: a bar at a glance, and its table. */
import type { Reader } from '../../i18n/reader.ts';
import { bytes, count, milliseconds, unknown } from '../../ui/figures.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHeadWords } from '../../ui/panel-head.words.ts';
import { failureText } from '../../ui/verdicts/said.ts';
import { reasonOf } from '../../ui/reasons.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, span } from '../../ui/time.ts';
import { CHECKS_SHOWN, type CheckRow } from '../queries.ts';
import { directoryWords } from './directory.words.ts';
import { checksWords as words, panelWords } from './panel.words.ts';

const HEIGHT = 44;
const STEP = 10;
const WIDTH = 7;

/** One bar a check, the latest at the end: its height is the response time; a failure is full height and broken in two. */
export function checksFigure(
  reader: Reader,
  checks: readonly CheckRow[],
  now: Date,
  /** Of the page that has the table. */
  tableAddress = '',
): Markup | false {
  const last = checks[0];
  const first = checks.at(-1);
  if (last === undefined || first === undefined) return false;
  const slowest = Math.max(1, ...checks.filter(isOk).map(({ durationMs }) => durationMs));
  const failed = checks.filter((check) => !isOk(check)).length;
  const tally = reader.say(words.tally, {
    checks: reader.say(figureWords.checks, { n: checks.length }),
    time: span(reader, (now.getTime() - first.startedAt.getTime()) / 1000),
    failed,
  });
  const summary = reader.say(words.summary, { tally, slowest: reader.formats.milliseconds(slowest) });
  return html`<figure>
    <svg
      class="checks-bar"
      viewBox="0 0 ${CHECKS_SHOWN * STEP} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${summary}"
    >
      <rect class="ground" x="0" y="${HEIGHT - 1}" width="${CHECKS_SHOWN * STEP}" height="1" />
      ${checks.map((check, index) => bar(reader, check, (CHECKS_SHOWN - 1 - index) * STEP, slowest))}
    </svg>
    <figcaption>
      <span>${tally}</span
      ><span
        >${reader.mark(words.height, {
          slowest: milliseconds(reader, slowest),
          link: (said) => html`<a href="${tableAddress}#checks">${said}</a>`,
        })}</span
      >
    </figcaption>
  </figure>`;
}

function bar(reader: Reader, check: CheckRow, x: number, slowest: number): Markup {
  const words = `${check.startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${reasonOf(reader, check.stage, check.code)}, ${reader.formats.milliseconds(check.durationMs)}`;
  if (isOk(check)) {
    const height = Math.max(3, Math.round((check.durationMs / slowest) * HEIGHT));
    return html`<rect
      class="${check.seenState === 'degraded' ? 'slow' : 'ok'}"
      x="${x}"
      y="${HEIGHT - height}"
      width="${WIDTH}"
      height="${height}"
      ><title>${words}</title></rect
    >`;
  }
  const className = check.seenState === 'unknown' ? 'ours' : 'failed';
  return html`<g class="${className}"
    ><title>${words}</title><rect x="${x}" y="0" width="${WIDTH}" height="${HEIGHT * 0.4}" /><rect
      x="${x}"
      y="${HEIGHT * 0.6}"
      width="${WIDTH}"
      height="${HEIGHT * 0.4}"
  /></g>`;
}

function isOk(check: CheckRow): boolean {
  return check.stage === 'ok';
}

export function checksTable(reader: Reader, checks: readonly CheckRow[], now: Date): Markup {
  const columns: Column<CheckRow>[] = [
    { head: reader.say(words.check), cell: ({ startedAt }) => ago(reader, startedAt, now) },
    {
      head: reader.say(words.outcome),
      cell: (check) =>
        isOk(check)
          ? html`<span class="state-up">${reasonOf(reader, check.stage, check.code)}</span>`
          : html`<span class="state-down" title="${failureText(reader, check)}"
              >${reasonOf(reader, check.stage, check.code)}</span
            >`,
    },
    {
      head: reader.say(directoryWords.response),
      isNumber: true,
      cell: ({ durationMs }) => milliseconds(reader, durationMs),
    },
    {
      head: reader.say(words.firstByte),
      isNumber: true,
      cell: ({ firstByteMs }) => milliseconds(reader, firstByteMs),
    },
    { head: reader.say(words.received), isNumber: true, cell: ({ wireBytes }) => bytes(reader, wireBytes) },
    {
      head: reader.say(panelHeadWords.changes),
      isNumber: true,
      cell: (check) =>
        !isOk(check)
          ? unknown(reader)
          : check.changes === 0
            ? html`<span class="muted">0</span>`
            : count(reader, check.changes),
    },
  ];
  return table(columns, checks, { reader, label: reader.say(panelWords.lastChecks) });
}
