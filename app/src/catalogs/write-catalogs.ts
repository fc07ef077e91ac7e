/** Writes catalogs as a whole: when they were read, what they say beside their services, and what tells the next reply's changes. */
import { sql, type RawBuilder } from 'kysely';
import { readCurrency, VOCABULARY_VERSION, type Catalog } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Moment } from './write-services.ts';

export interface CatalogRow extends Moment {
  wireHash: string;
  bodyHash: string;
  services: number;
  partial: boolean;
  changes: number;
  /** What it says beside its services; undefined when that is what it said before, which is not written again. */
  says: Catalog | undefined;
  /** Of all services, or of those alone that differ from what is stored, to be added to what is known of the others. */
  known: { kind: 'all' | 'edits' } & Known;
}

/** The prints of services, and what is remembered of the reply's rows, where anything is. */
interface Known {
  prints: Buffer;
  rows: Uint8Array | null;
}

export async function writeCatalogs(tx: Database, rows: readonly CatalogRow[]): Promise<void> {
  const same = rows.filter(({ says }) => says === undefined);
  await updateCatalogs(
    tx,
    same.filter(({ known }) => known.kind === 'all'),
    // An empty `remembered` is none: whoever is remembered has a row.
    (prints, remembered) =>
      sql`prints = ${prints}, remembered_rows = nullif(${remembered}, ''), prints_edits = '', remembered_edits = ''`,
  );
  await updateCatalogs(
    tx,
    same.filter(({ known }) => known.kind === 'edits'),
    (prints, remembered) => sql`prints_edits = ${prints}, remembered_edits = ${remembered}`,
  );
  for (const row of rows) if (row.says !== undefined) await upsertCatalog(tx, row, row.says);
}

type Bytes = RawBuilder<unknown>;

async function updateCatalogs(
  tx: Database,
  rows: readonly CatalogRow[],
  assign: (prints: Bytes, remembered: Bytes) => RawBuilder<unknown>,
): Promise<void> {
  if (rows.length === 0) return;
  const prints = joined(rows.map(({ known }) => known.prints));
  const remembered = joined(rows.map(({ known }) => known.rows ?? NOTHING));
  const printsPart = sql`substring(${prints.all}::bytea from new.prints_at for new.prints_length)`;
  const rememberedPart = sql`substring(${remembered.all}::bytea from new.remembered_at for new.remembered_length)`;
  await sql`${PREPARED}
    update catalogs set wire_hash = decode(new.wire_hash, 'hex'), body_hash = decode(new.body_hash, 'hex'), read_at = new.read_at,
      changed_at = case when new.changes > 0 then new.read_at else catalogs.changed_at end, services = new.services,
      partial = new.partial, quarantined_at = null, ${assign(printsPart, rememberedPart)}
    from unnest(${rows.map(({ panelId }) => panelId)}::bigint[], ${rows.map(({ wireHash }) => wireHash)}::text[],
      ${rows.map(({ bodyHash }) => bodyHash)}::text[], ${rows.map(({ checkedAt }) => checkedAt)}::timestamptz[],
      ${rows.map(({ changes }) => changes)}::integer[], ${rows.map(({ services }) => services)}::integer[],
      ${rows.map(({ partial }) => partial)}::boolean[], ${prints.starts}::integer[], ${prints.lengths}::integer[],
      ${remembered.starts}::integer[], ${remembered.lengths}::integer[])
      as new (panel_id, wire_hash, body_hash, read_at, changes, services, partial, prints_at, prints_length, remembered_at, remembered_length)
    where catalogs.panel_id = new.panel_id`.execute(tx);
}

const NOTHING = new Uint8Array();

/** One buffer for all: a list of bytea would travel as hexadecimal text, twice as long. `starts` count from 1, as SQL does. */
function joined(parts: readonly Uint8Array[]): { all: Buffer; starts: number[]; lengths: number[] } {
  const starts: number[] = [];
  let at = 1;
  for (const { length } of parts) {
    starts.push(at);
    at += length;
  }
  return { all: Buffer.concat(parts), starts, lengths: parts.map(({ length }) => length) };
}

async function upsertCatalog(tx: Database, row: CatalogRow, catalog: Catalog): Promise<void> {
  const { panelId, checkedAt, wireHash, bodyHash, services, partial, changes, known } = row;
  const named = catalog.currency === undefined ? null : readCurrency(catalog.currency);
  await sql`
    insert into catalogs as old (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, partial, wrapper, fields,
      unknown_fields, notes, findings, prints, remembered_rows, facts_version, currency)
    values (${panelId}, decode(${wireHash}, 'hex'), decode(${bodyHash}, 'hex'), ${checkedAt}, ${checkedAt},
      ${checkedAt}, ${services}, ${partial}, ${catalog.wrapper}, ${toJsonb(catalog.fields)}::jsonb,
      ${toJsonb(catalog.unknownFields)}::jsonb, ${toJsonb(catalog.notes)}::jsonb, ${toJsonb(catalog.findings)}::jsonb, ${known.prints},
      ${known.rows === null ? null : Buffer.from(known.rows)}, ${VOCABULARY_VERSION}, ${named})
    on conflict (panel_id) do update set wire_hash = excluded.wire_hash, body_hash = excluded.body_hash, read_at = excluded.read_at,
      changed_at = case when ${changes} > 0 then excluded.changed_at else old.changed_at end,
      services = excluded.services, partial = excluded.partial, wrapper = excluded.wrapper, fields = excluded.fields,
      unknown_fields = excluded.unknown_fields, notes = excluded.notes, findings = excluded.findings, quarantined_at = null,
      prints = excluded.prints, remembered_rows = excluded.remembered_rows, prints_edits = '', remembered_edits = '',
      currency = excluded.currency`.execute(tx);
}
