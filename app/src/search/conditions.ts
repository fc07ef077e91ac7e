/** What a search asks for, as SQL over `service_facts f`. All that can be a term goes into one tsquery, which one index answers. */
import { sql, type RawBuilder } from 'kysely';
import { FACETS, RANGES, type Facet, type Filters, type Range, type RangeName } from './filters.ts';
import type { Asked, AskedWord } from './query-words.ts';
import { factTermOf, IN_NAME, quoted, TERM_PREFIX, UNKNOWN } from './terms.ts';

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
export function termQuery(wanted: Wanted, without?: Facet): string | undefined {
  return allOf([wordQuery(wanted.asked, ANYHOW), otherTerms(wanted, without)]);
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

/** What the words ask for, from the closest to all that fits: each a tsquery, the last one holding for every row that is found. */
export function closenessQueries({ asked }: Wanted): string[] {
  return [...new Set(CLOSENESS.flatMap((how) => wordQuery(asked, how) ?? []))];
}

/** The terms of one closeness: what meets it and none before it. */
export function termsAt(wanted: Wanted, queries: readonly string[], place: number): string | undefined {
  const closer = queries.slice(0, place).map((query) => `!(${query})`);
  return allOf([queries[place], ...closer, otherTerms(wanted)]);
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

function wordQuery({ words }: Asked, how: Closeness): string | undefined {
  return allOf(words.map((word) => termOfWord(word, how)));
}

function otherTerms({ asked, filters }: Wanted, without?: Facet): string | undefined {
  const parts = asked.excluded.map((word) => `!${quoted(word)}`);
  for (const facet of FACETS) {
    if (facet === without || !isTermFacet(facet)) continue;
    const values = filters.facets[facet];
    if (values.length === 0) continue;
    parts.push(`(${values.map((value) => quoted(TERM_PREFIX[facet] + value)).join('|')})`);
  }
  return allOf(parts);
}

function allOf(parts: readonly (string | undefined)[]): string | undefined {
  const asked = parts.filter((part) => part !== undefined);
  return asked.length === 0 ? undefined : asked.join('&');
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
  const weight = inName ? IN_NAME : '';
  // The words apart from one another say something else: `no refill, drop 10%`.
  if (fact !== undefined && prefix === undefined && word.together !== undefined) return lexeme(fact, weight);
  const isUnfinished = !word.exact && !whole && word.whole !== true && word.together === undefined;
  const written =
    word.together === undefined
      ? lexeme(word.word, (isUnfinished ? '*' : '') + weight)
      : `(${word.together.words.map((one) => lexeme(one, weight)).join('&')})`;
  if (fact === undefined) return written;
  return prefix === undefined
    ? `(${written}|${lexeme(fact, weight)})`
    : `(${lexeme(fact)}|(${written}&${lexeme(prefix + UNKNOWN)}))`;
}

function factOf({ word, exact, together }: AskedWord): string | undefined {
  return exact ? undefined : (together?.fact ?? factTermOf(word));
}

/** A lexeme of a query; `marks` follow its colon. */
function lexeme(word: string, marks = ''): string {
  return marks === '' ? quoted(word) : `${quoted(word)}:${marks}`;
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
