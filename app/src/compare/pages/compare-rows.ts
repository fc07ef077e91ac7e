/** The lines of a comparison: each a fact, what is shown of it for a service, and what decides whether services differ in it. */
import { Big } from 'big.js';
import { costAt, priceUnit, unitPrice } from 'smmwatch';
import { claimOf } from '../../history/lows.ts';
import { keyOf } from '../../history/rate-history.ts';
import type { Step } from '../../history/steps.ts';
import type { Message, Reader } from '../../i18n/reader.ts';
import type { ShownCurrency } from '../../market/queries.ts';
import { flag, quantity as limit, rate, unknown } from '../../ui/figures.ts';
import { countryName, kindName, platformName, qualityName } from '../../ui/fact-words.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { cost, price } from '../../ui/price.ts';
import { sparkline } from '../../ui/sparkline.ts';
import { stateMark } from '../../ui/states.ts';
import { ago, date } from '../../ui/time.ts';
import { uptimeFigure } from '../../ui/uptime.ts';
import { compareWords as words } from '../compare.words.ts';
import type { ComparedService } from '../queries.ts';

export interface FactRow {
  head: string;
  cell: (service: ComparedService) => Markup | string;
  /** Services with the same value do not differ; null is unknown, and differs from what is known. */
  value: (service: ComparedService) => string | number | boolean | null;
  isNumber?: boolean;
}

interface Asked {
  reader: Reader;
  now: Date;
  quantity: number;
  shown: ShownCurrency;
  services: readonly ComparedService[];
  /** Rates of the last days, by history's `keyOf`. */
  steps: ReadonlyMap<string, readonly Step[]>;
}

/** As many days as the small line of a rate shows. */
export const LINE_DAYS = 30;
export const DAY_MS = 86_400_000;

export function factRows(asked: Asked): FactRow[] {
  const { reader, now } = asked;
  const fact = (
    head: Message,
    value: FactRow['value'],
    cell: FactRow['cell'] = (service) => known(reader, value(service)),
  ): FactRow => ({ head: reader.say(head), value, cell });
  const choice = (head: Message, of: (service: ComparedService) => boolean | null): FactRow =>
    fact(head, of, (service) => flag(reader, of(service)));
  return [
    fact(
      words.panel,
      ({ panelState }) => panelState,
      (service) => panelCell(reader, service),
    ),
    fact(
      words.uptime,
      ({ uptime30d }) => uptime30d,
      ({ uptime30d }) => uptimeFigure(reader, uptime30d),
    ),
    ...moneyRows(asked, fact),
    fact(
      words.min,
      ({ min }) => min,
      ({ min }) => limit(reader, min, figureWords.notSaid),
    ),
    fact(
      words.max,
      ({ max }) => max,
      ({ max }) => limit(reader, max, figureWords.noLimitSaid),
    ),
    fact(
      words.promise,
      ({ refillDays }) => refillDays,
      ({ refillDays }) => promise(reader, refillDays),
    ),
    choice(words.refill, ({ refill }) => refill),
    choice(words.cancel, ({ cancel }) => cancel),
    choice(words.drip, ({ dripfeed }) => dripfeed),
    fact(
      words.start,
      ({ startHours }) => startHours,
      ({ startHours }) => startsWithin(reader, startHours),
    ),
    fact(
      words.speed,
      ({ speedPerDay }) => speedPerDay,
      ({ speedPerDay }) => limit(reader, speedPerDay, figureWords.notSaid),
    ),
    fact(words.average, ({ averageTime }) => averageTime),
    fact(
      words.platform,
      ({ platform }) => platform,
      ({ platform }) => named(reader, platform, platformName),
    ),
    fact(
      words.kind,
      ({ kind }) => kind,
      ({ kind }) => named(reader, kind, kindName),
    ),
    fact(
      words.quality,
      ({ quality }) => quality?.join(', ') || null,
      ({ quality }) =>
        quality === null || quality.length === 0
          ? unknown(reader, figureWords.notSaid)
          : reader.formats.list(quality.map((slug) => qualityName(reader, slug))),
    ),
    fact(
      words.country,
      ({ country }) => country,
      ({ country }) => named(reader, country, countryName),
    ),
    fact(
      words.low,
      (service) => lowSince(service, now)?.getTime() ?? null,
      (service) => {
        const since = lowSince(service, now);
        return since === undefined ? unknown(reader, words.noLow) : date(reader, since);
      },
    ),
    fact(
      words.changed,
      ({ changedAt }) => changedAt.getTime(),
      ({ changedAt }) => ago(reader, changedAt, now),
    ),
    fact(
      words.seen,
      ({ firstSeenAt }) => firstSeenAt.toISOString().slice(0, 10),
      ({ firstSeenAt }) => date(reader, firstSeenAt),
    ),
  ];
}

