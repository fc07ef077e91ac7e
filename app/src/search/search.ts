/**
 * Search over the services of all panels. First a few thousand rows are looked at in the order asked for: mostly they fill the page. If
 * they do not, a sample tells how many rows match: few are found through the index of terms and then sorted; for many, the order is
 * walked until the page is full. Either way the time does not grow with the number of services. docs/search.md tells the whole of it.
 */
import { sql, type RawBuilder } from 'kysely';
import { KINDS, PLATFORMS } from 'smmwatch';
import { CONFIDENCE_MIN } from '../market/judge-currency.ts';
import { decodeCursor, encodeCursor, type Cursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { PanelState, Viewer } from '../panels/queries.ts';
import { plainConditions, termQuery, visiblePanels, type Wanted } from './conditions.ts';
import { UNKNOWN } from './terms.ts';
import { estimate, NARROW_MAX } from './counts.ts';

/** `rate` is what 1,000 cost in one currency; what is sold as one piece has no such rate and is left out, unless packages alone are asked for. */
export const SORTS = ['rate', '-rate', 'changed', 'low', 'catalog'] as const;
export type Sort = (typeof SORTS)[number];

export interface Search extends Wanted {
  sort: Sort;
  /** Only this panel's. */
  panelId?: number;
  after?: string | undefined;
}

/** One service as a search shows it. */
export interface FoundService {
  panelId: number;
  panelSlug: string;
  panelName: string;
  panelState: PanelState | null;
  /** When the panel's catalog was last seen to be true. */
  seenAt: Date | null;
  serviceId: string;
  name: string;
  category: string | null;
  network: string | null;
  orderForm: string | null;
  description: string | null;
  averageTime: string | null;
  /** As quoted, a decimal string in `currency`; null when the panel quotes none. */
  rate: string | null;
  /** Null while it is in doubt which one that is. */
  currency: string | null;
  /** Units of that currency for one dollar, as its prices were converted, and the day of that exchange rate; null where they are not. */
  perUsd: string | null;
  rateDay: string | null;
  /** In dollars for what `unit` says; null where the currency is in doubt. */
  priceUsd: string | null;
  unit: 'thousand' | 'package' | 'one';
  min: number | null;
  max: number | null;
  refill: boolean | null;
  cancel: boolean | null;
  dripfeed: boolean | null;
  platform: string;
  kind: string;
  refillDays: number | null;
  firstSeenAt: Date;
  changedAt: Date;
  lowFrom: Date;
  lowWas: string | null;
}

/** A page of what was found; `next` continues it, undefined at its end. */
export interface Found {
  rows: FoundService[];
  next: string | undefined;
}

export const SERVICES_PER_PAGE = 50;

/** Where one way of finding rows ends and the next begins. */
export interface Limits {
  /** So many rows are looked at in order: a millisecond or two. */
  firstRows: number;
  /** And so many where many match: some twenty. */
  moreRows: number;
  /** By the sample, up to so many match: they are found by their terms and sorted. */
  narrowMax: number;
  /** More are not sorted: dear ones among so many are found by walking past the cheap ones. */
  sortedMax: number;
}

const LIMITS: Limits = { firstRows: 1000, moreRows: 20_000, narrowMax: NARROW_MAX, sortedMax: 150_000 };

/** `limits` are other than usual where a test makes every way be gone. */
export async function search(
  db: Database,
  viewer: Viewer,
  asked: Search,
  limits: Limits = LIMITS,
): Promise<Found> {
  const order = orderOf(asked);
  const after = decodeCursor(asked.after, order.types);
  const keys = await findKeys(db, viewer, asked, order, after, limits);
  const rows = await loadRows(db, keys.slice(0, SERVICES_PER_PAGE));
  const last = keys.length > SERVICES_PER_PAGE ? keys[SERVICES_PER_PAGE - 1] : undefined;
  return { rows, next: last === undefined ? undefined : encodeCursor(last.cursor) };
}

interface Key {
  panelId: number;
  serviceId: string;
  cursor: Cursor;
}

interface Order {
  /** End in the primary key: the order is total, and a cursor points between two rows. */
  keys: RawBuilder<unknown>[];
  types: CursorType[];
  down: boolean;
  where: RawBuilder<unknown> | undefined;
}

const ROW_KEY = { keys: [sql`f.panel_id`, sql`f.service_id`], types: ['bigint', 'text'] as CursorType[] };

function orderOf({ sort, filters }: Search): Order {
  const only = filters.facets.modifier;
  const unit =
    only.length === 1 && only[0] === 'package' ? sql`f.unit <> 'thousand'` : sql`f.unit = 'thousand'`;
  const byRate: Omit<Order, 'down'> = {
    keys: [sql`f.price_usd`, ...ROW_KEY.keys],
    types: ['numeric', ...ROW_KEY.types],
    where: sql`f.price_usd is not null and ${unit}`,
  };
  const byTime: Omit<Order, 'where'> = {
    keys: [sql`f.changed_at`, ...ROW_KEY.keys],
    types: ['timestamptz', ...ROW_KEY.types],
    down: true,
  };
  const orders: Record<Sort, Order> = {
    rate: { ...byRate, down: false },
    '-rate': { ...byRate, down: true },
    changed: { ...byTime, where: undefined },
    low: {
      keys: [sql`f.low_from`, ...ROW_KEY.keys],
      types: ['timestamptz', ...ROW_KEY.types],
      down: false,
      where: sql`f.low_was is not null and f.low_was > f.rate and f.low_from <= now() - interval '35 days'`,
    },
    catalog: {
      keys: [sql`f.position`, ...ROW_KEY.keys],
      types: ['bigint', ...ROW_KEY.types],
      down: false,
      where: undefined,
    },
  };
  return orders[sort];
}

async function findKeys(
  db: Database,
  viewer: Viewer,
  asked: Search,
  order: Order,
  after: Cursor | undefined,
  { firstRows, moreRows, narrowMax, sortedMax }: Limits,
): Promise<Key[]> {
  const plan: Plan = {
    order,
    conditions: [visiblePanels(viewer === 'operator'), ...plainConditions(asked)],
    terms: termQuery(asked),
    beyond:
      after === undefined
        ? []
        : [
            sql`(${sql.join(order.keys)}) ${order.down ? sql`<` : sql`>`} (${cursorValues(after, order.types)})`,
          ],
    sorted: sql.join(order.keys.map((key) => (order.down ? sql`${key} desc` : key))),
    columns: sql`f.panel_id as "panelId", f.service_id as "serviceId", array[${sql.join(order.keys.map((key) => sql`${key}::text`))}] as cursor`,
  };
  if (order.where !== undefined) plan.conditions.push(order.where);
  // Of one panel there are never many; and the panel's own order stands in its services alone.
  if (asked.panelId !== undefined) {
    plan.conditions.push(sql`f.panel_id = ${asked.panelId}`);
    return asked.sort === 'catalog'
      ? await sortedKeys(db, plan, WITH_SERVICES, sql`v.position`)
      : await sortedKeys(db, plan);
  }
  const { platform, kind } = asked.filters.facets;
  const isByRate = asked.sort.endsWith('rate');
  // One platform and one kind have a part of an index to themselves, in the order of prices.
  const part =
    isByRate && platform.length === 1 && kind.length === 1
      ? sql`f.platform = ${platform[0]} and f.kind = ${kind[0]}`
      : sql`true`;
  const first = await firstKeys(db, plan, part, firstRows);
  if (first !== undefined) return first;
  const about = await estimate(db, viewer, asked);
  if (about <= narrowMax) return await sortedKeys(db, plan);
  const more = await firstKeys(db, plan, part, moreRows);
  if (more !== undefined) return more;
  if (about <= sortedMax) return await sortedKeys(db, plan);
  return isByRate && platform.length + kind.length > 0
    ? await mergedKeys(db, plan, platform, kind)
    : await walkedKeys(db, plan);
}

interface Plan {
  order: Order;
  conditions: RawBuilder<unknown>[];
  terms: string | undefined;
  /** Where a continued list goes on. */
  beyond: RawBuilder<unknown>[];
  sorted: RawBuilder<unknown>;
  columns: RawBuilder<unknown>;
}

const PAGE = SERVICES_PER_PAGE + 1;
/** Looks at the first rows of an index in the order asked for; undefined when they neither fill the page nor are all there are. */
async function firstKeys(
  db: Database,
  { order, conditions, terms, beyond, sorted, columns }: Plan,
  part: RawBuilder<unknown>,
  rowsMax: number,
): Promise<Key[] | undefined> {
  const within = sql.join([part, ...(order.where === undefined ? [] : [order.where]), ...beyond], sql` and `);
  const all = sql.join([...conditions, ...byWalking(terms)], sql` and `);
  // The last row that is looked at comes along, whatever it is: it says that there are more.
  const { rows } = await sql<Key & { place: number }>`
    select ${columns}, place from (
      select f.*, row_number() over (order by ${sorted}) as place from service_facts f where ${within} order by ${sorted} limit ${rowsMax}
    ) f
    where (${all}) or place = ${rowsMax} order by ${sorted} limit ${PAGE}`.execute(db);
  return rows.at(-1)?.place === rowsMax ? undefined : rows;
}

/** Walks the order until the page is full: for what many rows match. */
async function walkedKeys(
  db: Database,
  { conditions, terms, beyond, sorted, columns }: Plan,
): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select ${columns} from service_facts f where ${sql.join([...conditions, ...byWalking(terms), ...beyond], sql` and `)}
    order by ${sorted} limit ${PAGE}`.execute(db);
  return rows;
}

/** The same over the parts of the index that pairs of platform and kind have, each in the order of prices. */
async function mergedKeys(
  db: Database,
  { conditions, terms, beyond, sorted, columns }: Plan,
  platforms: readonly string[],
  kinds: readonly string[],
): Promise<Key[]> {
  const { rows } = await sql<Key>`
    select f."panelId", f."serviceId", f.cursor
    from ${sourcesOf(platforms, kinds)} cross join lateral (
      select ${columns}, f.price_usd, f.panel_id, f.service_id from service_facts f
      where f.platform = platforms.platform and f.kind = kinds.kind and ${sql.join([...conditions, ...byWalking(terms), ...beyond], sql` and `)}
      order by ${sorted} limit ${PAGE}
    ) f order by ${sorted} limit ${PAGE}`.execute(db);
  return rows;
}

/** As a function the test of terms cannot be looked up in their index: the one that is in order is walked instead. */
function byWalking(terms: string | undefined): RawBuilder<unknown>[] {
  return terms === undefined ? [] : [sql`ts_match_vq(f.terms, ${terms}::tsquery)`];
}

const WITH_SERVICES = sql`service_facts f join services v on v.panel_id = f.panel_id and v.service_id = f.service_id`;

/** Everything that matches, sorted. Materialized: otherwise the planner may walk an order through all rows for the few that match. */
async function sortedKeys(
  db: Database,
  { conditions, terms, beyond, sorted, columns }: Plan,
  tables = sql`service_facts f`,
  position = sql`null`,
): Promise<Key[]> {
  const all = terms === undefined ? conditions : [...conditions, sql`f.terms @@ ${terms}::tsquery`];
  const { rows } = await sql<Key>`
    with f as materialized (
      select f.panel_id, f.service_id, f.price_usd, f.changed_at, f.low_from, ${position} as position
      from ${tables} where ${sql.join(all, sql` and `)}
    )
    select ${columns} from f ${beyond.length > 0 ? sql`where ${sql.join(beyond)}` : sql``}
    order by ${sorted} limit ${PAGE}`.execute(db);
  return rows;
}

/** Every pair of platform and kind that is asked for: each has its part of the index in the order of prices. */
function sourcesOf(platforms: readonly string[], kinds: readonly string[]): RawBuilder<unknown> {
  const allPlatforms = platforms.length > 0 ? platforms : [...PLATFORMS, UNKNOWN];
  const allKinds = kinds.length > 0 ? kinds : [...KINDS, UNKNOWN];
  return sql`unnest(${[...allPlatforms]}::text[]) as platforms (platform) cross join unnest(${[...allKinds]}::text[]) as kinds (kind)`;
}

async function loadRows(db: Database, keys: readonly Key[]): Promise<FoundService[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<FoundService>`
    select v.panel_id as "panelId", p.slug as "panelSlug", p.name as "panelName", s.state as "panelState", s.ok_at as "seenAt",
      v.service_id as "serviceId", v.name, v.category, v.network, v.order_form as "orderForm", v.description,
      v.average_time as "averageTime", v.rate, case when c.confidence >= ${CONFIDENCE_MIN} then c.currency end as currency,
      c.per_usd as "perUsd", case when c.per_usd is not null then c.rate_day::text end as "rateDay", f.price_usd as "priceUsd", f.unit,
      v.min_quantity as min, v.max_quantity as max, v.refill, v.cancel, v.dripfeed, f.platform, f.kind, f.refill_days as "refillDays",
      v.first_seen_at as "firstSeenAt", v.changed_at as "changedAt", f.low_from as "lowFrom", f.low_was as "lowWas"
    from unnest(${keys.map(({ panelId }) => panelId)}::bigint[], ${keys.map(({ serviceId }) => serviceId)}::text[])
      with ordinality as wanted (panel_id, service_id, place)
    join service_facts f on f.panel_id = wanted.panel_id and f.service_id = wanted.service_id
    join services v on v.panel_id = wanted.panel_id and v.service_id = wanted.service_id
    join panels p on p.panel_id = wanted.panel_id
    left join panel_states s on s.panel_id = wanted.panel_id
    left join panel_currencies c on c.panel_id = wanted.panel_id
    order by wanted.place`.execute(db);
  return rows;
}

function cursorValues(cursor: Cursor, types: CursorType[]): RawBuilder<unknown> {
  return sql.join(types.map((type, index) => sql`cast(${cursor[index]} as ${sql.raw(type)})`));
}
