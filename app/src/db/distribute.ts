/**
 * `smmwatch migrate --distribute`: hands the tables to a Citus cluster, each as placement.ts says, through the functions that Citus
 * brings. Each call is a transaction, and what is distributed already is left alone: a run that was cut off is simply repeated. The
 * site should not run meanwhile, since Citus locks each table while it moves its rows.
 *
 * Foreign keys are taken off first and put back last. A table that still refers to a reference table would be taken into Citus's own
 * metadata in between, and from there a table with an identity column cannot be distributed. The schedule stays without its key: in
 * that metadata its statements would be planned by Citus, which refuses what leases need (a clock that runs within a transaction).
 */
import { sql } from 'kysely';
import { StartError } from '../errors.ts';
import type { Database } from './open.ts';
import { DISTRIBUTION_COLUMN, PLACEMENTS, WITHOUT_KEY, type Placement } from './placement.ts';

/** Returns the tables that were handed over now. Throws a StartError on a database without Citus, or where its nodes are not ready. */
export async function distribute(db: Database): Promise<{ reference: string[]; distributed: string[] }> {
  await assertCitus(db);
  await assertNodes(db);
  const done = await placedAlready(db);
  const open = (placement: Placement) => tablesOf(placement).filter((table) => !done.has(table));
  await dropKeys(db, done);
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
  await addKeys(db);
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
        'Run `create extension citus` in it as a superuser, name the coordinator with citus_set_coordinator_host, add the workers with citus_add_node, and try again.',
      )
    : new StartError(
        'The database server has no Citus extension, so there is no cluster to distribute tables to.',
        'Point DATABASE_URL at the coordinator of a Citus cluster; a single PostgreSQL server needs no distributing.',
      );
}

/** A reference table is copied to the coordinator only where that is a node of its own cluster. */
async function assertNodes(db: Database): Promise<void> {
  const { rows } = await sql<{ coordinator: boolean; workers: boolean }>`
    select exists (select 1 from pg_dist_node where groupid = 0) as coordinator,
      exists (select 1 from pg_dist_node where shouldhaveshards) as workers`.execute(db);
  const [found] = rows;
  if (found?.coordinator !== true)
    throw new StartError(
      'The coordinator of the cluster does not know itself, so it would have no copy of the small tables.',
      "Run `select citus_set_coordinator_host('<its name>')` in the database, and try again.",
    );
  if (!found.workers)
    throw new StartError(
      'The cluster has no node that takes parts of tables.',
      'Add the workers with citus_add_node, and try again.',
    );
}

/** By Citus's own list. A local table that it tracks because of a foreign key stands there, too, and is not placed. */
async function placedAlready(db: Database): Promise<Set<string>> {
  const { rows } = await sql<{ table: string }>`
    select c.relname as table from pg_dist_partition p join pg_class c on c.oid = p.logicalrelid::oid
    where c.relnamespace = 'public'::regnamespace and (p.partmethod = 'h' or (p.partmethod = 'n' and p.repmodel = 't'))`.execute(
    db,
  );
  return new Set(rows.map(({ table }) => table));
}

/** Of tables that are not placed yet, and of local ones for good. */
async function dropKeys(db: Database, done: ReadonlySet<string>): Promise<void> {
  const { rows } = await sql<{ table: string; key: string }>`
    select c.relname as table, k.conname as key from pg_constraint k join pg_class c on c.oid = k.conrelid
      join pg_class r on r.oid = k.confrelid
    where k.contype = 'f' and k.conparentid = 0 and c.relnamespace = 'public'::regnamespace
      and r.relname = any(${tablesOf('reference')})`.execute(db);
  for (const { table, key } of rows)
    if (!done.has(table))
      await sql`alter table ${sql.table(table)} drop constraint ${sql.id(key)}`.execute(db);
}

/** As the migrations made them. */
async function addKeys(db: Database): Promise<void> {
  const { rows } = await sql<{ table: string }>`
    select conrelid::regclass::text as table from pg_constraint where contype = 'f' and confrelid = 'panels'::regclass`.execute(
    db,
  );
  const keyed = new Set([...WITHOUT_KEY, ...rows.map(({ table }) => table)]);
  for (const table of tablesOf('distributed').filter((name) => !keyed.has(name)))
    await sql`
      alter table ${sql.table(table)} add constraint ${sql.id(keyOf(table))}
      foreign key (${sql.id(DISTRIBUTION_COLUMN)}) references panels on delete cascade`.execute(db);
}

/** The name that PostgreSQL gives a foreign key which is declared with its column. */
export function keyOf(table: string): string {
  return `${table}_${DISTRIBUTION_COLUMN}_fkey`;
}
