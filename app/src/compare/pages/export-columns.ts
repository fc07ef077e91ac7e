/** What a file of a comparison holds: a service a line, by stable names. */
import { costAt } from 'smmwatch';
import { inDollars } from '../../market/dollars.ts';
import type { Column, ExportValue } from '../../ui/table.ts';
import type { ComparedService } from '../queries.ts';

export function exportColumns(quantity: number): Column<ComparedService>[] {
  const cost = (service: ComparedService): string | null => {
    const answer = costAt(service, quantity);
    return answer.kind === 'cost' ? answer.amount : null;
  };
  const exports: Record<string, (service: ComparedService) => ExportValue> = {
    panel: ({ panelSlug }) => panelSlug,
    panel_name: ({ panelName }) => panelName,
    panel_state: ({ panelState }) => panelState,
    uptime_30d: ({ uptime30d }) => uptime30d,
    service_id: ({ serviceId }) => serviceId,
    name: ({ name }) => name,
    category: ({ category }) => category,
    rate: ({ rate }) => rate,
    currency: ({ currency }) => currency,
    unit: ({ unit }) => unit,
    price_usd: ({ priceUsd }) => priceUsd,
    exchange_rate_day: ({ rateDay }) => rateDay,
    quantity: () => quantity,
    cost: (service) => cost(service),
    cost_usd: (service) => inDollars(cost(service), service.perUsd),
    min: ({ min }) => min,
    max: ({ max }) => max,
    refill: ({ refill }) => refill,
    refill_days: ({ refillDays }) => refillDays,
    cancel: ({ cancel }) => cancel,
    dripfeed: ({ dripfeed }) => dripfeed,
    start_hours: ({ startHours }) => startHours,
    speed_per_day: ({ speedPerDay }) => speedPerDay,
    platform: ({ platform }) => platform,
    kind: ({ kind }) => kind,
    quality: ({ quality }) => quality?.join(' ') ?? null,
    country: ({ country }) => country,
    low_from: ({ lowFrom }) => lowFrom,
    low_was: ({ lowWas }) => lowWas,
    changed_at: ({ changedAt }) => changedAt,
    first_seen_at: ({ firstSeenAt }) => firstSeenAt,
    removed_at: ({ removedAt }) => removedAt,
    seen_at: ({ seenAt }) => seenAt,
  };
  return [{ head: '', cell: () => '', exports }];
}
