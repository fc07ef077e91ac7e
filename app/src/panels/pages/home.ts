/** The front page: search, what moved, and the directory. */
import type { Reader } from '../../i18n/reader.ts';
import { moveList } from '../../ui/moves.ts';
import type { MoveRow, SiteTotals } from '../../catalogs/moves.ts';
import { empty } from '../../ui/empty.ts';
import { count } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { siteData } from '../../seo/facts.ts';
import { moment } from '../../ui/time.ts';
import { searchBox } from '../../ui/search-box.ts';
import type { PanelRow, Viewer } from '../queries.ts';
import { directoryWords } from './directory.words.ts';
import { homeWords as words } from './home.words.ts';
import { marketStrip, type MarketStrip } from './market-strip.ts';
import { stripWords } from './market-strip.words.ts';
import { noPanels, panelTable } from './directory.ts';

export const HOME_PANELS = 50;
export const HOME_MOVES = 10;

export interface HomeData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  totals: SiteTotals;
  moves: MoveRow[];
  strip: Omit<MarketStrip, 'totals'>;
  panels: PanelRow[];
}

export function homePage({ reader, viewer, now, totals, moves, strip, panels }: HomeData): Markup {
  const { say } = reader;
  const troubled = totals.panels - totals.panelsUp;
  return page(
    { reader, viewer, now, hasSearch: true, data: [siteData(reader.origin)] },
    html`<div class="page-head home">
        <h1>${say(words.heading)}</h1>
        ${searchBox({ reader, action: reader.href('services'), label: totals.services === 0 ? say(layoutWords.searchAll) : say(words.searchCount, { n: totals.services }), isLarge: true })}
      </div>
      ${
        totals.panels === 0
          ? noPanels(reader, viewer)
          : html`<dl class="totals">
                <div>
                  <dt>${say(words.panelsUp)}</dt>
                  <dd>
                    ${reader.mark(words.upOf, { up: count(reader, totals.panelsUp), all: count(reader, totals.panels), small: (of) => html`<small>${of}</small>` })}
                  </dd>
                </div>
                <div>
                  <dt>${say(words.notUp)}</dt>
                  <dd>
                    ${troubled === 0 ? count(reader, 0) : html`<a href="${reader.href('panels', { sort: 'state' })}">${count(reader, troubled)}</a>`}
                  </dd>
                </div>
                <div>
                  <dt>${say(words.forSale)}</dt>
                  <dd>${count(reader, totals.services)}</dd>
                </div>
                <div>
                  <dt>${say(words.changes24)}</dt>
                  <dd>${count(reader, totals.changes24h)}</dd>
                </div>
              </dl>
              ${marketStrip(reader, { ...strip, totals }, now)}
              <section aria-labelledby="moved">
                <div class="section-head">
                  <h2 id="moved">${say(words.moved)}</h2>
                  <a href="${reader.href('changes')}">${say(stripWords.everything)}</a>
                </div>
                ${moves.length === 0 ? empty(say(words.nothingMoved), say(words.whenMoved)) : moveList(reader, moves, now)}
              </section>
              <section aria-labelledby="panels">
                <div class="section-head">
                  <h2 id="panels">${say(directoryWords.panels)}</h2>
                  <a href="${reader.href('panels')}"
                    >${totals.panels > panels.length ? say(words.allPanels, { n: reader.formats.whole(totals.panels) }) : say(words.sortAndFilter)}</a
                  >
                </div>
                ${panelTable(reader, panels, now)}
              </section>
              <p class="note">
                ${reader.mark(stripWords.countedAt, { moment: moment(reader, totals.asOf) })}
              </p>`
      }`,
  );
}
