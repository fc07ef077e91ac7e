/** Services as a table; on a phone each becomes a few lines. */
import type { Reader } from '../i18n/reader.ts';
import { flag, quantity, rate } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';
import { foundText, panelText } from './panel-text.ts';
import { serviceTableWords as words } from './service-table.words.ts';
import { stateDot } from './states.ts';
import { table, type Column } from './table.ts';
import { ago } from './time.ts';
import { serviceSegment } from '../urls.ts';
import type { FoundService } from '../search/search.ts';

interface ServiceTableOptions {
  reader: Reader;
  query: string;
  now: Date;
  /** The panel's own page need not name the panel in every row. */
  ofOnePanel: boolean;
}

export function serviceTable(rows: readonly FoundService[], options: ServiceTableOptions): Markup {
  const { reader, query, now, ofOnePanel } = options;
  const { say } = reader;
  const columns: Column<FoundService>[] = [
    {
      head: say(words.service),
      isName: true,
      className: 'name',
      cell: (service) => nameCell(reader, service, query),
    },
    ...(ofOnePanel ? [] : [panelColumn(reader)]),
    {
      head: say(words.rate),
      isNumber: true,
      className: 'price',
      cell: (service) => rateCell(reader, service),
    },
    { head: say(words.min), isNumber: true, cell: ({ min }) => quantity(reader, min, figureWords.notSaid) },
    {
      head: say(words.max),
      isNumber: true,
      cell: ({ max }) => quantity(reader, max, figureWords.noLimitSaid),
    },
    { head: say(words.refill), cell: ({ refill }) => flag(reader, refill) },
    { head: say(words.cancel), cell: ({ cancel }) => flag(reader, cancel) },
    {
      head: say(words.drip),
      phoneLabel: say(words.dripFeed),
      cell: ({ dripfeed }) => flag(reader, dripfeed),
    },
    ofOnePanel
      ? {
          head: say(words.since),
          isNumber: true,
          cell: ({ firstSeenAt }) => ago(reader, firstSeenAt, now),
        }
      : {
          head: say(words.lastSeen),
          phoneLabel: say(words.seen),
          isNumber: true,
          cell: ({ seenAt }) => ago(reader, seenAt, now),
        },
  ];
  return table(columns, rows, { reader, label: say(words.services), stacks: true });
}

const panelColumn = (reader: Reader): Column<FoundService> => ({
  head: reader.say(words.panel),
  phoneLabel: '',
  className: 'seller',
  cell: ({ panelSlug, panelName, panelState }) =>
    html`${stateDot(reader, panelState)}
      <a class="plain" href="${reader.href('panel', { panel: panelSlug })}">${panelText(panelName)}</a>`,
});

function nameCell(reader: Reader, service: FoundService, query: string): Markup {
  const { name, category, serviceId, orderForm, min, max } = service;
  const isPackage = (min === 1 && max === 1) || orderForm?.toLowerCase() === 'package';
  const page = reader.href('panelService', { panel: service.panelSlug, service: serviceSegment(serviceId) });
  return html`<a class="service-name" href="${page}">${foundText(name, query)}</a
    >${isPackage && html` <span class="tag" title="${reader.say(words.packageMeans)}">${reader.say(words.package)}</span>`}
    <span class="category"
      >${foundText(serviceId, query)}${category !== null && html` · ${foundText(category, query)}`}</span
    >`;
}

function rateCell(reader: Reader, service: FoundService): Markup {
  return html`${rate(reader, service.rate)}${service.rate !== null && service.currency !== null && html` <span class="currency">${panelText(service.currency)}</span>`}`;
}
