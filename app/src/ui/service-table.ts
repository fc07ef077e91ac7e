/** Services as a table; on a phone each becomes a few lines. */
import { classify, costAt, LIFETIME_DAYS, unitPrice, type Because, type Facts } from 'smmwatch';
import { claimOf } from '../history/lows.ts';
import type { Step } from '../history/steps.ts';
import type { Reader } from '../i18n/reader.ts';
import { inDollars } from '../market/dollars.ts';
import type { ShownCurrency } from '../market/queries.ts';
import type { Sort } from '../search/order.ts';
import type { FoundService } from '../search/search.ts';
import type { TableScheme } from '../tables/request.ts';
import {
  countryName,
  dropWords,
  genderName,
  kindName,
  modifierName,
  platformName,
  qualityName,
  refillWords,
  speedWords,
  startWords,
} from './fact-words.ts';
import { quantity as limit, rate, unknown } from './figures.ts';
import { figureWords } from './figures.words.ts';
import { html, type Markup } from './markup.ts';
import { foundText, panelText, withoutControls } from './panel-text.ts';
import { cost, price } from './price.ts';
import { serviceTableWords as words } from './service-table.words.ts';
import { sparkline } from './sparkline.ts';
import { stateDot } from './states.ts';
import { table, type Column, type TableView } from './table.ts';
import { ago } from './time.ts';
import { serviceSegment } from '../urls.ts';

/** What an address may ask of the table. */
export const SERVICE_TABLE = {
  columns: {
    service: { isFixed: true },
    panel: {},
    rate: {},
    cost: {},
    month: {},
    min: {},
    max: {},
    promise: {},
    api: {},
    changed: { isExtra: true },
    since: { isExtra: true },
  },
  sorts: ['changed', 'rate', 'low', 'relevance'],
} as const satisfies TableScheme;

export interface ServiceTableOptions {
  reader: Reader;
  query: string;
  now: Date;
  /** The panel's own page need not name the panel in every row. */
  ofOnePanel: boolean;
  shown: ShownCurrency;
  /** Rates of thirty days by `panelId serviceId`; undefined where nobody asked. */
  months?: ReadonlyMap<string, readonly Step[]> | undefined;
  /** What an order is to hold; then each row says what that costs. */
  quantity?: number | undefined;
  view?: TableView | undefined;
}

const MONTH_MS = 30 * 86_400_000;

export function serviceTable(rows: readonly FoundService[], options: ServiceTableOptions): Markup {
  const { reader, view } = options;
  return table<FoundService, Sort>(serviceColumns(options), rows, {
    reader,
    label: reader.say(words.services),
    stacks: true,
    view,
    compare:
      view === undefined
        ? undefined
        : {
            idOf: ({ panelSlug, serviceId }) => `${panelSlug}:${serviceId}`,
            nameOf: ({ name }) => withoutControls(name),
          },
  });
}

