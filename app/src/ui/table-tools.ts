/** The line above a table: how much is shown, what it is filtered by, which columns, and the way to take it away as a file. */
import type { Reader } from '../i18n/reader.ts';
import { TABLE_FORMATS, type TableFormat } from '../tables/request.ts';
import { hiddenFields } from './hidden-fields.ts';
import { html, type Markup } from './markup.ts';
import { FILTER_FORM, viewAddress, type Column, type TableView } from './table.ts';
import { tableWords } from './table.words.ts';

/** `said`: `299 panels`. Stands right before the table, which has to have the same view. */
export function tableTools<Row, Sort extends string>(
  view: TableView,
  columns: readonly Column<Row, Sort>[],
  said: Markup | string,
): Markup {
  const { reader, action, keep, request, scheme } = view;
  const { sort, down, hasOwnColumns } = request;
  const order = {
    sort: sort === scheme.sorts[0] && !down ? undefined : sort,
    order: down ? 'down' : undefined,
  };
  const cols = hasOwnColumns ? request.columns.join(',') : undefined;
  return html`<div class="table-tools">
    <p class="count" data-results="count">${said}</p>
    <div class="taken" data-results="taken">${activeFilters(view, columns)}</div>
    <form id="${FILTER_FORM}" method="get" action="${action}" data-finds-here>
      ${hiddenFields({ ...keep, cols, ...order })}<button class="apply small">
        ${reader.say(tableWords.apply)}
      </button>
    </form>
    <div class="away">
      ${chooser(view, columns, order)} ${fileLinks(reader, (format) => viewAddress(view, { format }))}
    </div>
  </div>`;
}

/** The ways to take away what is shown. */
export function fileLinks(reader: Reader, address: (format: TableFormat) => string): Markup {
  return html`<span class="files" data-results="files"
    >${TABLE_FORMATS.map(
      (format) =>
        html`<a
          href="${address(format)}"
          rel="nofollow"
          download
          aria-label="${reader.say(tableWords.download, { format: format.toUpperCase() })}"
          >${format.toUpperCase()}</a
        > `,
    )}</span
  >`;
}

/** What is filtered by columns, each to be taken back: also where the fields are out of sight. */
function activeFilters<Row, Sort extends string>(
  view: TableView,
  columns: readonly Column<Row, Sort>[],
): Markup | false {
  const { reader, request } = view;
  if (request.filters.length === 0) return false;
  return html`${request.filters.map(({ key, typed }) => {
    const column = columns.find((it) => it.key === key);
    const shown = column?.choiceWords?.[typed] ?? typed;
    return html`<a
      class="chip taken-chip"
      rel="nofollow"
      href="${viewAddress(view, { withoutFilters: [key] })}"
      title="${reader.say(tableWords.without, { filter: `${column?.head ?? key} ${shown}` })}"
      >${column?.head ?? key} <bdi>${shown}</bdi> <span aria-hidden="true">×</span></a
    > `;
  })}
  ${request.filters.length > 1 && html`<a rel="nofollow" href="${viewAddress(view, { withoutFilters: 'all' })}">${reader.say(tableWords.withoutAll)}</a>`}`;
}

function chooser<Row, Sort extends string>(
  view: TableView,
  columns: readonly Column<Row, Sort>[],
  order: Record<string, string | undefined>,
): Markup {
  const { reader, action, keep, request, scheme } = view;
  const filters = Object.fromEntries(request.filters.map(({ key, typed }) => [key, typed]));
  const choices = columns.filter(({ key }) => key !== undefined && scheme.columns[key] !== undefined);
  return html`<details class="chooser">
    <summary>${reader.say(tableWords.columns)}</summary>
    <form method="get" action="${action}" data-finds-here>
      ${hiddenFields({ ...keep, ...filters, ...order })}
      ${choices.map(({ key = '', head, title }) => {
        const isFixed = scheme.columns[key]?.isFixed === true;
        return html`<label class="choice"
          ><input
            type="checkbox"
            name="cols"
            value="${key}"
            ${request.columns.includes(key) && html` checked`}${isFixed && html` disabled`}
          /><span class="words">${title ?? head}</span></label
        >`;
      })}
      <button class="apply small">${reader.say(tableWords.show)}</button>
    </form>
  </details>`;
}
