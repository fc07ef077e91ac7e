/** What a search asks for, as SQL over `service_facts f`. All that can be a term goes into one tsquery, which one index answers. */
import { sql, type RawBuilder } from 'kysely';
import { FACETS, RANGES, type Facet, type Filters, type Range, type RangeName } from './filters.ts';
import type { Asked, AskedWord } from './query-words.ts';
import { factTermOf, NOT_IN_NAME, quoted, TERM_PREFIX, UNKNOWN } from './terms.ts';

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

/**
 * Texts of tsqueries that all have to hold; none when no term is asked for. One for each word and facet: the index of terms leaps from
 * row to row between them, while one query of many words is weighed for every row that holds any. `without` leaves one facet out, to
 * count what else it could be.
 */
export function termQueries(wanted: Wanted, without?: Facet): string[] {
  return [...wordQueries(wanted.asked, ANYHOW), ...otherTerms(wanted, without)];
}

/** As conditions that the index of terms answers. */
export function foundByTerms(queries: readonly string[]): RawBuilder<unknown>[] {
  return queries.map((query) => sql`f.terms @@ ${query}::tsquery`);
}

/** The same as a function, which is looked at row by row. */
export function judgedByTerms(queries: readonly string[]): RawBuilder<unknown> {
  return queries.length === 0
    ? sql`true`
    : sql`ts_match_vq(f.terms, ${queries.map((query) => `(${query})`).join('&')}::tsquery)`;
}

/** How closely the words have to be met. */
interface Closeness {
  /** By the service's own name, not by its category alone. */
  inName: boolean;
  /** Not as the beginning of a longer word. */
  whole: boolean;
}

const ANYHOW: Closeness = { inName: false, whole: false };
const CLOSENESS: readonly Closeness[] = [
  { inName: true, whole: true },
  { inName: true, whole: false },
  { inName: false, whole: true },
  ANYHOW,
];

/** What meets the words so closely, in texts of tsqueries that all have to hold. */
export interface Close extends Closeness {
  queries: string[];
}

/** From the closest to all that fits: the last holds for every row that is found. */
export function closenessQueries({ asked }: Wanted): Close[] {
  const each = CLOSENESS.map((how) => ({ ...how, queries: wordQueries(asked, how) }));
  const texts = each.map(({ queries }) => queries.join('&'));
  return each.filter((_, at) => texts.indexOf(texts[at] ?? '') === at);
}

/**
 * The platforms or kinds of which everything is that is found; none stands for any. A word that names one finds what mentions it, too, where
 * nothing was recognised, but not among the closest.
 */
export function placesOf(
  { asked, filters }: Wanted,
  facet: 'platform' | 'kind',
  isClosest: boolean,
): string[] {
  const prefix = TERM_PREFIX[facet];
  const facts = asked.words.map((word) => factOf(word) ?? '').filter((fact) => fact.startsWith(prefix));
  const [named, ...others] = new Set(facts);
  const chosen = filters.facets[facet];
  if (chosen.length > 0 || named === undefined || others.length > 0) return [...chosen];
  return [named.slice(prefix.length), ...(isClosest ? [] : [UNKNOWN])];
}

function wordQueries({ words }: Asked, how: Closeness): string[] {
  return words.map((word) => termOfWord(word, how));
}

/** What the facets and the words that must not be there ask for. */
export function otherTerms({ asked, filters }: Wanted, without?: Facet): string[] {
  const parts = asked.excluded.map((word) => `!${anywhere(word)}`);
  for (const facet of FACETS) {
    if (facet === without || !isTermFacet(facet)) continue;
    const values = filters.facets[facet].map((value) => TERM_PREFIX[facet] + value);
    if (values.length > 0) parts.push(values.map((term) => anywhere(term)).join('|'));
  }
  return parts;
}

/**
 * A word that names a platform or a kind means all services of it, in whatever language they speak of it, and not those that mention it
 * beside what they are; the word itself finds what was not recognised. Any other word is looked for as it is, or as the fact that it names.
 * Platform and kind are as good from a category as from a name: many panels say them there alone.
 */
function termOfWord(word: AskedWord, { inName, whole }: Closeness): string {
  const fact = factOf(word);
  const prefix = [TERM_PREFIX.platform, TERM_PREFIX.kind].find((it) => fact?.startsWith(it) === true);
  if (fact !== undefined && prefix !== undefined && inName) return lexeme(fact);
  const lexemes = inName ? lexeme : anywhere;
  // The words apart from one another say something else: `no refill, drop 10%`.
  if (fact !== undefined && prefix === undefined && word.together !== undefined) return lexemes(fact);
  const isUnfinished = !word.exact && !whole && word.whole !== true && word.together === undefined;
  const written =
    word.together === undefined
      ? lexemes(word.word, isUnfinished)
      : `(${word.together.words.map((one) => lexemes(one)).join('&')})`;
  if (fact === undefined) return written;
  return prefix === undefined
    ? `(${written}|${lexemes(fact)})`
    : `(${lexeme(fact)}|(${written}&${lexeme(prefix + UNKNOWN)}))`;
}

function factOf({ word, exact, together }: AskedWord): string | undefined {
  return exact ? undefined : (together?.fact ?? factTermOf(word));
}

function lexeme(word: string, isUnfinished = false): string {
  return isUnfinished ? `${quoted(word)}:*` : quoted(word);
}

const TOLD_BY_NAME = [TERM_PREFIX.platform, TERM_PREFIX.kind, TERM_PREFIX.flag];

/** In the name or beside it; what a service is counts as told by its name, wherever it was read. */
function anywhere(word: string, isUnfinished = false): string {
  if (TOLD_BY_NAME.some((prefix) => word.startsWith(prefix))) return lexeme(word);
  return `(${lexeme(word, isUnfinished)}|${lexeme(NOT_IN_NAME + word, isUnfinished)})`;
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
  speed: sql`f.speed_per_day`,
  start: sql`f.start_hours`,
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
