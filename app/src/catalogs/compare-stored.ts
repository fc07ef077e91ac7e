/** What of each catalog has to be compared with what is stored, and the stored rows to compare it with. */
import { sql, type RawBuilder } from 'kysely';
import type { Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { NOWHERE } from './places.ts';
import { comparePrints, type Prints } from './prints.ts';

/** A catalog that was read, and what is known of the one that is stored. */
export interface Printed {
  panelId: number;
  services: ServiceList;
  /** All of them; undefined where only those that differ were read. */
  whole: readonly Service[] | undefined;
  prints: Int32Array;
  /** Undefined at the first check, and when nobody knows how the rows look. */
  known: Prints | undefined;
}

/** In the catalog's order; of a catalog that was read by its differences it has only those. */
export interface ServiceList {
  readonly length: number;
  at(place: number): Service | undefined;
}

export interface Compared {
  /** Services of the catalog that may differ from what is stored. */
  later: readonly Service[];
  /** How many others there are, known to be as they were. */
  alike: number;
  /** Stored services for sale, without those that are alike. */
  selling: readonly StoredService[];
  /** Ids of `later` that were sold once and then removed. */
  soldEarlier: ReadonlySet<string>;
  /** Where each service of the catalog stood in its order, `NOWHERE` where it did not. */
  places: Int32Array;
}

export type StoredService = Omit<Service, 'averageTime' | 'network'> & { removed: boolean };

/**
 * Loads what the prints do not know, of all catalogs at once. In the order of `printed`; undefined where a catalog was read by its
 * differences and these are not from what is stored.
 */
export async function compareStored(
  tx: Database,
  printed: readonly Printed[],
): Promise<(Compared | undefined)[]> {
  const looks = printed.map(({ prints, services, whole, known }) => {
    if (known === undefined) return undefined;
    const found = comparePrints(known.services, prints, whole === undefined);
    return { ...found, known, later: found.touched.flatMap((index) => services.at(index) ?? []) };
  });
  const rows = await loadTouched(
    tx,
    printed.flatMap(({ panelId }, index) =>
      (looks[index]?.later ?? []).map(({ id }) => ({ panelId, serviceId: id })),
    ),
  );
  const compared: (Compared | undefined)[] = [];
  for (const [index, one] of printed.entries()) {
    const { panelId, whole } = one;
    const look = looks[index];
    const byPrints = look === undefined ? undefined : await completed(tx, one, look, rows.get(panelId) ?? []);
    compared.push(byPrints ?? (whole && (await compareWithRows(tx, panelId, whole))));
  }
  return compared;
}

interface Look {
  known: Prints;
  earlier: Int32Array;
  alike: number;
  later: readonly Service[];
}

/** Adds what was removed. Undefined when prints and rows do not agree: then the rows count. */
async function completed(
  tx: Database,
  { panelId, services, whole }: Printed,
  { known, earlier, alike, later }: Look,
  rows: readonly StoredService[],
): Promise<Compared | undefined> {
  const selling = rows.filter(({ removed }) => !removed);
  if (known.positions.length > alike + selling.length) {
    if (whole === undefined) return undefined;
    const all = whole.map(({ id }) => id);
    const gone = sql`panel_id = ${panelId} and removed_at is null and service_id <> all(${all})`;
    selling.push(...(await loadServices(tx, gone)));
  }
  if (selling.length + alike !== known.positions.length) return undefined;
  const stood = positionsOf(selling);
  const places = earlier.map(
    (place, index) =>
      (place < 0 ? stood.get(services.at(index)?.id ?? '') : known.positions[place]) ?? NOWHERE,
  );
  return { later, alike, selling, soldEarlier: removedOf(rows), places };
}

async function compareWithRows(
  tx: Database,
  panelId: number,
  services: readonly Service[],
): Promise<Compared> {
  const rows = await loadServices(tx, sql`panel_id = ${panelId}`);
  const selling = rows.filter(({ removed }) => !removed);
  const stood = positionsOf(selling);
  const places = Int32Array.from(services, ({ id }) => stood.get(id) ?? NOWHERE);
  return { later: services, alike: 0, selling, soldEarlier: removedOf(rows), places };
}

async function loadTouched(
  tx: Database,
  touched: readonly { panelId: number; serviceId: string }[],
): Promise<Map<number, StoredService[]>> {
  if (touched.length === 0) return new Map();
  const rows = await loadServices(
    tx,
    sql`(panel_id, service_id) in (
      select * from unnest(${touched.map(({ panelId }) => panelId)}::bigint[], ${touched.map(({ serviceId }) => serviceId)}::text[]))`,
  );
  return Map.groupBy(rows, ({ panelId }) => panelId);
}

async function loadServices(
  tx: Database,
  which: RawBuilder<unknown>,
): Promise<(StoredService & { panelId: number })[]> {
  const { rows } = await sql<StoredService & { panelId: number }>`${PREPARED}
    select panel_id as "panelId", service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min,
      max_quantity as max, description, refill, cancel, dripfeed, refill_days as "refillDays", position,
      removed_at is not null as removed
    from services where ${which} order by panel_id, position`.execute(tx);
  return rows;
}

function removedOf(rows: readonly StoredService[]): Set<string> {
  return new Set(rows.filter(({ removed }) => removed).map(({ id }) => id));
}

function positionsOf(selling: readonly StoredService[]): Map<string, number> {
  return new Map(selling.map(({ id, position }) => [id, position]));
}
