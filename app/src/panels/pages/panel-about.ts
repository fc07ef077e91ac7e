/** What is known of one panel beside what it sells: how it is asked, how its catalog is read, its currency and why, its last checks. */
import type { CatalogRow } from '../../catalogs/queries.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { PanelCurrency } from '../../market/queries.ts';
import { empty } from '../../ui/empty.ts';
import { unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { panelLink, panelText } from '../../ui/panel-text.ts';
import { ago, date, interval } from '../../ui/time.ts';
import type { CheckRow, PanelRow, Viewer } from '../queries.ts';
import { catalogSummary } from './catalog-summary.ts';
import { checksFigure, checksTable } from './checks.ts';
import { panelAboutWords as words } from './panel-about.words.ts';
import { currencySection } from './panel-currency.ts';
import { panelWords } from './panel.words.ts';

export interface PanelAboutData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  catalog: CatalogRow | undefined;
  currency: PanelCurrency | undefined;
  checks: CheckRow[];
}

const CHECKS_IN_TABLE = 24;

export function panelAboutPage(data: PanelAboutData): Markup {
  const { reader, viewer, now, panel, catalog, currency, checks } = data;
  const { say } = reader;
  return page(
    { title: say(words.title, { panel: panel.name }), reader, viewer, now, section: 'panels' },
    html`${panelHead({ reader, viewer, now, panel, lastCheck: checks[0], tab: 'about' })} ${facts(data)}
      <div class="columns">
        <section aria-labelledby="checks">
          <h2 id="checks">${say(panelWords.lastChecks)}</h2>
          ${checks.length === 0 ? empty(say(panelWords.noCheck), say(panelWords.firstStarts)) : html`${checksFigure(reader, checks, now)} ${checksTable(reader, checks.slice(0, CHECKS_IN_TABLE), now)}`}
        </section>
        <div>
          ${catalog !== undefined && catalogSummary(reader, catalog)}
          ${currency !== undefined && currencySection(reader, currency, viewer === 'operator' ? panel.slug : undefined)}
        </div>
      </div>`,
  );
}

function facts({ reader, panel, catalog, now }: PanelAboutData): Markup {
  const { say } = reader;
  return html`<dl class="facts">
    <div>
      <dt>${say(words.website)}</dt>
      <dd>${panelLink(panel.websiteUrl) ?? unknown(reader)}</dd>
    </div>
    <div>
      <dt>${say(panelWords.watchedSince)}</dt>
      <dd>${date(reader, panel.addedAt)}</dd>
    </div>
    <div>
      <dt>${say(panelWords.checkedEvery)}</dt>
      <dd>${interval(reader, panel.intervalSeconds)}</dd>
    </div>
    <div>
      <dt>${say(words.firstRead)}</dt>
      <dd>${catalog === undefined ? unknown(reader) : date(reader, catalog.firstReadAt)}</dd>
    </div>
    <div>
      <dt>${say(words.lastSeen)}</dt>
      <dd>${ago(reader, panel.okAt, now)}</dd>
    </div>
    <div>
      <dt>${say(words.askedIn)}</dt>
      <dd>
        ${panel.dialect === null ? say(words.standard) : html`<code>${panelText(panel.dialect)}</code>`}
      </dd>
    </div>
  </dl>`;
}
