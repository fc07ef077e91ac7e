/**
 * The one table. Its head and first column stay in view; where it stacks, roles are spelled out, since to some browsers it is then no
 * table any more.
 *
 * A table that can be asked things states a scheme once, beside its query (tables/request.ts), and a handler reads the address with it:
 *
 *     const request = readTableRequest(SERVICE_TABLE, c.req);        // sort, order, cols, filters by column, after, format
 *     const view: TableView = { reader, scheme: SERVICE_TABLE, request, action: reader.href('services'), keep: { q, platform } };
 *     usableFilters(request).map(({ key, expression }) => conditionOf(SQL_OF[key], expression))   // tables/condition.ts, in SQL
 *     if (request.format !== undefined) return exportReply(c, { format, name, columns: shownColumns(columns, view), asOf, pages });
 *     tableTools(view, columns, '12 services') and table(columns, rows, { label, view, compare, empty })
 *
 * Every column with a `key` can then be hidden and shown (`cols=`), those whose scheme has a `filter` or `choices` have a field under
 * their head (`rate=<0.8`), those with a `sort` sort, and those with `exports` are in the files. With `compare` each row has a box that
 * puts it into the tray; the page then ends with `compareTray(reader)` (compare-tray.ts). `view.keep` is what else the page's address
 * holds. Nothing of it needs JavaScript; with it, fields and boxes apply at once.
 */
import type { Reader } from '../i18n/reader.ts';
import {
  filterError,
  requestQuery,
  type RequestChanges,
  type TableRequest,
  type TableScheme,
} from '../tables/request.ts';
import { TRAY_FORM } from './compare-tray.ts';
import { html, type Markup } from './markup.ts';
import { tableWords } from './table.words.ts';

export type ExportValue = string | number | boolean | Date | null;

export interface Column<Row, Sort extends string = string> {
  head: string;
  cell: (row: Row) => Markup | string;
  /** Its word in `cols=` and in the scheme. A column without one is always shown. */
  key?: string;
  /** Numbers stand at the end, so that their units align. */
  isNumber?: boolean;
  /** Names the row: read out with every other cell of it. */
  isName?: boolean;
  className?: string;
  /** The word in the address that sorts by this column. */
  sort?: Sort;
  /** Which way its first click sorts. */
  sortsDownFirst?: boolean;
  /** Shown before the cell on a phone, where it differs from the head. */
  phoneLabel?: string;
  /** Drawn as the head instead of its word. */
  headCell?: Markup;
  /** What the head means, where its word is too short to say. */
  title?: string;
  /** Stands in its empty filter: `>=99`. */
  filterHint?: string;
  /** How the choices of its filter are called, by choice. */
  choiceWords?: Readonly<Record<string, string>>;
  /** What of it is in exported files, by stable names. */
  exports?: Readonly<Record<string, (row: Row) => ExportValue>>;
}

export interface Sorting<Sort extends string = string> {
  by: string;
  down: boolean;
  address: (by: Sort, down: boolean) => string;
}

/** A table as an address asks for it. */
export interface TableView {
  reader: Reader;
  scheme: TableScheme;
  request: TableRequest;
  /** The page's address, without what follows the question mark. */
  action: string;
  /** What the page's address holds besides. */
  keep: Readonly<Record<string, string | readonly string[] | undefined>>;
}

/** Rows that can be put side by side. */
interface Compared<Row> {
  /** What `ids=` says of the row; undefined for a row that cannot be compared. */
  idOf: (row: Row) => string | undefined;
  nameOf: (row: Row) => string;
}

export interface TableOptions<Row, Sort extends string> {
  reader: Reader;
  /** Says to a screen reader what the table holds. */
  label: string;
  sorting?: Sorting<Sort> | undefined;
  /** On a phone each row becomes a few lines, instead of the table scrolling sideways. */
  stacks?: boolean;
  view?: TableView | undefined;
  /** Needs a view. */
  compare?: Compared<Row> | undefined;
  className?: string;
  rowClass?: (row: Row) => string | undefined;
  /** Stands in place of the rows when there are none. */
  empty?: Markup;
}

