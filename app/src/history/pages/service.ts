/** One service since it was first seen: what it is, what it costs and cost, when it was there, what happened to it, and who else sells the like. */
import { costAt, priceUnit, unitPrice, type Because, type Facts } from 'smmwatch';
import { changeWords } from '../../ui/change-words.ts';
import { kindWords } from '../../ui/change.words.ts';
import type { Message, Reader } from '../../i18n/reader.ts';
import type { PanelCurrency, ShownCurrency } from '../../market/queries.ts';
import type { PanelRow, Viewer } from '../../panels/queries.ts';
import { chips } from '../../ui/chips.ts';
import { empty } from '../../ui/empty.ts';
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
} from '../../ui/fact-words.ts';
import { flag, quantity as quantityOf, rate as rateOf, unknown } from '../../ui/figures.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { hiddenFields } from '../../ui/hidden-fields.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { quotedText } from '../../ui/money.ts';
import { panelText } from '../../ui/panel-text.ts';
import { cost, currencyParameter, exchangeNote, limitText, price } from '../../ui/price.ts';
import { stateDot } from '../../ui/states.ts';
import { stepChart } from '../../ui/step-chart.ts';
import { table } from '../../ui/table.ts';
import { ago, date, moment } from '../../ui/time.ts';
import type { LinkedData } from '../../ui/json-ld.ts';
import { crumbs, serviceData } from '../../seo/facts.ts';
import { href, serviceSegment } from '../../urls.ts';
import { claimOf, LOW_DAYS_MIN, lowestOf, lowMarkOf, medianOf } from '../lows.ts';
import type { Identity, RateHistory } from '../rate-history.ts';
import type { Alike, ServiceChange, ServicePageRow } from '../service-queries.ts';
import type { Step } from '../steps.ts';
import { serviceWords as words } from './service.words.ts';

export const RANGES = ['90d', '1y', 'all'] as const;
type Range = (typeof RANGES)[number];

export interface ServicePageData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  panel: PanelRow;
  service: ServicePageRow;
  facts: Facts;
  history: RateHistory;
  /** The id that took over from this one. */
  after: Identity | undefined;
  changes: ServiceChange[];
  alike: Alike[];
  currency: PanelCurrency | undefined;
  shown: ShownCurrency;
  quantity: number | undefined;
  range: Range;
}

export function servicePage(data: ServicePageData): Markup {
  const { reader, viewer, now, panel, service, shown } = data;
  const { say } = reader;
  return page(
    {
      title: `${service.name} · ${panel.name}`,
      reader,
      viewer,
      now,
      section: 'services',
      hasCharts: true,
      description: say(words.describes, { name: service.name, panel: panel.name }),
      data: machineFacts(data),
      picture: href('servicePicture', { panel: panel.slug, service: serviceSegment(service.serviceId) }),
    },
    html`<div class="page-head">
        <p class="crumbs">
          ${stateDot(reader, panel.state)}
          <a href="${reader.href('panel', { panel: panel.slug })}">${panelText(panel.name)}</a>
          <span class="muted">${say(words.id, { id: service.serviceId })}</span>
        </p>
        <h1 class="service-title">${panelText(service.name)}</h1>
        ${service.category !== null && html`<p class="muted">${panelText(service.category)}</p>`}
        ${factChips(reader, data.facts)} ${notices(data)}
      </div>
      ${figures(data)} ${rateSection(data)} ${lowSection(data)} ${alikeSection(data)} ${changeSection(data)}
      ${
        service.description !== null &&
        html`<section aria-labelledby="description">
          <h2 id="description">${say(words.description)}</h2>
          <p class="description" dir="auto">${panelText(service.description)}</p>
        </section>`
      }
      <p class="note">${exchangeNote(shown, reader)}</p>`,
  );
}

