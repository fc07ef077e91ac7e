/** Keeps in service_facts how long each rate has been the lowest: where a search looks, with the transaction that stored the rate. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { lowMarkOf, type LowMark } from './lows.ts';
import { keyOf, rateSteps, type ServiceKey } from './rate-history.ts';

/** Marks of these services from their whole history, by `keyOf`; their changes are stored already. */
export async function lowMarks(tx: Database, services: readonly ServiceKey[]): Promise<Map<string, LowMark>> {
  const steps = await rateSteps(tx, services);
  const marks = new Map<string, LowMark>();
  for (const [key, ofService] of steps) {
    const mark = lowMarkOf(ofService);
    if (mark !== undefined) marks.set(key, mark);
  }
  return marks;
}

/** Writes the marks of services that have facts. */
export async function markLows(tx: Database, services: readonly ServiceKey[]): Promise<void> {
  const marks = await lowMarks(tx, services);
  const rows = services.flatMap((service) => {
    const mark = marks.get(keyOf(service));
    return mark === undefined ? [] : [{ ...service, ...mark }];
  });
  if (rows.length === 0) return;
  await sql`
    update service_facts f set low_from = new.low_from, low_was = new.low_was
    from unnest(${rows.map(({ panelId }) => panelId)}::bigint[], ${rows.map(({ serviceId }) => serviceId)}::text[],
      ${rows.map(({ from }) => from)}::timestamptz[], ${rows.map(({ was }) => was)}::numeric[]) as new (panel_id, service_id, low_from, low_was)
    where f.panel_id = new.panel_id and f.service_id = new.service_id`.execute(tx);
}
