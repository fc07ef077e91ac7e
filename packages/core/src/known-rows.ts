/**
 * A reply that differs from the one before in a few rows, read by these rows alone: what stands there byte for byte as it stood
 * need be neither parsed nor read again. Most changed replies are of this kind: some rates, some limits, an average time.
 *
 * Only rows that were changed where they stand are read so: as many rows as before, each with the id, name, category and order form
 * that it had, and nothing to remark about it before or after. Everything else (rows that came, left or moved, another wrapper, other
 * fields, a row that reads oddly) is read whole. What is judged over all rows, such as which field is the name and what a rate is
 * usually like, stays as it was judged when the reply was last read whole.
 */
import type { Catalog, Service } from './catalog.ts';
import { declaresOtherThanUtf8 } from './decode-text.ts';
import type { Row } from './fields.ts';
import { FindingList } from './findings.ts';
import { BODY_BYTES_MAX } from './limits.ts';
import { noteReason } from './listing-notes.ts';
import { finish, mix, mixBytes, newKey } from './mixing.ts';
import { ROLE } from './normalize.ts';
import type { RowsRead } from './normalize.ts';
import { isUnstated, readRow } from './read-row.ts';
import type { Reading } from './read-row.ts';
import { decode, encode, keep } from './remembered.ts';
import type { ChangedRow, KnownRows, Remembered } from './remembered.ts';
import { scanJson } from './scan-json.ts';
import { firstRow, rowEnd, rowEnds, skipSpace } from './split-rows.ts';

/** What became of a catalog that was read by its differences. */
export interface CatalogEdits {
  /** How many services the catalog has, as before. */
  services: number;
  /** Those whose rows were written otherwise than before, and where in the catalog each stands. */
  edited: { at: number; service: Service }[];
}

/** Fewer rows are parsed before anybody has looked which of them changed. */
const ROWS_MIN = 20;
/** Of more than this share of the rows it costs less to read the whole. */
const EDITED_SHARE_MAX = 0.1;

/** What to keep of a reply that was read whole. Null where one like it has to be read whole, too. */
export function rememberRows(body: Uint8Array, catalog: Catalog, read: RowsRead): Uint8Array | null {
  const { rows, roles, resolved, typicalRate } = read;
  const { keys, currencyKey } = resolved;
  const [first] = rows;
  if (rows.length < ROWS_MIN || first === undefined) return null;
  const currencyCell = currencyKey === null ? null : first[currencyKey];
  // A currency that the rows do not agree on might be agreed on next time.
  if (currencyCell !== null && (typeof currencyCell !== 'string' || catalog.currency === undefined))
    return null;
  const before = firstRow(body);
  const ends = before === -1 ? null : rowEnds(body, before, rows.length);
  if (ends === null || !isRowAt(body, before, ends[0] ?? 0, first)) return null;
  const key = newKey();
  const shape = shapeOf(rows, roles);
  const known: KnownRows = {
    key,
    frame: printFrame(body, before, ends.at(-1) ?? 0, key),
    prints: new Int32Array(rows.length * 2),
    lengths: ends.map((end, row) => end - (row === 0 ? before : (ends[row - 1] ?? 0))),
    roles: new Int32Array(rows.length),
    context: { before, shape, keys, currencyKey, currencyCell, typicalRate: typicalRate ?? null },
  };
  const examples = exampleRows(rows, catalog);
  let at = 0;
  for (const [index, role] of roles.entries()) {
    const end = ends[index] ?? 0;
    known.prints.set(printBytes(body, end - (known.lengths[index] ?? 0), end, key), index * 2);
    const service = role === ROLE.NOTE ? undefined : catalog.services[at++];
    const row = rows[index];
    if (service === undefined || row === undefined) continue;
    const isQuiet = role === ROLE.QUIET && !examples.has(index) && hasShape(row, shape);
    known.roles[index] = isQuiet ? identity(service, key) : ROLE.REMARKED;
  }
  return at === catalog.services.length ? encode(known) : null;
}

/** Reads a reply by its differences from an earlier one. Null when it has to be read whole. `remembered.rows` may be those given. */
export function readEdits(
  body: Uint8Array,
  earlier: Remembered,
  contentType?: string,
): { edits: CatalogEdits; remembered: Remembered } | null {
  const known = decode(earlier.rows, earlier.edits);
  if (known === null || body.length > BODY_BYTES_MAX || declaresOtherThanUtf8(contentType)) return null;
  const found = changedRows(body, known);
  if (found === null) return null;
  const { roles } = known;
  const edited: CatalogEdits['edited'] = [];
  let services = 0;
  let from = 0;
  for (const { index, begins, ends, print } of found) {
    for (; from < index; from++) if (roles[from] !== ROLE.NOTE) services++;
    const service = readEdited(body.subarray(begins, ends), index, known);
    if (service === null) return null;
    edited.push({ at: services, service });
    known.prints.set(print, index * 2);
    known.lengths[index] = ends - begins;
  }
  for (; from < roles.length; from++) if (roles[from] !== ROLE.NOTE) services++;
  return { edits: { services, edited }, remembered: keep(known, earlier, found) };
}

