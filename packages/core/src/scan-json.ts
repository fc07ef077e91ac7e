/**
 * A scanner over JSON text, for the replies that `JSON.parse` refuses or reads with loss. It finds where a value ends
 * and how it fails, and notes the small repairs that make it readable. No recursion: nesting cannot exhaust the stack.
 */
import { HOLDERS_MAX, NESTING_MAX, REPAIRS_MAX } from './limits.ts';

/** Why a piece of text was mended; the code of the finding that tells it. */
export type Repair =
  | 'trailing_comma'
  | 'not_a_number'
  | 'raw_control_character'
  | 'bad_escape'
  | 'odd_number'
  | 'long_number';

/** A replacement of `text.slice(from, to)`. */
interface Edit {
  from: number;
  to: number;
  put: string;
  why: Repair;
}

/** How a scan ended, and where. */
export interface Scan {
  end: number;
  /** `complete`: a whole value. `truncated`: the text stopped inside it. `bad`: not JSON from `end` on. */
  state: 'complete' | 'truncated' | 'bad' | 'too_deep' | 'too_many';
  edits: Edit[];
  /** Keys that stand twice in one object, where the caller asked for them. */
  duplicateKeys: string[];
}

const WORDS: Record<string, string | null> = {
  true: null,
  false: null,
  null: null,
  NaN: 'null',
  Infinity: 'null',
  '-Infinity': 'null',
  undefined: 'null',
  None: 'null',
  True: 'true',
  False: 'false',
};

/** Scans one value from `start`. Numbers that a double cannot hold are noted as edits that quote them. */
export function scanJson(text: string, start: number, findDuplicates = false): Scan {
  const scan: Scan = { end: start, state: 'bad', edits: [], duplicateKeys: [] };
  /** One entry for each open bracket: true for an object. */
  const open: boolean[] = [];
  const keys: Set<string>[] = [];
  /** What may come next. */
  let expect: 'value' | 'firstValue' | 'key' | 'firstKey' | 'colon' | 'comma' = 'value';
  let lastComma = -1;
  let holders = 0;
  let at = start;

  for (;;) {
    at = skipSpace(text, at);
    if (scan.edits.length > REPAIRS_MAX) return { ...scan, end: at };
    if (at >= text.length) return { ...scan, end: at, state: 'truncated' };
    const code = text.charCodeAt(at);

    if (code === 0x7d || code === 0x5d) {
      const isObject = open.at(-1);
      if (isObject === undefined || isObject !== (code === 0x7d)) return { ...scan, end: at };
      const afterComma = expect === 'key' || (expect === 'value' && !isObject);
      if (afterComma) note(scan, lastComma, lastComma + 1, '', 'trailing_comma');
      else if (expect !== 'comma' && expect !== 'firstKey' && expect !== 'firstValue')
        return { ...scan, end: at };
      open.pop();
      if (findDuplicates) keys.pop();
      at++;
      if (open.length === 0) return { ...scan, end: at, state: 'complete' };
      expect = 'comma';
      continue;
    }

    if (expect === 'comma') {
      if (code !== 0x2c) return { ...scan, end: at };
      lastComma = at++;
      expect = open.at(-1) === true ? 'key' : 'value';
      continue;
    }
    if (expect === 'colon') {
      if (code !== 0x3a) return { ...scan, end: at };
      at++;
      expect = 'value';
      continue;
    }
    if (expect === 'key' || expect === 'firstKey') {
      if (code !== 0x22) return { ...scan, end: at };
      const end = scanString(text, at, scan);
      if (end === -1) return { ...scan, end: text.length, state: 'truncated' };
      if (findDuplicates) {
        const key = text.slice(at + 1, end - 1);
        const seen = keys.at(-1);
        if (seen?.has(key) === true && !scan.duplicateKeys.includes(key)) scan.duplicateKeys.push(key);
        seen?.add(key);
      }
      at = end;
      expect = 'colon';
      continue;
    }

    if (code === 0x7b || code === 0x5b) {
      if (open.length >= NESTING_MAX) return { ...scan, end: at, state: 'too_deep' };
      if (++holders > HOLDERS_MAX) return { ...scan, end: at, state: 'too_many' };
      open.push(code === 0x7b);
      if (findDuplicates) keys.push(new Set());
      expect = code === 0x7b ? 'firstKey' : 'firstValue';
      at++;
      continue;
    }
    if (code === 0x22) {
      at = scanString(text, at, scan);
      if (at === -1) return { ...scan, end: text.length, state: 'truncated' };
    } else {
      const end = scanWord(text, at, scan);
      if (end === at) return { ...scan, end: at };
      if (end >= text.length && open.length > 0) return { ...scan, end, state: 'truncated' };
      at = end;
    }
    if (open.length === 0) return { ...scan, end: at, state: 'complete' };
    expect = 'comma';
  }
}

