/**
 * Response times as histograms that can be merged: buckets grow by a tenth, so any percentile of any range is right within 5 %,
 * from a millisecond to whatever a check may take. Stored as described in the migration that made check_hours.
 */
import { sql, type RawBuilder } from 'kysely';

/** Width of a bucket: its geometric middle is within 4.9 % of everything in it. */
const GROWTH = 1.1;
/** A day of checks every 5 seconds is 17,280: counts below 2^20 leave room for any interval. */
const COUNT_BITS = 20;

/** Bucket to count, in order of buckets. */
export interface Histogram {
  buckets: readonly number[];
  counts: readonly number[];
}

/** The response time that the share `q` (0 to 1) of checks did not exceed, in milliseconds; null without any. */
export function percentile({ buckets, counts }: Histogram, q: number): number | null {
  const total = counts.reduce((sum, count) => sum + count, 0);
  const rank = Math.max(1, Math.ceil(q * total));
  let seen = 0;
  for (const [index, bucket] of buckets.entries()) {
    seen += counts[index] ?? 0;
    if (seen >= rank) return Math.round(GROWTH ** (bucket + 0.5) * 10) / 10;
  }
  return null;
}

/** SQL: the bucket of a time in milliseconds. */
export function bucketOf(durationMs: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`floor(ln(greatest(${durationMs}, 1)::float8) / ln(${sql.lit(GROWTH)}::float8))::int`;
}

/** SQL: an aggregate of rows (bucket, count) of one histogram, as it is stored. */
export function packed(bucket: RawBuilder<unknown>, count: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`array_agg(((${bucket})::int << ${sql.lit(COUNT_BITS)}) + (${count})::int order by ${bucket})`;
}

/** SQL: bucket and count of an element of a stored histogram. */
export function bucketIn(element: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${element} >> ${sql.lit(COUNT_BITS)})`;
}

export function countIn(element: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(${element} & ${sql.lit(2 ** COUNT_BITS - 1)})`;
}
