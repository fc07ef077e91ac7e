/**
 * How often visitors may have APIs looked at. Each look is two requests that we send for a stranger: without limits this site would
 * be a way to hammer somebody's API, or to try keys on it.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

const HOUR_SECONDS = 3600;
const DAY_SECONDS = 24 * HOUR_SECONDS;

interface Limit {
  by: 'visitor' | 'host' | 'site';
  seconds: number;
  most: number;
}

const LIMITS: readonly Limit[] = [
  // Enough to mend an API by trying, too few to search for keys.
  { by: 'visitor', seconds: HOUR_SECONDS, most: 10 },
  { by: 'visitor', seconds: DAY_SECONDS, most: 40 },
  // Whoever asks: a host has one owner, and his limits are not ours to use up.
  { by: 'host', seconds: HOUR_SECONDS, most: 10 },
  // What one small machine does besides its checks without being late.
  { by: 'site', seconds: HOUR_SECONDS, most: 300 },
];

export interface Asker {
  visitorHash: Buffer;
  host: string;
}

/** Which limit keeps this look out, and for how long; undefined when none does. Run under `lockLooks`, or two at once pass. */
export async function limitReached(
  db: Database,
  { visitorHash, host }: Asker,
): Promise<{ by: Limit['by']; seconds: number } | undefined> {
  for (const { by, seconds, most } of LIMITS) {
    const whose = {
      visitor: sql`visitor_hash = ${visitorHash}`,
      host: sql`host = ${host}`,
      site: sql`true`,
    }[by];
    // The one that has to grow old before another may come.
    const { rows } = await sql<{ seconds: number }>`
      select ceil(extract(epoch from created_at + make_interval(secs => ${seconds}) - now()))::int as seconds
      from looks where ${whose} and created_at > now() - make_interval(secs => ${seconds})
      order by created_at desc offset ${most - 1} limit 1`.execute(db);
    if (rows[0] !== undefined) return { by, seconds: Math.max(1, rows[0].seconds) };
  }
  return undefined;
}

/** Any number of our own. Looks are asked for seldom enough that they can be counted one after the other. */
const LOCK = 7_662_012;

export async function lockLooks(tx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx);
}