type MakeFact = (head: Message, value: FactRow['value'], cell?: FactRow['cell']) => FactRow;

function moneyRows(asked: Asked, fact: MakeFact): FactRow[] {
  const { reader, quantity, shown, services } = asked;
  const costs = services.map((service) => costInDollars(service, quantity));
  const certain = costs.filter((amount) => amount !== undefined);
  const least = certain.length < 2 ? undefined : certain.reduce((a, b) => (b.lt(a) ? b : a));
  const converted: FactRow = {
    head: reader.say(words.converted, { currency: shown.currency }),
    value: ({ priceUsd }) => priceUsd,
    cell: (service) => price(unitPrice(service), service, shown, reader),
  };
  const atQuantity: FactRow = {
    head: reader.say(words.cost, { n: quantity }),
    value: (service) => costInDollars(service, quantity)?.toFixed() ?? null,
    cell: (service) => {
      const amount = costInDollars(service, quantity);
      const isLeast = amount !== undefined && least?.eq(amount) === true;
      return html`${cost(costAt(service, quantity), service, shown, reader)}${isLeast && html` <span class="tag">${reader.say(words.least)}</span>`}`;
    },
  };
  return [
    fact(
      words.quoted,
      (service) => `${service.rate} ${service.currency} ${priceUnit(service)}`,
      (service) => quotedCell(reader, service),
    ),
    converted,
    atQuantity,
    lineRow(asked),
  ];
}

/** They differ in what happened, which no two shapes of a line have to say: what counts is whether the rate moved. */
function lineRow({ reader, now, steps }: Asked): FactRow {
  const stepsOf = (service: ComparedService): readonly Step[] => steps.get(keyOf(service)) ?? [];
  return {
    head: reader.say(words.line),
    value: (service) => new Set(stepsOf(service).map(({ rate, available }) => available && rate)).size > 1,
    cell: (service) => sparkline(reader, stepsOf(service), new Date(now.getTime() - LINE_DAYS * DAY_MS), now),
  };
}

/** Undefined where it cannot be ordered, or not be compared. */
function costInDollars(service: ComparedService, quantity: number): Big | undefined {
  const answer = costAt(service, quantity);
  if (answer.kind !== 'cost' || service.perUsd === null || service.removedAt !== null) return undefined;
  return new Big(answer.amount).div(service.perUsd);
}

function panelCell(reader: Reader, { panelSlug, panelName, panelState }: ComparedService): Markup {
  return html`<a href="${reader.href('panel', { panel: panelSlug })}">${panelText(panelName)}</a><br />
    ${stateMark(reader, panelState)}`;
}

function quotedCell(reader: Reader, service: ComparedService): Markup {
  const { currency } = service;
  if (service.rate === null) return rate(reader, null);
  return html`${rate(reader, service.rate)}${currency !== null && html` <span class="currency">${panelText(currency)}</span>`}
    <span class="muted small">${reader.say(words[priceUnit(service)])}</span>`;
}

function promise(reader: Reader, days: number | null): Markup | string {
  if (days === null) return unknown(reader, figureWords.notSaid);
  if (days === 0) return reader.say(words.noRefill);
  return days >= LIFETIME_DAYS ? reader.say(words.lifetime) : reader.say(words.days, { n: days });
}

/** How classify writes a refill without end. */
const LIFETIME_DAYS = 36_500;

function startsWithin(reader: Reader, hours: number | null): Markup | string {
  if (hours === null) return unknown(reader, figureWords.notSaid);
  return hours === 0 ? reader.say(words.instant) : reader.say(words.hours, { n: hours });
}

function named(
  reader: Reader,
  slug: string | null,
  nameOf: (reader: Reader, slug: string) => string,
): Markup | string {
  return slug === null ? unknown(reader, figureWords.notSaid) : nameOf(reader, slug);
}

/** Since when the rate of now is the lowest, where that may be claimed. */
function lowSince({ lowFrom, lowWas, firstSeenAt }: ComparedService, now: Date): Date | undefined {
  if (lowFrom === null) return undefined;
  const isAllTime = lowFrom <= firstSeenAt;
  return claimOf({ from: lowFrom, was: lowWas, isAllTime }, now) === undefined ? undefined : lowFrom;
}

function known(reader: Reader, value: string | number | boolean | null): Markup {
  return value === null ? unknown(reader, figureWords.notSaid) : panelText(String(value));
}

/** Whether the services are not the same in this. */
export function differs({ value }: FactRow, services: readonly ComparedService[]): boolean {
  return new Set(services.map(value)).size > 1;
}
