/**
 * The past of a panel of 10,000 services, 50 of whose rates changed on each day of a year: its catalog half a year and a year ago, and
 * the difference of the two, beside one plain look at what it sells now.
 */
import { sql } from 'kysely';
import type { Database } from '../src/db/open.ts';
import { catalogAt, catalogNow, differenceOf } from '../src/history/catalog-at.ts';
import { fillServices } from './many-services.ts';
import { timed, within } from './times.ts';

const SERVICES = 10_000;
const DAYS = 365;
const CHANGES_A_DAY = 50;

export interface PastFigures {
  services: number;
  changes: number;
  /** Medians, in milliseconds. */
  nowMs: number;
  halfYearMs: number;
  yearMs: number;
  differenceMs: number;
}

export async function measurePast(db: Database, rounds: number): Promise<PastFigures> {
  const services = await fillServices(db, 1, SERVICES);
  const { rows } = await sql<{ id: number }>`select panel_id as id from panels`.execute(db);
  const panel = rows[0]?.id ?? 0;
  await sql`
    insert into changes (panel_id, changed_at, kind, service_id, service_name, before, after)
    select panel_id, now() - make_interval(days => day), 'rate', service_id, name,
      jsonb_build_object('rate', (rate + day)::text), jsonb_build_object('rate', (rate + day - 1)::text)
    from generate_series(${DAYS}::int, 1, -1) as day
    join lateral (
      select * from services where panel_id = ${panel} order by hashtextextended(service_id, day) limit ${CHANGES_A_DAY}
    ) as moved on true`.execute(db);
  await sql`analyze changes`.execute(db);
  const { rows: counted } = await sql<{ n: number; half: string; year: string }>`
    select count(*) as n, (now() - interval '182 days 12 hours')::text as half, (now() - interval '365 days 12 hours')::text as year
    from changes`.execute(db);
  const { n: changes = 0, half = '', year = '' } = counted[0] ?? {};
  const { diff } = await differenceOf(db, panel, year, half);
  // A benchmark of nothing would be fast, too.
  if (diff.changes.length < SERVICES / 4) throw new Error(`only ${diff.changes.length} services differ`);
  return {
    services,
    changes,
    nowMs: await median(rounds, () => catalogNow(db, panel)),
    halfYearMs: await median(rounds, () => catalogAt(db, panel, half)),
    yearMs: await median(rounds, () => catalogAt(db, panel, year)),
    differenceMs: await median(rounds, () => differenceOf(db, panel, year, half)),
  };
}

async function median(rounds: number, run: () => Promise<unknown>): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round += 1) times.push(await timed(run));
  return within(times, 0.5);
}