/** The page's address with some of what is asked changed. */
export function viewAddress(view: TableView, changes: RequestChanges = {}): string {
  const params = new URLSearchParams();
  const query = { ...view.keep, ...requestQuery(view.scheme, view.request, changes) };
  for (const [name, value] of Object.entries(query))
    for (const item of [value].flat()) if (item !== undefined && item !== '') params.append(name, item);
  return params.size === 0 ? view.action : `${view.action}?${readable(params)}`;
}

/** Signs that need no escaping there stay readable: addresses are shared by people. */
export function readable(params: URLSearchParams): string {
  return params.toString().replace(/%(2C|3A|40|21|3F|2F)/g, (sign) => decodeURIComponent(sign));
}

/** The columns that the address asks for. */
export function shownColumns<Row, Sort extends string>(
  columns: readonly Column<Row, Sort>[],
  { request }: TableView,
): Column<Row, Sort>[] {
  return columns.filter(({ key }) => key === undefined || request.columns.includes(key));
}

export function table<Row, Sort extends string = string>(
  columns: readonly Column<Row, Sort>[],
  rows: readonly Row[],
  options: TableOptions<Row, Sort>,
): Markup {
  const { view, label } = options;
  const stacks = options.stacks === true;
  const shown = view === undefined ? columns : shownColumns(columns, view);
  const sorting = options.sorting ?? (view && sortingOf<Sort>(view));
  const cells = shown.map((column) => bodyCell(column, stacks, compareBox(options)));
  const row = stacks ? html`<tr role="row">` : html`<tr>`;
  const rowTag = (data: Row): Markup => {
    const className = options.rowClass?.(data);
    return className === undefined ? row : html`<tr class="${className}">`;
  };
  const scrolls = options.reader.say(tableWords.scrollable, { label });
  return html`<div
    class="${['table', options.className, stacks && 'stacks', shown.length > COLUMNS_THAT_FIT && 'wide'].filter(Boolean).join(' ')}"
    ${!stacks && html` role="group" aria-label="${scrolls}" tabindex="0"`}
  >
    <table aria-label="${label}" ${stacks && html` role="table"`}>
      <thead ${stacks && html` role="rowgroup"`}>
        <tr ${stacks && html`role="row"`} ${view && html` data-results="head"`}>
          ${shown.map((column) => headCell(column, stacks, sorting))}
        </tr>
        ${view && filterRow(shown, view, stacks)}
      </thead>
      <tbody ${stacks && html` role="rowgroup"`} ${view && html` data-results="rows"`}>
        ${rows.map((data) => html`${rowTag(data)}${cells.map((cell) => cell(data))}</tr>`)}
        ${rows.length === 0 && options.empty !== undefined && html`${row}<td class="none" colspan="${shown.length}">${options.empty}</td></tr>`}
      </tbody>
    </table>
  </div>`;
}

/** More than these scroll sideways on any screen. */
const COLUMNS_THAT_FIT = 12;

function sortingOf<Sort extends string>(view: TableView): Sorting<Sort> {
  return {
    by: view.request.sort,
    down: view.request.down,
    address: (sort, down) => viewAddress(view, { sort, down }),
  };
}

function headCell<Row, Sort extends string>(
  column: Column<Row, Sort>,
  stacks: boolean,
  sorting: Sorting<Sort> | undefined,
): Markup {
  const { headCell, sort, title } = column;
  const head = headCell ?? column.head;
  const attributes = html`${stacks && html` role="columnheader"`}${classOf(column)}${title !== undefined && html` title="${title}"`}`;
  if (sorting === undefined || sort === undefined) return html`<th scope="col" ${attributes}>${head}</th>`;
  const isCurrent = sorting.by === sort;
  const down = isCurrent ? !sorting.down : column.sortsDownFirst === true;
  const direction = sorting.down ? 'descending' : 'ascending';
  return html`<th scope="col" ${attributes}${isCurrent && html` aria-sort="${direction}"`}>
    <a href="${sorting.address(sort, down)}" rel="nofollow"
      >${head}${isCurrent && (sorting.down ? DOWN : UP)}</a
    >
  </th>`;
}

/** The form that the fields under the heads belong to; stands in `tableTools`. */
export const FILTER_FORM = 'filters';

