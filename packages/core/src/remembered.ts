/** What is kept of a reply's rows, and how it is written as bytes. */
import type { FieldKeys } from './fields.ts';

/** What is kept of a reply, to read the next one by its differences. */
export interface Remembered {
  /** Some sixteen bytes a row, of the reply that was read whole or, after many edits, of a later one. */
  rows: Uint8Array;
  /** Sixteen bytes for each row that was written otherwise since. */
  edits: Uint8Array;
}

/** What is the same for all rows. */
export interface Context {
  /** Bytes before the first row. */
  before: number;
  /** The fields of a row, in order. */
  shape: string[];
  keys: FieldKeys;
  /** The field that names the currency, and what it says in every row. */
  currencyKey: string | null;
  currencyCell: string | null;
  typicalRate: number | null;
}

export interface KnownRows {
  key: Int32Array;
  /** The print of what stands before the first row and behind the last. */
  frame: Int32Array;
  /** Two numbers a row: the print of its bytes, and of those between it and the row before. */
  prints: Int32Array;
  /** How many bytes these are. */
  lengths: Int32Array;
  /** What a row was read as: `NOTE`, `REMARKED`, or a print of what may not change unnoticed. */
  roles: Int32Array;
  context: Context;
}

/** A row that was written otherwise, and where it lies with what stands between it and the row before. */
export interface ChangedRow {
  index: number;
  begins: number;
  ends: number;
  print: Int32Array;
}

/**
 * Rises when a row is read otherwise than before: what was remembered under another is not used, and the next reply is read whole.
 * Written as the machine stores integers, so that a machine of the other byte order reads another format, too.
 */
const FORMAT = 1;
/** Behind the format and the number of rows. */
const KEY_AT = 2;
const FRAME_AT = 4;
const ROWS_AT = 6;
/** Of a row: two of its print, its length, its role. */
const NUMBERS_A_ROW = 4;
/** Of an edit: the row's index, two of its print, its length. */
const NUMBERS_AN_EDIT = 4;

/** Edits gather until there are so many that it costs less to write all rows anew than the edits again. */
export function keep(
  known: KnownRows,
  { rows, edits }: Remembered,
  changed: readonly ChangedRow[],
): Remembered {
  const before = edits.length / 4;
  const numbers = new Int32Array(before + changed.length * NUMBERS_AN_EDIT);
  if (numbers.length > known.roles.length * NUMBERS_A_ROW * EDITS_SHARE_MAX)
    return { rows: encode(known), edits: new Uint8Array() };
  new Uint8Array(numbers.buffer).set(edits);
  for (const [
    at,
    {
      index,
      begins,
      ends,
      print: [a = 0, b = 0],
    },
  ] of changed.entries())
    numbers.set([index, a, b, ends - begins], before + at * NUMBERS_AN_EDIT);
  return { rows, edits: new Uint8Array(numbers.buffer) };
}

const EDITS_SHARE_MAX = 0.2;

export function encode({ key, frame, prints, lengths, roles, context }: KnownRows): Uint8Array {
  const said = new TextEncoder().encode(JSON.stringify(context));
  const rows = roles.length;
  const contextAt = (ROWS_AT + rows * NUMBERS_A_ROW) * 4;
  const bytes = new Uint8Array(contextAt + said.length);
  const numbers = new Int32Array(bytes.buffer, 0, contextAt / 4);
  numbers.set([FORMAT, rows]);
  numbers.set(key, KEY_AT);
  numbers.set(frame, FRAME_AT);
  numbers.set(prints, ROWS_AT);
  numbers.set(lengths, ROWS_AT + rows * 2);
  numbers.set(roles, ROWS_AT + rows * 3);
  bytes.set(said, contextAt);
  return bytes;
}

export function decode(remembered: Uint8Array, edits: Uint8Array): KnownRows | null {
  if (remembered.length < ROWS_AT * 4) return null;
  // Copies: what is given may begin anywhere, and integers may not.
  const bytes = new Uint8Array(remembered);
  const [format, rows = 0] = new Int32Array(bytes.buffer, 0, ROWS_AT);
  const contextAt = (ROWS_AT + rows * NUMBERS_A_ROW) * 4;
  if (format !== FORMAT || rows < 0 || contextAt > bytes.length) return null;
  const numbers = new Int32Array(bytes.buffer, 0, contextAt / 4);
  const context: Context = JSON.parse(new TextDecoder().decode(bytes.subarray(contextAt)));
  const known: KnownRows = {
    key: numbers.subarray(KEY_AT, FRAME_AT),
    frame: numbers.subarray(FRAME_AT, ROWS_AT),
    prints: numbers.subarray(ROWS_AT, ROWS_AT + rows * 2),
    lengths: numbers.subarray(ROWS_AT + rows * 2, ROWS_AT + rows * 3),
    roles: numbers.subarray(ROWS_AT + rows * 3),
    context,
  };
  const edited = new Int32Array(new Uint8Array(edits).buffer);
  for (let at = 0; at < edited.length; at += NUMBERS_AN_EDIT) {
    const index = edited[at] ?? 0;
    known.prints.set(edited.subarray(at + 1, at + 3), index * 2);
    known.lengths[index] = edited[at + 3] ?? 0;
  }
  return known;
}
