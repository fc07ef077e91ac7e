/** Announcing that a panel may be away: no incident opens then, and no downtime counts. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

interface Deps {
  db: Database;
}

export interface MaintenanceInput {
  /** ISO 8601, with its zone. */
  from: string;
  to: string;
  note: string;
}

export type Announced =
  | { kind: 'announced'; from: Date; to: Date }
  | { kind: 'refused'; errors: Partial<Record<keyof MaintenanceInput, string>> }
  | { kind: 'no-panel' };

/** Whoever is away for longer is down. */
const DAYS_MAX = 14;
const NOTE_MAX = 300;
const ZONED = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;

/** A window that begins at the same instant is corrected. What has passed stays as it was counted. */
export async function announceMaintenance(
  { db }: Deps,
  slug: string,
  input: MaintenanceInput,
  now: Date = new Date(),
): Promise<Announced> {
  const from = instant(input.from);
  const to = instant(input.to);
  const note = input.note.trim();
  const errors: Partial<Record<keyof MaintenanceInput, string>> = {};
  if (from === undefined) errors.from = WHEN;
  if (to === undefined) errors.to = WHEN;
  else if (from !== undefined && to <= from) errors.to = 'The end comes before the beginning.';
  else if (to <= now) errors.to = 'This has passed: downtime that was counted stays counted.';
  else if (from !== undefined && to.getTime() - from.getTime() > DAYS_MAX * 86_400_000)
    errors.to = `Longer than ${DAYS_MAX} days is no maintenance.`;
  if (note === '') errors.note = 'Say in a few words what is done.';
  if (note.length > NOTE_MAX) errors.note = `At most ${NOTE_MAX} characters.`;
  if (from === undefined || to === undefined || Object.keys(errors).length > 0)
    return { kind: 'refused', errors };
  const { rows } = await sql`
    insert into maintenance_windows (panel_id, starts_at, ends_at, note)
    select panel_id, ${from.toISOString()}, ${to.toISOString()}, ${note} from panels where slug = ${slug}
    on conflict (panel_id, starts_at) do update set ends_at = excluded.ends_at, note = excluded.note
    returning panel_id`.execute(db);
  return rows.length > 0 ? { kind: 'announced', from, to } : { kind: 'no-panel' };
}

/**
 * Takes back what has not begun and ends what is under way; all of it, or only what begins at `from`. Answers how many, undefined
 * when there is no such panel.
 */
export async function cancelMaintenance(
  { db }: Deps,
  slug: string,
  from?: Date,
): Promise<number | undefined> {
  const { rows } = await sql<{ panel_id: number }>`select panel_id from panels where slug = ${slug}`.execute(
    db,
  );
  const panelId = rows[0]?.panel_id;
  if (panelId === undefined) return undefined;
  const which = sql`panel_id = ${panelId} and ends_at > now() ${from === undefined ? sql`` : sql`and starts_at = ${from.toISOString()}`}`;
  return await db.transaction().execute(async (tx) => {
    const taken = await sql`delete from maintenance_windows where ${which} and starts_at >= now()`.execute(
      tx,
    );
    const ended = await sql`update maintenance_windows set ends_at = now() where ${which}`.execute(tx);
    return Number(taken.numAffectedRows ?? 0n) + Number(ended.numAffectedRows ?? 0n);
  });
}

const WHEN = 'Give an instant with its zone, such as 2026-11-23T09:00Z or 2026-11-23T09:00+03:00.';

/** Undefined for anything but ISO 8601 with a zone: an hour without one is another hour elsewhere. */
export function instant(text: string): Date | undefined {
  if (!ZONED.test(text)) return undefined;
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? undefined : at;
}
