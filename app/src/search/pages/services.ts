/**
 * Search over the services of all panels, or of one: what is asked at the left and above, what was found, and what to do with it. The
 * list of one panel stands on that panel's page (../panel-services.ts).
 */
import type { Step } from '../../history/steps.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { ShownCurrency } from '../../market/queries.ts';
import type { Viewer } from '../../panels/queries.ts';
import type { TableRequest } from '../../tables/request.ts';
import { chips } from '../../ui/chips.ts';
import { compareTray } from '../../ui/compare-tray.ts';
import { empty } from '../../ui/empty.ts';
import { hiddenFields } from '../../ui/hidden-fields.ts';
import { page } from '../../ui/layout.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { currencyChoice, currencyParameter, exchangeNote } from '../../ui/price.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import { SERVICE_TABLE, serviceColumns, serviceTable } from '../../ui/service-table.ts';
import { tableTools } from '../../ui/table-tools.ts';
import { viewAddress, type TableView } from '../../ui/table.ts';
import type { AskedSearch } from '../asked.ts';
import type { Counted, FacetCounts } from '../counts.ts';
import {
  FACETS,
  isFiltered,
  RANGES,
  writeFilters,
  writeRange,
  type Facet,
  type Filters,
} from '../filters.ts';
import type { Correction } from '../nearest-word.ts';
import { SORTS, type Sort } from '../order.ts';
import type { Found } from '../search.ts';
import { nameOf, searchFacets } from './facets.ts';
import { searchFacetWords } from './facet.words.ts';
import { servicesWords as words } from './services.words.ts';

export interface ServicesData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  shown: ShownCurrency;
  asked: AskedSearch;
  view: TableView;
  services: Found;
  total: Counted;
  counts: FacetCounts;
  corrections: readonly Correction[];
  months: ReadonlyMap<string, readonly Step[]>;
  /** Only this panel's were searched: nobody needs to be told whose they are. */
  panel?: string | undefined;
}

type Kept = Record<string, string | readonly string[] | undefined>;

interface ViewData {
  reader: Reader;
  asked: AskedSearch;
  shown: ShownCurrency;
  request: TableRequest;
  /** Of the panel whose services alone are asked for, on its own page. */
  panel?: string | undefined;
}

/** The table as the address asks for it: also what its files are made by. */
export function servicesView({ reader, asked, shown, request, panel }: ViewData): TableView {
  const { filters } = asked;
  return {
    reader,
    // First stands the order that an address need not name.
    scheme: { ...SERVICE_TABLE, sorts: [asked.usual, ...SORTS] },
    request: { ...request, sort: asked.sort.replace('-', ''), down: asked.sort.startsWith('-') },
    action: panel === undefined ? reader.href('services') : reader.href('panel', { panel }),
    keep: { ...otherParameters(asked, shown), ...writeFilters(filters) },
  };
}

/** What the address holds besides filters, order, columns and place. */
function otherParameters({ query, search, asTyped }: AskedSearch, shown: ShownCurrency): Kept {
  const { quantity } = search;
  return {
    q: query,
    as: asTyped ? 'typed' : undefined,
    quantity: quantity === undefined ? undefined : String(quantity),
    currency: currencyParameter(shown),
  };
}

const SORT_WORDS = {
  relevance: words.relevance,
  changed: words.changed,
  rate: words.cheapest,
  '-rate': words.dearest,
  low: words.atLow,
  catalog: words.asListed,
} as const;
/** For all panels; a catalog's own order is for its panel's page. */
const SERVICE_PAGE_SORTS = ['relevance', 'changed', 'rate', '-rate', 'low'] as const;
const PANEL_PAGE_SORTS = ['relevance', 'catalog', 'changed', 'rate', '-rate', 'low'] as const;
/** What is the same for all that one panel sells. */
const OF_PANELS: readonly Facet[] = ['panel', 'state'];

export function servicesPage(data: ServicesData): Markup {
  const { reader, viewer, now, asked, view } = data;
  const { say } = reader;
  const { query } = asked;
  return page(
    {
      title: query === '' ? say(layoutWords.services) : say(words.titleOf, { query }),
      reader,
      viewer,
      now,
      section: 'services',
      hasSearch: true,
    },
    html`<div class="page-head">
        <h1>${say(layoutWords.services)}</h1>
        ${searchBox({ reader, action: view.action, label: say(words.search), query, isLarge: true, findsHere: true, keep: fieldsOf(view, ['q', 'as']) })}
      </div>
      ${queryHelp(reader)} ${foundServices(data)}`,
  );
}

