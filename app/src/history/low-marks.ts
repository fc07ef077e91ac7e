/** Keeps in service_facts how long each rate has been the lowest: where a search looks, with the transaction that stored the rate. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import { lowMarkOf, type LowMark } from './lows.ts';
import { keyOf, rateSteps, type ServiceKey } from './rate-history.ts';
import { stepsOf, type RateEvent } from './steps.ts';

/** A rate that is another than before, and most often lower. */
export interface Moved extends ServiceKey {
  /** Null: none was quoted. */
  before: string | null;
  after: string | null;
  /** Text, so that microseconds survive. */
  checkedAt: string;
}

/** So many changes are looked at before all of them are: most rates find one below them sooner, or the first that is known. */
const EARLIER_MAX = 20;

/**
 * Marks of rates that moved, by `keyOf`. What happened since the earlier rate's own mark need not be read: nothing was lower, and the
 * highest is known.
 */
export async function movedMarks(tx: Database, moved: readonly Moved[]): Promise<Map<string, LowMark>> {
  const earlier = await beforeMarks(tx, moved);
  const marks = new Map<string, LowMark>();
  const untold: ServiceKey[] = [];
  for (const one of moved) {
    const key = keyOf(one);
    const past = earlier.get(key);
    if (one.after === null || past === undefined) continue;
    const mark = one.before === null ? 'untold' : markBefore(one, one.before, past);
    if (mark === 'untold') untold.push(one);
    else if (mark !== undefined) marks.set(key, mark);
  }
  for (const [key, mark] of await lowMarks(tx, untold)) marks.set(key, mark);
  return marks;
}

/** What stands in the facts of the earlier rate, and what happened until its mark, the latest first. */
interface Past {
  firstSeenAt: Date;
  lowFrom: Date;
  lowWas: string | null;
  events: (Omit<RateEvent, 'kind'> & { kind: RateEvent['kind'] | 'reidentified' })[];
}

function markBefore(
  { serviceId, after, checkedAt }: Moved,
  before: string,
  { firstSeenAt, lowFrom, lowWas, events }: Past,
): LowMark | undefined | 'untold' {
  const own = events.flatMap(({ kind, ...event }) => (kind === 'reidentified' ? [] : [{ kind, ...event }]));
  // What was sold under another id has a past that this id does not tell.
  if (own.length < events.length || lowFrom < firstSeenAt) return 'untold';
  const at = new Date(checkedAt);
  const mark = lowMarkOf(
    stepsOf({ serviceId, rate: after, available: true, firstSeenAt, seenAt: at }, [
      { at, kind: 'rate', before: lowWas ?? before },
      ...own,
    ]),
  );
  return mark?.isAllTime === true && events.length === EARLIER_MAX ? 'untold' : mark;
}

async function beforeMarks(tx: Database, services: readonly ServiceKey[]): Promise<Map<string, Past>> {
  if (services.length === 0) return new Map();
  const { rows } = await sql<
    Omit<Past, 'events'> & ServiceKey & (Past['events'][number] | { at: null; kind: null; before: null })
  >`${PREPARED}
    select f.panel_id as "panelId", f.service_id as "serviceId", f.first_seen_at as "firstSeenAt", f.low_from as "lowFrom",
      f.low_was as "lowWas", x.changed_at as at, x.kind, x.before
    from unnest(${services.map(({ panelId }) => panelId)}::bigint[], ${services.map(({ serviceId }) => serviceId)}::text[])
      as wanted (panel_id, service_id)
    join service_facts f on f.panel_id = wanted.panel_id and f.service_id = wanted.service_id
    left join lateral (
      -- A mark that was reckoned here has no microseconds, and its change does.
      select x.changed_at, x.change_id, x.kind, x.before->>'rate' as before from changes x
      where x.panel_id = f.panel_id and x.service_id = f.service_id and x.changed_at < f.low_from + interval '1 millisecond'
        and x.kind in ('added', 'removed', 'restored', 'rate', 'reidentified')
      order by x.changed_at desc limit ${EARLIER_MAX}
    ) x on true
    order by x.changed_at desc, x.change_id desc`.execute(tx);
  const past = new Map<string, Past>();
  for (const { panelId, serviceId, firstSeenAt, lowFrom, lowWas, ...event } of rows) {
    const key = keyOf({ panelId, serviceId });
    const known = past.get(key) ?? { firstSeenAt, lowFrom, lowWas, events: [] };
    past.set(key, known);
    if (event.kind !== null) known.events.push(event);
  }
  return past;
}

/** Marks of these services from their whole history, by `keyOf`; their changes are stored already. */
async function lowMarks(tx: Database, services: readonly ServiceKey[]): Promise<Map<string, LowMark>> {
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
