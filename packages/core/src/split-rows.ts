/** Where the rows of a list of objects lie in its bytes, found without parsing them. */

const QUOTE = 0x22;
const COMMA = 0x2c;
const OPENING_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSING_BRACKET = 0x5d;
const OPENING_BRACE = 0x7b;
const CLOSING_BRACE = 0x7d;

/** Where the first object begins that is the first of a list; -1 where there is none. */
export function firstRow(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(OPENING_BRACKET); at !== -1; at = bytes.indexOf(OPENING_BRACKET, at + 1)) {
    const next = skipSpace(bytes, at + 1);
    if (bytes[next] === OPENING_BRACE) return next;
  }
  return -1;
}

/**
 * Behind which byte each row ends. Null where there are not exactly so many rows with one comma between them. Of bytes that are JSON
 * the answer is right; of others it may be anything that lies within them, in order.
 */
export function rowEnds(bytes: Uint8Array, first: number, rows: number): Int32Array | null {
  const ends = new Int32Array(rows);
  let at = first;
  for (let row = 0; row < rows; row++) {
    at = rowEnd(bytes, at, row === 0);
    if (at === -1) return null;
    ends[row] = at;
  }
  return bytes[skipSpace(bytes, at)] === CLOSING_BRACKET ? ends : null;
}

/** Behind which byte the next row ends, its comma before it where it is not the first; -1 where there is none. */
export function rowEnd(bytes: Uint8Array, from: number, isFirst: boolean): number {
  let at = from;
  if (!isFirst) {
    at = skipSpace(bytes, at);
    if (bytes[at] !== COMMA) return -1;
    at = skipSpace(bytes, at + 1);
  }
  return bytes[at] === OPENING_BRACE ? objectEnd(bytes, at) : -1;
}

/** Behind the closing brace of the object that begins at `from`; -1 where the bytes end before. */
function objectEnd(bytes: Uint8Array, from: number): number {
  let depth = 0;
  let inText = false;
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (inText) {
      if (byte === QUOTE) inText = false;
      else if (byte === BACKSLASH) at++;
    } else if (byte === QUOTE) inText = true;
    else if (byte === OPENING_BRACE) depth++;
    else if (byte === CLOSING_BRACE && --depth === 0) return at + 1;
  }
  return -1;
}

/** The first byte from there on that is no white space of JSON. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  for (
    let byte = bytes[at];
    byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
    byte = bytes[at]
  )
    at++;
  return at;
}
