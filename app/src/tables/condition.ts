/** An expression as SQL, with what was typed as parameters. */
import { sql, type RawBuilder } from 'kysely';
import type { Bound, Expression } from './expression.ts';

/** `value` is the column, in the unit that the expression was parsed for. */
export function conditionOf(value: RawBuilder<unknown>, expression: Expression): RawBuilder<unknown> {
  if (expression.is === 'unknown') return sql`${value} is null`;
  if (expression.is === 'known') return sql`${value} is not null`;
  if (expression.is === 'exactly') return sql`lower(${value}) = lower(${expression.text})`;
  if (expression.is === 'range') return sql.join(boundsOf(value, expression), sql` and `);
  return sql`${value} ilike ${`%${expression.text.replace(/[\\%_]/g, (sign) => `\\${sign}`)}%`}`;
}

function boundsOf(
  value: RawBuilder<unknown>,
  { from, to }: { from?: Bound; to?: Bound },
): RawBuilder<unknown>[] {
  const parts: RawBuilder<unknown>[] = [];
  if (from !== undefined)
    parts.push(sql`${value} ${from.inclusive ? sql`>=` : sql`>`} ${from.value}::numeric`);
  if (to !== undefined) parts.push(sql`${value} ${to.inclusive ? sql`<=` : sql`<`} ${to.value}::numeric`);
  return parts;
}
