/**
 * Rows to services. One bad cell costs that cell, one bad row that row, never the catalog; whatever is not kept is a
 * finding. Source: docs/panel-api.md, "The reply to `services`".
 */
import type { Catalog, Json, ListingNote, Service } from './catalog.ts';
import { derivedId, separateDerivedIds } from './derived-ids.ts';
import { failure } from './explanations.ts';
import { resolveFields } from './fields.ts';
import type { ResolvedFields, Row } from './fields.ts';
import { finding } from './finding-sentences.ts';
import { excerptOf, FindingList, remark, shorten } from './findings.ts';
import { COLUMNS_MAX, ROWS_MAX } from './limits.ts';
import { noteReason, typicalRate } from './listing-notes.ts';
import { commaHabit, parseRate } from './numbers.ts';
import type { CommaHabit } from './numbers.ts';
import type { Failure } from './outcome.ts';
import { isFailure } from './post.ts';
import type { PreciseReason } from './precise-reasons.ts';
import { isUnstated, readRow } from './read-row.ts';
import type { Reading } from './read-row.ts';
import { findRows } from './rows.ts';
import type { WrappedRows } from './rows.ts';

/** Reads a parsed reply to `services` into a catalog; a failure of stage `schema` when there is none in it. */
export function normalize(value: Json): Catalog | Failure {
  const read = normalizeRows(value);
  return isFailure(read) ? read : read.catalog;
}

/** What a row was read as. */
export const ROLE = {
  /** A note, or nothing. */
  NOTE: 0,
  /** A service, with something to say about it. */
  REMARKED: 1,
  /** A service of which there is nothing to say. */
  QUIET: 2,
} as const;

/** What of a reading belongs to single rows, for whoever wants to read the next reply by its differences. */
export interface RowsRead {
  rows: readonly Row[];
  /** A `ROLE` for each row. */
  roles: Uint8Array;
  resolved: ResolvedFields;
  /** What a rate of the catalog is usually like; absent where no row made anyone ask. */
  typicalRate?: number;
}

/** As `normalize`; `rows` is null when what a row was read as depends on where it stands or on what the others say. */
export function normalizeRows(value: Json): { catalog: Catalog; rows: RowsRead | null } | Failure {
  const wrapped = findRows(value);
  if (wrapped === null) {
    return schemaFailure('no_catalog', value);
  }
  if (wrapped.rows.length > ROWS_MAX) {
    return schemaFailure('no_catalog', value, { code: 'too_many_rows', values: { rows: ROWS_MAX } });
  }
  const findings = new FindingList();
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
  const { roles, typicalRate: typical } = readRows(catalog, rows, positions, wrapped, resolved, findings);
  if (wrapped.rows.length > 0 && catalog.services.length === 0 && catalog.notes.length === 0) {
    return schemaFailure('no_readable_row', value);
  }
  aboutCatalog(catalog, wrapped, resolved.ignored, findings);
  catalog.findings = [...wrapped.findings, ...findings.values()];
  if (!eachForItself(wrapped, positions, resolved, findings)) return { catalog, rows: null };
  return {
    catalog,
    rows: { rows, roles, resolved, ...(typical === undefined ? {} : { typicalRate: typical }) },
  };
}

/** No row stands under a heading of its own, shares its id, or has to be told from others by all it holds. */
function eachForItself(
  { categories, ids, findings: ofWrapper }: WrappedRows,
  positions: number[] | null,
  { keys, ignored }: ResolvedFields,
  findings: FindingList,
): boolean {
  if (positions !== null || categories !== null || ids !== null) return false;
  if (ofWrapper.length > 0 || ignored > 0) return false;
  if (Object.values(keys).some(({ length }) => length > 1)) return false;
  return !findings.has('duplicate_id ') && !findings.has('missing_id ');
}

