/**
 * A table as a file: the same filters, order and columns as on the page, and all of its rows instead of the first page, as far as
 * `EXPORT_ROWS_MAX`. Written while it is read, a page of the list at a time. Values are raw: decimals as strings, instants as ISO 8601,
 * what is unknown is empty (CSV) or null (JSON).
 */
import { stringify } from 'csv-stringify/sync';
import type { Context } from 'hono';
import { stream } from 'hono/streaming';
import type { Column, ExportValue } from '../ui/table.ts';
import type { TableFormat } from './request.ts';

export const EXPORT_ROWS_MAX = 10_000;

interface Export<Row> {
  format: TableFormat;
  /** Of the file, without ending: `smmwatch-panels`. */
  name: string;
  /** The columns that are shown. */
  columns: readonly Column<Row>[];
  asOf: Date;
  /** The rows in their order, a page at a time. */
  pages: AsyncIterable<readonly Row[]>;
}

const TYPES: Record<TableFormat, string> = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
};

export function exportReply<Row>(c: Context, { format, name, columns, asOf, pages }: Export<Row>): Response {
  const day = asOf.toISOString().slice(0, 10);
  c.header('content-type', TYPES[format]);
  c.header('content-disposition', `attachment; filename="${name}-${day}.${format}"`);
  // A file is no page: nothing in it may be taken for one.
  c.header('x-content-type-options', 'nosniff');
  const fields = columns.flatMap(({ exports = {} }) => Object.entries(exports));
  const parts = format === 'csv' ? csvParts(fields, pages) : jsonParts(fields, pages, asOf);
  return stream(c, async (out) => {
    for await (const part of parts) {
      if (out.aborted) return;
      await out.write(part);
    }
  });
}

type Field<Row> = [key: string, value: (row: Row) => ExportValue];

async function* csvParts<Row>(
  fields: Field<Row>[],
  pages: AsyncIterable<readonly Row[]>,
): AsyncIterable<string> {
  yield csvLines([fields.map(([key]) => key)]);
  for await (const rows of bounded(pages))
    yield csvLines(rows.map((row) => fields.map(([, value]) => written(value(row)))));
}

/** What a spreadsheet would run as a formula is escaped; numbers, and decimals that are strings to us, stay numbers. */
export function csvLines(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return stringify(
    rows.map((row) => [...row]),
    {
      escape_formulas: true,
      record_delimiter: 'windows',
      cast: {
        boolean: (value) => (value ? 'true' : 'false'),
        string: (value) => (PLAIN_NUMBER.test(value) ? { value, escape_formulas: false } : value),
      },
    },
  );
}

const PLAIN_NUMBER = /^-?\d+(\.\d+)?$/;

async function* jsonParts<Row>(
  fields: Field<Row>[],
  pages: AsyncIterable<readonly Row[]>,
  asOf: Date,
): AsyncIterable<string> {
  yield `{"asOf":${JSON.stringify(asOf)},"columns":${JSON.stringify(fields.map(([key]) => key))},"rows":[`;
  let count = 0;
  for await (const rows of bounded(pages)) {
    for (const row of rows) {
      const line = Object.fromEntries(fields.map(([key, value]) => [key, written(value(row))]));
      yield `${count === 0 ? '' : ','}\n${JSON.stringify(line)}`;
      count += 1;
    }
  }
  // Who finds no `complete` has a file that broke off; who finds false has the first of more.
  yield `\n],"complete":${count < EXPORT_ROWS_MAX}}\n`;
}

async function* bounded<Row>(pages: AsyncIterable<readonly Row[]>): AsyncIterable<readonly Row[]> {
  let left = EXPORT_ROWS_MAX;
  for await (const rows of pages) {
    yield rows.slice(0, left);
    left -= rows.length;
    if (left <= 0) return;
  }
}

function written(value: ExportValue): string | number | boolean | null {
  return value instanceof Date ? value.toISOString() : value;
}
