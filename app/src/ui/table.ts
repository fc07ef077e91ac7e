/** The one table. Where it stacks, roles are spelled out: to some browsers it is then no table any more. */
import { html, type Markup } from './markup.ts';

export interface Column<Row, Sort extends string = string> {
  head: string;
  cell: (row: Row) => Markup | string;
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
}

export interface Sorting<Sort extends string = string> {
  by: Sort;
  down: boolean;
  address: (by: Sort, down: boolean) => string;
}

export interface TableOptions<Sort extends string> {
  /** Says to a screen reader what the table holds. */
  label: string;
  sorting?: Sorting<Sort> | undefined;
  /** On a phone each row becomes a few lines, instead of the table scrolling sideways. */
  stacks?: boolean;
}

export function table<Row, Sort extends string = string>(
  columns: readonly Column<Row, Sort>[],
  rows: readonly Row[],
  options: TableOptions<Sort>,
): Markup {
  const stacks = options.stacks === true;
  const cells = columns.map((column) => bodyCell(column, stacks));
  const row = stacks ? html`<tr role="row">` : html`<tr>`;
  return html`<div
    class="${stacks ? 'table stacks' : 'table'}"
    ${!stacks && html` role="group" aria-label="${options.label}, scrollable" tabindex="0"`}
  >
    <table aria-label="${options.label}" ${stacks && html` role="table"`}>
      <thead ${stacks && html` role="rowgroup"`}>
        ${row} ${columns.map((column) => headCell(column, stacks, options.sorting))}
        </tr>
      </thead>
      <tbody ${stacks && html` role="rowgroup"`}>
        ${rows.map((data) => html`${row}${cells.map((cell) => cell(data))}</tr>`)}
      </tbody>
    </table>
  </div>`;
}

function headCell<Row, Sort extends string>(
  column: Column<Row, Sort>,
  stacks: boolean,
  sorting: Sorting<Sort> | undefined,
): Markup {
  const { head, sort } = column;
  const attributes = html`${stacks && html` role="columnheader"`}${classOf(column)}`;
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

/** The tags around a cell are the same in every row: written once, since a directory has thousands of cells. */
function bodyCell<Row, Sort extends string>(
  column: Column<Row, Sort>,
  stacks: boolean,
): (row: Row) => Markup {
  const { cell } = column;
  if (column.isName === true) {
    const start = html`<th scope="row" ${stacks && html` role="rowheader"`}${classOf(column)}>`;
    return (row) => html`${start}${cell(row)}</th>`;
  }
  const label = column.phoneLabel ?? column.head;
  const attributes = stacks && html` role="cell"${label !== '' && html` data-label="${label}"`}`;
  const start = html`<td ${attributes}${classOf(column)}>`;
  return (row) => html`${start}${cell(row)}</td>`;
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