export function serviceColumns(options: ServiceTableOptions): Column<FoundService, Sort>[] {
  const { reader, now, ofOnePanel, shown, months, quantity } = options;
  const { say } = reader;
  const columns: (Column<FoundService, Sort> | false)[] = [
    {
      key: 'service',
      head: say(words.service),
      isName: true,
      className: 'name',
      cell: (service) => nameCell(service, options),
      exports: FACT_EXPORTS,
    },
    !ofOnePanel && panelColumn(reader, now),
    {
      key: 'rate',
      head: say(words.rate),
      isNumber: true,
      className: 'price',
      sort: 'rate',
      cell: (service) => html`${rateCell(service, shown, reader)}${unitOf(service, reader)}`,
      exports: {
        rate: ({ rate }) => rate,
        currency: ({ currency }) => currency,
        unit: ({ unit }) => unit,
        price_usd: ({ priceUsd }) => priceUsd,
        exchange_rate_day: ({ rateDay }) => rateDay,
      },
    },
    quantity !== undefined && costColumn(reader, shown, quantity),
    months !== undefined && {
      key: 'month',
      head: say(words.month),
      className: 'month',
      cell: ({ panelId, serviceId }) =>
        sparkline(
          reader,
          months.get(`${panelId} ${serviceId}`) ?? [],
          new Date(now.getTime() - MONTH_MS),
          now,
        ),
    },
    {
      key: 'min',
      head: say(words.min),
      isNumber: true,
      cell: ({ min }) => limit(reader, min, figureWords.notSaid),
      exports: { min: ({ min }) => min },
    },
    {
      key: 'max',
      head: say(words.max),
      isNumber: true,
      cell: ({ max }) => limit(reader, max, figureWords.noLimitSaid),
      exports: { max: ({ max }) => max },
    },
    {
      key: 'promise',
      head: say(words.promise),
      title: say(words.promiseMeans),
      cell: (service) => promiseCell(service, reader),
      exports: { refill_days: ({ refillDays }) => refillDays },
    },
    {
      key: 'api',
      head: say(words.api),
      title: say(words.apiMeans),
      cell: (service) => offeredCell(service, reader),
      exports: {
        refill: ({ refill }) => refill,
        cancel: ({ cancel }) => cancel,
        dripfeed: ({ dripfeed }) => dripfeed,
      },
    },
    {
      key: 'changed',
      head: say(words.changed),
      isNumber: true,
      cell: ({ changedAt }) => ago(reader, changedAt, now),
      exports: { changed_at: ({ changedAt }) => changedAt },
    },
    {
      key: 'since',
      head: say(words.since),
      isNumber: true,
      cell: ({ firstSeenAt }) => ago(reader, firstSeenAt, now),
      exports: { first_seen_at: ({ firstSeenAt }) => firstSeenAt },
    },
  ];
  return columns
    .filter((column) => column !== false)
    .filter(({ key = '' }) => options.view !== undefined || !LEFT_OUT.has(key));
}

/** Where no columns can be chosen. */
const LEFT_OUT = new Set(['changed']);

const FACT_EXPORTS: NonNullable<Column<FoundService>['exports']> = {
  panel: ({ panelSlug }) => panelSlug,
  service_id: ({ serviceId }) => serviceId,
  name: ({ name }) => name,
  category: ({ category }) => category,
  platform: ({ platform }) => platform,
  kind: ({ kind }) => kind,
  country: (service) => classify(service).attributes.country ?? null,
  quality: (service) => classify(service).attributes.quality?.join(' ') ?? null,
};

const panelColumn = (reader: Reader, now: Date): Column<FoundService, Sort> => ({
  key: 'panel',
  head: reader.say(words.panel),
  phoneLabel: '',
  className: 'seller',
  cell: ({ panelSlug, panelName, panelState, seenAt }) =>
    html`${stateDot(reader, panelState)}
      <a class="plain" href="${reader.href('panel', { panel: panelSlug })}">${panelText(panelName)}</a>
      <span class="category">${reader.say(words.seen)} ${ago(reader, seenAt, now)}</span>`,
  exports: {
    panel_name: ({ panelName }) => panelName,
    panel_state: ({ panelState }) => panelState,
    seen_at: ({ seenAt }) => seenAt,
  },
});

function costColumn(reader: Reader, shown: ShownCurrency, quantity: number): Column<FoundService, Sort> {
  const amount = (service: FoundService): string | null => {
    const answer = costAt(service, quantity);
    return answer.kind === 'cost' ? answer.amount : null;
  };
  return {
    key: 'cost',
    head: reader.say(words.costOf, { n: quantity }),
    isNumber: true,
    className: 'price',
    cell: (service) => cost(costAt(service, quantity), service, shown, reader),
    exports: {
      quantity: () => quantity,
      cost: amount,
      cost_usd: (service) => inDollars(amount(service), service.perUsd),
    },
  };
}

function nameCell(service: FoundService, { reader, query, now }: ServiceTableOptions): Markup {
  const { name, category, serviceId, panelSlug } = service;
  return html`<a
      class="service-name plain"
      href="${reader.href('panelService', { panel: panelSlug, service: serviceSegment(serviceId) })}"
      >${foundText(name, query)}</a
    >
    <span class="category"
      >${foundText(serviceId, query)}${category !== null && html` · ${foundText(category, query)}`}</span
    >
    <span class="facts-of">${lowTag(service, reader, now)}${factTags(service, reader)}</span>`;
}

