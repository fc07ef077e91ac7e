/**
 * Who checks what. A worker leases panels that are due; the lease ends by itself, so a dead worker costs its panels no more
 * than that, and its number fences: whoever writes must still hold it. The database's clock decides.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Transport } from 'smmwatch';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Listing, PanelState } from '../panels/queries.ts';

/** As long as a check may take, and a third more for what comes before and after it. */
export function leaseSeconds(checkLimitSeconds: number): number {
  return Math.ceil((checkLimitSeconds * 4) / 3);
}

/** Of the longest check that can be configured: no lease outlives it. */
export const LEASE_SECONDS = 240;

/** All that a check needs to know. */
export interface LeasedPanel {
  panelId: number;
  leaseNumber: number;
  startedAt: string;
  slug: string;
  apiUrl: string;
  keySealed: Buffer;
  /** It came by submission. */
  fromVisitor: boolean;
  listing: Listing;
  transport: Transport | null;
  dialect: string | null;
  currencySource: 'balance' | 'operator' | null;
  /** `balance` has not answered for a day, or never. */
  balanceDue: boolean;
  intervalSeconds: number;
  /** Consecutive failures before this check. */
  failures: number;
  /** As published, and as the check before saw it; null before the first. */
  state: PanelState | null;
  seenState: PanelState | null;
  /** Milliseconds since the epoch, by the database's clock. */
  startedAtMs: number;
  /** The same moment by this process's own clock, `performance.now()`: when the lease was answered. */
  leasedAtMs: number;
  /** When it should have started. */
  dueAtMs: number;
  checkedAtMs: number | null;
  inMaintenance: boolean;
  /** The stored catalog could be read in part only. */
  isPartial: boolean;
  /** A mass removal waits for this check to confirm it. */
  isQuarantined: boolean;
  /** Lower-case hex, of the catalog that is stored; null before the first. */
  wireHash: string | null;
  bodyHash: string | null;
  /** When the check began that read that catalog; as text, so that microseconds survive. */
  readAt: string | null;
}

/** More are leased in turns. */
const LEASED_TOGETHER_MAX = 64;

/** Leases up to `limit` panels that are due, the longest overdue first. */
export async function leaseDue(
  db: Database,
  limit: number,
  seconds: number = LEASE_SECONDS,
): Promise<LeasedPanel[]> {
  return await lease(
    db,
    // Two limits: a plan that is kept does not know the second, and would else prepare for a tenth of all panels.
    sql`select * from (
        select panel_id, host, due_at from check_schedule d
        where paused_at is null and due_at <= now() and (leased_until is null or leased_until <= now()) and ${HOST_IS_FREE}
        order by due_at limit ${sql.lit(LEASED_TOGETHER_MAX)} for update skip locked
      ) due limit ${limit}`,
    seconds,
  );
}

/** Leases one panel, due or not, paused or not; undefined when another worker has it. */
export async function leasePanel(db: Database, slug: string): Promise<LeasedPanel | undefined> {
  const leased = await lease(
    db,
    sql`select panel_id, host, due_at from check_schedule d
      where panel_id = (select panel_id from panels where slug = ${slug}) and (leased_until is null or leased_until <= now()) and ${HOST_IS_FREE} for update skip locked`,
    LEASE_SECONDS,
  );
  return leased[0];
}

/** For whoever is alone with the database: nobody can be at work under the leases that are left. Returns how many there were. */
export async function endLeases(db: Database): Promise<number> {
  const ended = await sql`update check_schedule set leased_until = null where leased_until > now()`.execute(
    db,
  );
  return Number(ended.numAffectedRows ?? 0n);
}

/** Gives back what was not begun, so that another worker can take it at once. */
export async function releaseLeases(db: Database, leases: readonly LeasedPanel[]): Promise<void> {
  for (const { panelId, leaseNumber } of leases) {
    await sql`update check_schedule set leased_until = null
      where panel_id = ${panelId} and lease_number = ${leaseNumber}`.execute(db);
  }
}

/** No other panel of the same host is being asked. Two workers that look at the same instant may still both begin: politeness, not a lock. */
const HOST_IS_FREE = sql`not exists (
  select 1 from check_schedule other
  where other.host = d.host and other.leased_until > now() and other.panel_id <> d.panel_id)`;

async function lease(db: Database, candidates: RawBuilder<unknown>, seconds: number): Promise<LeasedPanel[]> {
  const { rows } = await sql<Omit<LeasedPanel, 'leasedAtMs'>>`${PREPARED}
    with candidate as materialized (${candidates}),
    -- One panel of a host at a time: the others would only wait for it under leases that run.
    turn as (
      select panel_id, clock_timestamp() as started_at from (
        select panel_id, row_number() over (partition by coalesce(host, panel_id::text) order by due_at, panel_id) as place from candidate
      ) ranked where place = 1
    ),
    leased as (
      update check_schedule d set leased_until = now() + make_interval(secs => ${seconds}), lease_number = lease_number + 1
      from turn where d.panel_id = turn.panel_id
      returning d.panel_id, d.lease_number, d.interval_seconds, d.failures, d.due_at, turn.started_at
    )
    select l.panel_id as "panelId", l.lease_number as "leaseNumber", l.started_at::text as "startedAt", p.slug,
      p.api_url as "apiUrl", p.key_sealed as "keySealed", p.from_visitor as "fromVisitor", p.listing, p.transport, p.dialect, p.currency_source as "currencySource",
      (p.balance_at is null or p.balance_at < now() - interval '1 day') as "balanceDue",
      l.interval_seconds as "intervalSeconds", l.failures, s.state, s.seen_state as "seenState",
      (extract(epoch from l.started_at) * 1000)::float8 as "startedAtMs", (extract(epoch from l.due_at) * 1000)::float8 as "dueAtMs",
      (extract(epoch from s.checked_at) * 1000)::float8 as "checkedAtMs",
      l.panel_id in (select m.panel_id from maintenance_windows m where now() between m.starts_at and m.ends_at) as "inMaintenance",
      coalesce(c.partial, false) as "isPartial", c.quarantined_at is not null as "isQuarantined",
      encode(c.wire_hash, 'hex') as "wireHash", encode(c.body_hash, 'hex') as "bodyHash",
      c.read_at::text as "readAt"
    from leased l join panels p using (panel_id) left join panel_states s using (panel_id) left join catalogs c using (panel_id)`.execute(
    db,
  );
  const leasedAtMs = performance.now();
  return rows.map((row) => ({ ...row, leasedAtMs }));
}
