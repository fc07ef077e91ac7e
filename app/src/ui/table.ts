/** The one table. Roles are spelled out because a stacked table is no table to some browsers any more. */
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
  return html`<div
    class="table${options.stacks === true ? ' stacks' : ''}"
    ${options.stacks !== true && html` role="group" aria-label="${options.label}, scrollable" tabindex="0"`}
  >
    <table role="table" aria-label="${options.label}">
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map((column) => headCell(column, options.sorting))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${rows.map(
          (row) =>
            html`<tr role="row">
              ${columns.map((column) => bodyCell(column, row))}
            </tr> `,
        )}
      </tbody>
    </table>
  </div>`;
}

function headCell<Row, Sort extends string>(
  column: Column<Row, Sort>,
  sorting: Sorting<Sort> | undefined,
): Markup {
  const { head, sort } = column;
  const classes = classOf(column);
  if (sorting === undefined || sort === undefined)
    return html`<th role="columnheader" scope="col" ${classes}>${head}</th>`;
  const isCurrent = sorting.by === sort;
  const down = isCurrent ? !sorting.down : column.sortsDownFirst === true;
  const direction = sorting.down ? 'descending' : 'ascending';
  return html`<th role="columnheader" scope="col" ${classes}${isCurrent && html` aria-sort="${direction}"`}>
    <a href="${sorting.address(sort, down)}" rel="nofollow"
      >${head}${isCurrent && (sorting.down ? DOWN : UP)}</a
    >
  </th>`;
}

function bodyCell<Row, Sort extends string>(column: Column<Row, Sort>, row: Row): Markup {
  const label = column.phoneLabel ?? column.head;
  const content = column.cell(row);
  if (column.isName === true)
    return html`<th role="rowheader" scope="row" ${classOf(column)}>${content}</th>`;
  return html`<td role="cell" ${classOf(column)}${label !== '' && html` data-label="${label}"`}>
    ${content}
  </td>`;
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
