/** Writes the events of any number of catalogs. Rates of a repricing, and both ends of a new id, are written as parts of theirs. */
import { sql } from 'kysely';
import type { CatalogDiff, Change } from 'smmwatch';
import { toJsonb } from '../db/jsonb.ts';
import type { Database } from '../db/open.ts';
import { PREPARED } from '../db/prepared.ts';
import type { Moment } from './write-services.ts';

/** What happened to one catalog; `names` knows every service of the difference. */
export interface Happened {
  moment: Moment;
  diff: CatalogDiff;
  names: ReadonlyMap<string, string>;
}

/** Returns the number of events of each, their parts not counted. */
export async function writeChanges(tx: Database, happened: readonly Happened[]): Promise<number[]> {
  const wholes = happened.map(wholesOf);
  const ids = await insertEvents(tx, wholes.flat());
  const singles: Event[] = [];
  const counts: number[] = [];
  let from = 0;
  for (const [index, one] of happened.entries()) {
    const count = wholes[index]?.length ?? 0;
    const events = partsOf(one, ids.slice(from, from + count));
    from += count;
    counts.push(count + events.filter(({ partOf }) => partOf === null).length);
    for (const event of events) singles.push(event);
  }
  await insertEvents(tx, singles);
  return counts;
}

interface Event {
  moment: Moment;
  kind: string;
  serviceId: string | null;
  serviceName: string | null;
  partOf: number | null;
  before: unknown;
  after: unknown;
}

/** Events that others are parts of: repricings, then new ids. */
function wholesOf({ moment, diff, names }: Happened): Event[] {
  const rest = { moment, partOf: null };
  const repricings = diff.repricings.map(({ factor, rates }) => ({
    ...rest,
    kind: 'repricing',
    serviceId: null,
    serviceName: null,
    before: null,
    after: { factor, services: rates.length },
  }));
  const reids = diff.reids.map(({ from, to, confidence }) => ({
    ...rest,
    kind: 'reidentified',
    serviceId: to,
    serviceName: names.get(to) ?? null,
    before: { id: from },
    after: { id: to, confidence },
  }));
  return [...repricings, ...reids];
}

/** `wholes` are the ids of what `wholesOf` gave. */
function partsOf({ moment, diff, names }: Happened, wholes: readonly number[]): Event[] {
  const repricings = wholes.slice(0, diff.repricings.length);
  const reids = wholes.slice(diff.repricings.length);
  const partOfReid = new Map(
    diff.reids.flatMap(({ from, to }, index) => [from, to].map((id) => [id, reids[index] ?? null])),
  );
  const about = (serviceId: string) => ({ moment, serviceId, serviceName: names.get(serviceId) ?? null });
  const rates = diff.repricings.flatMap((repricing, index) =>
    repricing.rates.map(({ serviceId, before, after }) => ({
      ...about(serviceId),
      kind: 'rate',
      partOf: repricings[index] ?? null,
      before: { rate: before },
      after: { rate: after },
    })),
  );
  const single = diff.changes.map((change) => {
    const isEnd = change.kind === 'added' || change.kind === 'removed';
    return {
      ...about(change.serviceId),
      kind: change.kind,
      partOf: isEnd ? (partOfReid.get(change.serviceId) ?? null) : null,
      before: valuesBefore(change),
      after: valuesAfter(change),
    };
  });
  return [...rates, ...single];
}

/** Rows of one insert: keeps a statement's parameters under a few megabytes. */
const ROWS_PER_STATEMENT = 2000;

/** Returns the ids, in the order given. Arrays of columns: a list of objects costs the embedded database half as much again. */
async function insertEvents(tx: Database, events: readonly Event[]): Promise<number[]> {
  const ids: number[] = [];
  for (let start = 0; start < events.length; start += ROWS_PER_STATEMENT) {
    const rows = events.slice(start, start + ROWS_PER_STATEMENT);
    const { rows: inserted } = await sql<{ change_id: number }>`${PREPARED}
      insert into changes (panel_id, changed_at, kind, service_id, service_name, part_of, before, after)
      select * from unnest(${rows.map(({ moment }) => moment.panelId)}::bigint[], ${rows.map(({ moment }) => moment.checkedAt)}::timestamptz[],
        ${rows.map(({ kind }) => kind)}::text[], ${rows.map(({ serviceId }) => serviceId)}::text[],
        ${rows.map(({ serviceName }) => serviceName)}::text[], ${rows.map(({ partOf }) => partOf)}::bigint[],
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
