/** Services as a table; on a phone each becomes a few lines. */
import { flag, quantity, rate } from './figures.ts';
import { html, type Markup } from './markup.ts';
import { foundText, panelText } from './panel-text.ts';
import { stateDot } from './states.ts';
import { table, type Column } from './table.ts';
import { ago } from './time.ts';
import { href } from '../urls.ts';
import type { FoundService } from '../search/search.ts';

interface ServiceTableOptions {
  query: string;
  now: Date;
  /** The panel's own page need not name the panel in every row. */
  ofOnePanel: boolean;
}

export function serviceTable(rows: readonly FoundService[], options: ServiceTableOptions): Markup {
  const { query, now, ofOnePanel } = options;
  const columns: Column<FoundService>[] = [
    { head: 'Service', isName: true, className: 'name', cell: (service) => nameCell(service, query) },
    ...(ofOnePanel ? [] : [panelColumn]),
    { head: 'Rate', isNumber: true, className: 'price', cell: rateCell },
    { head: 'Min', isNumber: true, cell: ({ min }) => quantity(min, 'not said') },
    { head: 'Max', isNumber: true, cell: ({ max }) => quantity(max, 'no limit said') },
    { head: 'Refill', cell: ({ refill }) => flag(refill) },
    { head: 'Cancel', cell: ({ cancel }) => flag(cancel) },
    { head: 'Drip', phoneLabel: 'Drip-feed', cell: ({ dripfeed }) => flag(dripfeed) },
    ofOnePanel
      ? {
          head: 'Since',
          phoneLabel: 'Since',
          isNumber: true,
          cell: ({ firstSeenAt }) => ago(firstSeenAt, now),
        }
      : { head: 'Last seen', phoneLabel: 'Seen', isNumber: true, cell: ({ seenAt }) => ago(seenAt, now) },
  ];
  return table(columns, rows, { label: 'Services', stacks: true });
}

const panelColumn: Column<FoundService> = {
  head: 'Panel',
  phoneLabel: '',
  className: 'seller',
  cell: ({ panelSlug, panelName, panelState }) =>
    html`${stateDot(panelState)}
      <a class="plain" href="${href('panel', { panel: panelSlug })}">${panelText(panelName)}</a>`,
};

function nameCell({ name, category, serviceId, orderForm, min, max }: FoundService, query: string): Markup {
  const isPackage = (min === 1 && max === 1) || orderForm?.toLowerCase() === 'package';
  return html`<span class="service-name">${foundText(name, query)}</span
    >${isPackage && html` <span class="tag" title="Sold as one piece: the rate may be the price of the whole">package</span>`}
    <span class="category"
      >${foundText(serviceId, query)}${category !== null && html` · ${foundText(category, query)}`}</span
    >`;
}

function rateCell(service: FoundService): Markup {
  return html`${rate(service.rate)}${service.rate !== null && service.currency !== null && html` <span class="currency">${service.currency}</span>`}`;
}