function filterRow<Row, Sort extends string>(
  columns: readonly Column<Row, Sort>[],
  view: TableView,
  stacks: boolean,
): Markup | false {
  const fields = columns.map((column) => filterField(column, view));
  if (!fields.some(Boolean)) return false;
  return html`<tr class="filter-row" ${stacks && html`role="row"`}>
    ${fields.map((field, index) => html`<td ${stacks && html`role="cell"`}${columns[index]?.isNumber === true && html` class="end"`}>${field}</td>`)}
  </tr>`;
}

function filterField<Row, Sort extends string>(
  { key, head, title, filterHint, choiceWords }: Column<Row, Sort>,
  { reader, scheme, request }: TableView,
): Markup | false {
  const asked = key === undefined ? undefined : scheme.columns[key];
  if (key === undefined || asked === undefined) return false;
  const label = reader.say(tableWords.filterBy, { column: title ?? head });
  const typed = request.filters.find((filter) => filter.key === key)?.typed ?? '';
  if (asked.choices !== undefined)
    return html`<select name="${key}" form="${FILTER_FORM}" aria-label="${label}">
      <option value="">${reader.say(tableWords.any)}</option>
      ${asked.choices.map((choice) => html`<option value="${choice}" ${choice === typed && html` selected`}>${choiceWords?.[choice] ?? choice}</option>`)}
    </select>`;
  if (asked.filter === undefined) return false;
  const error = filterError(request, key);
  const id = `filter-${key}-error`;
  return html`<input
      type="text"
      name="${key}"
      form="${FILTER_FORM}"
      value="${typed}"
      aria-label="${label}"
      size="${asked.filter === 'text' ? 8 : 5}"
      maxlength="60"
      autocomplete="off"
      spellcheck="false"
      dir="${asked.filter === 'text' ? 'auto' : 'ltr'}"
      placeholder="${filterHint ?? ' '}"
      ${error !== undefined && html` aria-invalid="true"`}
      aria-describedby="${id}"
    /><span class="error" id="${id}" data-results="${id}"
      >${error !== undefined && reader.say(ERRORS[error])}</span
    >`;
}

const ERRORS = {
  not_a_number: tableWords.notANumber,
  wrong_way_round: tableWords.wrongWayRound,
  too_long: tableWords.tooLong,
};

type Cell<Row> = (row: Row) => Markup;

/** The tags around a cell are the same in every row: written once, since a directory has thousands of cells. */
function bodyCell<Row, Sort extends string>(
  column: Column<Row, Sort>,
  stacks: boolean,
  box: ((row: Row) => Markup | undefined) | undefined,
): Cell<Row> {
  const { cell } = column;
  if (column.isName === true) {
    const start = html`<th scope="row" ${stacks && html` role="rowheader"`}${classOf(column)}>`;
    if (box === undefined) return (row) => html`${start}${cell(row)}</th>`;
    return (row) => html`${start}${box(row)}${cell(row)}</th>`;
  }
  const label = column.phoneLabel ?? column.head;
  const attributes = stacks && html` role="cell"${label !== '' && html` data-label="${label}"`}`;
  const start = html`<td ${attributes}${classOf(column)}>`;
  return (row) => html`${start}${cell(row)}</td>`;
}

function compareBox<Row, Sort extends string>({
  view,
  compare,
}: TableOptions<Row, Sort>): ((row: Row) => Markup | undefined) | undefined {
  if (view === undefined || compare === undefined) return undefined;
  const { idOf, nameOf } = compare;
  return (row) => {
    const id = idOf(row);
    if (id === undefined) return undefined;
    const name = nameOf(row);
    return html`<label class="pick"
      ><input
        type="checkbox"
        form="${TRAY_FORM}"
        name="ids"
        value="${id}"
        data-name="${name}"
        aria-label="${view.reader.say(tableWords.select, { name })}"
    /></label>`;
  };
}

function classOf<Row, Sort extends string>({ className, isNumber }: Column<Row, Sort>): Markup | false {
  const names = [className, isNumber === true ? 'end' : undefined].filter((name) => name !== undefined);
  return names.length > 0 && html` class="${names.join(' ')}"`;
}

const UP = html`<svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true" fill="currentColor">
  <path d="M4 1.2 7.6 6.8H.4Z" />
</svg>`;
const DOWN = html`<svg viewBox="0 0 8 8" width="8" height="8" aria-hidden="true" fill="currentColor">
  <path d="M4 6.8.4 1.2h7.2Z" />
</svg>`;
