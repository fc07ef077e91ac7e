/** SQL: what time it is. The database's clock decides, unless a test says otherwise. */
import { sql, type RawBuilder } from 'kysely';

export function clock(now: Date | undefined): RawBuilder<unknown> {
  return now === undefined ? sql`now()` : sql`${now.toISOString()}::timestamptz`;
}
