/**
 * One row to one service, cell by cell. A cell that cannot be read costs itself and becomes a finding; a row without a
 * name is the only one that is given up.
 */
import type { FieldMeaning, Json, Service } from './catalog.ts';
import type { FieldKeys, Row } from './fields.ts';
import type { FindingCode } from './finding-sentences.ts';
import { excerptOf, remark } from './findings.ts';
import type { FindingList } from './findings.ts';
import { currencyBeside, isPlainDecimal, parseDays, parseFlag, parseQuantity, parseRate } from './numbers.ts';
import type { CommaHabit } from './numbers.ts';
import { htmlToText, panelText } from './panel-text.ts';

/** What reading a row needs from its catalog. */
export interface Reading {
  keys: FieldKeys;
  habit: () => CommaHabit;
  /** Rates that are not plain decimals, as written, and what they were read as. */
  rates: Map<string, { rate: string | null | undefined; sign: string | null }>;
  /** The category of the row before, as written and as read. */
  last: { cell: Json | undefined; text: string | null };
  /** Currencies named beside rates, with how often. */
  currencies: Map<string, number>;
  findings: FindingList;
}

/** A service out of a row, its id empty when the row has none; null, with a finding, when it has no name. */
export function readRow(row: Row, position: number, group: string | null, reading: Reading): Service | null {
  const { keys, findings } = reading;
  const name = text(row, 'name', position, reading);
  if (name === null) {
    remark(findings, {
      code: 'row_without_name',
      severity: 'error',
      position,
      example: () => excerptOf(row),
    });
    return null;
  }
  const rateCell = cellOf(row, keys.rate);
  const service: Service = {
    id: idText(cellOf(row, keys.id)),
    name,
    category: category(row, position, reading) ?? (group === null ? null : panelText(group) || null),
    orderForm: text(row, 'orderForm', position, reading),
    rate: checked(rateOf(rateCell, position, reading), rateCell, 'rate', position, reading),
    min: quantity(row, 'min', position, reading),
    max: quantity(row, 'max', position, reading),
    description: description(row, position, reading),
    refill: flag(row, 'refill', position, reading),
    cancel: flag(row, 'cancel', position, reading),
    dripfeed: flag(row, 'dripfeed', position, reading),
    averageTime: text(row, 'averageTime', position, reading),
    network: text(row, 'network', position, reading),
    refillDays: days(row, position, reading),
    position,
  };
  if (service.min !== null && service.max !== null && service.min > service.max) {
    remark(findings, {
      code: 'min_above_max',
      severity: 'warning',
      position,
      example: `${service.min} > ${service.max}`,
    });
  }
  return service;
}

/** The first of the keys that holds something in this row. */
function cellOf(row: Row, keys: readonly string[]): Json | undefined {
  let cell: Json | undefined;
  for (let at = 0; at < keys.length; at++) {
    cell = row[keys[at] ?? ''];
    if (cell !== undefined && cell !== null && cell !== '') return cell;
  }
  return cell;
}

/** Whether a row says nothing in a field. */
export function isUnstated(row: Row, keys: readonly string[]): boolean {
  const cell = cellOf(row, keys);
  return cell === undefined || cell === null || cell === '';
}

/** The rate in a cell; what stands beside it is noted. Rates repeat, so each odd way of writing one is read once. */
function rateOf(cell: Json | undefined, position: number, reading: Reading): string | null | undefined {
  if (typeof cell !== 'string') return parseRate(cell);
  if (isPlainDecimal(cell)) return cell;
  let read = reading.rates.get(cell);
  if (read === undefined) {
    const habit = cell.indexOf(',') === -1 ? 'thousands' : reading.habit();
    read = { rate: parseRate(cell, habit), sign: currencyBeside(cell) };
    reading.rates.set(cell, read);
  }
  const { rate, sign } = read;
  if (typeof rate !== 'string') return rate;
  if (sign !== null) reading.currencies.set(sign, (reading.currencies.get(sign) ?? 0) + 1);
  remark(reading.findings, {
    code: 'rate_not_plain',
    severity: 'info',
    position,
    field: reading.keys.rate[0] ?? 'rate',
    example: cell,
  });
  return rate;
}

