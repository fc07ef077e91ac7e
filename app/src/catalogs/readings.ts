/** A catalog as it was read, beside what is known of the one that is stored, and how it will be written. */
import { sql } from 'kysely';
import { newKey, type Catalog, type CatalogEdits, type Remembered, type Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Printed } from './compare-stored.ts';
import type { KeptCatalog } from './kept-catalogs.ts';
import {
  addPrintEdits,
  printFacts,
  printServices,
  readPrints,
  sameFacts,
  writePrints,
  type Prints,
} from './prints.ts';
import { textOf } from './service-text.ts';
import { storableServices } from './storable.ts';
import type { CatalogRow } from './write-catalogs.ts';
import type { Moment } from './write-services.ts';

/** A catalog as it was read: all of it, or what differs from the one that was read by the check that began `since`. */
export type ReadCatalog = Moment & { wireHash: string; bodyHash: string } & (
    | { catalog: Catalog; remembered?: Remembered | null }
    | { edits: CatalogEdits; since: string; remembered: Remembered; rowsAreNew: boolean }
  );

/** One bad row in a hundred is the panel's carelessness; more than that, and what we show of it is not its catalog. */
const UNREADABLE_SHARE = 0.01;

/** Whether so many rows could not be read that the catalog is known in part only. */
export function isPartial({ findings, services, notes }: Catalog): boolean {
  const unreadable = findings.reduce(
    (sum, { severity, count }) => sum + (severity === 'error' ? (count ?? 1) : 0),
    0,
  );
  return unreadable > (services.length + notes.length + unreadable) * UNREADABLE_SHARE;
}

/** Of the catalogs that are stored, as they were read; what is kept of another reading does not count. */
export type ReadonlyKept = Pick<ReadonlyMap<number, KeptCatalog>, 'get'>;

export interface StoredState {
  panelId: number;
  quarantined: boolean;
  /** By the operator. */
  held: boolean;
  partial: boolean;
  readAt: string;
  /** Undefined when nobody knows how the rows look. */
  known: Prints | undefined;
  /** What is stored beside the prints. */
  printsEdits: Buffer;
}

type StateRow = Omit<StoredState, 'known'> & { isKept: boolean; prints: Buffer | null };

/** What is kept of them need not be read. */
export async function loadStates(
  tx: Database,
  reads: readonly Moment[],
  kept: ReadonlyKept,
): Promise<Map<number, StoredState>> {
  const ids = reads.map(({ panelId }) => panelId);
  const readAts = ids.map((id) => kept.get(id)?.readAt ?? null);
  const { rows } = await sql<StateRow>`${PREPARED}
    select c.panel_id as "panelId", c.quarantined_at is not null as quarantined,
      c.quarantined_at is not null and c.removal_held as held, c.partial, c.read_at::text as "readAt",
      coalesce(c.read_at = k.read_at, false) as "isKept",
      case when c.read_at is distinct from k.read_at then c.prints end as prints,
      case when c.read_at is distinct from k.read_at then c.prints_edits end as "printsEdits"
    from unnest(${ids}::bigint[], ${readAts}::timestamptz[]) as k (panel_id, read_at) join catalogs c using (panel_id)`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.panelId, stateOf(row, kept.get(row.panelId))]));
}

function stateOf({ isKept, prints, ...row }: StateRow, kept: KeptCatalog | undefined): StoredState {
  if (isKept && kept !== undefined) return { ...row, known: kept.prints, printsEdits: kept.printsEdits };
  return { ...row, known: prints === null ? undefined : readPrints(prints, row.printsEdits) };
}

export interface Reading extends Printed {
  read: ReadCatalog;
  state: StoredState | undefined;
  key: Int32Array;
  facts: Int32Array;
  /** What is written beside the services when they stand at these places. */
  beside: (positions: Int32Array) => Pick<CatalogRow, 'partial' | 'says' | 'known'>;
}

/** Undefined when differences are not from the catalog that is stored. */
export function readingOf(read: ReadCatalog, state: StoredState | undefined): Reading | undefined {
  const known = state?.known;
  if ('catalog' in read) return { read, state, ...wholeReading(read, known) };
  if (state?.readAt !== read.since || known?.positions.length !== read.edits.services) return undefined;
  return { read, state, ...editedReading(read, state, known) };
}

function wholeReading(
  { panelId, catalog, remembered = null }: Extract<ReadCatalog, { catalog: Catalog }>,
  known: Prints | undefined,
): Omit<Reading, 'read' | 'state'> {
  const key = known?.key ?? newKey();
  const text = textOf(catalog.services);
  const storable = storableServices(catalog.services, text);
  const services = mayHaveTwins(catalog, storable) ? withoutTwins(storable) : storable;
  const prints = printServices(services, key, services === catalog.services ? text : textOf(services));
  const facts = printFacts(catalog);
  return {
    panelId,
    services,
    whole: services,
    known,
    key,
    facts,
    prints,
    beside: (positions) => ({
      partial: isPartial(catalog),
      says: known !== undefined && sameFacts(known.facts, facts) ? undefined : catalog,
      known: {
        kind: 'all',
        prints: writePrints({ key, facts, services: prints, positions }),
        rows: remembered?.rows ?? null,
      },
    }),
  };
}

/** Rows that are read by themselves change nothing beside the services, and no service's place. */
function editedReading(
  { panelId, edits, remembered, rowsAreNew }: Extract<ReadCatalog, { edits: CatalogEdits }>,
  { partial, printsEdits }: StoredState,
  known: Prints,
): Omit<Reading, 'read' | 'state'> {
  const written = edits.edited.map(({ service }) => service);
  const storable = storableServices(written, textOf(written));
  const printed = printServices(storable, known.key);
  const prints = Int32Array.from(known.services);
  const byPlace = new Map<number, Service>();
  for (const [index, { at }] of edits.edited.entries()) {
    const service = storable[index];
    if (service !== undefined) byPlace.set(at, service);
    prints.set(printed.subarray(index * 2, index * 2 + 2), at * 2);
  }
  return {
    panelId,
    services: { length: edits.services, at: (place) => byPlace.get(place) },
    whole: undefined,
    known,
    key: known.key,
    facts: known.facts,
    prints,
    beside: (positions) => ({
      partial,
      says: undefined,
      known: rowsAreNew
        ? {
            kind: 'all',
            prints: writePrints({ ...known, services: prints, positions }),
            rows: remembered.rows,
          }
        : {
            kind: 'edits',
            prints: addPrintEdits(printsEdits, prints, [...byPlace.keys()]),
            rows: remembered.edits,
          },
    }),
  };
}

/** Of rows that share an id the first counts, as in the diff; the others are among the catalog's findings. */
function withoutTwins(services: readonly Service[]): Service[] {
  const seen = new Set<string>();
  return services.filter(({ id }) => seen.size !== seen.add(id).size);
}

/** What is read from a reply tells where ids repeat; what is made storable may repeat another. */
function mayHaveTwins({ findings, services }: Catalog, storable: readonly Service[]): boolean {
  if (findings.some(({ code }) => code === 'duplicate_id' || code === 'missing_id')) return true;
  return storable.some(({ id }, index) => id !== services[index]?.id);
}
