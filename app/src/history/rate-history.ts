/** Rate histories out of the database: of one service with the ids that it had before, and of many at once. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { joined, stepsOf, type Now, type RateEvent, type Step } from './steps.ts';

/** One id after another that the panel gave what is probably the same service. */
export interface Identity {
  serviceId: string;
  /** When the later id took over, and how sure that is; null for the id of now. */
  until: Date | null;
  confidence: number | null;
}

export interface RateHistory {
  /** The earliest first. */
  steps: Step[];
  /** The id of now first, then those before it. */
  identities: Identity[];
}

/** A panel that renamed its services so often is not followed any further. */
const IDENTITIES_MAX = 10;
/** A service that moved more often shows its latest moves: a chart has no room for more. */
const EVENTS_MAX = 5000;

/** Undefined when the panel never sold it. */
export async function rateHistory(
  db: Database,
  panelId: number,
  serviceId: string,
): Promise<RateHistory | undefined> {
  let steps: Step[] | undefined;
  const identities: Identity[] = [{ serviceId, until: null, confidence: null }];
  for (const { serviceId: id } of identities) {
    const own = await stepsOfId(db, panelId, id);
    if (own === undefined) break;
    steps = steps === undefined ? own : joined(own, steps);
    const before = identities.length < IDENTITIES_MAX ? await identityBefore(db, panelId, id) : undefined;
    if (before !== undefined && !identities.some((it) => it.serviceId === before.serviceId))
      identities.push(before);
  }
  return steps === undefined ? undefined : { steps, identities };
}

async function stepsOfId(db: Database, panelId: number, serviceId: string): Promise<Step[] | undefined> {
  const { rows } = await sql<Now>`
    select v.service_id as "serviceId", v.rate, v.removed_at is null as available, v.first_seen_at as "firstSeenAt",
      greatest(coalesce(s.ok_at, v.changed_at), v.changed_at) as "seenAt"
    from services v left join panel_states s using (panel_id) where v.panel_id = ${panelId} and v.service_id = ${serviceId}`.execute(
    db,
  );
  const [now] = rows;
  if (now === undefined) return undefined;
  const { rows: events } = await sql<RateEvent>`
    select changed_at as at, kind, before->>'rate' as before from changes
    where panel_id = ${panelId} and service_id = ${serviceId} and kind in ('added', 'removed', 'restored', 'rate')
    order by changed_at desc, change_id desc limit ${EVENTS_MAX}`.execute(db);
  // Where not all was read, nothing is told of what was before.
  const oldest = events.length === EVENTS_MAX ? events.at(-1)?.at : undefined;
  return stepsOf({ ...now, firstSeenAt: oldest ?? now.firstSeenAt }, events);
}

async function identityBefore(
  db: Database,
  panelId: number,
  serviceId: string,
): Promise<Identity | undefined> {
  const { rows } = await sql<Identity>`
    select before->>'id' as "serviceId", changed_at as until, (after->>'confidence')::float8 as confidence from changes
    where panel_id = ${panelId} and service_id = ${serviceId} and kind = 'reidentified' order by changed_at desc limit 1`.execute(
    db,
  );
  return rows[0];
}

/** The id that took over from this one; undefined when none did. */
export async function identityAfter(
  db: Database,
  panelId: number,
  serviceId: string,
): Promise<Identity | undefined> {
  const { rows } = await sql<Identity>`
    select x.service_id as "serviceId", x.changed_at as until, (x.after->>'confidence')::float8 as confidence
    from changes gone join changes x on x.panel_id = gone.panel_id and x.change_id = gone.part_of and x.kind = 'reidentified'
    where gone.panel_id = ${panelId} and gone.service_id = ${serviceId} and gone.kind = 'removed' and x.before->>'id' = ${serviceId}
    order by x.changed_at desc limit 1`.execute(db);
  return rows[0];
}

export interface ServiceKey {
  panelId: number;
  serviceId: string;
}

export function keyOf({ panelId, serviceId }: ServiceKey): string {
  return `${panelId} ${serviceId}`;
}

/**
 * Steps of many services by {@link keyOf}, from `since` on where that is given: two queries for all, and more only for those that were
 * sold under another id before.
 */
export async function rateSteps(
  db: Database,
  services: readonly ServiceKey[],
  since?: Date,
): Promise<Map<string, Step[]>> {
  if (services.length === 0) return new Map();
  const wanted = sql`(
    select * from unnest(${services.map(({ panelId }) => panelId)}::bigint[], ${services.map(({ serviceId }) => serviceId)}::text[])
      as wanted (panel_id, service_id)) as wanted`;
  const { rows } = await sql<Now & { panelId: number }>`${PREPARED}
    select v.panel_id as "panelId", v.service_id as "serviceId", v.rate, v.removed_at is null as available,
      v.first_seen_at as "firstSeenAt", greatest(coalesce(s.ok_at, v.changed_at), v.changed_at) as "seenAt"
    from ${wanted} join services v on v.panel_id = wanted.panel_id and v.service_id = wanted.service_id
    left join panel_states s on s.panel_id = v.panel_id`.execute(db);
  const { rows: events } = await sql<
    Omit<RateEvent, 'kind'> & ServiceKey & { kind: RateEvent['kind'] | 'reidentified' }
  >`${PREPARED}
    select x.panel_id as "panelId", x.service_id as "serviceId", x.changed_at as at, x.kind, x.before->>'rate' as before
    from ${wanted} join changes x on x.panel_id = wanted.panel_id and x.service_id = wanted.service_id
    where x.kind in ('added', 'removed', 'restored', 'rate', 'reidentified') ${since === undefined ? sql`` : sql`and x.changed_at >= ${since}`}
    order by x.changed_at desc, x.change_id desc`.execute(db);
  const byService = Map.groupBy(events, keyOf);
  const steps = new Map<string, Step[]>();
  for (const { panelId, ...now } of rows) {
    const key = keyOf({ panelId, serviceId: now.serviceId });
    const own = byService.get(key) ?? [];
    if (own.some(({ kind }) => kind === 'reidentified')) {
      steps.set(key, (await rateHistory(db, panelId, now.serviceId))?.steps ?? []);
      continue;
    }
    const firstSeenAt = since !== undefined && since > now.firstSeenAt ? since : now.firstSeenAt;
    steps.set(
      key,
      stepsOf(
        { ...now, firstSeenAt },
        own.flatMap(({ kind, ...event }) => (kind === 'reidentified' ? [] : [{ kind, ...event }])),
      ),
    );
  }
  return steps;
}
