/** One panel: its state and why, its last checks, what it sells, and how its catalog was read. */
import { serviceTable } from '../../ui/service-table.ts';
import type { DayCell, Latency, Uptime } from '../../checks/queries.ts';
import type { CatalogRow } from '../../catalogs/queries.ts';
import type { Found } from '../../search/search.ts';
import { checksFigure, checksTable } from './checks.ts';
import { catalogSummary } from './catalog-summary.ts';
import { dayBar } from '../../ui/day-bar.ts';
import { empty } from '../../ui/empty.ts';
import { count, counted, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { results, searchBox } from '../../ui/search-box.ts';
import { ago, date, interval, moment } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import { href } from '../../urls.ts';
import type { CheckRow, PanelRow, Viewer } from '../queries.ts';

export interface PanelPageData {
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  history: PanelHistory;
  catalog: CatalogRow | undefined;
  checks: CheckRow[];
  services: Found;
  query: string;
  /** Whether the list of services does not begin with its first. */
  isContinued: boolean;
}

/** Over 30 days, and the days of the bar; undefined where nothing was seen. */
interface PanelHistory {
  uptime: Uptime | undefined;
  latency: Latency | undefined;
  days: DayCell[];
}

const CHECKS_IN_TABLE = 12;

export function panelPage(data: PanelPageData): Markup {
  const { viewer, now, panel, history, catalog, checks } = data;
  return page(
    { title: panel.name, viewer, now, section: 'panels', liveSeconds: isAwaited(panel, viewer, now) && 2 },
    html`${panelHead({ viewer, now, panel, lastCheck: checks[0], tab: 'overview' })}
      ${catalog?.quarantinedAt !== null && catalog?.quarantinedAt !== undefined && html`<p class="banner">Most of this catalog vanished in the check of ${moment(catalog.quarantinedAt)}. Nothing is shown as removed until a second check confirms it.</p>`}
      ${facts(panel, history, catalog, now)}
      ${dayBar(history.days, (day) => `${href('panelIncidents', { panel: panel.slug }, { day })}#incidents`)}
      ${checksFigure(checks, now)} ${servicesSection(data)}
      <div class="columns">
        <section aria-labelledby="checks">
          <h2 id="checks">Last checks</h2>
          ${checks.length === 0 ? empty('No check has ended yet', 'The first one starts within seconds of a panel being added.') : checksTable(checks.slice(0, CHECKS_IN_TABLE), now)}
        </section>
        ${catalog !== undefined && catalogSummary(catalog)}
      </div>`,
  );
}

/** A check that somebody waits for: the first one, or one that the operator just asked for. */
function isAwaited({ state, pausedAt, dueAt }: PanelRow, viewer: Viewer, now: Date): boolean {
  return pausedAt === null && (state === null || (viewer === 'operator' && dueAt <= now));
}

function facts(panel: PanelRow, history: PanelHistory, catalog: CatalogRow | undefined, now: Date): Markup {
  const source = { balance: 'says the API', operator: 'says the operator' };
  const { uptime, latency } = history;
  const p95 = latency?.p95 ?? null;
  return html`<dl class="facts">
    <div>
      <dt>Uptime, 30 days</dt>
      <dd>${uptimeFigure(uptime?.ratio ?? null)}</dd>
    </div>
    <div>
      <dt>Services</dt>
      <dd>${count(panel.services)}</dd>
    </div>
    <div>
      <dt>Changes in 7 days</dt>
      <dd>${panel.services === null ? unknown() : count(panel.changes7d)}</dd>
    </div>
    <div>
      <dt>Catalog last differed</dt>
      <dd>${catalog === undefined ? unknown() : ago(catalog.changedAt, now)}</dd>
    </div>
    <div>
      <dt>Currency</dt>
      <dd>
        ${panel.currency === null ? unknown('not said') : html`${panelText(panel.currency)}${panel.currencySource !== null && html` <small>${source[panel.currencySource]}</small>`}`}
      </dd>
    </div>
    <div>
      <dt>Response</dt>
      <dd>
        ${panel.state === 'up' || panel.state === 'degraded' ? milliseconds(panel.durationMs) : unknown('no reply to time')}
        ${p95 !== null && html`<small title="95 % of the checks of 30 days were answered within">p95 ${milliseconds(Math.round(p95))}</small>`}
      </dd>
    </div>
    <div>
      <dt>Checked every</dt>
      <dd>${interval(panel.intervalSeconds)}</dd>
    </div>
    <div>
      <dt>Watched since</dt>
      <dd>${date(panel.addedAt)}</dd>
    </div>
  </dl>`;
}

function servicesSection({ panel, services, query, isContinued, now }: PanelPageData): Markup {
  const { slug } = panel;
  const { rows, next } = services;
  const nothing =
    query === ''
      ? empty('No catalog yet', 'The services show here as soon as a check has read them.')
      : empty(
          'Nothing found',
          html`No service of this panel holds every word of “${panelText(query)}”.
            <a href="${href('panel', { panel: slug })}">Show all</a>, or
            <a href="${href('services', { q: query })}">search every panel</a>.`,
        );
  return html`<section aria-labelledby="services">
    <div class="section-head">
      <h2 id="services">Services</h2>
      ${panel.okAt !== null && html`<span class="note">as of ${moment(panel.okAt)}, in the panel’s own order</span>`}
    </div>
    ${
      (panel.services !== null || query !== '') &&
      html`<div class="filters">
        ${searchBox({ action: href('panel', { panel: slug }), label: panel.services === null ? 'Search this panel' : `Search ${counted(panel.services, 'service')} of this panel`, query, findsHere: true })}
      </div>`
    }
    ${results(
      rows.length === 0 ? 'Nothing found' : `${counted(rows.length, 'service')} shown`,
      html`${rows.length === 0 ? nothing : serviceTable(rows, { query, now, ofOnePanel: true })}
      ${
        (next !== undefined || isContinued) &&
        html`<nav class="pager" aria-label="Pages of services">
          ${isContinued && html`<a href="${href('panel', { panel: slug }, { q: query })}">First page</a>`}
          ${next !== undefined && html`<a class="button" rel="next nofollow" href="${href('panel', { panel: slug }, { q: query, after: next })}#services">Next page</a>`}
        </nav>`
      }`,
    )}
  </section>`;
}
