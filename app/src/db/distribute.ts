/**
 * `smmwatch migrate --distribute`: hands the tables to a Citus cluster, each as placement.ts says, through the functions that Citus
 * brings. One call is one transaction, reference tables first because the others refer to them, and what is distributed already is
 * left alone: a run that was cut off is simply repeated. The site should not run meanwhile, since Citus locks each table while it
 * moves its rows.
 */
import { sql } from 'kysely';
import { StartError } from '../errors.ts';
import type { Database } from './open.ts';
import { DISTRIBUTION_COLUMN, PLACEMENTS, type Placement } from './placement.ts';

/** Returns the tables that were handed over now. Throws a StartError on a database without Citus. */
export async function distribute(db: Database): Promise<{ reference: string[]; distributed: string[] }> {
  await assertCitus(db);
  const done = await placedAlready(db);
  const open = (placement: Placement) => tablesOf(placement).filter((table) => !done.has(table));
  const reference = open('reference');
  for (const table of reference) await sql`select create_reference_table(${table}::regclass)`.execute(db);
  const [first] = tablesOf('distributed');
  const distributed = open('distributed');
  for (const table of distributed) {
    const beside = table === first ? 'none' : (first ?? 'none');
    await sql`
      select create_distributed_table(${table}::regclass, ${DISTRIBUTION_COLUMN}, colocate_with => ${beside})`.execute(
      db,
    );
  }
  return { reference, distributed };
}

function tablesOf(placement: Placement): string[] {
  return Object.entries(PLACEMENTS).flatMap(([table, own]) => (own === placement ? [table] : []));
}

async function assertCitus(db: Database): Promise<void> {
  const { rows } = await sql<{ created: boolean; available: boolean }>`
    select exists (select from pg_proc where proname = 'create_distributed_table') as created,
      exists (select from pg_available_extensions where name = 'citus') as available`.execute(db);
  const [found] = rows;
  if (found?.created === true) return;
  throw found?.available === true
    ? new StartError(
        'The database server has Citus, but this database does not use it.',
        'Run `create extension citus` in it as a superuser, add the workers with citus_add_node, and try again.',
      )
    : new StartError(
        'The database server has no Citus extension, so there is no cluster to distribute tables to.',
        'Point DATABASE_URL at the coordinator of a Citus cluster; a single PostgreSQL server needs no distributing.',
      );
}

/** By Citus's own list. */
async function placedAlready(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ table: string }>`
    select c.relname as table from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid::oid
    where c.relnamespace = 'public'::regnamespace and p.partmethod in ('h', 'n')`.execute(db);
  return new Set(rows.map(({ table }) => table));
}
