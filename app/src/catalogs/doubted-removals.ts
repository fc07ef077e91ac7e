/** Catalogs most of which vanished in one check: what the operator may know and decide of them, instead of waiting for a second check. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

interface Deps {
  db: Database;
}

/** A removal that waits for a second check, or for the operator. */
export interface DoubtedRemoval {
  panelSlug: string;
  panelName: string;
  /** Start of the check that saw it. */
  quarantinedAt: Date;
  isHeld: boolean;
  /** For sale as we show it, and in the reply that is doubted. */
  services: number;
  doubtedServices: number | null;
}

export async function doubtedRemovals({ db }: Deps): Promise<DoubtedRemoval[]> {
  const { rows } = await sql<DoubtedRemoval>`
    select p.slug as "panelSlug", p.name as "panelName", c.quarantined_at as "quarantinedAt", c.removal_held as "isHeld", c.services,
      c.doubted_services as "doubtedServices"
    from catalogs c join panels p using (panel_id) where c.quarantined_at is not null order by c.quarantined_at, p.slug`.execute(
    db,
  );
  return rows;
}

/** The next check, which is due now, takes over what it reads. False when no removal of this panel waits. */
export async function confirmRemoval(deps: Deps, slug: string): Promise<boolean> {
  return await decide(deps, slug, false);
}

/** What vanished stays shown until it is back, or the operator confirms. False when no removal of this panel waits. */
export async function holdRemoval(deps: Deps, slug: string): Promise<boolean> {
  return await decide(deps, slug, true);
}

async function decide({ db }: Deps, slug: string, isHeld: boolean): Promise<boolean> {
  return await db.transaction().execute(async (tx) => {
    // Whoever records a check of this panel holds this row: a decision falls before it or after it, never into it.
    await sql`
      select 1 from check_schedule where panel_id = (select panel_id from panels where slug = ${slug}) for update`.execute(
      tx,
    );
    const { rows } = await sql<{ panel_id: number }>`
      update catalogs set removal_held = ${isHeld}
      where panel_id = (select panel_id from panels where slug = ${slug}) and quarantined_at is not null returning panel_id`.execute(
      tx,
    );
    const [decided] = rows;
    if (decided === undefined) return false;
    if (!isHeld)
      await sql`update check_schedule set due_at = least(due_at, now()) where panel_id = ${decided.panel_id}`.execute(
        tx,
      );
    return true;
  });
}
