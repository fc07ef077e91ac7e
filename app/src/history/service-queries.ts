/** What the page of one service may know: the service, gone or for sale, what happened to it, and who else sells the like. */
import { sql } from 'kysely';
import type { Json } from 'smmwatch';
import type { ChangeKind } from '../catalogs/queries.ts';
import type { Database } from '../db/open.ts';
import { visibleTo, type PanelState, type Viewer } from '../panels/queries.ts';

export interface ServicePageRow {
  panelId: number;
  serviceId: string;
  name: string;
  category: string | null;
  network: string | null;
  orderForm: string | null;
  description: string | null;
  averageTime: string | null;
  rate: string | null;
  min: number | null;
  max: number | null;
  refill: boolean | null;
  cancel: boolean | null;
  dripfeed: boolean | null;
  firstSeenAt: Date;
  changedAt: Date;
  /** Null while it is for sale. */
  removedAt: Date | null;
}

export async function findService(
  db: Database,
  panelId: number,
  serviceId: string,
): Promise<ServicePageRow | undefined> {
  const { rows } = await sql<ServicePageRow>`
    select panel_id as "panelId", service_id as "serviceId", name, category, network, order_form as "orderForm", description,
      average_time as "averageTime", rate, min_quantity as min, max_quantity as max, refill, cancel, dripfeed,
      first_seen_at as "firstSeenAt", changed_at as "changedAt", removed_at as "removedAt"
    from services where panel_id = ${panelId} and service_id = ${serviceId}`.execute(db);
  return rows[0];
}

export interface ServiceChange {
  changedAt: Date;
  kind: ChangeKind;
  before: Record<string, Json> | null;
  after: Record<string, Json> | null;
  /** Of a repricing that many rates had in common. */
  isRepricing: boolean;
}

export const CHANGES_SHOWN = 50;

/** What happened to a service, the latest first. */
export async function serviceChanges(
  db: Database,
  panelId: number,
  serviceId: string,
): Promise<ServiceChange[]> {
  const { rows } = await sql<ServiceChange>`
    select x.changed_at as "changedAt", x.kind, x.before, x.after,
      exists (select 1 from changes whole where whole.panel_id = x.panel_id and whole.change_id = x.part_of and whole.kind = 'repricing') as "isRepricing"
    from changes x where x.panel_id = ${panelId} and x.service_id = ${serviceId}
    order by x.changed_at desc, x.change_id desc limit ${CHANGES_SHOWN}`.execute(db);
  return rows;
}

/** Another panel's service of the same kind. */
export interface Alike {
  panelId: number;
  panelSlug: string;
  panelName: string;
  panelState: PanelState | null;
  serviceId: string;
  name: string;
  /** As quoted, in `currency`. */
  rate: string | null;
  orderForm: string | null;
  currency: string | null;
  perUsd: string | null;
  rateDay: string | null;
  min: number | null;
  max: number | null;
  refillDays: number | null;
}

const ALIKE_SHOWN = 8;

/**
 * The cheapest services of other panels with the same platform, kind, country and unit, and at least the same promise of refill. Only
 * panels whose currency is certain enough to compare.
 */
export async function alikeElsewhere(
  db: Database,
  viewer: Viewer,
  panelId: number,
  serviceId: string,
): Promise<Alike[]> {
  const { rows } = await sql<Alike>`
    with this as materialized (
      select platform, kind, country, unit, refill_days from service_facts
      where panel_id = ${panelId} and service_id = ${serviceId} and platform <> 'unknown' and kind <> 'unknown'
    )
    select f.panel_id as "panelId", p.slug as "panelSlug", p.name as "panelName", s.state as "panelState", f.service_id as "serviceId",
      v.name, v.rate, v.order_form as "orderForm", c.currency, c.per_usd as "perUsd", c.rate_day::text as "rateDay", f.min_quantity as min, f.max_quantity as max, f.refill_days as "refillDays"
    from (
      select f.panel_id, f.service_id, f.price_usd, f.min_quantity, f.max_quantity, f.refill_days from service_facts f
      where f.platform = (select platform from this) and f.kind = (select kind from this)
        and f.country is not distinct from (select country from this) and f.unit = (select unit from this)
        and f.price_usd is not null and f.panel_id <> ${panelId}
        and coalesce(f.refill_days, 0) >= (select coalesce(refill_days, 0) from this)
        and f.panel_id in (select panel_id from panels p where ${visibleTo(viewer)})
      order by f.price_usd, f.panel_id, f.service_id limit ${ALIKE_SHOWN}
    ) f
    join panels p on p.panel_id = f.panel_id
    join services v on v.panel_id = f.panel_id and v.service_id = f.service_id
    join panel_currencies c on c.panel_id = v.panel_id
    left join panel_states s on s.panel_id = v.panel_id
    order by f.price_usd, f.panel_id, f.service_id`.execute(db);
  return rows;
}