function schemaFailure(
  code: 'no_catalog' | 'no_readable_row',
  value: Json,
  because?: PreciseReason,
): Failure {
  const excerpt = excerptOf(value);
  return failure('schema', code, { evidence: because === undefined ? { excerpt } : { excerpt, because } });
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

function readRows(
  catalog: Catalog,
  rows: Row[],
  positions: number[] | null,
  wrapped: WrappedRows,
  resolved: ResolvedFields,
  findings: FindingList,
): { roles: Uint8Array; typicalRate: number | undefined } {
  let habit: CommaHabit | undefined;
  let typical: number | undefined;
  const rateKey = resolved.fields.rate;
  const rateCell = (at: number) => (rateKey === null ? undefined : rows[at]?.[rateKey]);
  const reading: Reading = {
    keys: resolved.keys,
    habit: () => (habit ??= commaHabit(rows.map((_, at) => rateCell(at)))),
    rates: new Map(),
    last: { cell: undefined, text: null },
    currencies: new Map(),
    findings,
  };
  const typicalRateOnce = () =>
    (typical ??= typicalRate(rows.length, (at) => parseRate(rateCell(at), reading.habit())));
  const derived: Service[] = [];
  const seen = new Set<string>();
  const roles = new Uint8Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at];
    const position = positions === null ? at : positions[at];
    if (row === undefined || position === undefined) continue;
    const category = wrapped.categories?.[position] ?? null;
    const remarksBefore = findings.remarks;
    const service = readRow(row, position, category, reading);
    if (service === null) continue;
    if (service.id === '' && wrapped.ids !== null) service.id = wrapped.ids[position] ?? '';
    const rateLeftOut = service.rate === null && rateKey !== null && isUnstated(row, resolved.keys.rate);
    const reason = noteReason(service, rateLeftOut, typicalRateOnce);
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
        position,
        example: service.id,
      });
    }
    catalog.services.push(service);
    roles[at] = findings.remarks === remarksBefore ? ROLE.QUIET : ROLE.REMARKED;
  }
  if (derived.length > 0) separateDerivedIds(derived);
  reportMissingIds(derived, catalog, findings);
  const currency = currencyOf(rows, resolved.currencyKey, reading.currencies);
  if (currency !== null) catalog.currency = currency;
  return { roles, typicalRate: typical };
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

function reportMissingIds(derived: Service[], catalog: Catalog, findings: FindingList): void {
  const first = derived[0];
  if (first === undefined) return;
  const all = derived.length === catalog.services.length;
  remark(findings, {
    code: 'missing_id',
    severity: 'warning',
    values: { all },
    position: first.position,
  });
  setCount(findings, 'missing_id', derived.length);
}

function setCount(findings: FindingList, code: string, count: number): void {
  const finding = findings.get(`${code} `);
  if (finding !== undefined) finding.count = count;
}

/** Findings about the catalog as a whole. */
function aboutCatalog(catalog: Catalog, wrapped: WrappedRows, ignored: number, findings: FindingList): void {
  if (ignored > 0) {
    remark(findings, {
      code: 'too_many_fields',
      severity: 'warning',
      values: { fields: COLUMNS_MAX },
    });
    setCount(findings, 'too_many_fields', ignored);
  }
  if (wrapped.paged) {
    remark(findings, {
      code: 'more_pages',
      severity: 'error',
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
      field: meaning,
    });
  }
  for (const [field, count] of Object.entries(catalog.unknownFields)) {
    const found = { code: 'unknown_field', severity: 'info', field, count } as const;
    findings.set(`unknown_field ${field}`, finding({ ...found, ...exampleOf(field, wrapped) }));
  }
}

/** What the first of the rows at the beginning holds in a field. */
function exampleOf(field: string, { rows }: WrappedRows): { example?: string } {
  const row = rows.slice(0, EXAMPLE_WITHIN).find((each) => isRow(each) && Object.hasOwn(each, field));
  const cell = row !== undefined && isRow(row) ? row[field] : undefined;
  return cell === undefined ? {} : { example: shorten(excerptOf(cell)) };
}

/** A field that no row at the beginning holds is shown without an example. */
const EXAMPLE_WITHIN = 100;
