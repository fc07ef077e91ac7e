/** What is different between two moments of a catalog: a permanent address, since the past does not change. */
import type { CatalogDiff, Change, ChangeKind } from 'smmwatch';
import type { Reader } from '../../i18n/reader.ts';
import type { PanelRow, Viewer } from '../../panels/queries.ts';
import { changeWords } from '../../ui/change-words.ts';
import { kindWords } from '../../ui/change.words.ts';
import { percentOfFactor } from '../../ui/decimal.ts';
import { empty } from '../../ui/empty.ts';
import { count } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelText } from '../../ui/panel-text.ts';
import { percent } from '../../ui/percent.ts';
import { table } from '../../ui/table.ts';
import { moment } from '../../ui/time.ts';
import { serviceSegment } from '../../urls.ts';
import type { Span } from '../catalog-at.ts';
import { writeMoment, writeSpan, type Moments } from '../span.ts';
import { diffWords as words } from './diff.words.ts';

export interface DiffPageData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  span: Moments;
  /** What can be asked about. */
  known: Span;
  diff: CatalogDiff;
  /** Names of the services that the difference speaks of. */
  names: ReadonlyMap<string, string>;
}

export function diffPage(data: DiffPageData): Markup {
  const { reader, viewer, now, panel, span, diff } = data;
  const { say } = reader;
  const { counts, changes, repricings, reids } = diff;
  const isSame = changes.length + repricings.length === 0;
  const [from, to] = [moment(reader, span.from), moment(reader, span.to)];
  return page(
    { title: `${say(words.title)} · ${panel.name}`, reader, viewer, now, section: 'panels' },
    html`${panelHead({ reader, viewer, now, panel, lastCheck: undefined, tab: 'changes' })}
      <section aria-labelledby="difference">
        <h2 id="difference">${reader.mark(words.between, { from, to })}</h2>
        <p class="note">${say(words.permanent)}</p>
        ${picker(data)}
        <ul class="counts" role="list">
          ${KINDS.flatMap((kind) => (counts[kind] === 0 ? [] : [html`<li>${kind === 'unchanged' ? say(words.unchanged) : say(kindWords[kind])} <b>${count(reader, counts[kind])}</b></li>`]))}
        </ul>
        ${isSame && empty(say(words.same), say(words.sameWhy))}
      </section>
      ${repricings.length > 0 && repricingSection(data)} ${reids.length > 0 && reidSection(data)}
      ${CHANGES.map((kind) => kindSection(data, kind))}`,
  );
}

const KINDS = [
  'added',
  'removed',
  'restored',
  'repricing',
  'rate',
  'renamed',
  'limits',
  'recategorised',
  'flags',
  'description',
  'unchanged',
] as const;
const CHANGES: readonly ChangeKind[] = [
  'rate',
  'added',
  'removed',
  'restored',
  'renamed',
  'limits',
  'recategorised',
  'flags',
  'description',
];
/** Of one kind; a page with thousands of rows helps nobody, and JSON has all. */
const ROWS_MAX = 300;

function picker({ reader, panel, span, known }: DiffPageData): Markup {
  const { say } = reader;
  const field = (at: Date): string => writeMoment(at).slice(0, 16);
  const [first, last] = [field(new Date(known.from)), field(new Date(known.to))];
  const swapped = writeSpan({ from: span.to, to: span.from });
  return html`<form
      class="moments"
      method="get"
      action="${reader.href('panelDiff', { panel: panel.slug, span: writeSpan(span) })}"
    >
      <label
        >${say(words.from)}
        <input
          type="datetime-local"
          name="from"
          value="${field(span.from)}"
          min="${first}"
          max="${last}"
          required
      /></label>
      <label
        >${say(words.to)}
        <input
          type="datetime-local"
          name="to"
          value="${field(span.to)}"
          min="${first}"
          max="${last}"
          required
      /></label>
      <button>${say(words.show)}</button>
      <a href="${reader.href('panelDiff', { panel: panel.slug, span: swapped })}" rel="nofollow"
        >${say(words.swap)}</a
      >
      <a
        href="${reader.href('panelDiff', { panel: panel.slug, span: writeSpan(span) }, { format: 'json' })}"
        rel="nofollow"
        download
        >JSON</a
      >
    </form>
    <p class="note">
      ${reader.mark(words.known, { from: moment(reader, new Date(known.from)), to: moment(reader, new Date(known.to)) })}
    </p>`;
}