function machineFacts({ reader, panel, service, currency }: ServicePageData): LinkedData[] {
  const { origin } = reader;
  const own = href('panelService', { panel: panel.slug, service: serviceSegment(service.serviceId) });
  const isCertain = currency?.perUsd !== undefined && currency.perUsd !== null;
  return [
    serviceData(origin, own, {
      ...service,
      panelName: panel.name,
      currency: isCertain ? currency.currency : null,
    }),
    crumbs(origin, [
      ['smmwatch', href('home')],
      [panel.name, href('panel', { panel: panel.slug })],
      [service.name, own],
    ]),
  ];
}

/** Address of this page with some of it changed. */
function address(
  { reader, panel, service, shown, quantity, range }: ServicePageData,
  changes: { range?: Range },
): string {
  const chosen = changes.range ?? range;
  return reader.href(
    'panelService',
    { panel: panel.slug, service: serviceSegment(service.serviceId) },
    { range: chosen === '90d' ? undefined : chosen, quantity, currency: currencyParameter(shown) },
  );
}

/** Facts out of the words, each with the words that it was read from: on hover, and in a list for whoever cannot hover or wants them all. */
function factChips(
  reader: Reader,
  { platform, kind, secondaryKind, modifiers, attributes, because }: Facts,
): Markup | false {
  const { refillDays, speedPerDay, startHours, quality, country, gender, dropPercent } = attributes;
  const said: [string, Because | undefined][] = [];
  const add = (text: string, why: Because | undefined): void => void said.push([text, why]);
  if (platform !== null) add(platformName(reader, platform), because.platform);
  if (kind !== null) add(kindName(reader, kind), because.kind);
  if (secondaryKind !== null) add(`+ ${kindName(reader, secondaryKind)}`, because.secondaryKind);
  for (const modifier of modifiers) add(modifierName(reader, modifier), because[modifier]);
  for (const one of quality ?? []) add(qualityName(reader, one), because[one]);
  if (country !== undefined) add(countryName(reader, country), because.country);
  if (gender !== undefined) add(genderName(reader, gender), because.gender);
  if (refillDays !== undefined) add(refillWords(reader, refillDays), because.refillDays);
  if (speedPerDay !== undefined) add(speedWords(reader, speedPerDay), because.speedPerDay);
  if (startHours !== undefined) add(startWords(reader, startHours), because.startHours);
  if (dropPercent !== undefined) add(dropWords(reader, dropPercent), because.dropPercent);
  if (said.length === 0) return false;
  return html`<ul class="fact-list" role="list" aria-label="${reader.say(words.understood)}">
      ${said.map(([text, why]) => html`<li class="tag" ${why !== undefined && html` title="${reader.say(words.because, { words: why.words })}"`}>${text}</li>`)}
    </ul>
    <details class="fact-words">
      <summary>${reader.say(words.readFrom)}</summary>
      <dl class="facts">
        ${said.map(
          ([text, why]) =>
            why !== undefined &&
            html`<div>
              <dt>${text}</dt>
              <dd>${panelText(why.words)} <small>${reader.say(SOURCES[why.source])}</small></dd>
            </div>`,
        )}
      </dl>
    </details>`;
}

const SOURCES: Record<Because['source'], Message> = {
  name: words.inName,
  network: words.inNetwork,
  category: words.inCategory,
  description: words.inDescription,
  orderForm: words.inOrderForm,
};

function notices({ reader, panel, service, history, after }: ServicePageData): Markup {
  const link =
    (id: string): ((text: Markup) => Markup) =>
    (text) =>
      html`<a href="${reader.href('panelService', { panel: panel.slug, service: serviceSegment(id) })}"
        >${text}</a
      >`;
  const [, before] = history.identities;
  const sure = (identity: Identity): string => reader.formats.share(identity.confidence ?? 0);
  return html`${
    service.removedAt !== null &&
    html`<p class="banner">
      ${reader.mark(words.removed, { moment: moment(reader, service.removedAt) })}
      ${after !== undefined && reader.mark(words.livesOn, { id: after.serviceId, share: sure(after), link: link(after.serviceId) })}
    </p>`
  }${before !== undefined && html`<p class="note">${reader.mark(words.wasSoldAs, { id: before.serviceId, share: sure(before), link: link(before.serviceId) })}</p>`}`;
}

