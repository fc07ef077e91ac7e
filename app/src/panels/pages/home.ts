/** The front page: search, what moved, and the directory. */
import type { Reader } from '../../i18n/reader.ts';
import { moveList } from '../../ui/moves.ts';
import type { MoveRow, SiteTotals } from '../../catalogs/queries.ts';
import { empty } from '../../ui/empty.ts';
import { count, counted } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { searchBox } from '../../ui/search-box.ts';
import { href } from '../../urls.ts';
import type { PanelRow, Viewer } from '../queries.ts';
import { noPanels, panelTable } from './directory.ts';

export const HOME_PANELS = 50;
export const HOME_MOVES = 10;

export interface HomeData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  totals: SiteTotals;
  moves: MoveRow[];
  panels: PanelRow[];
}

export function homePage({ reader, viewer, now, totals, moves, panels }: HomeData): Markup {
  const troubled = totals.panels - totals.panelsUp;
  return page(
    { reader, viewer, now, hasSearch: true },
    html`<div class="page-head home">
        <h1>What SMM panels sell, at what price, and whether they answer</h1>
        ${searchBox({ action: href('services'), label: totals.services === 0 ? 'Search all services' : `Search ${counted(totals.services, 'service')}`, isLarge: true })}
      </div>
      ${
        totals.panels === 0
          ? noPanels(viewer)
          : html`<dl class="totals">
                <div>
                  <dt>panels up</dt>
                  <dd>${count(totals.panelsUp)} <small>of ${count(totals.panels)}</small></dd>
                </div>
                <div>
                  <dt>not up now</dt>
                  <dd>
                    ${troubled === 0 ? count(0) : html`<a href="${href('panels', { sort: 'state' })}">${count(troubled)}</a>`}
                  </dd>
                </div>
                <div>
                  <dt>services for sale</dt>
                  <dd>${count(totals.services)}</dd>
                </div>
                <div>
                  <dt>changes in 24 h</dt>
                  <dd>${count(totals.changes24h)}</dd>
                </div>
              </dl>
              <section aria-labelledby="moved">
                <h2 id="moved">What moved</h2>
                ${moves.length === 0 ? empty('Nothing has moved yet', 'A change shows here when a check finds a catalog different from the one before.') : moveList(moves, now)}
              </section>
              <section aria-labelledby="panels">
                <div class="section-head">
                  <h2 id="panels">Panels</h2>
                  <a href="${href('panels')}"
                    >${totals.panels > panels.length ? `All ${totals.panels}, sorted and filtered` : 'Sort and filter'}</a
                  >
                </div>
                ${panelTable(reader, panels, now)}
              </section>`
      }`,
  );
}
