/**
 * Facets beside a list: what can be narrowed down, and how much each choice would leave. A form like any other: without JavaScript
 * its button applies it, with it every choice applies at once.
 *
 *     facetList(reader, {
 *       label: 'Filters', action: reader.href('services'), keep: { q, sort },
 *       groups: [
 *         { name: 'platform', legend: 'Platform', choices: [{ value: 'instagram', words: 'Instagram', count: 1204, isChosen: true }] },
 *         { legend: 'Rate', from: { name: 'rate_from', value: '' }, to: { name: 'rate_to', value: '0.8' }, unit: 'USD' },
 *       ],
 *     })
 */
import type { Reader } from '../i18n/reader.ts';
import { facetWords } from './facets.words.ts';
import { hiddenFields } from './hidden-fields.ts';
import { html, type Markup } from './markup.ts';

export interface FacetChoice {
  /** What the address says: `platform=instagram`. */
  value: string;
  words: string | Markup;
  /** How many would be left; undefined where nobody counted. */
  count?: number | undefined;
  /** The count is an estimate. */
  isAbout?: boolean;
  isChosen: boolean;
}

export interface ChoiceFacet {
  /** The word in the address. Several may be chosen, unless `isOne`. */
  name: string;
  legend: string;
  choices: readonly FacetChoice[];
  /** Only one at a time: radio buttons. */
  isOne?: boolean;
  /** Choices beyond these wait behind "more"; chosen ones never do. */
  shown?: number;
}

interface RangeEnd {
  name: string;
  value: string;
  /** What is wrong with what was typed. */
  error?: string | undefined;
  placeholder?: string;
}

export interface RangeFacet {
  legend: string;
  from: RangeEnd;
  to: RangeEnd;
  /** Stands after the fields: `USD`, `days`. */
  unit?: string;
}

interface FacetList {
  label: string;
  /** Where the form leads: the page itself. */
  action: string;
  /** What the address holds besides the facets and must keep. */
  keep?: Record<string, string | readonly string[] | undefined>;
  groups: readonly (ChoiceFacet | RangeFacet)[];
}

const CHOICES_SHOWN = 8;

export function facetList(reader: Reader, { label, action, keep = {}, groups }: FacetList): Markup {
  return html`<form class="facets" method="get" action="${action}" aria-label="${label}" data-finds-here>
    ${hiddenFields(keep)}
    ${groups.map((group) => ('choices' in group ? choiceFacet(reader, group) : rangeFacet(reader, group)))}
    <button class="apply">${reader.say(facetWords.apply)}</button>
  </form>`;
}

function choiceFacet(reader: Reader, facet: ChoiceFacet): Markup | false {
  const { name, legend, choices, shown = CHOICES_SHOWN } = facet;
  if (choices.length === 0) return false;
  const isFirst = ({ isChosen }: FacetChoice, index: number): boolean => isChosen || index < shown;
  const first = choices.filter(isFirst);
  const rest = choices.filter((choice, index) => !isFirst(choice, index));
  const line = (choice: FacetChoice): Markup => choiceLine(reader, facet, choice);
  return html`<fieldset class="facet" data-results="facet-${name}">
    <legend>${legend}</legend>
    ${first.map(line)}
    ${
      rest.length > 0 &&
      html`<details>
        <summary>${reader.say(facetWords.more, { n: rest.length })}</summary>
        ${rest.map(line)}
      </details>`
    }
  </fieldset>`;
}

function choiceLine(reader: Reader, facet: ChoiceFacet, choice: FacetChoice): Markup {
  const { value, words, count, isAbout, isChosen } = choice;
  const isNothing = count === 0 && !isChosen;
  return html`<label class="choice${isNothing ? ' nothing' : ''}"
    ><input
      type="${facet.isOne === true ? 'radio' : 'checkbox'}"
      name="${facet.name}"
      value="${value}"
      ${isChosen && html` checked`}
    /><span class="words">${words}</span
    >${count !== undefined && html` <span class="n">${isAbout === true ? `≈${reader.formats.compact(count)}` : reader.formats.whole(count)}</span>`}</label
  >`;
}

function rangeFacet(reader: Reader, { legend, from, to, unit }: RangeFacet): Markup {
  const errors = [from, to].flatMap(({ name, error }) => (error === undefined ? [] : [{ name, error }]));
  return html`<fieldset class="facet">
    <legend>${legend}</legend>
    <div class="range">
      ${rangeField(from, reader.say(facetWords.from, { name: legend }))}<span aria-hidden="true">–</span>
      ${rangeField(to, reader.say(facetWords.to, { name: legend }))}
      ${unit !== undefined && html`<span class="muted">${unit}</span>`}
    </div>
    ${errors.map(({ name, error }) => html`<p class="error" id="${name}-error">${error}</p>`)}
  </fieldset>`;
}

function rangeField({ name, value, error, placeholder }: RangeEnd, label: string): Markup {
  return html`<input
    type="text"
    inputmode="decimal"
    name="${name}"
    value="${value}"
    maxlength="20"
    size="6"
    autocomplete="off"
    aria-label="${label}"
    ${placeholder !== undefined && html` placeholder="${placeholder}"`}${error !== undefined && html` aria-invalid="true" aria-describedby="${name}-error"`}
  />`;
}
