/** Search over the services of all panels. */
import type { Viewer } from '../../panels/queries.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
import { counted } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import { href } from '../../urls.ts';
import type { Found, Sort } from '../search.ts';
import { serviceTable } from '../../ui/service-table.ts';

export interface ServicesData {
  viewer: Viewer;
  now: Date;
  query: string;
  sort: Sort;
  services: Found;
  isContinued: boolean;
}

const SORT_WORDS = {
  changed: 'Latest change',
  rate: 'Cheapest',
  '-rate': 'Dearest',
  low: 'At a low',
} as const;
/** For all panels; a catalog's own order is for its panel's page. */
const SERVICE_PAGE_SORTS = ['changed', 'rate', '-rate', 'low'] as const;

export function servicesPage({ viewer, now, query, sort, services, isContinued }: ServicesData): Markup {
  const { rows, next } = services;
  const isByRate = sort === 'rate' || sort === '-rate';
  const address = (after?: string): string =>
    href('services', { q: query, sort: sort === 'changed' ? undefined : sort, after });
  return page(
    {
      title: query === '' ? 'Services' : `${query} · Services`,
      viewer,
      now,
      section: 'services',
      hasSearch: true,
    },
    html`<div class="page-head">
        <h1>Services</h1>
        ${searchBox({ action: href('services'), label: 'Search names, categories and ids', query, isLarge: true, findsHere: true, keep: { sort: sort === 'changed' ? undefined : sort } })}
      </div>
      <div class="filters">
        ${chips(
          'Sort',
          SERVICE_PAGE_SORTS.map((by) => ({
            words: SORT_WORDS[by],
            address: href('services', { q: query, sort: by === 'changed' ? undefined : by }),
            isChosen: by === sort,
          })),
        )}
        <p class="note">
          ${isByRate ? 'Compared in US dollars. Services whose currency is in doubt, packages and services without a rate are left out.' : 'Rates are as quoted, per 1,000 unless the service is a package.'}
        </p>
      </div>
      ${results(
        said(services),
        html`${rows.length === 0 ? nothing(query) : serviceTable(rows, { query, now, ofOnePanel: false })}
        ${
          (next !== undefined || isContinued) &&
          html`<nav class="pager" aria-label="Pages of services">
            ${isContinued && html`<a href="${address()}">First page</a>`}
            ${next !== undefined && html`<a class="button" rel="next nofollow" href="${address(next)}">Next page</a>`}
          </nav>`
        }`,
      )}`,
  );
}

/** For those who cannot see the list. */
function said({ rows, next }: Found): string {
  if (rows.length === 0) return 'Nothing found';
  return `${counted(rows.length, 'service')} shown${next === undefined ? '' : ', and there are more'}`;
}

function nothing(query: string): Markup {
  return query === ''
    ? empty(
        'No service is known yet',
        html`Services show here as soon as a listed panel’s catalog was read.
          <a href="${href('panels')}">See the panels</a>.`,
      )
    : empty(
        'Nothing found',
        html`No service for sale holds every word of “${panelText(query)}” in its name, category or id. Try
        fewer words, or part of a word.`,
      );
}
