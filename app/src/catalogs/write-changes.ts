/** Writes the events of a catalog. Rates of a repricing, and both ends of a new id, are written as parts of theirs. */
import { sql } from 'kysely';
import type { CatalogDiff, Change } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';

export interface Moment {
  panelId: number;
  /** When the check began: the time of every change that it saw. Text, so that microseconds survive. */
  checkedAt: string;
}

interface Event {
  kind: string;
  serviceId: string | null;
  partOf: number | null;
  before: unknown;
  after: unknown;
}

/** Returns the number of events, their parts not counted. `names` knows every service of the difference. */
export async function writeChanges(
  tx: Database,
  moment: Moment,
  diff: CatalogDiff,
  names: ReadonlyMap<string, string>,
): Promise<number> {
  const wholes = await insertEvents(
    tx,
    moment,
    [
      ...diff.repricings.map(({ factor, rates }) =>
        event('repricing', null, null, null, { factor, services: rates.length }),
      ),
      ...diff.reids.map(({ from, to, confidence }) =>
        event('reidentified', to, null, { id: from }, { id: to, confidence }),
      ),
    ],
    names,
  );
  const repricings = wholes.slice(0, diff.repricings.length);
  const reids = wholes.slice(diff.repricings.length);
  const partOfReid = new Map(
    diff.reids.flatMap(({ from, to }, index) => [from, to].map((id) => [id, reids[index] ?? null])),
  );
  const parts = diff.repricings.flatMap(({ rates }, index) =>
    rates.map(({ serviceId, before, after }) =>
      event('rate', serviceId, repricings[index] ?? null, { rate: before }, { rate: after }),
    ),
  );
  const single = diff.changes.map((change) => {
    const isEnd = change.kind === 'added' || change.kind === 'removed';
    const partOf = isEnd ? (partOfReid.get(change.serviceId) ?? null) : null;
    return event(change.kind, change.serviceId, partOf, valuesBefore(change), valuesAfter(change));
  });
  await insertEvents(tx, moment, [...parts, ...single], names);
  return wholes.length + single.filter(({ partOf }) => partOf === null).length;
}

function event(
  kind: string,
  serviceId: string | null,
  partOf: number | null,
  before: unknown,
  after: unknown,
): Event {
  return { kind, serviceId, partOf, before, after };
}

/** Rows of one insert: keeps a statement's parameters under a few megabytes. */
const ROWS_PER_STATEMENT = 2000;

/** Returns the ids, in the order given. Arrays of columns: a list of objects costs the embedded database half as much again. */
async function insertEvents(
  tx: Database,
  { panelId, checkedAt }: Moment,
  events: readonly Event[],
  names: ReadonlyMap<string, string>,
): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    const rows = events.slice(start, start + ROWS_PER_STATEMENT);
    const serviceIds = rows.map(({ serviceId }) => serviceId);
    const { rows: inserted } = await sql<{ change_id: number }>`
      insert into changes (panel_id, changed_at, kind, service_id, service_name, part_of, before, after)
      select ${panelId}, ${checkedAt}::timestamptz, *
      from unnest(${rows.map(({ kind }) => kind)}::text[], ${serviceIds}::text[],
        ${serviceIds.map((id) => (id === null ? null : (names.get(id) ?? null)))}::text[],
        ${rows.map(({ partOf }) => partOf)}::bigint[],
        ${rows.map(({ before }) => jsonbOrNull(before))}::jsonb[], ${rows.map(({ after }) => jsonbOrNull(after))}::jsonb[])
      returning change_id`.execute(tx);
    for (const { change_id } of inserted) ids.push(change_id);
  }
  return ids.sort((a, b) => a - b);
}

function jsonbOrNull(value: unknown): string | null {
  return value === null ? null : toJsonb(value);
}

/** What a removed service was is kept whole: when it returns with other values, its row no longer tells. */
function valuesBefore(change: Change): unknown {
  if (change.kind !== 'removed') return change.before;
  const { id: _, name: __, ...values } = change.before;
  return values;
}

/** What an added service is stands in its row: the event keeps what a list of changes shows. */
function valuesAfter(change: Change): unknown {
  if (change.kind !== 'added' && change.kind !== 'restored') return change.after;
  const { category, rate, min, max } = change.after;
  return { category, rate, min, max };
}
