/** Search over the services of all panels. */
import type { Reader } from '../../i18n/reader.ts';
import type { Viewer } from '../../panels/queries.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import type { Found, Sort } from '../search.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { serviceTable } from '../../ui/service-table.ts';
import { servicesWords as words } from './services.words.ts';

export interface ServicesData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  query: string;
  sort: Sort;
  services: Found;
  isContinued: boolean;
}

/** For all panels; a catalog's own order is for its panel's page. */
const SERVICE_PAGE_SORTS = ['changed', 'rate', '-rate', 'low'] as const;

const SORT_WORDS = {
  changed: words.changed,
  rate: words.cheapest,
  '-rate': words.dearest,
  low: words.atLow,
} as const;

export function servicesPage({
  reader,
  viewer,
  now,
  query,
  sort,
  services,
  isContinued,
}: ServicesData): Markup {
  const { rows, next } = services;
  const { say } = reader;
  const isByRate = sort === 'rate' || sort === '-rate';
  const address = (after?: string): string =>
    reader.href('services', { q: query, sort: sort === 'changed' ? undefined : sort, after });
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
        ${searchBox({ reader, action: reader.href('services'), label: say(words.search), query, isLarge: true, findsHere: true, keep: { sort: sort === 'changed' ? undefined : sort } })}
      </div>
      <div class="filters">
        ${chips(
          reader,
          say(words.sort),
          SERVICE_PAGE_SORTS.map((by) => ({
            words: say(SORT_WORDS[by]),
            address: reader.href('services', { q: query, sort: by === 'changed' ? undefined : by }),
            isChosen: by === sort,
          })),
        )}
        <p class="note">${isByRate ? say(words.byRate) : say(words.asQuoted)}</p>
      </div>
      ${results(
        said(reader, services),
        html`${rows.length === 0 ? nothing(reader, query) : serviceTable(rows, { reader, query, now, ofOnePanel: false })}
        ${
          (next !== undefined || isContinued) &&
          html`<nav class="pager" aria-label="${say(listWords.pagesOfServices)}">
            ${isContinued && html`<a href="${address()}">${say(listWords.first)}</a>`}
            ${next !== undefined && html`<a class="button" rel="next nofollow" href="${address(next)}">${say(listWords.next)}</a>`}
          </nav>`
        }`,
      )}`,
  );
}

/** For those who cannot see the list. */
function said(reader: Reader, { rows, next }: Found): string {
  if (rows.length === 0) return reader.say(listWords.nothingFound);
  return reader.say(next === undefined ? listWords.servicesShown : words.shownAndMore, { n: rows.length });
}

function nothing(reader: Reader, query: string): Markup {
  if (query !== '')
    return empty(
      reader.say(listWords.nothingFound),
      reader.mark(words.noneHolds, { query: panelText(query) }),
    );
  const link = (said: Markup): Markup => html`<a href="${reader.href('panels')}">${said}</a>`;
  return empty(reader.say(words.noneKnown), reader.mark(words.asSoon, { link }));
}
