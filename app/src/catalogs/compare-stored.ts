/** What of a catalog has to be compared with what is stored, and the stored rows to compare it with. */
import { sql, type RawBuilder } from 'kysely';
import type { Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { NOWHERE } from './places.ts';
import { comparePrints, type Prints } from './prints.ts';

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

/** Loads what the prints do not know. Undefined when prints and rows do not agree: then the rows count. */
export async function compareWithPrints(
  tx: Database,
  panelId: number,
  services: readonly Service[],
  prints: Int32Array,
  known: Prints,
): Promise<Compared | undefined> {
  const { touched, earlier, alike } = comparePrints(known.services, prints);
  const later = touched.flatMap((index) => services[index] ?? []);
  const ids = later.map(({ id }) => id);
  const rows = ids.length === 0 ? [] : await loadServices(tx, panelId, sql`service_id = any(${ids})`);
  const selling = rows.filter(({ removed }) => !removed);
  const gone = known.positions.length - alike - selling.length;
  if (gone > 0) {
    const all = services.map(({ id }) => id);
    selling.push(...(await loadServices(tx, panelId, sql`removed_at is null and service_id <> all(${all})`)));
  }
  if (selling.length + alike !== known.positions.length) return undefined;
  const places = placesOf(services, selling);
  for (const [index, place] of earlier.entries())
    if (place >= 0) places[index] = known.positions[place] ?? NOWHERE;
  return { later, alike, selling, soldEarlier: removedOf(rows), places };
}

/** Loads everything: at the first check, and when nobody knows how the rows look. */
export async function compareWithRows(
  tx: Database,
  panelId: number,
  services: readonly Service[],
): Promise<Compared> {
  const rows = await loadServices(tx, panelId, sql`true`);
  const selling = rows.filter(({ removed }) => !removed);
  return {
    later: services,
    alike: 0,
    selling,
    soldEarlier: removedOf(rows),
    places: placesOf(services, selling),
  };
}

async function loadServices(
  tx: Database,
  panelId: number,
  which: RawBuilder<unknown>,
): Promise<StoredService[]> {
  const { rows } = await sql<StoredService>`
    select service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min, max_quantity as max,
      description, refill, cancel, dripfeed, refill_days as "refillDays", position, removed_at is not null as removed
    from services where panel_id = ${panelId} and ${which} order by position`.execute(tx);
  return rows;
}

function removedOf(rows: readonly StoredService[]): Set<string> {
  return new Set(rows.filter(({ removed }) => removed).map(({ id }) => id));
}

function placesOf(services: readonly Service[], selling: readonly StoredService[]): Int32Array {
  const stored = new Map(selling.map(({ id, position }) => [id, position]));
  return Int32Array.from(services, ({ id }) => stored.get(id) ?? NOWHERE);
}
