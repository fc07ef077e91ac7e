/**
 * Rows to services. One bad cell costs that cell, one bad row that row, never the catalog; whatever is not kept is a
 * finding. Source: docs/panel-api.md, "The reply to `services`".
 */
import type { Catalog, Finding, FieldMeaning, Json, ListingNote, Service } from './catalog.ts';
import { derivedId, separateDerivedIds } from './derived-ids.ts';
import { resolveFields } from './fields.ts';
import type { ResolvedFields, Row } from './fields.ts';
import { remark } from './findings.ts';
import type { FindingList } from './findings.ts';
import { EXCERPT_CHARS_MAX } from './limits.ts';
import { noteReason, typicalRate } from './listing-notes.ts';
import {
  commaHabit,
  currencyBeside,
  isPlainDecimal,
  parseDays,
  parseFlag,
  parseQuantity,
  parseRate,
} from './numbers.ts';
import type { CommaHabit } from './numbers.ts';
import type { Failure } from './outcome.ts';
import { htmlToText, panelText } from './panel-text.ts';
import { findRows } from './rows.ts';
import type { WrappedRows } from './rows.ts';

/** Reads a parsed reply to `services` into a catalog; a failure of stage `schema` when there is none in it. */
export function normalize(value: Json): Catalog | Failure {
  const wrapped = findRows(value);
  if (wrapped === null) {
    return schemaFailure('no_catalog', 'The reply is JSON, but holds no list of services.', value);
  }
  const findings: FindingList = new Map();
  const { rows, positions } = readableRows(wrapped, findings);
  const resolved = resolveFields(rows);
  const catalog: Catalog = {
    services: [],
    notes: [],
    fields: resolved.fields,
    unknownFields: resolved.unknown,
    findings: [],
    wrapper: wrapped.wrapper,
  };
  readRows(catalog, rows, positions, wrapped, resolved, findings);
  if (wrapped.rows.length > 0 && catalog.services.length === 0 && catalog.notes.length === 0) {
    return schemaFailure(
      'no_readable_row',
      'The reply holds a list, but no row of it reads as a service.',
      value,
    );
  }
  aboutCatalog(catalog, wrapped, findings);
  catalog.findings = [...wrapped.findings, ...findings.values()];
  return catalog;
}

function schemaFailure(code: 'no_catalog' | 'no_readable_row', message: string, value: Json): Failure {
  const excerpt = excerptOf(value);
  return { stage: 'schema', code, retryable: false, message, evidence: { excerpt } };
}

/** The beginning of a value, without writing out all of it. */
function excerptOf(value: Json): string {
  const head = Array.isArray(value) ? value.slice(0, 3) : value;
  return JSON.stringify(head).slice(0, EXCERPT_CHARS_MAX).toWellFormed();
}

/** Sorts out what is not an object; `positions` is null while every row is one. */
function readableRows(
  wrapped: WrappedRows,
  findings: FindingList,
): { rows: Row[]; positions: number[] | null } {
  if (wrapped.rows.every(isRow)) return { rows: wrapped.rows, positions: null };
  const rows: Row[] = [];
  const positions: number[] = [];
  for (const [position, row] of wrapped.rows.entries()) {
    if (isRow(row)) {
      rows.push(row);
      positions.push(position);
    } else {
      remark(findings, {
        code: 'row_not_an_object',
        severity: 'error',
        message: 'A row is not an object with fields, so nothing of it could be read.',
        position,
        example: () => excerptOf(row),
      });
    }
  }
  return { rows, positions };
}

function isRow(row: Json): row is Row {
  return typeof row === 'object' && row !== null && !Array.isArray(row);
}

/** What reading a row needs from its catalog. */
interface Reading {
  keys: ResolvedFields['keys'];
  habit: () => CommaHabit;
  typicalRate: () => number;
  /** Rates that are not plain decimals, as written, and what they were read as. */
  rates: Map<string, { rate: string | null | undefined; sign: string | null }>;
  /** The category of the row before, as written and as read. */
  last: { cell: Json | undefined; text: string | null };
  /** Currencies named beside rates, with how often. */
  currencies: Map<string, number>;
  hasRates: boolean;
  findings: FindingList;
}

function readRows(
  catalog: Catalog,
  rows: Row[],
  positions: number[] | null,
  wrapped: WrappedRows,
  resolved: ResolvedFields,
  findings: FindingList,
): void {
  let habit: CommaHabit | undefined;
  let typical: number | undefined;
  const rateKey = resolved.fields.rate;
  const rateCell = (at: number) => (rateKey === null ? undefined : rows[at]?.[rateKey]);
  const reading: Reading = {
    keys: resolved.keys,
    habit: () => (habit ??= commaHabit(rows.map((_, at) => rateCell(at)))),
    typicalRate: () =>
      (typical ??= typicalRate(rows.length, (at) => parseRate(rateCell(at), reading.habit()))),
    rates: new Map(),
    last: { cell: undefined, text: null },
    currencies: new Map(),
    hasRates: rateKey !== null,
    findings,
  };
  const derived: Service[] = [];
  const seen = new Set<string>();
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const position = positions === null ? at : positions[at];
    if (row === undefined || position === undefined) continue;
    const category = wrapped.categories?.[position] ?? null;
    const service = readRow(row, position, category, reading);
    if (service === null) continue;
    if (service.id === '' && wrapped.ids !== null) service.id = wrapped.ids[position] ?? '';
    const reason = noteReason(
      service,
      reading.hasRates && isUnstated(row, reading.keys.rate),
      reading.typicalRate,
    );
    if (reason !== null) {
      catalog.notes.push(noteOf(service, reason));
      continue;
    }
    if (service.id === '') {
      service.id = derivedId(service);
      derived.push(service);
    } else if (seen.size === seen.add(service.id).size) {
      remark(findings, {
        code: 'duplicate_id',
        severity: 'warning',
        message: 'An id stands on more than one service.',
        position,
        example: service.id,
      });
    }
    catalog.services.push(service);
  }
  if (derived.length > 0) separateDerivedIds(derived);
  reportMissingIds(derived, catalog, findings);
  const currency = currencyOf(rows, resolved.currencyKey, reading.currencies);
  if (currency !== null) catalog.currency = currency;
}

