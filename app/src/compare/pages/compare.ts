/** The page of a comparison: a fact a line, a service a column, and what differs marked. */
import type { Step } from '../../history/steps.ts';
import type { Reader } from '../../i18n/reader.ts';
import type { ShownCurrency } from '../../market/queries.ts';
import type { Viewer } from '../../panels/queries.ts';
import { COMPARED_MAX, compareTray } from '../../ui/compare-tray.ts';
import { empty } from '../../ui/empty.ts';
import { hiddenFields } from '../../ui/hidden-fields.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { currencyChoice, currencyParameter, exchangeNote } from '../../ui/price.ts';
import { fileLinks } from '../../ui/table-tools.ts';
import { readable, table, type Column } from '../../ui/table.ts';
import { ago } from '../../ui/time.ts';
import { serviceSegment } from '../../urls.ts';
import { compareWords as words } from '../compare.words.ts';
import { idOf, writeIds, type ServiceKey } from '../ids.ts';
import type { ComparedService } from '../queries.ts';
import { differs, factRows, type FactRow } from './compare-rows.ts';

export interface CompareData {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  quantity: number;
  shown: ShownCurrency;
  services: ComparedService[];
  steps: ReadonlyMap<string, readonly Step[]>;
  /** Asked for, and not there. */
  unknown: ServiceKey[];
  /** More were asked for than stand side by side. */
  isCut: boolean;
}

type Asked = Pick<CompareData, 'reader' | 'quantity' | 'shown'>;

export function comparedKey({ panelSlug, serviceId }: ComparedService): string {
  return idOf({ panel: panelSlug, serviceId });
}

function keyOf({ panelSlug, serviceId }: ComparedService): ServiceKey {
  return { panel: panelSlug, serviceId };
}

export function compareAddress(
  { reader, quantity, shown }: Asked,
  keys: readonly ServiceKey[],
  format?: string,
): string {
  const params = new URLSearchParams([writeIds(keys)].flat().map((ids) => ['ids', ids]));
  params.set('quantity', String(quantity));
  const currency = currencyParameter(shown);
  if (currency !== undefined) params.set('currency', currency);
  if (format !== undefined) params.set('format', format);
  return `${reader.href('compareServices')}?${readable(params)}`;
}

export function comparePage(data: CompareData): Markup {
  const { reader, viewer, now, services } = data;
  const title = reader.say(words.title);
  return page(
    { title, reader, viewer, now, section: 'services' },
    html`<div class="page-head"><h1>${title}</h1></div>
      ${notes(data)} ${services.length === 0 ? nothing(reader) : comparison(data)} ${adding(data)}
      ${compareTray(
        reader,
        {},
        services.map((service) => ({ id: comparedKey(service), name: service.name })),
      )}`,
  );
}

function notes({ reader, unknown, isCut }: CompareData): Markup | false {
  if (unknown.length === 0 && !isCut) return false;
  return html`<div class="banner" role="status">
    ${unknown.map((key) => html`<p>${reader.mark(words.unknown, { id: html`<code dir="auto">${panelText(idOf(key))}</code>` })}</p>`)}
    ${isCut && html`<p>${reader.say(words.tooMany)}</p>`}
  </div>`;
}

function nothing(reader: Reader): Markup {
  const link = (text: Markup): Markup => html`<a href="${reader.href('services')}">${text}</a>`;
  return empty(reader.say(words.none), reader.mark(words.noneNext, { link }));
}

function comparison(data: CompareData): Markup {
  const { reader, quantity, shown, services } = data;
  const keys = services.map(keyOf);
  const rows = factRows(data);
  return html`<div class="table-tools">
      ${quantityForm(data, keys)}
      ${currencyChoice({ action: reader.href('compareServices'), shown, keep: { ids: writeIds(keys), quantity: String(quantity) }, reader })}
      <div class="away">${fileLinks(reader, (format) => compareAddress(data, keys, format))}</div>
    </div>
    ${table(columns(data), rows, {
      reader,
      label: reader.say(words.title),
      className: 'compare',
      rowClass: (row) => (differs(row, services) ? 'differs' : undefined),
    })}
    <p class="note">${services.length > 1 && reader.say(words.legend)} ${exchangeNote(shown, reader)}</p>`;
}

function columns(data: CompareData): Column<FactRow>[] {
  const { reader, now, services } = data;
  const isOne = services.length === 1;
  return [
    {
      head: reader.say(words.fact),
      isName: true,
      cell: (row) => html`${!isOne && differsMark(reader, differs(row, services))}${row.head}`,
    },
    ...services.map((service): Column<FactRow> => ({
      head: service.name,
      headCell: serviceHead(data, service, now),
      cell: (row) => row.cell(service),
    })),
  ];
}

/** A sign to the eye, a word to the ear; where nothing differs, the space of the sign. */
function differsMark(reader: Reader, isDifferent: boolean): Markup {
  return html`<span class="differs-mark"
    >${isDifferent && html`<span aria-hidden="true">≠</span><span class="sr">${reader.say(words.differs)}: </span>`}</span
  >`;
}

function serviceHead(data: CompareData, service: ComparedService, now: Date): Markup {
  const { reader, services } = data;
  const rest = services.filter((other) => other !== service).map(keyOf);
  const { panelSlug, serviceId, removedAt } = service;
  const named = reader.say(words.removeNamed, { name: service.name });
  return html`<a
      class="service-name"
      href="${reader.href('panelService', { panel: panelSlug, service: serviceSegment(serviceId) })}"
      >${panelText(service.name)}</a
    >
    <span class="category">${panelText(serviceId)}</span>
    ${removedAt !== null && html`<span class="category state-down">${reader.mark(words.removed, { time: ago(reader, removedAt, now) })}</span>`}
    <a class="category" rel="nofollow" href="${compareAddress(data, rest)}" aria-label="${named}"
      >${reader.say(words.remove)}</a
    >`;
}

function quantityForm({ reader, quantity, shown }: CompareData, keys: readonly ServiceKey[]): Markup {
  return html`<form class="inline-form" method="get" action="${reader.href('compareServices')}">
    ${hiddenFields({ ids: writeIds(keys), currency: currencyParameter(shown) })}
    <label for="quantity">${reader.say(words.quantity)}</label>
    <input
      id="quantity"
      name="quantity"
      type="text"
      inputmode="numeric"
      value="${quantity}"
      size="8"
      maxlength="14"
      autocomplete="off"
    />
    <button>${reader.say(words.count)}</button>
  </form>`;
}

/** Without JavaScript, too: by what stands in an address; else by the search, whose boxes remember what is here. */
function adding({ reader, quantity, shown, services }: CompareData): Markup | false {
  if (services.length >= COMPARED_MAX) return false;
  return html`<form class="inline-form" method="get" action="${reader.href('compareServices')}">
    ${hiddenFields({ ids: services.map(comparedKey), quantity: String(quantity), currency: currencyParameter(shown) })}
    <label for="add">${reader.say(words.add)}</label>
    <input
      id="add"
      name="ids"
      type="text"
      required
      size="18"
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      dir="ltr"
      placeholder="panel:id"
    />
    <button>${reader.say(words.addIt)}</button>
    <a href="${reader.href('services')}">${reader.say(words.search)}</a>
  </form>`;
}
