/** Everything that is compared of a few services, of whatever panels: one query. */
import { sql } from 'kysely';
import type { PriceUnit } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { visibleTo, type PanelState, type Viewer } from '../panels/queries.ts';
import type { ServiceKey } from './ids.ts';

export interface ComparedService {
  panelId: number;
  panelSlug: string;
  panelName: string;
  panelState: PanelState | null;
  uptime30d: number | null;
  /** When the panel's catalog was last seen to be true. */
  seenAt: Date | null;
  serviceId: string;
  name: string;
  category: string | null;
  orderForm: string | null;
  /** As quoted, a decimal string in `currency`; what it buys says core's priceUnit. */
  rate: string | null;
  currency: string | null;
  /** In dollars for what `unit` says; null where the currency is in doubt. */
  priceUsd: string | null;
  /** Units of the currency for a dollar; null where prices are not compared. */
  perUsd: string | null;
  rateDay: string | null;
  unit: PriceUnit | null;
  min: number | null;
  max: number | null;
  refill: boolean | null;
  cancel: boolean | null;
  dripfeed: boolean | null;
  averageTime: string | null;
  platform: string | null;
  kind: string | null;
  refillDays: number | null;
  speedPerDay: number | null;
  startHours: number | null;
  country: string | null;
  quality: string[] | null;
  firstSeenAt: Date;
  changedAt: Date;
  /** Since when it is no longer for sale. */
  removedAt: Date | null;
  lowFrom: Date | null;
  lowWas: string | null;
}

/** In the order asked for; those that are unknown, or not for this viewer, are absent. */
export async function comparedServices(
  db: Database,
  viewer: Viewer,
  keys: readonly ServiceKey[],
): Promise<ComparedService[]> {
  if (keys.length === 0) return [];
  const { rows } = await sql<ComparedService>`
    select p.panel_id as "panelId", p.slug as "panelSlug", p.name as "panelName", s.state as "panelState",
      g.uptime_30d as "uptime30d", s.ok_at as "seenAt", v.service_id as "serviceId", v.name, v.category,
      v.order_form as "orderForm", v.rate, coalesce(m.currency, p.currency) as currency, f.price_usd as "priceUsd",
      m.per_usd as "perUsd", m.rate_day::text as "rateDay", f.unit, v.min_quantity as min, v.max_quantity as max, v.refill, v.cancel,
      v.dripfeed, v.average_time as "averageTime", nullif(f.platform, 'unknown') as platform, nullif(f.kind, 'unknown') as kind,
      f.refill_days as "refillDays", f.speed_per_day as "speedPerDay", f.start_hours::float8 as "startHours", f.country, f.quality,
      v.first_seen_at as "firstSeenAt", v.changed_at as "changedAt", v.removed_at as "removedAt", f.low_from as "lowFrom",
      f.low_was as "lowWas"
    from unnest(${keys.map(({ panel }) => panel)}::text[], ${keys.map(({ serviceId }) => serviceId)}::text[])
      with ordinality as wanted (slug, service_id, place)
    join panels p on p.slug = wanted.slug
    join services v on v.panel_id = p.panel_id and v.service_id = wanted.service_id
    left join service_facts f on f.panel_id = v.panel_id and f.service_id = v.service_id
    left join panel_states s on s.panel_id = v.panel_id
    left join panel_figures g on g.panel_id = v.panel_id
    left join panel_currencies m on m.panel_id = v.panel_id
    where ${visibleTo(viewer)}
    order by wanted.place`.execute(db);
  return rows;
}
