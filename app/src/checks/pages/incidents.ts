/** When a panel was not there, why and for how long: uptime, the days of the bar, incidents, and what was announced. */
import type { Reader } from '../../i18n/reader.ts';
import type { CheckRow, MaintenanceRow, PanelRow, Viewer } from '../../panels/queries.ts';
import { dayBar, type BarDay } from '../../ui/day-bar.ts';
import { empty } from '../../ui/empty.ts';
import { count, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHeadWords } from '../../ui/panel-head.words.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelText } from '../../ui/panel-text.ts';
import { failureSaid } from '../../ui/verdicts/said.ts';
import { reasonOf } from '../../ui/reasons.ts';
import { stateMark } from '../../ui/states.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, lasting, moment, span } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import type { IncidentRow } from '../incident-list.ts';
import { UPTIME_WINDOWS, type Latency, type Uptime, type UptimeWindow } from '../queries.ts';
import { incidentWords as words, uptimeWindowWords } from './incidents.words.ts';

export interface IncidentsData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  lastCheck: CheckRow | undefined;
  uptimes: Record<UptimeWindow, Uptime>;
  /** Over 30 days. */
  latency: Latency | undefined;
  days: BarDay[];
  /** Only incidents that touch this day are listed. */
  day: string | undefined;
  incidents: { rows: IncidentRow[]; next: string | undefined };
  maintenance: MaintenanceRow[];
  isContinued: boolean;
}

export function incidentsPage(data: IncidentsData): Markup {
  const { reader, viewer, now, panel, lastCheck, days, day, incidents, maintenance, isContinued } = data;
  const { say } = reader;
  const dayOf = (iso: string): string => reader.formats.date(new Date(`${iso}T00:00:00Z`));
  const address = (query: { day?: string | undefined; after?: string }): string =>
    reader.href('panelIncidents', { panel: panel.slug }, query);
  return page(
    { title: say(words.title, { panel: panel.name }), reader, viewer, now, section: 'panels' },
    html`${panelHead({ reader, viewer, now, panel, lastCheck, tab: 'incidents' })}
      ${announced(reader, maintenance)} ${figures(data)}
      ${dayBar(reader, days, (of) => `${address({ day: of })}#incidents`)}
      <section aria-labelledby="incidents">
        <div class="section-head">
          <h2 id="incidents">${say(panelHeadWords.incidents)}</h2>
          ${day !== undefined && html`<span class="note">${reader.mark(words.ofDay, { day: dayOf(day), link: (said) => html`<a href="${address({})}">${said}</a>` })}</span>`}
        </div>
        ${
          incidents.rows.length === 0
            ? empty(
                day === undefined ? say(words.none) : say(words.noneOn, { day: dayOf(day) }),
                say(words.opensWhen),
              )
            : table(columns(reader, now), incidents.rows, {
                reader,
                label: say(panelHeadWords.incidents),
                stacks: true,
              })
        }
        ${
          (incidents.next !== undefined || isContinued) &&
          html`<nav class="pager" aria-label="${say(words.pages)}">
            ${isContinued && html`<a href="${address({ day })}">${say(listWords.latest)}</a>`}
            ${incidents.next !== undefined && html`<a class="button" rel="next nofollow" href="${address({ day, after: incidents.next })}">${say(listWords.earlier)}</a>`}
          </nav>`
        }
      </section>
      <details>
        <summary>${say(words.asTable)}</summary>
        ${daysTable(reader, days)}
      </details>`,
  );
}

function announced(reader: Reader, maintenance: readonly MaintenanceRow[]): Markup[] {
  return maintenance.map(
    ({ startsAt, endsAt, note }) =>
      html`<p class="banner">
        ${reader.mark(words.announced, {
          from: moment(reader, startsAt),
          to: moment(reader, endsAt),
          note: panelText(note),
        })}
      </p>`,
  );
}

function figures({ reader, uptimes, latency }: IncidentsData): Markup {
  const { say } = reader;
  return html`<dl class="facts">
    ${UPTIME_WINDOWS.map((window) => {
      const { ratio, upS, downS, unknownS } = uptimes[window];
      const share = unknownS / Math.max(1, upS + downS + unknownS);
      return html`<div>
        <dt>${say(uptimeWindowWords[window])}</dt>
        <dd>
          ${uptimeFigure(reader, ratio)}${downS > 0 && html` <small>${say(words.downFor, { time: span(reader, downS) })}</small>`}${share >= 0.01 && html` <small>${say(words.notSeenShare, { share: reader.formats.share(Math.round(share * 100) / 100) })}</small>`}
        </dd>
      </div>`;
    })}
    ${([50, 95, 99] as const).map(
      (rank) =>
        html`<div>
          <dt title="${say(words.rankMeans, { rank })}">${say(words.response, { rank })}</dt>
          <dd>
            ${response(reader, latency?.[`p${rank}`] ?? null)}${rank === 50 && latency !== undefined && html` <small>${say(words.ofChecks, { n: latency.checks })}</small>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function response(reader: Reader, ms: number | null): Markup {
  return milliseconds(reader, ms === null ? null : Math.round(ms));
}

function columns(reader: Reader, now: Date): Column<IncidentRow>[] {
  const { say } = reader;
  const strong = (said: Markup): Markup => html`<strong>${said}</strong>`;
  return [
    { head: say(listWords.state), phoneLabel: '', cell: ({ state }) => stateMark(reader, state) },
    { head: say(words.began), isName: true, cell: ({ openedAt }) => moment(reader, openedAt) },
    {
      head: say(words.lasted),
      isNumber: true,
      cell: ({ openedAt, closedAt }) =>
        closedAt === null
          ? reader.mark(words.stillOpen, { time: lasting(reader, openedAt, now), strong })
          : span(reader, (closedAt.getTime() - openedAt.getTime()) / 1000),
    },
    {
      head: say(words.cause),
      cell: (incident) =>
        html`${reasonOf(reader, incident.stage, incident.code)}
          <small class="muted">${failureSaid(reader, incident)}</small>`,
    },
    { head: say(words.cameBack), isNumber: true, cell: ({ relapses }) => count(reader, relapses) },
    {
      head: say(words.over),
      cell: ({ closedAt }) =>
        closedAt === null ? unknown(reader, words.notOver) : ago(reader, closedAt, now),
    },
  ];
}

function daysTable(reader: Reader, days: readonly BarDay[]): Markup {
  const { say } = reader;
  const length = (seconds: number): string => (seconds === 0 ? '0' : span(reader, seconds));
  const cells: Column<BarDay>[] = [
    { head: say(words.dayUtc), isName: true, cell: ({ day }) => reader.formats.date(day) },
    {
      head: say(words.uptime),
      isNumber: true,
      cell: ({ upS, downS }) => uptimeFigure(reader, upS + downS === 0 ? null : upS / (upS + downS)),
    },
    { head: say(words.down), isNumber: true, cell: ({ downS }) => length(downS) },
    { head: say(words.notSeen), isNumber: true, cell: ({ unknownS }) => length(unknownS) },
    {
      head: say(panelHeadWords.incidents),
      isNumber: true,
      cell: ({ incidents }) => count(reader, incidents),
    },
  ];
  return table(cells, days.filter(({ mark }) => mark !== '.').reverse(), { reader, label: say(words.days) });
}
