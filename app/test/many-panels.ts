/** A site of any size, made by the database alone: panels with all that hangs on them, each with as many services as the next. */
import { sql } from 'kysely';
import { fillServices } from '../bench/many-services.ts';
import { refreshSiteFigures } from '../src/catalogs/moves.ts';
import { makePartitions } from '../src/checks/partitions.ts';
import type { Database } from '../src/db/open.ts';

/** Days of history that each panel has, and checks that are not rolled up yet. */
const DAYS = 10;
const CHECKS = 8;
/** Panels that do not answer: as many on a large site, so that what they are shown in can be compared. */
const DOWN = 12;

export async function fillSite(db: Database, panels: number, servicesEach: number): Promise<void> {
  await fillServices(db, panels, servicesEach);
  await sql`update panels set added_at = now() - interval '90 days', name = 'Panel ' || panel_id`.execute(db);
  await sql`update panel_states set state = 'down' where panel_id <= ${DOWN}::int`.execute(db);
  await sql`
    insert into check_schedule (panel_id, interval_seconds, due_at)
    select panel_id, 900, now() + (panel_id % 900 + 1) * interval '1 second' from panels`.execute(db);
  await sql`
    insert into catalogs (panel_id, wire_hash, body_hash, first_read_at, read_at, changed_at, services, wrapper, fields, unknown_fields, notes, findings)
    select panel_id, '\\x00', '\\x00', now() - interval '80 days', now(), now(), ${servicesEach}::int, 'array', '{}', '{}', '[]', '[]' from panels`.execute(
    db,
  );
  await sql`
    insert into panel_figures (panel_id, as_of, uptime_30d, p50_30d, p95_30d, days)
    select panel_id, now(), 0.99, 100, 200 + panel_id % 500, repeat('u', 90) from panels`.execute(db);
  await sql`
    insert into check_days (panel_id, day, checks, wire_bytes, failures, up_s, down_s, unknown_s, latency)
    select panel_id, (now() at time zone 'UTC')::date - n, 96, 1000000, 0, 86400, 0, 0, array[(45 << 20) + 96]
    from panels cross join generate_series(1, ${DAYS}::int) n`.execute(db);
  await sql`update check_roll_up set rolled_until = date_trunc('hour', now() - interval '2 hours')`.execute(
    db,
  );
  // Just after midnight the latest checks are yesterday's.
  await makePartitions(db, new Date(Date.now() - 86_400_000));
  await sql`
    insert into checks (panel_id, started_at, duration_ms, span_s, span, wire_bytes, seen_state, stage, code)
    select panel_id, now() - n * interval '15 minutes', 100, 900, 'u', 50000, 'up', 'ok', 'ok'
    from panels cross join generate_series(1, ${CHECKS}::int) n`.execute(db);
  await sql`
    insert into incidents (panel_id, opened_at, confirmed_at, closed_at, state, stage, code, message, evidence)
    select panel_id, now() - interval '3 days', now() - interval '3 days', case when panel_id > ${DOWN}::int then now() - interval '2 days' end,
      'down', 'connect', 'refused', 'The connection was refused.', '[]' from panels`.execute(db);
  await sql`
    insert into changes (panel_id, changed_at, kind, service_id, service_name, before, after)
    select panel_id, now() - n * interval '7 hours', 'rate', (1000 + n)::text, 'A service', '{"rate": "1"}', '{"rate": "1.1"}'
    from panels cross join generate_series(1, 20) n`.execute(db);
  await sql`
    insert into catalog_moves
    select panel_id, now() - n * interval '7 hours' - panel_id * interval '1 second', 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, case when n = 20 then 10 else 0 end,
      case when n = 20 then '[{"factor": "1.05", "services": 10}]'::jsonb else '[]' end
    from panels cross join generate_series(1, 20) n`.execute(db);
  await sql`analyze`.execute(db);
  await refreshSiteFigures(db);
}
