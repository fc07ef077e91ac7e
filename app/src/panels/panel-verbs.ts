/** What an operator does to a watched panel. Each answers whether there was such a panel. */
import { sql, type RawBuilder } from 'kysely';
import type { Database } from '../db/open.ts';

interface Deps {
  db: Database;
}

/** No check starts while a panel is paused; one that is under way ends and is recorded. */
export async function pausePanel({ db }: Deps, slug: string): Promise<boolean> {
  return await updateSchedule(db, slug, sql`paused_at = coalesce(paused_at, now())`);
}

export async function resumePanel({ db }: Deps, slug: string): Promise<boolean> {
  return await updateSchedule(db, slug, sql`paused_at = null, due_at = now()`);
}

/** The next free worker takes it, before anything that was due later. */
export async function checkPanelNow({ db }: Deps, slug: string): Promise<boolean> {
  return await updateSchedule(db, slug, sql`due_at = least(due_at, now())`);
}

/** Deletes the panel with its key, catalog and history. Its checks and changes come last: with its schedule goes the right to write others. */
export async function removePanel({ db }: Deps, slug: string): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    // First of all, and not by its foreign key: whoever records a check holds this row, and is waited for before anything else is held. On
    // a cluster it has no such key (db/distribute.ts).
    await sql`delete from check_schedule where panel_id = (select panel_id from panels where slug = ${slug})`.execute(
      tx,
    );
    const { rows } = await sql<{ panel_id: number }>`
      delete from panels where slug = ${slug} returning panel_id`.execute(tx);
    const removed = rows[0]?.panel_id;
    if (removed === undefined) return false;
    await sql`delete from checks where panel_id = ${removed}`.execute(tx);
    await sql`delete from changes where panel_id = ${removed}`.execute(tx);
    return true;
  });
}

async function updateSchedule(db: Database, slug: string, change: RawBuilder<unknown>): Promise<boolean> {
  const { rows } = await sql`
    update check_schedule set ${change} where panel_id = (select panel_id from panels where slug = ${slug})
    returning panel_id`.execute(db);
  return rows.length > 0;
}
