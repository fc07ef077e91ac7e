/** Incidents as pages list them: what is still open first, then the latest. */
import { sql } from 'kysely';
import type { PreciseReason } from 'smmwatch';
import { decodeCursor, encodeCursor, type CursorType } from '../cursor.ts';
import type { Database } from '../db/open.ts';

export interface IncidentRow {
  openedAt: Date;
  confirmedAt: Date;
  /** Null while it lasts. */
  closedAt: Date | null;
  state: 'down' | 'key_invalid' | 'blocked';
  stage: string;
  code: string;
  /** In English. */
  message: string;
  /** What was known of the failure beyond its code. */
  because: PreciseReason | null;
  /** How often it came back soon after it seemed over. */
  relapses: number;
}

export interface IncidentSearch {
  panelId: number;
  /** Only those that touch this UTC day, as `2026-11-21`. */
  day?: string | undefined;
  after?: string | undefined;
}

export const INCIDENTS_PER_PAGE = 50;
const CURSOR: readonly CursorType[] = ['bigint', 'timestamptz'];

/** One page; `next` continues it, undefined at its end. */
export async function listIncidents(
  db: Database,
  { panelId, day, after }: IncidentSearch,
): Promise<{ rows: IncidentRow[]; next: string | undefined }> {
  const cursor = decodeCursor(after, CURSOR);
  const { rows } = await sql<IncidentRow & { isOpen: number; at: string }>`
    select opened_at as "openedAt", confirmed_at as "confirmedAt", closed_at as "closedAt", state, stage, code, message, evidence->'because' as because, relapses,
      (closed_at is null)::int as "isOpen", opened_at::text as at
    from incidents
    where panel_id = ${panelId}
      ${day === undefined ? sql`` : sql`and opened_at < (${day}::timestamp at time zone 'UTC') + interval '1 day' and coalesce(closed_at, 'infinity') >= (${day}::timestamp at time zone 'UTC')`}
      ${cursor === undefined ? sql`` : sql`and ((closed_at is null)::int, opened_at) < (${cursor[0]}::int, ${cursor[1]}::timestamptz)`}
    order by (closed_at is null)::int desc, opened_at desc limit ${INCIDENTS_PER_PAGE + 1}`.execute(db);
  const shown = rows.slice(0, INCIDENTS_PER_PAGE);
  const last = shown.at(-1);
  const next =
    rows.length > shown.length && last !== undefined
      ? encodeCursor([String(last.isOpen), last.at])
      : undefined;
  return { rows: shown.map(({ isOpen: _, at: __, ...row }) => row), next };
}
