/** What changed in one panel's catalog, by day. */
import type { Reader } from '../../i18n/reader.ts';
import { panelHead } from '../../ui/panel-head.ts';
import type { CheckRow, PanelRow, Viewer } from '../../panels/queries.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { table, type Column } from '../../ui/table.ts';
import { clock, day } from '../../ui/time.ts';
import { serviceSegment } from '../../urls.ts';
import { CHANGE_KINDS, type ChangeKind, type ChangeRow, type Page } from '../queries.ts';
import { serviceTableWords } from '../../ui/service-table.words.ts';
import { changeWords } from '../../ui/change-words.ts';
import { kindWords } from '../../ui/change.words.ts';
import { changesPageWords as words } from './changes.words.ts';

export interface ChangesData {
  reader: Reader;
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
  reader,
  viewer,
  now,
  panel,
  lastCheck,
  kinds,
  counts,
  changes,
  isContinued,
}: ChangesData): Markup {
  const { say } = reader;
  const { rows, next } = changes;
  const address = (query: { kind?: readonly string[]; after?: string }): string =>
    reader.href('panelChanges', { panel: panel.slug }, query);
  return page(
    { title: say(words.title, { panel: panel.name }), reader, viewer, now, section: 'panels' },
    html`${panelHead({ reader, viewer, now, panel, lastCheck, tab: 'changes' })}
    ${
      (counts.length > 0 || kinds.length > 0) &&
      html`<div class="filters">
        ${chips(reader, say(words.kindOfChange), [
          { words: say(words.all), address: address({}), isChosen: kinds.length === 0 },
          ...CHANGE_KINDS.flatMap((kind) => {
            const found = counts.find((it) => it.kind === kind);
            const isChosen = kinds.includes(kind);
            if (found === undefined && !isChosen) return [];
            const toggled = isChosen ? kinds.filter((it) => it !== kind) : [...kinds, kind];
            return [
              {
                words: say(kindWords[kind]),
                address: address({ kind: toggled }),
                isChosen,
                count: found?.changes ?? 0,
              },
            ];
          }),
        ])}
        <p class="note">${say(words.countsOf)}</p>
        ${counts.length > 0 && together(reader, panel)}
      </div>`
    }
    ${rows.length === 0 ? nothing(reader, panel, kinds) : byDay(rows).map((changesOfDay) => daySection(reader, changesOfDay, panel))}
    ${
      (next !== undefined || isContinued) &&
      html`<nav class="pager" aria-label="${say(words.pages)}">
        ${isContinued && html`<a href="${address({ kind: kinds })}">${say(listWords.latest)}</a>`}
        ${next !== undefined && html`<a class="button" rel="next nofollow" href="${address({ kind: kinds, after: next })}">${say(listWords.earlier)}</a>`}
      </nav>`
    }`,
  );
}

/** Over how long a difference is asked for most. */
const SPANS = [1, 7, 30] as const;

/** What is left of all changes when they are taken together: the difference between then and now. */
function together(reader: Reader, { slug: panel }: PanelRow): Markup {
  const spans = SPANS.map(
    (days, index) =>
      html`${index > 0 && ' · '}<a
          rel="nofollow"
          href="${reader.href('panelDiff', { panel, span: `${days}d..now` })}"
          >${reader.say(figureWords.days, { n: days })}</a
        >`,
  );
  return html`<p class="together">${reader.mark(words.together, { spans: html`${spans}` })}</p>`;
}

function nothing(reader: Reader, panel: PanelRow, kinds: readonly ChangeKind[]): Markup {
  if (kinds.length > 0)
    return empty(
      reader.say(words.noSuch),
      html`<a href="${reader.href('panelChanges', { panel: panel.slug })}"
        >${reader.say(words.showEvery)}</a
      >`,
    );
  return panel.services === null
    ? empty(reader.say(listWords.noCatalog), reader.say(words.onceTwo))
    : empty(reader.say(words.nothingYet), reader.say(words.asFirst));
}

function byDay(rows: readonly ChangeRow[]): ChangeRow[][] {
  return [...Map.groupBy(rows, ({ changedAt }) => changedAt.toISOString().slice(0, 10)).values()];
}

function daySection(reader: Reader, rows: readonly ChangeRow[], panel: PanelRow): Markup | false {
  const first = rows[0];
  if (first === undefined) return false;
  const id = `day-${first.changedAt.toISOString().slice(0, 10)}`;
  return html`<section aria-labelledby="${id}">
    <div class="section-head">
      <h2 id="${id}">${day(reader, first.changedAt)}</h2>
      <span class="note"
        >${reader.say(words.onThisPage, { changes: reader.say(figureWords.changes, { n: rows.length }) })}</span
      >
    </div>
    ${table(columns(reader, panel), rows, { reader, label: reader.say(words.changesOf, { day: reader.formats.date(first.changedAt) }), stacks: true })}
  </section>`;
}

function columns(reader: Reader, panel: PanelRow): Column<ChangeRow>[] {
  return [
    {
      head: reader.say(words.time),
      phoneLabel: '',
      className: 'when',
      cell: ({ changedAt }) => clock(reader, changedAt),
    },
    {
      head: reader.say(words.kind),
      phoneLabel: '',
      className: 'kind',
      cell: ({ kind }) => reader.say(kindWords[kind]),
    },
    {
      head: reader.say(serviceTableWords.service),
      isName: true,
      className: 'name',
      cell: ({ serviceId, serviceName }) =>
        serviceId === null
          ? html`<span class="muted">${reader.say(words.wholeCatalog)}</span>`
          : html`<a
                class="service-name plain"
                href="${reader.href('panelService', { panel: panel.slug, service: serviceSegment(serviceId) })}"
                >${panelText(serviceName ?? serviceId)}</a
              >
              <span class="service-id">${panelText(serviceId)}</span>`,
    },
    {
      head: reader.say(words.change),
      phoneLabel: '',
      className: 'from-to',
      // One piece: where the table stacks, the cell sets its pieces side by side.
      cell: (change) => html`<div>${changeWords(reader, change, panel.currency)}</div>`,
    },
  ];
}
