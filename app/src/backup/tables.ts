/** What a backup holds: every table of the site, in an order in which each comes after those that it refers to. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

export interface BackedUpTable {
  name: string;
  /** Those that are stored; what the database computes is computed again. */
  columns: string[];
}

/**
 * Left out: who is signed in and who works right now belong to a running site, and what was migrated stands in the head of the
 * file. The tables of the jobs, in a schema of their own, are made again by a start.
 */
const LEFT_OUT = ['migrations', 'workers', 'sign_in_links', 'operator_sessions'];

export async function backedUpTables(db: Database): Promise<BackedUpTable[]> {
  const { rows } = await sql<BackedUpTable & { needs: string[] }>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      array(select distinct r.relname::text from pg_constraint k join pg_class r on r.oid = k.confrelid
        where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
    from pg_class c
    where c.relnamespace = current_schema()::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and c.relname <> all(${LEFT_OUT})
    order by c.relname`.execute(db);
  const ordered: BackedUpTable[] = [];
  const waiting = new Map(rows.map((row) => [row.name, row]));
  while (waiting.size > 0) {
    const ready = [...waiting.values()].filter(({ needs }) => !needs.some((name) => waiting.has(name)));
    if (ready.length === 0)
      throw new Error(`tables refer to each other in a ring: ${[...waiting.keys()].join(', ')}`);
    for (const { name, columns } of ready) {
      ordered.push({ name, columns });
      waiting.delete(name);
    }
  }
  return ordered;
}