/** The currency in the field that names it, or beside every rate; null unless all rows agree. */
function currencyOf(rows: readonly Row[], key: string | null, beside: Map<string, number>): string | null {
  const [[sign, count] = ['', 0]] = beside;
  if (key === null) return beside.size === 1 && count === rows.length ? sign : null;
  const named = new Set(rows.map((row) => row[key] ?? null));
  const [only] = named;
  return named.size === 1 && typeof only === 'string' && only.trim() !== '' ? only.trim() : null;
}

function noteOf(service: Service, reason: ListingNote['reason']): ListingNote {
  return {
    position: service.position,
    id: service.id === '' ? null : service.id,
    text: service.name,
    category: service.category,
    reason,
  };
}

/** A service out of a row, its id empty when the row has none; null, with a finding, when it has no name. */
function readRow(row: Row, position: number, group: string | null, reading: Reading): Service | null {
  const { keys, findings } = reading;
  const name = text(row, 'name', position, reading);
  if (name === null) {
    remark(findings, {
      code: 'row_without_name',
      severity: 'error',
      message: 'A row has no name, so it cannot be shown or recognised as a service.',
      position,
      example: () => excerptOf(row),
    });
    return null;
  }
  const rateCell = cellOf(row, keys.rate);
  return {
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

function isUnstated(row: Row, keys: readonly string[]): boolean {
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
    message: 'Rates hold more than digits and a decimal point; they were read all the same.',
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

/** Text of a cell; an object stands for its name, or its English or first text; false for none, as PHP means it. */
function textOf(cell: Json | undefined): string | null | undefined {
  if (typeof cell === 'string') {
    const said = panelText(cell);
    return said === '' ? null : said;
  }
  if (typeof cell === 'number') return String(cell);
  if (cell === null || cell === undefined || cell === false) return null;
  if (typeof cell !== 'object' || Array.isArray(cell)) return undefined;
  const inner = cell['name'] ?? cell['title'] ?? cell['en'] ?? Object.values(cell)[0];
  return typeof inner === 'string' ? textOf(inner) : undefined;
}

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
    message: `A value of ${keys[meaning][0] ?? meaning} could not be read; the service is kept without it.`,
    position,
    field: keys[meaning][0] ?? meaning,
    example: () => excerptOf(cell ?? null),
  });
  return null;
}

const UNREADABLE: Partial<Record<FieldMeaning, string>> = {
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

function reportMissingIds(derived: Service[], catalog: Catalog, findings: FindingList): void {
  const first = derived[0];
  if (first === undefined) return;
  const all = derived.length === catalog.services.length;
  remark(findings, {
    code: 'missing_id',
    severity: 'warning',
    message: all
      ? 'Services have no ids; each is recognised by its name, category and type.'
      : 'Some services have no id; they are recognised by their name, category and type.',
    position: first.position,
  });
  setCount(findings, 'missing_id', derived.length);
}

function setCount(findings: FindingList, code: string, count: number): void {
  const finding = findings.get(`${code} `);
  if (finding !== undefined) finding.count = count;
}

/** Findings about the catalog as a whole. */
function aboutCatalog(catalog: Catalog, wrapped: WrappedRows, findings: FindingList): void {
  if (wrapped.paged) {
    remark(findings, {
      code: 'more_pages',
      severity: 'error',
      message: 'The reply says that it is one page of several; the services of the other pages are unknown.',
    });
  }
  if (wrapped.rows.length === 0) return;
  for (const meaning of ['name', 'rate', 'min', 'max', 'category'] as const) {
    const isGiven =
      catalog.fields[meaning] !== null || (meaning === 'category' && wrapped.categories !== null);
    if (isGiven) continue;
    remark(findings, {
      code: 'missing_field',
      severity: meaning === 'rate' ? 'error' : 'warning',
      message: `No row has a field that reads as ${meaning}.`,
      field: meaning,
    });
  }
  for (const [field, count] of Object.entries(catalog.unknownFields)) {
    const finding: Finding = {
      code: 'unknown_field',
      severity: 'info',
      message: 'The field has no known meaning and was left aside.',
      field,
      count,
    };
    findings.set(`unknown_field ${field}`, finding);
  }
}
