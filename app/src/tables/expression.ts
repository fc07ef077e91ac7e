/**
 * What is typed under the head of a column, as a condition. Numbers: `>=4`, `<0.8`, `10..20`, `..20`, `=5`, a number alone; text: what
 * the cell has to hold, or `=` and exactly what it is. `?` finds what is unknown, `!?` what is known. Units that the column shows may
 * be typed: `99.5 %`, `800 ms`, `2 s`, `10K`, `1 h`.
 */

export type FilterKind =
  | 'text'
  | 'number'
  /** Typed as a percentage, compared as a ratio. */
  | 'percent'
  /** Milliseconds, unless a unit says otherwise. */
  | 'ms'
  /** How long ago, in seconds; minutes, unless a unit says otherwise. */
  | 'age';

export interface Bound {
  /** A plain decimal: SQL takes it as numeric. */
  value: string;
  /** Whether the bound itself belongs to the range. */
  inclusive: boolean;
}

export type Expression =
  | { is: 'range'; from?: Bound; to?: Bound }
  | { is: 'contains'; text: string }
  | { is: 'exactly'; text: string }
  | { is: 'unknown' }
  | { is: 'known' };

/** Why an expression cannot be used; the words for it are the page's. */
export type ExpressionError = 'not_a_number' | 'wrong_way_round' | 'too_long';

export type Parsed = { ok: true; expression: Expression } | { ok: false; error: ExpressionError };

export const EXPRESSION_MAX = 60;

/** Undefined for nothing typed: then nothing is asked of the column. */
export function parseExpression(typed: string, kind: FilterKind): Parsed | undefined {
  const text = typed.normalize('NFKC').trim();
  if (text === '') return undefined;
  if (text.length > EXPRESSION_MAX) return { ok: false, error: 'too_long' };
  if (text === '?') return { ok: true, expression: { is: 'unknown' } };
  if (text === '!?') return { ok: true, expression: { is: 'known' } };
  return kind === 'text' ? { ok: true, expression: textExpression(text) } : rangeExpression(text, kind);
}

function textExpression(text: string): Expression {
  const exact = /^=\s*(.+)$/.exec(text)?.[1];
  return exact === undefined ? { is: 'contains', text } : { is: 'exactly', text: exact };
}

function rangeExpression(text: string, kind: NumberKind): Parsed {
  const compared = /^(>=|<=|≥|≤|=>|=<|>|<|=)(.*)$/.exec(text);
  if (compared !== null) {
    const [, sign = '', rest = ''] = compared;
    const value = parseNumber(rest, kind);
    if (value === undefined) return { ok: false, error: 'not_a_number' };
    return { ok: true, expression: { is: 'range', ...boundsOf(sign, value) } };
  }
  const range = /^(.*?)\.{2,3}(.*)$|^(.*?)…(.*)$/.exec(text);
  if (range !== null) return betweenExpression(range[1] ?? range[3] ?? '', range[2] ?? range[4] ?? '', kind);
  const value = parseNumber(text, kind);
  if (value === undefined) return { ok: false, error: 'not_a_number' };
  return { ok: true, expression: { is: 'range', ...boundsOf('=', value) } };
}

function betweenExpression(left: string, right: string, kind: NumberKind): Parsed {
  const [hasLeft, hasRight] = [left.trim() !== '', right.trim() !== ''];
  const from = hasLeft ? parseNumber(left, kind) : undefined;
  const to = hasRight ? parseNumber(right, kind) : undefined;
  const isWrong = (hasLeft && from === undefined) || (hasRight && to === undefined) || !(hasLeft || hasRight);
  if (isWrong) return { ok: false, error: 'not_a_number' };
  if (from !== undefined && to !== undefined && compareDecimals(from, to) > 0)
    return { ok: false, error: 'wrong_way_round' };
  return {
    ok: true,
    expression: {
      is: 'range',
      ...(from !== undefined && { from: { value: from, inclusive: true } }),
      ...(to !== undefined && { to: { value: to, inclusive: true } }),
    },
  };
}