function figures(data: ServicePageData): Markup {
  const { reader, service, facts, currency, shown, quantity, panel } = data;
  const { say } = reader;
  const quoting = currency ?? { currency: null, perUsd: null, rateDay: null };
  const unit = priceUnit(service);
  const quotedIn = currency?.currency ?? panel.currency;
  const unitWords = { thousand: words.perThousand, package: words.perPackage, one: words.perOne }[unit];
  const asked = quantity ?? (unit === 'thousand' ? Math.max(service.min ?? 1, 1000) : 1);
  return html`<dl class="facts">
      <div>
        <dt>${say(words.quoted)}</dt>
        <dd>
          ${rateOf(reader, service.rate)}${service.rate !== null && quotedIn !== null && html` <small>${quotedIn}</small>`}
          <small>${say(unit === 'one' ? words.perThousand : unitWords)}</small>
        </dd>
      </div>
      ${
        currency?.perUsd !== undefined &&
        currency.perUsd !== null &&
        html`<div>
          <dt>${say(unitWords)}</dt>
          <dd>${price(unitPrice(service), quoting, shown, reader)}</dd>
        </div>`
      }
      <div>
        <dt>${say(words.orders)}</dt>
        <dd>
          ${quantityOf(reader, service.min, figureWords.notSaid)} –
          ${quantityOf(reader, service.max, figureWords.noLimitSaid)}
        </dd>
      </div>
      <div>
        <dt>${say(words.refillFlag)}</dt>
        <dd>${flag(reader, service.refill)}</dd>
      </div>
      <div>
        <dt>${say(words.refillPromise)}</dt>
        <dd>
          ${facts.attributes.refillDays === undefined ? unknown(reader, figureWords.notSaid) : refillWords(reader, facts.attributes.refillDays)}
        </dd>
      </div>
      <div>
        <dt>${say(words.cancel)}</dt>
        <dd>${flag(reader, service.cancel)}</dd>
      </div>
      <div>
        <dt>${say(words.dripfeed)}</dt>
        <dd>${flag(reader, service.dripfeed)}</dd>
      </div>
      <div>
        <dt>${say(words.firstSeen)}</dt>
        <dd>${date(reader, service.firstSeenAt)}</dd>
      </div>
      <div>
        <dt>${say(words.seen)}</dt>
        <dd>${ago(reader, panel.okAt, data.now)}</dd>
      </div>
    </dl>
    <form
      class="at-quantity"
      method="get"
      action="${reader.href('panelService', { panel: panel.slug, service: serviceSegment(service.serviceId) })}"
    >
      ${hiddenFields({ range: data.range === '90d' ? undefined : data.range, currency: currencyParameter(shown) })}
      <label for="quantity">${say(words.atQuantity)}</label>
      <input id="quantity" name="quantity" inputmode="numeric" size="9" value="${asked}" dir="ltr" />
      <button>${say(words.compute)}</button>
      <output
        >${
          currency?.perUsd === undefined || currency.perUsd === null
            ? quotedCost(data, asked)
            : cost(costAt(service, asked), quoting, shown, reader)
        }</output
      >
    </form>`;
}

/** Where the currency is in doubt: in whatever the panel means. */
function quotedCost({ reader, service }: ServicePageData, quantity: number): Markup {
  const answer = costAt(service, quantity);
  if (answer.kind === 'no_rate') return unknown(reader, figureWords.noRate);
  if (answer.kind !== 'cost') return html`<span class="muted">${limitText(answer, reader)}</span>`;
  return html`${rateOf(reader, answer.amount)} <small>${reader.say(words.ownCurrency)}</small>`;
}

const DAYS: Record<Exclude<Range, 'all'>, number> = { '90d': 90, '1y': 365 };