/** The facets, and beside them what was found. */
export function foundServices(data: ServicesData, emptyCatalog?: Markup): Markup {
  const { reader, shown, asked, view, services, counts, panel } = data;
  const { say } = reader;
  const { filters, search } = asked;
  const chosen = FACETS.reduce((n, facet) => n + filters.facets[facet].length, 0);
  const sorts = panel === undefined ? SERVICE_PAGE_SORTS : PANEL_PAGE_SORTS;
  return html`<div class="beside">
    <details class="narrowing">
      <summary>
        ${say(searchFacetWords.filters)} <span class="n" data-results="chosen">${chosen > 0 && chosen}</span>
      </summary>
      ${searchFacets({
        reader,
        action: view.action,
        filters,
        counts,
        currency: shown.currency,
        keep: { ...otherParameters(asked, shown), ...orderFields(view) },
        without: panel === undefined ? [] : OF_PANELS,
      })}
    </details>
    <div class="found">
      <div class="filters">
        ${panel !== undefined && searchBox({ reader, action: view.action, label: say(words.searchHere), query: asked.query, findsHere: true, keep: fieldsOf(view, ['q', 'as']) })}
        ${chips(
          reader,
          say(words.sort),
          sorts
            .filter((by) => by !== 'relevance' || asked.usual === by)
            .map((by) => ({
              words: say(SORT_WORDS[by]),
              address: sortAddress(view, by),
              isChosen: by === asked.sort,
            })),
        )}
        ${quantityBox(data)}
        ${currencyChoice({ action: view.action, shown, keep: fieldsOf(view, ['currency']), findsHere: true, reader })}
      </div>
      ${results(
        said(data),
        html`${corrected(data)}${taken(data)}${list(data, emptyCatalog)}
          <p class="note">
            ${search.sort.endsWith('rate') ? say(words.byRate) : say(words.perThousand)}
            ${exchangeNote(shown, reader)}
          </p>`,
      )}
      ${services.rows.length > 0 && compareTray(reader, { quantity: search.quantity === undefined ? undefined : String(search.quantity), currency: currencyParameter(shown) })}
    </div>
  </div>`;
}

function list(data: ServicesData, emptyCatalog: Markup | undefined): Markup {
  const { reader, now, shown, asked, view, services, total, months, panel } = data;
  const { query, search, isContinued } = asked;
  const { rows, next } = services;
  const options = {
    reader,
    query,
    now,
    ofOnePanel: panel !== undefined,
    shown,
    months,
    quantity: search.quantity,
    view,
  };
  if (rows.length === 0) return nothing(data, emptyCatalog);
  // On a panel's page much stands before the list.
  const anchor = panel === undefined ? '' : '#services';
  return html`${tableTools(view, serviceColumns(options), totalSaid(reader, total))}
  ${serviceTable(rows, options)}
  ${
    (next !== undefined || isContinued) &&
    html`<nav class="pager" aria-label="${reader.say(listWords.pagesOfServices)}">
      ${isContinued && html`<a href="${viewAddress(view)}${anchor}">${reader.say(listWords.first)}</a>`}
      ${next !== undefined && html`<a class="button" rel="next nofollow" href="${viewAddress(view, { after: next })}${anchor}">${reader.say(listWords.next)}</a>`}
    </nav>`
  }`;
}

function totalSaid(reader: Reader, { rows, isExact }: Counted): string {
  return isExact
    ? reader.say(words.found, { n: rows })
    : reader.say(words.foundAbout, { n: reader.formats.compact(rows) });
}

function sortAddress(view: TableView, by: Sort): string {
  return viewAddress(view, { sort: by.replace('-', ''), down: by.startsWith('-') });
}

/** Everything that the address holds but these, as fields of a form. */
function fieldsOf(view: TableView, without: readonly string[]): Kept {
  const kept = { ...view.keep, ...orderFields(view) };
  return Object.fromEntries(Object.entries(kept).filter(([name]) => !without.includes(name)));
}

function orderFields({ request, scheme }: TableView): Record<string, string | undefined> {
  return {
    sort: request.sort === scheme.sorts[0] && !request.down ? undefined : request.sort,
    order: request.down ? 'down' : undefined,
    cols: request.hasOwnColumns ? request.columns.join(',') : undefined,
  };
}

