/** Search over the services of all panels: a page of what was found, in the order asked for. docs/search.md tells the whole of it. */
import { sql } from 'kysely';
import { CONFIDENCE_MIN } from '../market/judge-currency.ts';
import { encodeCursor } from '../cursor.ts';
import type { Database } from '../db/open.ts';
import type { PanelState, Viewer } from '../panels/queries.ts';
import type { Wanted } from './conditions.ts';
import { findKeys, type Limits } from './find-keys.ts';
import type { Sort } from './order.ts';
import { relevantKeys } from './relevance.ts';
import type { Key } from './sorted-keys.ts';

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

/** `limits` are other than usual where a test makes every way be gone. */
export async function search(db: Database, viewer: Viewer, asked: Search, limits?: Limits): Promise<Found> {
  const find = asked.sort === 'relevance' ? relevantKeys : findKeys;
  // One more than the page holds says whether there is another page.
  const keys = await find(db, viewer, asked, SERVICES_PER_PAGE + 1, limits);
  const rows = await loadRows(db, keys.slice(0, SERVICES_PER_PAGE));
  const last = keys.length > SERVICES_PER_PAGE ? keys[SERVICES_PER_PAGE - 1] : undefined;
  return { rows, next: last === undefined ? undefined : encodeCursor(last.cursor) };
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
    left join panel_states s on s.panel_id = f.panel_id
    left join panel_currencies c on c.panel_id = f.panel_id
    order by wanted.place`.execute(db);
  return rows;
}
