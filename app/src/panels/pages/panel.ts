/** One panel: its state and why, how it answered lately, and what it sells. */
import type { Reader } from '../../i18n/reader.ts';
import type { LatencyDay } from '../../checks/latency-days.ts';
import type { StageTime } from '../../checks/stages.ts';
import type { DayCell, Latency, Uptime } from '../../checks/queries.ts';
import type { CatalogRow } from '../../catalogs/queries.ts';
import { checksFigure } from './checks.ts';
import { currencyFact } from './panel-currency.ts';
import type { PanelCurrency } from '../../market/queries.ts';
import { dayBar } from '../../ui/day-bar.ts';
import { doubtBanner } from '../../ui/doubted-removal.ts';
import { empty } from '../../ui/empty.ts';
import { count, milliseconds, unknown } from '../../ui/figures.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { latencyChart } from '../../ui/latency-chart.ts';
import { page } from '../../ui/layout.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { stageTable } from '../../ui/stage-table.ts';
import { panelHead } from '../../ui/panel-head.ts';
import { listWords } from '../../ui/list.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { ago, moment } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import { crumbs, panelData } from '../../seo/facts.ts';
import { href } from '../../urls.ts';
import type { CheckRow, PanelRow, Viewer } from '../queries.ts';
import { directoryWords } from './directory.words.ts';
import { panelWords as words } from './panel.words.ts';

export interface PanelPageData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  history: PanelHistory;
  catalog: CatalogRow | undefined;
  /** Undefined before the first catalog was judged. */
  currency: PanelCurrency | undefined;
  checks: CheckRow[];
  /** The services with what narrows them down, or what stands in their place while none were read. */
  list: (emptyCatalog: Markup) => Markup;
}

/** Over 30 days, and the days of the bar; undefined where nothing was seen. */
interface PanelHistory {
  uptime: Uptime | undefined;
  latency: Latency | undefined;
  days: DayCell[];
  latencyDays: LatencyDay[];
  stages: StageTime[];
}

export function panelPage(data: PanelPageData): Markup {
  const { reader, viewer, now, panel, history, catalog, checks } = data;
  const chart = latencyChart(reader, history.latencyDays, now);
  return page(
    {
      title: panel.name,
      reader,
      viewer,
      now,
      section: 'panels',
      hasCharts: chart !== false,
      liveSeconds: isAwaited(panel, viewer, now) && 2,
      picture: href('panelPicture', { panel: panel.slug }),
      data: [
        panelData(reader.origin, href('panel', { panel: panel.slug }), {
          ...panel,
          changedAt: catalog?.changedAt,
        }),
        crumbs(reader.origin, [
          ['smmwatch', href('home')],
          [panel.name, href('panel', { panel: panel.slug })],
        ]),
      ],
    },
    html`${panelHead({ reader, viewer, now, panel, lastCheck: checks[0], tab: 'services' })} ${doubt(data)}
      ${facts(data)}
      ${dayBar(reader, history.days, (day) => `${reader.href('panelIncidents', { panel: panel.slug }, { day })}#incidents`)}
      <div class="speed">
        ${chart === false ? checksFigure(reader, checks, now, reader.href('panelAbout', { panel: panel.slug })) : chart}
        ${stageTable(reader, history.stages, history.latency)}
      </div>
      ${servicesSection(data)}`,
  );
}

function doubt({ reader, viewer, panel, catalog }: PanelPageData): Markup | false {
  if (catalog === undefined || catalog.quarantinedAt === null) return false;
  const { quarantinedAt, isRemovalHeld: isHeld } = catalog;
  return doubtBanner(reader, panel, { quarantinedAt, isHeld }, viewer);
}

/** A check that somebody waits for: the first one, or one that the operator just asked for. */
function isAwaited({ state, pausedAt, dueAt }: PanelRow, viewer: Viewer, now: Date): boolean {
  return pausedAt === null && (state === null || (viewer === 'operator' && dueAt <= now));
}

function facts({ reader, panel, history, catalog, currency, now }: PanelPageData): Markup {
  const { say } = reader;
  const { uptime, latency } = history;
  const p95 = latency?.p95 ?? null;
  return html`<dl class="facts">
    <div>
      <dt>${say(words.uptime30)}</dt>
      <dd>${uptimeFigure(reader, uptime?.ratio ?? null)}</dd>
    </div>
    <div>
      <dt>${say(directoryWords.services)}</dt>
      <dd>${count(reader, panel.services)}</dd>
    </div>
    <div>
      <dt>${say(words.changes7)}</dt>
      <dd>${panel.services === null ? unknown(reader) : count(reader, panel.changes7d)}</dd>
    </div>
    <div>
      <dt>${say(words.lastDiffered)}</dt>
      <dd>${catalog === undefined ? unknown(reader) : ago(reader, catalog.changedAt, now)}</dd>
    </div>
    <div>
      <dt>${say(directoryWords.currency)}</dt>
      <dd>
        ${currencyFact(reader, currency, `${reader.href('panelAbout', { panel: panel.slug })}#currency-judged`)}
      </dd>
    </div>
    <div>
      <dt>${say(directoryWords.response)}</dt>
      <dd>
        ${panel.state === 'up' || panel.state === 'degraded' ? milliseconds(reader, panel.durationMs) : unknown(reader, figureWords.noReply)}
        ${p95 !== null && html`<small title="${say(words.p95Means)}">p95 ${milliseconds(reader, Math.round(p95))}</small>`}
      </dd>
    </div>
  </dl>`;
}

function servicesSection({ reader, panel, list }: PanelPageData): Markup {
  const { say } = reader;
  return html`<section aria-labelledby="services">
    <div class="section-head">
      <h2 id="services">${say(layoutWords.services)}</h2>
      ${panel.okAt !== null && html`<span class="note">${reader.mark(words.asOf, { moment: moment(reader, panel.okAt) })}</span>`}
    </div>
    ${panel.services === null ? noCatalog(reader) : list(noCatalog(reader))}
  </section>`;
}

function noCatalog(reader: Reader): Markup {
  return empty(reader.say(listWords.noCatalog), reader.say(words.noCatalogNext));
}