function quantityBox({ reader, asked, view }: ServicesData): Markup {
  const { quantity } = asked.search;
  return html`<form class="currency-choice" method="get" action="${view.action}" data-finds-here>
    ${hiddenFields(fieldsOf(view, ['quantity']))}
    <label for="quantity">${reader.say(words.quantity)}</label>
    <input
      id="quantity"
      type="text"
      inputmode="numeric"
      name="quantity"
      value="${quantity ?? ''}"
      placeholder="1000"
      maxlength="13"
      size="7"
      autocomplete="off"
    />
    <button class="apply">${reader.say(words.showCost)}</button>
  </form>`;
}

/** What was searched instead of what was typed. */
function corrected({ reader, asked, view, corrections }: ServicesData): Markup | false {
  if (corrections.length === 0) return false;
  const { query } = asked;
  const instead = corrections.map(({ instead: word }) => word).join(' ');
  const typed = corrections.map(({ typed: word }) => word).join(' ');
  const address = viewAddress({ ...view, keep: { ...view.keep, q: query, as: 'typed' } });
  return html`<p class="banner">
    ${reader.mark(words.corrected, { instead: panelText(instead), typed: panelText(typed), link: (said: Markup) => html`<a href="${address}">${said}</a>` })}
  </p>`;
}

/** Each filter of the address, to be taken back: also where the facets are out of sight. */
function taken({ reader, asked, view }: ServicesData): Markup | false {
  const { filters } = asked;
  if (!isFiltered(filters)) return false;
  const without = (changed: Filters): string => {
    const others = Object.fromEntries(
      Object.entries(view.keep).filter(
        ([name]) =>
          !(FACETS as readonly string[]).includes(name) && !(RANGES as readonly string[]).includes(name),
      ),
    );
    return viewAddress({ ...view, keep: { ...others, ...writeFilters(changed) } });
  };
  const { facets, ranges } = filters;
  return html`<p class="taken-list">
    ${FACETS.flatMap((facet) =>
      facets[facet].map((value) =>
        takenChip(
          nameOf(reader, facet, value),
          without({ ranges, facets: { ...facets, [facet]: facets[facet].filter((it) => it !== value) } }),
        ),
      ),
    )}
    ${RANGES.flatMap((name) => {
      const range = ranges[name];
      if (range === undefined) return [];
      const { [name]: _, ...others } = ranges;
      return [
        takenChip(
          `${reader.say(searchFacetWords[name])} ${writeRange(range)}`,
          without({ facets, ranges: others }),
        ),
      ];
    })}
  </p>`;
}

function takenChip(said: string, address: string): Markup {
  return html`<a class="chip taken-chip" rel="nofollow" href="${address}"
    ><bdi>${said}</bdi> <span aria-hidden="true">×</span></a
  > `;
}

function queryHelp(reader: Reader): Markup {
  return html`<details class="query-help">
    <summary>${reader.say(words.help)}</summary>
    <ul>
      ${HELP.map(([example, message]) => html`<li><code dir="ltr">${example}</code> ${reader.say(message)}</li>`)}
    </ul>
  </details>`;
}

const HELP = [
  ['instagram takipçi', words.helpWords],
  ['"non drop"', words.helpQuoted],
  ['-auto', words.helpMinus],
  ['platform:instagram kind:followers country:tr', words.helpFacets],
  ['refill:>=30 rate:<0.8 min:<=100 max:>=10000', words.helpRanges],
  ['is:cancel quality:real panel:name', words.helpMore],
] as const;

/** For those who cannot see the list. */
function said({ reader, services, total }: ServicesData): string {
  return services.rows.length === 0 ? reader.say(listWords.nothingFound) : totalSaid(reader, total);
}

function nothing({ reader, asked, view }: ServicesData, emptyCatalog: Markup | undefined): Markup {
  const { query, search } = asked;
  if (query !== '' || isFiltered(search.filters) || search.quantity !== undefined)
    return empty(
      reader.say(listWords.nothingFound),
      html`${query === '' ? reader.say(words.noneFits) : reader.mark(words.noneHolds, { query: panelText(query) })}
        <a href="${view.action}">${reader.say(words.startAgain)}</a>`,
    );
  if (emptyCatalog !== undefined) return emptyCatalog;
  const link = (text: Markup): Markup => html`<a href="${reader.href('panels')}">${text}</a>`;
  return empty(reader.say(words.noneKnown), reader.mark(words.asSoon, { link }));
}
