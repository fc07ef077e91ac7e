/**
 * Reads the words of panels again whose facts are of another version of the vocabulary, or of none: after an upgrade, panel by panel in
 * the background. Broken off anywhere it goes on with the next panel.
 */
import { sql } from 'kysely';
import { VOCABULARY_VERSION, type Service } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { markLows } from '../history/low-marks.ts';
import { panelCurrencies } from '../market/queries.ts';
import { factsRow } from './facts-row.ts';
import { insertFacts, markFactsRead } from './write-facts.ts';

/** Returns how many panels were read again. */
export async function refreshFacts(db: Database): Promise<number> {
  for (let panels = 0; ; panels += 1) {
    const { rows } = await sql<{ panel_id: number }>`
      select panel_id from catalogs where facts_version is distinct from ${VOCABULARY_VERSION} order by panel_id limit 1`.execute(
      db,
    );
    const panelId = rows[0]?.panel_id;
    if (panelId === undefined) return panels;
    await db.transaction().execute(async (tx) => await readAgain(tx, panelId));
  }
}

/** Makes the facts of one panel anew from its services. */
export async function readAgain(tx: Database, panelId: number): Promise<void> {
  // Whoever records a check of this panel holds this row: neither sees the other's half.
  await sql`select 1 from check_schedule where panel_id = ${panelId} for update`.execute(tx);
  const currencies = await panelCurrencies(tx, [panelId]);
  const { rows } = await sql<Service & { changedAt: string }>`
    select service_id as id, name, category, order_form as "orderForm", rate, min_quantity as min, max_quantity as max, description,
      refill, cancel, dripfeed, average_time as "averageTime", network, refill_days as "refillDays", position,
      changed_at::text as "changedAt"
    from services where panel_id = ${panelId} and removed_at is null`.execute(tx);
  const perUsd = currencies.get(panelId)?.perUsd ?? null;
  await sql`delete from service_facts f where panel_id = ${panelId} and not exists (
    select 1 from services v where v.panel_id = f.panel_id and v.service_id = f.service_id and v.removed_at is null)`.execute(
    tx,
  );
  await insertFacts(
    tx,
    rows.map((service) => factsRow(panelId, service.changedAt, service, perUsd)),
  );
  await markLows(
    tx,
    rows.map(({ id }) => ({ panelId, serviceId: id })),
  );
  await markFactsRead(tx, [panelId]);
}
