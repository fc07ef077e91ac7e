/** One service to its row of service_facts. */
import { classify, priceUnit, unitPrice, type Facts, type Service } from 'smmwatch';
import { inDollars } from '../market/dollars.ts';
import { termsOf, UNKNOWN, vectorOf } from './terms.ts';

/** A row as jsonb_to_recordset takes it; `RECORD` names the types. */
export type FactsRow = Record<string, unknown>;

/** Column definitions of {@link FactsRow}, in SQL. */
export const RECORD = `panel_id bigint, service_id text, changed_at timestamptz, speed_per_day bigint, claimed_max bigint,
  min_quantity bigint, max_quantity bigint, refill_days integer, start_hours real, drop_percent real, sample smallint,
  refill boolean, cancel boolean, dripfeed boolean, platform text, kind text, secondary_kind text, country text, gender text,
  modifiers text[], quality text[], unit text, rate numeric, price_usd numeric, terms text`;

/** What a panel's prices are converted with: units of its currency for one dollar, null where they are not compared. */
export function factsRow(
  panelId: number,
  changedAt: string,
  service: Service,
  perUsd: string | null,
): FactsRow {
  const facts = classify(service);
  const { attributes } = facts;
  const price = unitPrice(service);
  return {
    panel_id: panelId,
    service_id: service.id,
    changed_at: changedAt,
    speed_per_day: whole(attributes.speedPerDay),
    claimed_max: whole(attributes.claimedMax),
    min_quantity: service.min,
    max_quantity: service.max,
    refill_days: refillDays(service, facts),
    start_hours: attributes.startHours,
    drop_percent: attributes.dropPercent,
    sample: sampleOf(panelId, service.id),
    refill: service.refill,
    cancel: service.cancel,
    dripfeed: service.dripfeed,
    platform: facts.platform ?? UNKNOWN,
    kind: facts.kind ?? UNKNOWN,
    secondary_kind: facts.secondaryKind,
    country: attributes.country,
    gender: attributes.gender,
    modifiers: facts.modifiers,
    quality: attributes.quality ?? [],
    unit: priceUnit(service),
    rate: price,
    price_usd: inDollars(price, perUsd),
    terms: vectorOf(termsOf(service, facts)),
  };
}

/** What the words promise; where they say nothing, the days that the API states in a field of its own. */
function refillDays(service: Service, { attributes }: Facts): number | null {
  return attributes.refillDays ?? service.refillDays;
}

function whole(value: number | undefined): number | undefined {
  return value === undefined ? undefined : Math.min(Math.round(value), Number.MAX_SAFE_INTEGER);
}

export const SAMPLES = 128;

/** FNV-1a over the service's key: evenly spread, and the same whenever the row is written. */
export function sampleOf(panelId: number, serviceId: string): number {
  let hash = 0x811c9dc5 ^ panelId;
  for (let at = 0; at < serviceId.length; at++) hash = Math.imul(hash ^ serviceId.charCodeAt(at), 0x01000193);
  hash ^= hash >>> 15;
  return (Math.imul(hash, 0x2c1b3c6d) >>> 16) % SAMPLES;
}
