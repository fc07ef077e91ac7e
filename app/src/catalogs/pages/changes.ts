/** What changed in one panel's catalog, by day. */
import { panelHead } from '../../ui/panel-head.ts';
import type { CheckRow, PanelRow, Viewer } from '../../panels/queries.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { counted } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { table, type Column } from '../../ui/table.ts';
import { clock, day } from '../../ui/time.ts';
import { href } from '../../urls.ts';
import { CHANGE_KINDS, type ChangeKind, type ChangeRow, type Page } from '../queries.ts';
import { changeWords, KIND_WORDS } from './change-words.ts';

export interface ChangesData {
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  lastCheck: CheckRow | undefined;
  kinds: readonly ChangeKind[];
  counts: { kind: ChangeKind; changes: number }[];
  changes: Page<ChangeRow>;
  isContinued: boolean;
}

export function changesPage({
  viewer,
  now,
  panel,
  lastCheck,
  kinds,
  counts,
  changes,
  isContinued,
}: ChangesData): Markup {
  const { rows, next } = changes;
  const address = (query: { kind?: readonly string[]; after?: string }): string =>
    href('panelChanges', { panel: panel.slug }, query);
  return page(
    { title: `Changes at ${panel.name}`, viewer, now, section: 'panels' },
    html`${panelHead({ viewer, now, panel, lastCheck, tab: 'changes' })}
    ${
      (counts.length > 0 || kinds.length > 0) &&
      html`<div class="filters">
        ${chips('Kind of change', [
          { words: 'All', address: address({}), isChosen: kinds.length === 0 },
          ...CHANGE_KINDS.flatMap((kind) => {
            const found = counts.find((it) => it.kind === kind);
            const isChosen = kinds.includes(kind);
            if (found === undefined && !isChosen) return [];
            const toggled = isChosen ? kinds.filter((it) => it !== kind) : [...kinds, kind];
            return [
              {
                words: KIND_WORDS[kind],
                address: address({ kind: toggled }),
                isChosen,
                count: found?.changes ?? 0,
              },
            ];
          }),
        ])}
        <p class="note">Counts are of the last 90 days.</p>
      </div>`
    }
    ${rows.length === 0 ? nothing(panel, kinds) : byDay(rows).map((changesOfDay) => daySection(changesOfDay, panel))}
    ${
      (next !== undefined || isContinued) &&
      html`<nav class="pager" aria-label="Pages of changes">
        ${isContinued && html`<a href="${address({ kind: kinds })}">Latest</a>`}
        ${next !== undefined && html`<a class="button" rel="next nofollow" href="${address({ kind: kinds, after: next })}">Earlier</a>`}
      </nav>`
    }`,
  );
}

function nothing(panel: PanelRow, kinds: readonly ChangeKind[]): Markup {
  if (kinds.length > 0)
    return empty(
      'No such change',
      html`<a href="${href('panelChanges', { panel: panel.slug })}">Show every kind</a>`,
    );
  return panel.services === null
    ? empty('No catalog yet', 'Changes show here once two catalogs were read and differ.')
    : empty('Nothing has changed yet', 'The catalog is what it was when it was first read.');
}

function byDay(rows: readonly ChangeRow[]): ChangeRow[][] {
  return [...Map.groupBy(rows, ({ changedAt }) => changedAt.toISOString().slice(0, 10)).values()];
}

function daySection(rows: readonly ChangeRow[], panel: PanelRow): Markup | false {
  const first = rows[0];
  if (first === undefined) return false;
  const id = `day-${first.changedAt.toISOString().slice(0, 10)}`;
  return html`<section aria-labelledby="${id}">
    <div class="section-head">
      <h2 id="${id}">${day(first.changedAt)}</h2>
      <span class="note">${counted(rows.length, 'change')} on this page, times in UTC</span>
    </div>
    ${table(columns(panel), rows, { label: `Changes of ${first.changedAt.toISOString().slice(0, 10)}`, stacks: true })}
  </section>`;
}

function columns(panel: PanelRow): Column<ChangeRow>[] {
  return [
    { head: 'Time', phoneLabel: '', className: 'when', cell: ({ changedAt }) => clock(changedAt) },
    {
      head: 'Kind',
      phoneLabel: '',
      className: 'kind',
      cell: ({ kind }) => KIND_WORDS[kind],
    },
    {
      head: 'Service',
      isName: true,
      className: 'name',
      cell: ({ serviceId, serviceName }) =>
        serviceId === null
          ? html`<span class="muted">the whole catalog</span>`
          : html`<span class="service-name">${panelText(serviceName ?? serviceId)}</span>
              <span class="service-id">${panelText(serviceId)}</span>`,
    },
    {
      head: 'Change',
      phoneLabel: '',
      className: 'from-to',
      cell: (change) => changeWords(change, panel.currency),
    },
  ];
}