type TextMeaning = 'name' | 'orderForm' | 'averageTime' | 'network';

function text(row: Row, meaning: TextMeaning, position: number, reading: Reading): string | null {
  const keys = reading.keys[meaning];
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  return checked(textOf(cell), cell, meaning, position, reading);
}

/** Categories come in runs; the one of the row before is usually the one of this row. */
function category(row: Row, position: number, reading: Reading): string | null {
  const keys = reading.keys.category;
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  const { last } = reading;
  if (typeof cell === 'string' && cell === last.cell) return last.text;
  last.text = checked(textOf(cell), cell, 'category', position, reading);
  last.cell = cell;
  return last.text;
}

function description(row: Row, position: number, reading: Reading): string | null {
  const keys = reading.keys.description;
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  return typeof cell === 'string'
    ? htmlToText(cell)
    : checked(textOf(cell), cell, 'description', position, reading);
}

/**
 * Text of a cell; an object stands for its name, or its English or first text, a list for its only entry; false for
 * none, as PHP means it.
 */
function textOf(cell: Json | undefined, depth = 0): string | null | undefined {
  if (typeof cell === 'string') {
    const said = panelText(cell);
    return said === '' ? null : said;
  }
  if (typeof cell === 'number') return String(cell);
  if (cell === null || cell === undefined || cell === false) return null;
  if (typeof cell !== 'object' || depth > TEXT_DEPTH_MAX) return undefined;
  if (Array.isArray(cell)) return cell.length > 1 ? undefined : textOf(cell[0], depth + 1);
  const inner =
    cell['name'] ??
    cell['title'] ??
    cell['en'] ??
    Object.values(cell).find((each) => typeof each === 'string');
  return typeof inner === 'number' || inner === undefined ? undefined : textOf(inner, depth + 1);
}

/** `[{"id": 1, "name": {"en": "Instagram"}}]` holds its text three levels down. */
const TEXT_DEPTH_MAX = 3;

function quantity(row: Row, meaning: 'min' | 'max', position: number, reading: Reading): number | null {
  const keys = reading.keys[meaning];
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  return checked(parseQuantity(cell), cell, meaning, position, reading);
}

function flag(
  row: Row,
  meaning: 'refill' | 'cancel' | 'dripfeed',
  position: number,
  reading: Reading,
): boolean | null {
  const keys = reading.keys[meaning];
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  return typeof cell === 'boolean' ? cell : checked(parseFlag(cell), cell, meaning, position, reading);
}

function days(row: Row, position: number, reading: Reading): number | null {
  const keys = reading.keys.refillDays;
  if (keys.length === 0) return null;
  const cell = cellOf(row, keys);
  return checked(parseDays(cell), cell, 'refillDays', position, reading);
}

/** Turns "stated, but unreadable" into null and a finding. */
function checked<T>(
  value: T | null | undefined,
  cell: Json | undefined,
  meaning: FieldMeaning,
  position: number,
  { keys, findings }: Reading,
): T | null {
  if (value !== undefined) return value;
  remark(findings, {
    code: UNREADABLE[meaning] ?? 'bad_value',
    severity: meaning === 'rate' ? 'error' : 'warning',
    position,
    field: keys[meaning][0] ?? meaning,
    example: () => excerptOf(cell ?? null),
  });
  return null;
}

const UNREADABLE: Partial<Record<FieldMeaning, FindingCode>> = {
  rate: 'bad_number',
  min: 'bad_number',
  max: 'bad_number',
  refillDays: 'bad_number',
  refill: 'bad_flag',
  cancel: 'bad_flag',
  dripfeed: 'bad_flag',
};

/** Ids are opaque; a Mongo id may come in its exported form. Empty when there is none. */
function idText(cell: Json | undefined): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'string') return cell.trim();
  if (typeof cell === 'object' && cell !== null && !Array.isArray(cell)) {
    const inner = cell['$oid'];
    return typeof inner === 'string' ? inner : '';
  }
  return '';
}