/** Is this rate the lowest for long? Nothing is claimed on less than 35 days. */
function lowTag(
  { lowFrom, lowWas, firstSeenAt, rate }: FoundService,
  reader: Reader,
  now: Date,
): Markup | false {
  if (rate === null) return false;
  const isAllTime = lowFrom.getTime() <= firstSeenAt.getTime();
  const claim = claimOf({ from: lowFrom, was: lowWas, isAllTime }, now);
  if (claim === undefined) return false;
  return html`<span
    class="tag low"
    title="${reader.say(words.lowSince, { day: reader.formats.date(lowFrom), was: lowWas ?? '' })}"
    >${reader.say(words[LOWS[claim]])}</span
  > `;
}

const LOWS = { all: 'lowAll', '1y': 'lowYear', '90d': 'low90', '35d': 'low35' } as const;

/** What was understood, each with the words that it was read from. */
function factTags(service: FoundService, reader: Reader): Markup[] {
  const facts = classify(service);
  return factsSaid(facts, reader).map(
    ({ said, because }) =>
      html`<span
        class="tag"
        ${because !== undefined && html` title="${reader.say(words.because, { words: withoutControls(because.words) })}"`}
        >${said}</span
      > `,
  );
}

function factsSaid(
  { platform, kind, secondaryKind, modifiers, attributes, because }: Facts,
  reader: Reader,
): { said: string; because: Because | undefined }[] {
  const { country, quality = [], gender, speedPerDay, startHours, dropPercent } = attributes;
  const said: [string | undefined, Because | undefined][] = [
    [platform === null ? undefined : platformName(reader, platform), because.platform],
    [kind === null ? undefined : kindName(reader, kind), because.kind],
    [secondaryKind === null ? undefined : `+ ${kindName(reader, secondaryKind)}`, because.secondaryKind],
    ...modifiers.map((modifier): [string, Because | undefined] => [
      modifierName(reader, modifier),
      because[modifier],
    ]),
    [country === undefined ? undefined : countryName(reader, country), because.country],
    ...quality.map((one): [string, Because | undefined] => [qualityName(reader, one), because[one]]),
    [gender === undefined ? undefined : genderName(reader, gender), because.gender],
    [startHours === undefined ? undefined : startWords(reader, startHours), because.startHours],
    [speedPerDay === undefined ? undefined : speedWords(reader, speedPerDay), because.speedPerDay],
    [dropPercent === undefined ? undefined : dropWords(reader, dropPercent), because.dropPercent],
  ];
  return said.flatMap(([text, why]) => (text === undefined ? [] : [{ said: text, because: why }]));
}

/** What the name promises is another thing than what the API offers. */
function promiseCell(service: FoundService, reader: Reader): Markup {
  const { refillDays: days } = service;
  if (days === null) return unknown(reader, figureWords.notSaid);
  const why = classify(service).because.refillDays?.words;
  const short =
    days > 0 && days < LIFETIME_DAYS ? reader.say(words.days, { n: days }) : refillWords(reader, days);
  return html`<span
    class="${days === 0 ? 'no' : 'yes'}"
    ${why !== undefined && html` title="${reader.say(words.because, { words: withoutControls(why) })}"`}
    >${short}</span
  >`;
}

/** What the API says can be done with an order. */
function offeredCell({ refill, cancel, dripfeed }: FoundService, reader: Reader): Markup {
  if (refill === null && cancel === null && dripfeed === null) return unknown(reader, figureWords.notSaid);
  const offered = [
    refill === true && words.refill,
    cancel === true && words.cancel,
    dripfeed === true && words.dripFeed,
  ].filter((word) => word !== false);
  if (offered.length === 0) return html`<span class="no">${reader.say(words.nothing)}</span>`;
  return html`${offered.map((word) => html`<span class="tag">${reader.say(word)}</span> `)}`;
}

/** In the currency that the reader chose; as quoted where it is not known in what. */
function rateCell(service: FoundService, shown: ShownCurrency, reader: Reader): Markup {
  const quoted = unitPrice(service);
  if (quoted === null || service.perUsd !== null) return price(quoted, service, shown, reader);
  return html`<span class="muted" title="${reader.say(words.inDoubt)}"
    >${rate(reader, quoted)} ${service.currency ?? '?'}</span
  >`;
}

/** What the rate buys, where that is not a thousand. */
function unitOf({ unit }: FoundService, reader: Reader): Markup | false {
  if (unit === 'thousand') return false;
  const [word, means] =
    unit === 'package' ? [words.package, words.packageMeans] : [words.one, words.oneMeans];
  return html` <span class="tag" title="${reader.say(means)}">${reader.say(word)}</span>`;
}