/** The scanned text with its repairs made. */
export function repaired(text: string, start: number, scan: Scan): string {
  const pieces: string[] = [];
  let from = start;
  for (const edit of scan.edits) {
    pieces.push(text.slice(from, edit.from), edit.put);
    from = edit.to;
  }
  pieces.push(text.slice(from, scan.end));
  return pieces.join('');
}

function note(scan: Scan, from: number, to: number, put: string, why: Repair): void {
  scan.edits.push({ from, to, put, why });
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) break;
  }
  return at;
}

/** The index behind the closing quote, or -1 when there is none. */
function scanString(text: string, from: number, scan: Scan): number {
  for (let at = from + 1; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return at + 1;
    if (code === 0x5c) {
      if (scan.edits.length > REPAIRS_MAX) return at;
      const next = text.charCodeAt(at + 1);
      if (next === 0x75 && !/^[0-9a-f]{4}$/iu.test(text.slice(at + 2, at + 6))) {
        if (at + 6 <= text.length) note(scan, at, at + 1, '\\\\', 'bad_escape');
      } else if (!'"\\/bfnrtu'.includes(text.charAt(at + 1))) {
        if (next === 0x27) note(scan, at, at + 1, '', 'bad_escape');
        else note(scan, at, at + 1, '\\\\', 'bad_escape');
      }
      // The escaped character is skipped, unless it is one that has to be escaped itself.
      if (next >= 0x20) at++;
    } else if (code < 0x20) {
      if (scan.edits.length > REPAIRS_MAX) return at;
      note(scan, at, at + 1, `\\u${code.toString(16).padStart(4, '0')}`, 'raw_control_character');
    }
  }
  return -1;
}

/** A number or a bare word; the same index when it is neither. */
function scanWord(text: string, from: number, scan: Scan): number {
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    const inWord =
      (code >= 0x30 && code <= 0x39) ||
      (code >= 0x61 && code <= 0x7a) ||
      (code >= 0x41 && code <= 0x5a) ||
      code === 0x2b ||
      code === 0x2d ||
      code === 0x2e;
    if (!inWord || at - from > 400) break;
  }
  if (at === from) return from;
  const word = text.slice(from, at);
  if (Object.hasOwn(WORDS, word)) {
    const instead = WORDS[word];
    if (instead !== null && instead !== undefined) note(scan, from, at, instead, 'not_a_number');
    return at;
  }
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/iu.test(word)) {
    if (/^-?\d{16,}/u.test(word) && !Number.isSafeInteger(Number(word)))
      note(scan, from, at, `"${word}"`, 'long_number');
    return at;
  }
  // `007`, `.5`, `5.`, `+3`: kept as text, and read as a number where one is expected.
  if (/^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(word)) {
    note(scan, from, at, `"${word}"`, 'odd_number');
    return at;
  }
  // The text may have been cut inside a word.
  return at >= text.length ? at : from;
}