/** Null where it is another reply altogether, or so many rows are others that it costs less to read the whole. */
function changedRows(body: Uint8Array, known: KnownRows): ChangedRow[] | null {
  const { key, prints, lengths, frame, context } = known;
  const changed: ChangedRow[] = [];
  let begins = context.before;
  for (let index = 0; index < lengths.length; index++) {
    // Most rows are as they were: looking for their ends would cost more than all the rest.
    let ends = begins + (lengths[index] ?? 0);
    let print = printBytes(body, begins, ends, key);
    if (print[0] !== prints[index * 2] || print[1] !== prints[index * 2 + 1]) {
      ends = rowEnd(body, begins, index === 0);
      if (ends === -1 || changed.length >= lengths.length * EDITED_SHARE_MAX) return null;
      print = printBytes(body, begins, ends, key);
      changed.push({ index, begins, ends, print: print.slice() });
    }
    begins = ends;
  }
  const itsFrame = printFrame(body, context.before, begins, key);
  return itsFrame[0] === frame[0] && itsFrame[1] === frame[1] ? changed : null;
}

/** One row by itself, with what stands between it and the row before. Null when there is anything to say about it. */
function readEdited(bytes: Uint8Array, position: number, known: KnownRows): Service | null {
  const { context, roles, key } = known;
  const row = parseRow(bytes, position, context.shape);
  if (row === null) return null;
  let typicalWanted = false;
  const reading: Reading = {
    keys: context.keys,
    // A rate with a comma gives cause for a remark.
    habit: () => 'thousands',
    rates: new Map(),
    last: { cell: undefined, text: null },
    currencies: new Map(),
    findings: new FindingList(),
  };
  const service = readRow(row, position, null, reading);
  if (service === null || service.id === '' || reading.findings.remarks > 0) return null;
  const { keys, currencyKey, currencyCell, typicalRate } = context;
  const rateLeftOut = service.rate === null && keys.rate.length > 0 && isUnstated(row, keys.rate);
  const reason = noteReason(service, rateLeftOut, () => {
    typicalWanted = true;
    return typicalRate ?? Number.POSITIVE_INFINITY;
  });
  if (reason !== null || (typicalWanted && typicalRate === null)) return null;
  if (currencyKey !== null && row[currencyKey] !== currencyCell) return null;
  return identity(service, key) === roles[position] ? service : null;
}

/** The row behind its comma, when it is written like the others: the same fields in the same order, and a plain value in each. */
function parseRow(bytes: Uint8Array, position: number, shape: readonly string[]): Row | null {
  const from = position === 0 ? 0 : skipSpace(bytes, skipSpace(bytes, 0) + 1);
  const text = decoded(bytes.subarray(from));
  const row = text === null ? null : parsed(text);
  if (text === null || row === null || !hasShape(row, shape)) return null;
  const { edits, duplicateKeys } = scanJson(text, 0, true);
  if (edits.length > 0 || duplicateKeys.length > 0) return null;
  const isPlain = Object.values(row).every((cell) =>
    typeof cell === 'string' ? cell.isWellFormed() : cell === null || typeof cell !== 'object',
  );
  return isPlain ? row : null;
}

function decoded(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null; // Whoever reads the whole finds out in which encoding it is.
  }
}

function parsed(text: string): Row | null {
  try {
    const row: Row = JSON.parse(text);
    return row;
  } catch {
    return null; // Whoever reads the whole repairs it.
  }
}

function isRowAt(body: Uint8Array, from: number, until: number, row: Row): boolean {
  const text = decoded(body.subarray(from, until));
  return text !== null && JSON.stringify(parsed(text)) === JSON.stringify(row);
}

/** The fields of the first quiet row: most often those of all. */
function shapeOf(rows: readonly Row[], roles: Uint8Array): string[] {
  return Object.keys(rows[Math.max(0, roles.indexOf(ROLE.QUIET))] ?? {});
}

function hasShape(row: Row, shape: readonly string[]): boolean {
  let at = 0;
  for (const key in row) if (key !== shape[at++]) return false;
  return at === shape.length;
}

/** Rows that a finding may quote: the first that holds a field whose meaning nobody knows. */
function exampleRows(rows: readonly Row[], { unknownFields }: Catalog): Set<number> {
  const fields = Object.keys(unknownFields);
  return new Set(fields.map((field) => rows.findIndex((row) => Object.hasOwn(row, field))));
}

/** What may not change in a row that is read by itself, as one number that is none of the roles. */
function identity({ id, name, category, orderForm }: Service, key: Int32Array): number {
  const lanes = Int32Array.from(key);
  for (const text of [id, name, category, orderForm]) {
    mix(lanes, text === null ? -1 : text.length);
    if (text !== null) for (let at = 0; at < text.length; at++) mix(lanes, text.charCodeAt(at));
  }
  finish(lanes);
  const print = lanes[0] ?? 0;
  return print === ROLE.NOTE || print === ROLE.REMARKED ? print + 2 : print;
}

function printFrame(body: Uint8Array, before: number, behind: number, key: Int32Array): Int32Array {
  const lanes = Int32Array.from(key);
  mixBytes(lanes, body, 0, before);
  mixBytes(lanes, body, behind, body.length);
  finish(lanes);
  return lanes;
}

const print = new Int32Array(2);

/** The same two numbers again and again: to be copied by whoever keeps them. */
function printBytes(body: Uint8Array, from: number, until: number, key: Int32Array): Int32Array {
  print.set(key);
  mixBytes(print, body, from, until);
  finish(print);
  return print;
}