function serviceLink({ reader, panel, names }: DiffPageData, id: string): Markup {
  return html`<a
      class="plain"
      href="${reader.href('panelService', { panel: panel.slug, service: serviceSegment(id) })}"
      >${panelText(names.get(id) ?? id)}</a
    >
    <span class="category">${panelText(id)}</span>`;
}

function repricingSection(data: DiffPageData): Markup {
  const { reader, diff, panel } = data;
  const { say } = reader;
  return html`<section aria-labelledby="repricings">
    <h2 id="repricings">${say(words.repricings)}</h2>
    ${diff.repricings.map(({ factor, rates }) => {
      const by = percentOfFactor(factor);
      return html`<details class="repricing">
        <summary>
          ${say(words.repricing, { n: rates.length, factor })} ${by !== undefined && percent(reader, by)}
        </summary>
        ${table(
          [
            {
              head: say(words.service),
              isName: true,
              cell: ({ serviceId }: (typeof rates)[number]) => serviceLink(data, serviceId),
            },
            {
              head: say(words.fromTo),
              cell: ({ before, after }) =>
                changeWords(
                  reader,
                  { kind: 'rate', before: { rate: before }, after: { rate: after } },
                  panel.currency,
                ),
            },
          ],
          rates.slice(0, ROWS_MAX),
          { reader, label: say(words.which) },
        )}
        ${more(reader, rates.length)}
      </details>`;
    })}
  </section>`;
}

function reidSection(data: DiffPageData): Markup {
  const { reader, diff } = data;
  return html`<section aria-labelledby="reids">
    <h2 id="reids">${reader.say(words.reids)}</h2>
    <ul>
      ${diff.reids
        .slice(0, ROWS_MAX)
        .map(
          ({ from, to, confidence }) =>
            html`<li>
              ${reader.mark(words.reid, { from: panelText(from), to: serviceLink(data, to), share: reader.formats.share(confidence) })}
            </li>`,
        )}
    </ul>
  </section>`;
}

function kindSection(data: DiffPageData, kind: ChangeKind): Markup | false {
  const { reader, diff, panel } = data;
  const { say } = reader;
  const changes = diff.changes.filter((change) => change.kind === kind);
  if (changes.length === 0) return false;
  return html`<section aria-labelledby="kind-${kind}">
    <h2 id="kind-${kind}">${say(kindWords[kind])} <span class="n">${count(reader, changes.length)}</span></h2>
    ${table(
      [
        {
          head: say(words.service),
          isName: true,
          className: 'name',
          cell: ({ serviceId }: Change) => serviceLink(data, serviceId),
        },
        {
          head: say(words.fromTo),
          cell: (change) =>
            changeWords(
              reader,
              { kind, before: fieldsOf(change.before), after: fieldsOf(change.after) },
              panel.currency,
            ),
        },
      ],
      changes.slice(0, ROWS_MAX),
      { reader, label: say(kindWords[kind]), stacks: true },
    )}
    ${more(reader, changes.length)}
  </section>`;
}

function more(reader: Reader, rows: number): Markup | false {
  return rows > ROWS_MAX && html`<p class="note">${reader.say(words.more, { n: rows - ROWS_MAX })}</p>`;
}

function fieldsOf(fields: Change['before']): Record<string, string | number | boolean | null> | null {
  return fields === null ? null : { ...fields };
}
