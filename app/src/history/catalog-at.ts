/**
 * The catalog of a panel at any moment of the past, and the difference of any two: from what is true now, or from the nearest keyframe
 * after that moment, every change since is taken back. A change tells what was before it, so nothing of the past is stored twice, and what
 * is answered once is answered for ever. docs/history.md.
 */
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { sql } from 'kysely';
import { diffCatalogs, type CatalogDiff, type Json, type ServiceLike } from 'smmwatch';
import type { Database } from '../db/open.ts';

const decompress = promisify(brotliDecompress);

/** A catalog at a moment: services in no particular order, by id. */
export type PastCatalog = Map<string, ServiceLike>;

/** Instants as text, so that microseconds survive. */
export interface Span {
  /** First catalog that was read. */
  from: string;
  /** Last time that the catalog was seen to be true. */
  to: string;
}

/** What time of a panel can be asked about; undefined when no catalog was ever read. */
export async function knownSpan(db: Database, panelId: number): Promise<Span | undefined> {
  const { rows } = await sql<Span>`
    select g.first_read_at::text as from, greatest(s.ok_at, g.read_at)::text as to
    from catalogs g left join panel_states s using (panel_id) where g.panel_id = ${panelId}`.execute(db);
  return rows[0];
}

/** After everything that changed until `at`, that moment included. `at` lies within {@link knownSpan}: nobody knows what was before. */
export async function catalogAt(db: Database, panelId: number, at: string): Promise<PastCatalog> {
  const [catalog = new Map()] = await catalogsAt(db, panelId, [at]);
  return catalog;
}

export interface Difference {
  diff: CatalogDiff;
  /** Of every service of either moment, as it was called at the later one that has it. */
  names: Map<string, string>;
}

/** What is different between two moments, in core's words, whichever of them is the earlier. */
export async function differenceOf(
  db: Database,
  panelId: number,
  from: string,
  to: string,
): Promise<Difference> {
  const [before = new Map(), after = new Map()] = await catalogsAt(db, panelId, [from, to]);
  // Backwards in time nothing returns: what is there at the earlier moment alone is simply there.
  const catalogs = [[...before.values()], [...after.values()]] as const;
  const names = new Map(catalogs.flat().map(({ id, name }) => [id, name]));
  if (Date.parse(to) < Date.parse(from)) return { diff: diffCatalogs(...catalogs), names };
  const { rows } = await sql<{ service_id: string }>`
    select service_id from services where panel_id = ${panelId} and first_seen_at <= ${from}::timestamptz`.execute(
    db,
  );
  const soldEarlier = new Set(rows.map((row) => row.service_id).filter((id) => !before.has(id)));
  return { diff: diffCatalogs(...catalogs, { soldEarlier }), names };
}

/** One look at the database for all: no check comes in between. */
async function catalogsAt(db: Database, panelId: number, moments: readonly string[]): Promise<PastCatalog[]> {
  const look = async (tx: Database): Promise<PastCatalog[]> => {
    const catalogs: PastCatalog[] = [];
    for (const at of moments) {
      const start = await nearestAfter(tx, panelId, at);
      catalogs.push(await takenBack(tx, panelId, start, at));
    }
    return catalogs;
  };
  return await db.transaction().setIsolationLevel('repeatable read').execute(look);
}

interface Start {
  services: PastCatalog;
  /** Undefined: now. */
  takenAt: string | undefined;
}

async function nearestAfter(tx: Database, panelId: number, at: string): Promise<Start> {
  const { rows } = await sql<{ taken_at: string; services: Buffer }>`
    select taken_at::text, services from catalog_keyframes where panel_id = ${panelId} and taken_at >= ${at}::timestamptz
    order by taken_at limit 1`.execute(tx);
  const [keyframe] = rows;
  if (keyframe === undefined) return { services: await catalogNow(tx, panelId), takenAt: undefined };
  const services: ServiceLike[] = JSON.parse((await decompress(keyframe.services)).toString());
  return { services: byId(services), takenAt: keyframe.taken_at };
}

/** What the panel sells now, as a past catalog. */
export async function catalogNow(tx: Database, panelId: number): Promise<PastCatalog> {
  const { rows } = await sql<ServiceLike>`
    select service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min, max_quantity as max, description,
      refill, cancel, dripfeed, refill_days as "refillDays"
    from services where panel_id = ${panelId} and removed_at is null`.execute(tx);
  return byId(rows);
}

function byId(services: readonly ServiceLike[]): PastCatalog {
  return new Map(services.map((service) => [service.id, service]));
}

interface Undo {
  kind: string;
  service_id: string;
  service_name: string | null;
  before: Record<string, Json> | null;
}

/** Changes the catalog that it is given. */
async function takenBack(
  tx: Database,
  panelId: number,
  { services, takenAt }: Start,
  at: string,
): Promise<PastCatalog> {
  const { rows } = await sql<Undo>`
    select kind, service_id, service_name, before from changes
    where panel_id = ${panelId} and service_id is not null and kind <> 'reidentified' and changed_at > ${at}::timestamptz
      ${takenAt === undefined ? sql`` : sql`and changed_at <= ${takenAt}::timestamptz`}
    order by changed_at desc, change_id desc`.execute(tx);
  for (const { kind, service_id: id, service_name: name, before } of rows) {
    if (kind === 'added' || kind === 'restored') services.delete(id);
    else if (kind === 'removed') services.set(id, removedService(id, name ?? '', before ?? {}));
    else {
      const service = services.get(id);
      if (service !== undefined) services.set(id, { ...service, ...before });
    }
  }
  return services;
}

/** A removal keeps all that the service was, but for its id and name, which stand beside it. */
function removedService(id: string, name: string, before: Record<string, Json>): ServiceLike {
  const nothing: ServiceLike = {
    id,
    name,
    category: null,
    orderForm: null,
    rate: null,
    min: null,
    max: null,
    description: null,
    refill: null,
    cancel: null,
    dripfeed: null,
    refillDays: null,
  };
  return { ...nothing, ...before };
}