function boundsOf(sign: string, value: string): { from?: Bound; to?: Bound } {
  const bound = { value, inclusive: sign !== '>' && sign !== '<' };
  if (sign === '=') return { from: bound, to: bound };
  return sign.includes('>') || sign === '≥' ? { from: bound } : { to: bound };
}

type NumberKind = Exclude<FilterKind, 'text'>;

/** By which power of ten, or by how much, a typed unit stands for the unit of the column. */
const UNITS: Record<NumberKind, Record<string, Unit>> = {
  number: { '': by(1), k: by(1000), m: by(1_000_000), b: by(1_000_000_000) },
  percent: { '': tenth(2), '%': tenth(2) },
  ms: { '': by(1), ms: by(1), s: by(1000) },
  age: { '': by(60), s: by(1), min: by(60), m: by(60), h: by(3600), d: by(86_400) },
};

interface Unit {
  times: bigint;
  /** Divided by ten this often. */
  tenths: number;
}

function by(times: number): Unit {
  return { times: BigInt(times), tenths: 0 };
}

function tenth(tenths: number): Unit {
  return { times: 1n, tenths };
}

/** A decimal in the column's unit, exact; undefined for what is no number of it. */
function parseNumber(typed: string, kind: NumberKind): string | undefined {
  const match = /^([+−-]?)\s*(\d[\d\s.,'’_]*|[.,]\d+)\s*([%a-z]*)$/i.exec(typed.trim());
  if (match === null) return undefined;
  const [, sign = '', digits = '', name = ''] = match;
  const unit = UNITS[kind][name.toLowerCase()];
  const decimal = plainDecimal(digits.trim());
  if (unit === undefined || decimal === undefined) return undefined;
  const [whole = '', fraction = ''] = decimal.split('.');
  const scale = fraction.length + unit.tenths;
  const units = (BigInt(whole + fraction) * unit.times).toString().padStart(scale + 1, '0');
  const cut = units.length - scale;
  const tail = units.slice(cut).replace(/0+$/, '');
  const value = units.slice(0, cut) + (tail === '' ? '' : `.${tail}`);
  return sign === '-' || sign === '−' ? negative(value) : value;
}

function negative(value: string): string {
  return /^[0.]*$/.test(value) ? value : `-${value}`;
}

/**
 * `1,234.5` and `1 234,5` as `1234.5`. A single comma is a decimal comma, unless exactly three digits follow it; a point is always a
 * decimal point, unless there are several.
 */
function plainDecimal(digits: string): string | undefined {
  const text = digits.replace(/[\s'’_]/g, '');
  if (/^[1-9]\d{0,2}(,\d{3})+(\.\d+)?$/.test(text)) return text.replaceAll(',', '');
  if (/^\d{1,3}(\.\d{3}){2,}(,\d+)?$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  if (/^\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
  const simple = /^(\d*)(?:[.,](\d+))?$/.exec(text);
  if (simple === null || text === '') return undefined;
  const [, whole = '', fraction] = simple;
  const leading = whole === '' ? '0' : whole;
  return fraction === undefined ? leading : `${leading}.${fraction}`.replace(/0+$/, '').replace(/\.$/, '');
}

function compareDecimals(a: string, b: string): number {
  const scale = Math.max(fractionOf(a), fractionOf(b));
  const difference = scaled(a, scale) - scaled(b, scale);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

function fractionOf(decimal: string): number {
  return decimal.split('.')[1]?.length ?? 0;
}

function scaled(decimal: string, scale: number): bigint {
  const [whole = '', fraction = ''] = decimal.replace('-', '').split('.');
  const units = BigInt(whole + fraction.padEnd(scale, '0'));
  return decimal.startsWith('-') ? -units : units;
}
