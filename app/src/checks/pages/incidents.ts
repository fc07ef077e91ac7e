/** When a panel was not there, why and for how long: uptime, the days of the bar, incidents, and what was announced. */
import type { CheckRow, MaintenanceRow, PanelRow, Viewer } from '../../panels/queries.ts';
import { dayBar, type BarDay } from '../../ui/day-bar.ts';
import { empty } from '../../ui/empty.ts';
import { count, counted, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelText } from '../../ui/panel-text.ts';
import { reasonOf } from '../../ui/reasons.ts';
import { stateMark } from '../../ui/states.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, lasting, moment, span } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import { href } from '../../urls.ts';
import type { IncidentRow } from '../incident-list.ts';
import { UPTIME_WINDOWS, type Latency, type Uptime, type UptimeWindow } from '../queries.ts';

export interface IncidentsData {
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
  const { viewer, now, panel, lastCheck, days, day, incidents, maintenance, isContinued } = data;
  const address = (query: { day?: string | undefined; after?: string }): string =>
    href('panelIncidents', { panel: panel.slug }, query);
  return page(
    { title: `Incidents at ${panel.name}`, viewer, now, section: 'panels' },
    html`${panelHead({ viewer, now, panel, lastCheck, tab: 'incidents' })} ${announced(maintenance)}
      ${figures(data)} ${dayBar(days, (of) => `${address({ day: of })}#incidents`)}
      <section aria-labelledby="incidents">
        <div class="section-head">
          <h2 id="incidents">Incidents</h2>
          ${day !== undefined && html`<span class="note">of ${day}, UTC. <a href="${address({})}">Show all</a></span>`}
        </div>
        ${
          incidents.rows.length === 0
            ? empty(
                day === undefined ? 'No incident' : `No incident on ${day}`,
                'An incident opens when three checks in a row have failed.',
              )
            : table(columns(now), incidents.rows, { label: 'Incidents', stacks: true })
        }
        ${
          (incidents.next !== undefined || isContinued) &&
          html`<nav class="pager" aria-label="Pages of incidents">
            ${isContinued && html`<a href="${address({ day })}">Latest</a>`}
            ${incidents.next !== undefined && html`<a class="button" rel="next nofollow" href="${address({ day, after: incidents.next })}">Earlier</a>`}
          </nav>`
        }
      </section>
      <details>
        <summary>The days of the bar as a table</summary>
        ${daysTable(days)}
      </details>`,
  );
}

function announced(maintenance: readonly MaintenanceRow[]): Markup[] {
  return maintenance.map(
    ({ startsAt, endsAt, note }) =>
      html`<p class="banner">
        Maintenance announced from ${moment(startsAt)} to ${moment(endsAt)}: ${panelText(note)} Nothing that
        fails then counts as downtime.
      </p>`,
  );
}

const WINDOW_WORDS: Record<UptimeWindow, string> = {
  '24h': '24 hours',
  '7d': '7 days',
  '30d': '30 days',
  '90d': '90 days',
};

function figures({ uptimes, latency }: IncidentsData): Markup {
  return html`<dl class="facts">
    ${UPTIME_WINDOWS.map((window) => {
      const { ratio, upS, downS, unknownS } = uptimes[window];
      const share = unknownS / Math.max(1, upS + downS + unknownS);
      return html`<div>
        <dt>Uptime, ${WINDOW_WORDS[window]}</dt>
        <dd>
          ${uptimeFigure(ratio)}${downS > 0 && html` <small>down ${span(downS)}</small>`}${share >= 0.01 && html` <small>${Math.round(share * 100)} % not seen</small>`}
        </dd>
      </div>`;
    })}
    ${([50, 95, 99] as const).map(
      (rank) =>
        html`<div>
          <dt title="${rank} % of the checks of 30 days were answered within">Response p${rank}, 30 days</dt>
          <dd>
            ${response(latency?.[`p${rank}`] ?? null)}${rank === 50 && latency !== undefined && html` <small>of ${counted(latency.checks, 'check')}</small>`}
          </dd>
        </div>`,
    )}
  </dl>`;
}

function response(ms: number | null): Markup {
  return milliseconds(ms === null ? null : Math.round(ms));
}

function columns(now: Date): Column<IncidentRow>[] {
  return [
    { head: 'State', phoneLabel: '', cell: ({ state }) => stateMark(state) },
    { head: 'Began', isName: true, cell: ({ openedAt }) => moment(openedAt) },
    {
      head: 'Lasted',
      isNumber: true,
      cell: ({ openedAt, closedAt }) =>
        closedAt === null
          ? html`<strong>${lasting(openedAt, now)}</strong>, still open`
          : span((closedAt.getTime() - openedAt.getTime()) / 1000),
    },
    {
      head: 'Cause',
      cell: ({ stage, code, message }) =>
        html`${reasonOf(stage, code)} <small class="muted">${panelText(message)}</small>`,
    },
    { head: 'Came back', isNumber: true, cell: ({ relapses }) => count(relapses) },
    { head: 'Over', cell: ({ closedAt }) => (closedAt === null ? unknown('not over') : ago(closedAt, now)) },
  ];
}

function daysTable(days: readonly BarDay[]): Markup {
  const cells: Column<BarDay>[] = [
    { head: 'Day (UTC)', isName: true, cell: ({ day }) => day.toISOString().slice(0, 10) },
    {
      head: 'Uptime',
      isNumber: true,
      cell: ({ upS, downS }) => uptimeFigure(upS + downS === 0 ? null : upS / (upS + downS)),
    },
    { head: 'Down', isNumber: true, cell: ({ downS }) => (downS === 0 ? '0' : span(downS)) },
    { head: 'Not seen', isNumber: true, cell: ({ unknownS }) => (unknownS === 0 ? '0' : span(unknownS)) },
    { head: 'Incidents', isNumber: true, cell: ({ incidents }) => count(incidents) },
  ];
  return table(cells, days.filter(({ mark }) => mark !== '.').reverse(), { label: 'Days' });
}
