/** The facets of a search with their counts, as a form beside the list. */
import type { Message, Reader } from '../../i18n/reader.ts';
import { countryName, kindName, modifierName, platformName, qualityName } from '../../ui/fact-words.ts';
import { facetList, type ChoiceFacet, type RangeFacet } from '../../ui/facets.ts';
import type { Markup } from '../../ui/markup.ts';
import { PANEL_STATES, stateWord } from '../../ui/states.ts';
import type { FacetCounts } from '../counts.ts';
import { FACETS, REFILLS, type Facet, type Filters, type RangeName } from '../filters.ts';
import { UNKNOWN } from '../terms.ts';
import { flagWords, refillClassWords, searchFacetWords as words } from './facet.words.ts';

export interface FacetsData {
  reader: Reader;
  /** The page that is narrowed down. */
  action: string;
  /** Those of the address: what stands among the words of the query is changed there. */
  filters: Filters;
  counts: FacetCounts;
  /** What rates are meant in. */
  currency: string;
  /** What else the address holds. */
  keep: Record<string, string | readonly string[] | undefined>;
  /** In which there is nothing to choose there. */
  without: readonly Facet[];
}

/** Long lists that few look through show less. */
const SHOWN: Partial<Record<Facet, number>> = { country: 6, panel: 6 };
const ORDER = [...FACETS.slice(0, 5), 'rate', 'min', 'max', ...FACETS.slice(5)] as const;

export function searchFacets(data: FacetsData): Markup {
  const { reader, action, keep, without } = data;
  return facetList(reader, {
    label: reader.say(words.filters),
    action,
    keep,
    groups: ORDER.filter((name) => isRange(name) || !without.includes(name)).map((name) =>
      isRange(name) ? rangeFacet(data, name) : choiceFacet(data, name),
    ),
  });
}

/** Ranges with a form; the others are asked for in words. */
type FormRange = Exclude<RangeName, 'days' | 'speed' | 'start'>;

function isRange(name: Facet | RangeName): name is FormRange {
  return name === 'rate' || name === 'min' || name === 'max';
}

function choiceFacet({ reader, filters, counts }: FacetsData, facet: Facet): ChoiceFacet {
  const chosen = filters.facets[facet];
  const counted = counts.get(facet) ?? { isExact: true, values: [] };
  const known = new Set(counted.values.map(({ value }) => value));
  const all = [
    ...counted.values,
    ...chosen.filter((value) => !known.has(value)).map((value) => ({ value, services: 0 })),
  ];
  if (facet === 'refill') all.sort((a, b) => REFILL_ORDER.indexOf(a.value) - REFILL_ORDER.indexOf(b.value));
  return {
    name: facet,
    legend: reader.say(words[facet]),
    shown: SHOWN[facet] ?? 8,
    choices: all.map(({ value, services }) => ({
      value,
      words: nameOf(reader, facet, value),
      count: services,
      isAbout: !counted.isExact,
      isChosen: chosen.includes(value),
    })),
  };
}

const REFILL_ORDER: readonly string[] = REFILLS;

/** What a value of a facet is called. */
export function nameOf(reader: Reader, facet: Facet, value: string): string {
  if (value === UNKNOWN && facet !== 'state') return reader.say(words.unknown);
  return NAMES[facet](reader, value);
}

const NAMES: Record<Facet, (reader: Reader, value: string) => string> = {
  platform: platformName,
  kind: kindName,
  country: countryName,
  quality: qualityName,
  modifier: modifierName,
  refill: (reader, value) => named(reader, refillClassWords, value),
  flag: (reader, value) => named(reader, flagWords, value),
  state: (reader, value) => {
    const state = PANEL_STATES.find((it) => it === value);
    return state === undefined ? value : stateWord(reader, state);
  },
  panel: (_, value) => value,
};

function named(reader: Reader, messages: Readonly<Record<string, Message>>, value: string): string {
  const message = Object.hasOwn(messages, value) ? messages[value] : undefined;
  return message === undefined ? value : reader.say(message);
}

function rangeFacet({ reader, filters, currency }: FacetsData, name: FormRange): RangeFacet {
  const range = filters.ranges[name];
  return {
    legend: reader.say(words[name]),
    from: { name: `${name}_from`, value: range?.from ?? '' },
    to: { name: `${name}_to`, value: range?.to ?? '' },
    ...(name === 'rate' ? { unit: currency } : {}),
  };
}