/** From when the chart shows; at least an hour, so that a service that is new has a width. */
function startOf(range: Range, steps: readonly Step[], now: Date): Date {
  const first = steps[0]?.from ?? now;
  const start = range === 'all' ? first : new Date(now.getTime() - DAYS[range] * 86_400_000);
  const earliest = first > start ? first : start;
  return new Date(Math.min(earliest.getTime(), now.getTime() - 3_600_000));
}

function rateSection(data: ServicePageData): Markup {
  const { reader, now, history, range, panel, currency, service } = data;
  const { say } = reader;
  const from = startOf(range, history.steps, now);
  const steps = history.steps
    .filter(({ to }) => to > from)
    .map((step) => (step.from < from ? { ...step, from } : step));
  const code = currency?.currency ?? panel.currency;
  const amount = (rate: string): string => (code === null ? rate : quotedText(rate, code, reader.language));
  const first = steps.find(({ rate }) => rate !== null)?.rate ?? null;
  const last = steps.findLast(({ rate }) => rate !== null)?.rate ?? null;
  return html`<section aria-labelledby="rate">
    <div class="section-head">
      <h2 id="rate">${say(words.rateOverTime)}</h2>
      ${chips(
        reader,
        say(words.range),
        RANGES.map((one) => ({
          words: say({ '90d': words.days90, '1y': words.year1, all: words.allTime }[one]),
          address: `${address(data, { range: one })}#rate`,
          isChosen: one === range,
        })),
      )}
      <a
        href="${reader.href('panelService', { panel: panel.slug, service: serviceSegment(service.serviceId) }, { format: 'csv' })}"
        download
        >CSV</a
      >
    </div>
    ${
      first === null || last === null
        ? empty(say(words.noRateYet), say(words.noRateYetWhy))
        : stepChart({
            reader,
            label: say(words.chartLabel, {
              from: reader.formats.date(from),
              to: reader.formats.date(now),
              first: amount(first),
              last: amount(last),
            }),
            from,
            to: now,
            series: [
              {
                label: say(words.rateLine),
                look: 'main',
                steps: steps.map((step) => ({
                  from: step.from,
                  to: step.to,
                  value: step.available && step.rate !== null ? Number(step.rate) : null,
                  words: step.available
                    ? step.rate === null
                      ? say(figureWords.noRate)
                      : amount(step.rate)
                    : say(words.notForSale),
                })),
              },
            ],
            bands: steps
              .filter(({ available }) => !available)
              .map((step) => ({ from: step.from, to: step.to, label: say(words.notForSale) })),
            format: (value) => amount(value.toPrecision(4)),
            table: stepTable(data, steps, amount),
          })
    }
  </section>`;
}

/** The latest first; more than this nobody reads in a table, and the CSV has all. */
const STEPS_SHOWN = 100;

function stepTable(
  { reader }: ServicePageData,
  steps: readonly Step[],
  amount: (rate: string) => string,
): Markup {
  const { say } = reader;
  return table(
    [
      { head: say(words.since), isName: true, cell: ({ from }: Step) => moment(reader, from) },
      { head: say(words.until), cell: ({ to }) => moment(reader, to) },
      {
        head: say(words.rateLine),
        isNumber: true,
        cell: ({ available, rate }) =>
          available
            ? rate === null
              ? unknown(reader, figureWords.noRate)
              : amount(rate)
            : say(words.notForSale),
      },
    ],
    steps.toReversed().slice(0, STEPS_SHOWN),
    { reader, label: say(words.rateOverTime) },
  );
}

function lowSection({ reader, now, history, panel, currency }: ServicePageData): Markup | false {
  const { say } = reader;
  const { steps } = history;
  const code = currency?.currency ?? panel.currency;
  const amount = (rate: string): string => (code === null ? rate : quotedText(rate, code, reader.language));
  const spans = [
    { name: words.days90, days: 90 },
    { name: words.year1, days: 365 },
    { name: words.allTime, days: undefined },
  ];
  const rows = spans.flatMap(({ name, days }) => {
    const low = lowestOf(steps, now, days);
    const median = medianOf(steps, now, days);
    return low === undefined || median === undefined ? [] : [{ name, low, median }];
  });
  const mark = lowMarkOf(steps);
  const claim = mark === undefined ? undefined : claimOf(mark, now);
  if (steps.length === 0) return false;
  return html`<section aria-labelledby="lows">
    <h2 id="lows">${say(words.lows)}</h2>
    ${claim !== undefined && mark !== undefined && html`<p><span class="tag low">${say({ all: words.atAllTimeLow, '1y': words.atYearLow, '90d': words.at90DayLow, '35d': words.at35DayLow }[claim])}</span> ${reader.mark(words.lowSince, { date: date(reader, mark.from) })}</p>`}
    ${
      rows.length === 0
        ? html`<p class="note">${say(words.tooYoung, { n: LOW_DAYS_MIN })}</p>`
        : table(
            [
              { head: say(words.range), isName: true, cell: (row: (typeof rows)[number]) => say(row.name) },
              { head: say(words.lowest), isNumber: true, cell: ({ low }) => amount(low.rate) },
              { head: say(words.lastThere), cell: ({ low }) => date(reader, low.at) },
              { head: say(words.median), isNumber: true, cell: ({ median }) => amount(median) },
              {
                head: say(words.covers),
                isNumber: true,
                cell: ({ low }) => say(words.days, { n: low.days }),
              },
            ],
            rows,
            { reader, label: say(words.lows) },
          )
    }
  </section>`;
}

function alikeSection({ reader, alike, shown }: ServicePageData): Markup | false {
  const { say } = reader;
  if (alike.length === 0) return false;
  return html`<section aria-labelledby="alike">
    <div class="section-head">
      <h2 id="alike">${say(words.alike)}</h2>
      <span class="note">${say(words.alikeWhy)}</span>
    </div>
    ${table(
      [
        {
          head: say(words.service),
          isName: true,
          className: 'name',
          cell: ({ panelSlug, serviceId, name }: Alike) =>
            html`<a
              class="service-name"
              href="${reader.href('panelService', { panel: panelSlug, service: serviceSegment(serviceId) })}"
              >${panelText(name)}</a
            >`,
        },
        {
          head: say(words.panel),
          cell: ({ panelSlug, panelName, panelState }) =>
            html`${stateDot(reader, panelState)}
              <a class="plain" href="${reader.href('panel', { panel: panelSlug })}"
                >${panelText(panelName)}</a
              >`,
        },
        {
          head: say(words.rateLine),
          isNumber: true,
          cell: (one) => price(unitPrice(one), one, shown, reader),
        },
        {
          head: say(words.min),
          isNumber: true,
          cell: ({ min }) => quantityOf(reader, min, figureWords.notSaid),
        },
        {
          head: say(words.max),
          isNumber: true,
          cell: ({ max }) => quantityOf(reader, max, figureWords.noLimitSaid),
        },
        {
          head: say(words.refillPromise),
          cell: ({ refillDays }) =>
            refillDays === null ? unknown(reader, figureWords.notSaid) : refillWords(reader, refillDays),
        },
      ],
      alike,
      { reader, label: say(words.alike), stacks: true },
    )}
  </section>`;
}

function changeSection({ reader, changes, panel, currency, now }: ServicePageData): Markup {
  const { say } = reader;
  const code = currency?.currency ?? panel.currency;
  return html`<section aria-labelledby="log">
    <h2 id="log">${say(words.log)}</h2>
    ${
      changes.length === 0
        ? empty(say(words.noChanges), say(words.noChangesWhy))
        : table(
            [
              {
                head: say(words.when),
                isName: true,
                cell: ({ changedAt }: ServiceChange) => ago(reader, changedAt, now),
              },
              {
                head: say(words.what),
                cell: ({ kind, isRepricing }) =>
                  html`${say(kindWords[kind])}${isRepricing && html` <span class="tag">${say(kindWords.repricing)}</span>`}`,
              },
              { head: say(words.fromTo), cell: (change) => changeWords(reader, change, code) },
            ],
            changes,
            { reader, label: say(words.log) },
          )
    }
  </section>`;
}
