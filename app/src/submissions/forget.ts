/** What is too old goes: reports after their time, drafts nobody came back to, decisions that were read long ago. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

/** Returns how many of each went. */
export async function forgetLooks(db: Database): Promise<{ submissions: number; looks: number }> {
  const submissions = await sql`delete from submissions where expires_at <= now()`.execute(db);
  const looks = await sql`
    delete from looks l where expires_at <= now() and created_at < now() - interval '1 day'
      and not exists (select from submissions s where s.look_id = l.look_id)`.execute(db);
  return {
    submissions: Number(submissions.numAffectedRows ?? 0n),
    looks: Number(looks.numAffectedRows ?? 0n),
  };
}
