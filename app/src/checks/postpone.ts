/**
 * A check that could not be made or recorded because of us: no network, no descriptors, a bug. The panel is not to blame and not
 * to be forgotten, so its lease is given back and it is due again soon; what is known of it until then is that we do not know.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import type { LeasedPanel } from './lease.ts';

/** Long enough for trouble to pass and short of a hot loop; a panel that only ever makes trouble waits as long as a lease. */
const WAITS_SECONDS = [30, 60, 120, 240] as const;

/** `troubles`: how often in a row, this time included. False when the lease is another's. */
export async function postponeCheck(
  db: Database,
  { panelId, leaseNumber }: Pick<LeasedPanel, 'panelId' | 'leaseNumber'>,
  troubles: number,
): Promise<boolean> {
  const seconds = WAITS_SECONDS[troubles - 1] ?? WAITS_SECONDS[3];
  const { rows } = await sql`
    with held as (
      update check_schedule set leased_until = null, due_at = clock_timestamp() + make_interval(secs => ${seconds})
      where panel_id = ${panelId} and lease_number = ${leaseNumber} and leased_until > clock_timestamp()
      returning panel_id, clock_timestamp() as at
    ),
    unknown as (
      update panel_states s set state = 'unknown', seen_state = 'unknown',
        state_since = case when s.state = 'unknown' then s.state_since else held.at end
      from held where s.panel_id = held.panel_id and s.panel_id = ${panelId}
    )
    select panel_id from held`.execute(db);
  return rows.length > 0;
}
