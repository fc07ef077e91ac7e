/** What a search asks for, as SQL over `service_facts f`. All that can be a term goes into one tsquery, which one index answers. */
import { sql, type RawBuilder } from 'kysely';
import { FACETS, RANGES, type Facet, type Filters, type Range, type RangeName } from './filters.ts';
import type { Asked, AskedWord } from './query-words.ts';
import { factTermOf, TERM_PREFIX, UNKNOWN } from './terms.ts';

export interface Wanted {
  asked: Asked;
  filters: Filters;
  /** Units of the currency that the rate filter is meant in, for one dollar. */
  perUsd: string;
  /** Rows that cannot be ordered in this quantity are left out. */
  quantity: number | undefined;
}

/** The facets that are terms. */
const TERM_FACETS = ['platform', 'kind', 'country', 'quality', 'flag', 'modifier'] as const satisfies Facet[];
type TermFacet = (typeof TERM_FACETS)[number];

function isTermFacet(facet: Facet): facet is TermFacet {
  return (TERM_FACETS as readonly Facet[]).includes(facet);
}

/** Text of a tsquery; undefined when no term is asked for. `without` leaves one facet out, to count what else it could be. */
export function termQuery({ asked, filters }: Wanted, without?: Facet): string | undefined {
  const parts: string[] = asked.words.map(termOfWord);
  for (const word of asked.excluded) parts.push(`!${quoted(word)}`);
  for (const facet of FACETS) {
    if (facet === without || !isTermFacet(facet)) continue;
    const values = filters.facets[facet];
    if (values.length === 0) continue;
    parts.push(`(${values.map((value) => quoted(TERM_PREFIX[facet] + value)).join('|')})`);
  }
  return parts.length === 0 ? undefined : parts.join('&');
}

/**
 * A word that names a platform or a kind means all services of it, in whatever language they speak of it, and not those that mention it
 * beside what they are; the word itself finds what was not recognised. Any other word is looked for as it is, or as the fact that it names.
 */
function termOfWord({ word, exact, whole, together }: AskedWord): string {
  if (exact) return quoted(word);
  const fact = together?.fact ?? factTermOf(word);
  const written =
    together === undefined
      ? quoted(word) + (whole === true ? '' : ':*')
      : `(${together.words.map(quoted).join('&')})`;
  if (fact === undefined) return written;
  const prefix = [TERM_PREFIX.platform, TERM_PREFIX.kind].find((it) => fact.startsWith(it));
  return prefix === undefined
    ? `(${written}|${quoted(fact)})`
    : `(${quoted(fact)}|(${written}&${quoted(prefix + UNKNOWN)}))`;
}

/** A lexeme in a tsquery: quotes and backslashes doubled, so that no word is an operator. */
function quoted(word: string): string {
  return `'${word.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`;
}

/** Everything but the terms and who may see it. */
export function plainConditions(
  { filters, perUsd, quantity }: Wanted,
  without?: Facet,
): RawBuilder<unknown>[] {
  const { facets, ranges } = filters;
  const conditions = RANGES.flatMap((name) => {
    const range = ranges[name];
    return range === undefined ? [] : [inRange(name, range, perUsd)];
  });
  if (facets.refill.length > 0 && without !== 'refill')
    conditions.push(sql`${REFILL_CLASS} = any(${[...facets.refill]}::text[])`);
  if (facets.panel.length > 0 && without !== 'panel')
    conditions.push(
      sql`f.panel_id in (select panel_id from panels where slug = any(${[...facets.panel]}::text[]))`,
    );
  if (facets.state.length > 0 && without !== 'state')
    conditions.push(
      sql`f.panel_id in (select panel_id from panel_states where state = any(${[...facets.state]}::text[]))`,
    );
  if (quantity !== undefined)
    conditions.push(
      sql`(f.unit = 'package' or (coalesce(f.min_quantity, 1) <= ${quantity} and coalesce(f.max_quantity, ${quantity}) >= ${quantity}))`,
    );
  return conditions;
}

const COLUMNS: Record<Exclude<RangeName, 'rate'>, RawBuilder<unknown>> = {
  min: sql`f.min_quantity`,
  max: sql`f.max_quantity`,
  days: sql`f.refill_days`,
};

function inRange(name: RangeName, { from, to }: Range, perUsd: string): RawBuilder<unknown> {
  const bound = (number: string): RawBuilder<unknown> =>
    name === 'rate' ? sql`${number}::numeric / ${perUsd}::numeric` : sql`${number}::numeric`;
  const column = name === 'rate' ? sql`f.price_usd` : COLUMNS[name];
  const parts = [
    from !== undefined && sql`${column} >= ${bound(from)}`,
    to !== undefined && sql`${column} <= ${bound(to)}`,
  ];
  return sql`(${sql.join(
    parts.filter((part) => part !== false),
    sql` and `,
  )})`;
}

/** The class of the promised refill, one of `REFILLS`. */
export const REFILL_CLASS = sql`case when f.refill_days is null then 'unsaid' when f.refill_days = 0 then 'none' when f.refill_days < 30 then 'short'
  when f.refill_days < 60 then '30' when f.refill_days < 90 then '60' when f.refill_days < 365 then '90' when f.refill_days < 36500 then '365' else 'lifetime' end`;

/** Who may see the panel: the few that are hidden are named, so that nothing has to be joined. */
export function visiblePanels(isOperator: boolean): RawBuilder<unknown> {
  return isOperator
    ? sql`true`
    : sql`f.panel_id not in (select panel_id from panels where listing <> 'listed')`;
}
