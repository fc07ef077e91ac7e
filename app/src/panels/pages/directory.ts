/** The directory: one dense table of panels, any column of which sorts, by address. */
import { chips } from '../../ui/chips.ts';
import { dayStrip } from '../../ui/day-bar.ts';
import { empty } from '../../ui/empty.ts';
import { count, counted, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import { PANEL_STATES, stateCell, stateWord } from '../../ui/states.ts';
import { table, type Column, type Sorting } from '../../ui/table.ts';
import { ago } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import { href } from '../../urls.ts';
import {
  PANELS_PER_PAGE,
  type PanelRow,
  type PanelSearch,
  type PanelSort,
  type PanelState,
  type Viewer,
} from '../queries.ts';

export interface DirectoryData {
  viewer: Viewer;
  now: Date;
  search: PanelSearch;
  rows: PanelRow[];
  states: { state: PanelState | null; panels: number }[];
}

export function directoryPage(data: DirectoryData): Markup {
  const { viewer, now, search, rows, states } = data;
  const total = states.reduce((sum, { panels }) => sum + panels, 0);
  const address = (changes: Partial<PanelSearch>): string => directoryAddress({ ...search, ...changes });
  const sorting: Sorting<PanelSort> = {
    by: search.sort,
    down: search.down,
    address: (by, down) => address({ sort: by, down }),
  };
  return page(
    { title: 'Panels', viewer, now, section: 'panels', hasSearch: true },
    html`<div class="page-head"><h1>Panels</h1></div>
      ${
        total === 0
          ? noPanels(viewer)
          : html`<div class="filters">
                ${searchBox({
                  action: href('panels'),
                  label: 'Find a panel by name or address',
                  findsHere: true,
                  query: search.query,
                  keep: {
                    state: search.state,
                    sort: search.sort === 'name' ? undefined : search.sort,
                    order: search.down ? 'down' : undefined,
                  },
                })}
                ${chips('State', [
                  {
                    words: 'All',
                    address: address({ state: undefined }),
                    isChosen: search.state === undefined,
                    count: total,
                  },
                  ...PANEL_STATES.flatMap((state) => {
                    const panels = states.find((it) => it.state === state)?.panels ?? 0;
                    const isChosen = search.state === state;
                    if (panels === 0 && !isChosen) return [];
                    return [
                      { words: stateWord(state), address: address({ state }), isChosen, count: panels },
                    ];
                  }),
                ])}
              </div>
              ${results(
                rows.length === 0 ? 'No panel matches' : `${counted(rows.length, 'panel')} shown`,
                html`${rows.length === 0 ? empty('No panel matches', html`<a href="${href('panels')}">Show all ${total}</a>`) : panelTable(rows, now, sorting)}
                ${rows.length === PANELS_PER_PAGE && html`<p class="note">The first ${PANELS_PER_PAGE} are shown. Search to narrow them down.</p>`}`,
              )}`
      }`,
  );
}

function directoryAddress({ query, state, sort, down }: PanelSearch): string {
  return href('panels', {
    q: query,
    state,
    sort: sort === 'name' && !down ? undefined : sort,
    order: down ? 'down' : undefined,
  });
}

export function panelTable(rows: readonly PanelRow[], now: Date, sorting?: Sorting<PanelSort>): Markup {
  return table(columns(now), rows, { label: 'Panels', sorting });
}

function columns(now: Date): Column<PanelRow, PanelSort>[] {
  return [
    {
      head: 'Panel',
      sort: 'name',
      isName: true,
      cell: ({ slug, name }) => html`<a href="${href('panel', { panel: slug })}">${panelText(name)}</a>`,
    },
    { head: 'State', sort: 'state', className: 'state-cell', cell: (panel) => stateCell(panel, now) },
    {
      head: '90 days',
      cell: ({ slug, days }) =>
        days === null
          ? unknown('not seen yet')
          : html`<a class="plain" href="${href('panelIncidents', { panel: slug })}">${dayStrip(days)}</a>`,
    },
    {
      head: 'Uptime 30 d',
      sort: 'uptime',
      isNumber: true,
      cell: ({ uptime30d }) => uptimeFigure(uptime30d),
    },
    {
      head: 'p95',
      sort: 'p95',
      isNumber: true,
      cell: ({ p95Ms }) => milliseconds(p95Ms === null ? null : Math.round(p95Ms)),
    },
    {
      head: 'Services',
      sort: 'services',
      sortsDownFirst: true,
      isNumber: true,
      cell: ({ services }) => count(services),
    },
    {
      head: 'Changes 7 d',
      sort: 'changes',
      sortsDownFirst: true,
      isNumber: true,
      cell: ({ slug, changes7d, services }) =>
        changes7d === 0
          ? services === null
            ? unknown()
            : html`<span class="muted">0</span>`
          : html`<a class="plain" href="${href('panelChanges', { panel: slug })}">${count(changes7d)}</a>`,
    },
    {
      head: 'Currency',
      sort: 'currency',
      cell: ({ currency }) => (currency === null ? unknown('not said') : panelText(currency)),
    },
    {
      head: 'Response',
      sort: 'response',
      isNumber: true,
      cell: ({ durationMs, state }) =>
        state === 'up' || state === 'degraded' ? milliseconds(durationMs) : unknown('no reply to time'),
    },
    {
      head: 'Last check',
      sort: 'checked',
      sortsDownFirst: true,
      isNumber: true,
      cell: ({ checkedAt }) => ago(checkedAt, now),
    },
  ];
}

export function noPanels(viewer: Viewer): Markup {
  return viewer === 'operator'
    ? empty(
        'No panel is watched yet',
        html`<a href="${href('newPanel')}">Add the first panel</a>, or run
          <code>npx smmwatch panels add</code>.`,
      )
    : empty(
        'No panel is listed yet',
        html`Sign in as operator with the link that was printed when the site started, or run
          <code>npx smmwatch panels add</code>. A panel is listed from its first answered check on.`,
      );
}
