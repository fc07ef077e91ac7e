/**
 * The embedded database has no autovacuum: without this, every check would leave a dead row in the schedule for ever, and
 * leasing would have to step over all of them. A server does it by itself.
 */
import { sql } from 'kysely';
import type { Database } from './open.ts';

/** Rewritten by every check, and small: cheap to go over often. */
const HOT_TABLES = ['check_schedule', 'panel_states', 'catalogs'];

/** Frees what updates left behind and renews the planner's knowledge: of the tables that checks rewrite, or of all. */
export async function vacuum(db: Database, extent: 'hot' | 'all'): Promise<void> {
  const tables = extent === 'all' ? sql`` : sql.join(HOT_TABLES.map((name) => sql.table(name)));
  await sql`vacuum (analyze) ${tables}`.execute(db);
}
