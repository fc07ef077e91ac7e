/** The columns of the directory. */
import type { Reader } from '../../i18n/reader.ts';
import { dayStrip } from '../../ui/day-bar.ts';
import { count, milliseconds, unknown } from '../../ui/figures.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { listWords } from '../../ui/list.words.ts';
import { panelText } from '../../ui/panel-text.ts';
import { percentCell } from '../../ui/percent.ts';
import { stateCell } from '../../ui/states.ts';
import type { Column } from '../../ui/table.ts';
import { ago } from '../../ui/time.ts';
import { uptimeCell } from '../../ui/uptime.ts';
import type { PanelKey, PanelSort } from '../directory-queries.ts';
import type { PanelRow } from '../queries.ts';
import { directoryWords } from './directory.words.ts';

type PanelColumn = Column<PanelRow, PanelSort> & { key: PanelKey };

export function panelColumns(reader: Reader, now: Date): PanelColumn[] {
  return [
    {
      key: 'name',
      head: reader.say(directoryWords.panel),
      sort: 'name',
      isName: true,
      className: 'panel-name',
      cell: ({ slug, name }) =>
        html`<a href="${reader.href('panel', { panel: slug })}">${panelText(name)}</a>`,
      exports: {
        panel: ({ slug }) => slug,
        name: ({ name }) => name,
        website: ({ websiteUrl }) => websiteUrl,
      },
    },
    {
      key: 'state',
      head: reader.say(listWords.state),
      sort: 'state',
      className: 'state-cell',
      cell: (panel) => stateCell(reader, panel, now),
      exports: {
        state: ({ state }) => state,
        state_since: ({ stateSince }) => stateSince,
        stage: ({ stage }) => stage,
        code: ({ code }) => code,
      },
    },
    {
      key: 'days',
      head: reader.say(directoryWords.days),
      cell: ({ slug, days }) =>
        days === null
          ? unknown(reader, figureWords.notSeenYet)
          : html`<a class="plain" href="${reader.href('panelIncidents', { panel: slug })}"
              >${dayStrip(reader, days)}</a
            >`,
      exports: { days_90: ({ days }) => days },
    },
    {
      key: 'uptime',
      head: reader.say(directoryWords.uptime),
      title: reader.say(directoryWords.uptimeTitle),
      sort: 'uptime',
      isNumber: true,
      filterHint: '>=99',
      cell: ({ uptime30d }) => uptimeCell(reader, uptime30d),
      exports: { uptime_30d: ({ uptime30d }) => uptime30d },
    },
    {
      key: 'p95',
      head: reader.say(directoryWords.p95),
      title: reader.say(directoryWords.p95Title),
      sort: 'p95',
      isNumber: true,
      filterHint: '<800',
      cell: ({ p95Ms }) => milliseconds(reader, p95Ms === null ? null : Math.round(p95Ms)),
      exports: { p95_ms: ({ p95Ms }) => p95Ms },
    },
    {
      key: 'services',
      head: reader.say(directoryWords.services),
      title: reader.say(directoryWords.servicesTitle),
      sort: 'services',
      sortsDownFirst: true,
      isNumber: true,
      filterHint: '>=1000',
      cell: (panel) => servicesCell(reader, panel),
      exports: {
        services: ({ services }) => services,
        added_7d: ({ added7d }) => added7d,
        removed_7d: ({ removed7d }) => removed7d,
      },
    },
    {
      key: 'rates',
      head: reader.say(directoryWords.rates),
      title: reader.say(directoryWords.ratesTitle),
      sort: 'rates',
      sortsDownFirst: true,
      isNumber: true,
      filterHint: '<=0',
      cell: (panel) => ratesCell(reader, panel),
      exports: {
        rate_change_30d: ({ rateChange30d }) => rateChange30d,
        rate_changes_30d: ({ rateChanges30d }) => rateChanges30d,
      },
    },
    {
      key: 'currency',
      head: reader.say(directoryWords.currency),
      sort: 'currency',
      filterHint: 'USD',
      cell: (panel) => currencyCell(reader, panel),
      exports: {
        currency: (panel) => panel.judgedCurrency ?? panel.currency,
        currency_sure: ({ isCurrencySure, judgedCurrency }) =>
          judgedCurrency === null ? null : isCurrencySure,
      },
    },
    {
      key: 'software',
      head: reader.say(directoryWords.software),
      sort: 'software',
      filterHint: 'Perfect',
      cell: ({ software, services }) =>
        software === null
          ? unknown(reader, services === null ? undefined : directoryWords.noSoftware)
          : html`<span title="${reader.say(directoryWords.softwareMeans)}">${panelText(software)}</span>`,
      exports: { software: ({ software }) => software },
    },
    {
      key: 'changes',
      head: reader.say(directoryWords.changes),
      sort: 'changes',
      sortsDownFirst: true,
      isNumber: true,
      filterHint: '>0',
      cell: ({ slug, changes7d, services }) =>
        services === null || changes7d === null
          ? unknown(reader)
          : html`<a class="plain" href="${reader.href('panelChanges', { panel: slug })}"
              >${count(reader, changes7d)}</a
            >`,
      exports: { changes_7d: ({ changes7d }) => changes7d },
    },
    {
      key: 'response',
      head: reader.say(directoryWords.response),
      sort: 'response',
      isNumber: true,
      filterHint: '<500',
      cell: ({ durationMs, state }) =>
        state === 'up' || state === 'degraded'
          ? milliseconds(reader, durationMs)
          : unknown(reader, figureWords.noReply),
      exports: { response_ms: ({ durationMs }) => durationMs },
    },
    {
      key: 'checked',
      head: reader.say(directoryWords.checked),
      sort: 'checked',
      sortsDownFirst: true,
      isNumber: true,
      filterHint: '<1h',
      cell: ({ checkedAt }) => ago(reader, checkedAt, now),
      exports: { checked_at: ({ checkedAt }) => checkedAt },
    },
  ];
}

function servicesCell(reader: Reader, { slug, services, added7d, removed7d }: PanelRow): Markup {
  if (services === null || added7d + removed7d === 0) return count(reader, services);
  const { signed } = reader.formats;
  return html`<a class="plain moved" href="${reader.href('panelChanges', { panel: slug })}"
      >${added7d > 0 && html`<span>${signed(added7d)}</span> `}${removed7d > 0 && html`<span>${signed(-removed7d)}</span>`}</a
    >
    ${count(reader, services)}`;
}

function ratesCell(reader: Reader, { rateChange30d, rateChanges30d }: PanelRow): Markup {
  if (rateChange30d === null) return unknown(reader, directoryWords.noRateChanged);
  const of = reader.say(directoryWords.ratesOf, { n: rateChanges30d });
  return html`<span title="${of}">${percentCell(reader, rateChange30d)}</span>`;
}

/** Where it is doubtful, a sign to the eye and a word to the ear. */
function currencyCell(reader: Reader, panel: PanelRow): Markup {
  const currency = panel.judgedCurrency ?? panel.currency;
  if (currency === null) return unknown(reader, figureWords.notSaid);
  const isDoubtful = panel.judgedCurrency !== null && panel.isCurrencySure === false;
  if (!isDoubtful) return panelText(currency);
  const words = reader.say(directoryWords.doubtful);
  return html`<span class="doubtful" title="${words}"
    >${panelText(currency)}<span aria-hidden="true"> ?</span><span class="sr">, ${words}</span></span
  >`;
}
