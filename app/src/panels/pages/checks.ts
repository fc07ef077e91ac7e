/** The last checks of a panel: a bar at a glance, and its table. */
import { bytes, count, counted, milliseconds, unknown } from '../../ui/figures.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { reasonOf } from '../../ui/reasons.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, span } from '../../ui/time.ts';
import { CHECKS_SHOWN, type CheckRow } from '../queries.ts';

const HEIGHT = 44;
const STEP = 10;
const WIDTH = 7;

/** One bar a check, the latest at the end: its height is the response time; a failure is full height and broken in two. */
export function checksFigure(checks: readonly CheckRow[], now: Date): Markup | false {
  const last = checks[0];
  const first = checks.at(-1);
  if (last === undefined || first === undefined) return false;
  const slowest = Math.max(1, ...checks.filter(isOk).map(({ durationMs }) => durationMs));
  const failed = checks.filter((check) => !isOk(check)).length;
  const summary = `The last ${counted(checks.length, 'check')}: ${failed === 0 ? 'none failed' : `${failed} failed`}, the slowest answered in ${slowest} ms.`;
  return html`<figure>
    <svg
      class="checks-bar"
      viewBox="0 0 ${CHECKS_SHOWN * STEP} ${HEIGHT}"
      preserveAspectRatio="none"
      role="img"
      aria-label="${summary}"
    >
      <rect class="ground" x="0" y="${HEIGHT - 1}" width="${CHECKS_SHOWN * STEP}" height="1" />
      ${checks.map((check, index) => bar(check, (CHECKS_SHOWN - 1 - index) * STEP, slowest))}
    </svg>
    <figcaption>
      <span
        >${counted(checks.length, 'check')} in ${span((now.getTime() - first.startedAt.getTime()) / 1000)}:
        ${failed === 0 ? 'none failed' : `${failed} failed`}</span
      ><span
        >height is the response time, ${milliseconds(slowest)} at most ·
        <a href="#checks">as a table</a></span
      >
    </figcaption>
  </figure>`;
}

function bar(check: CheckRow, x: number, slowest: number): Markup {
  const words = `${check.startedAt.toISOString().slice(0, 16).replace('T', ' ')} UTC: ${reasonOf(check.stage, check.code)}, ${check.durationMs} ms`;
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

export function checksTable(checks: readonly CheckRow[], now: Date): Markup {
  const columns: Column<CheckRow>[] = [
    { head: 'Check', cell: ({ startedAt }) => ago(startedAt, now) },
    {
      head: 'Outcome',
      cell: (check) =>
        isOk(check)
          ? html`<span class="state-up">ok</span>`
          : html`<span class="state-down" title="${check.message ?? ''}"
              >${reasonOf(check.stage, check.code)}</span
            >`,
    },
    { head: 'Response', isNumber: true, cell: ({ durationMs }) => milliseconds(durationMs) },
    { head: 'First byte', isNumber: true, cell: ({ firstByteMs }) => milliseconds(firstByteMs) },
    { head: 'Received', isNumber: true, cell: ({ wireBytes }) => bytes(wireBytes) },
    {
      head: 'Changes',
      isNumber: true,
      cell: (check) =>
        !isOk(check)
          ? unknown()
          : check.changes === 0
            ? html`<span class="muted">0</span>`
            : count(check.changes),
    },
  ];
  return table(columns, checks, { label: 'Last checks' });
}
