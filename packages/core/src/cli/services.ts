/** `smmwatch services`: a catalog in one clean shape. */
import type { Catalog, Finding, ListingNote, Service } from '../catalog.ts';
import { classify } from '../classify/classify.ts';
import type { Facts } from '../classify/facts.ts';
import { orderStep } from '../order-step.ts';
import { costAt, priceUnit } from '../price.ts';
import type { Cost, PriceUnit } from '../price.ts';
import { printJson } from './host.ts';
import type { Host, Invocation } from './host.ts';
import { printOutcome } from './outcome.ts';
import { catalogFromFile, catalogFromUrl, isUnreadable, isUrl } from './source.ts';
import { table } from './table.ts';
import type { Cell, Column } from './table.ts';
import { clean } from './terminal.ts';
import { EXIT } from './usage.ts';

/** A service with the facts that its words state, under the slugs of docs/vocabulary.md. */
export type ReadService = Service &
  Pick<Facts, 'platform' | 'kind' | 'secondaryKind' | 'modifiers' | 'attributes'> & {
    /** What one rate buys. */
    unit: PriceUnit;
    /** Quantities have to be multiples of this; null where the words name no such step. */
    step: number | null;
    /** What `--at` asked for. */
    cost?: Cost;
  };

/** What `services --json` prints: version 1. Fields are added, never renamed or removed. */
export interface CatalogJson {
  version: 1;
  services: ReadService[];
  notes: ListingNote[];
  fields: Catalog['fields'];
  unknownFields: Catalog['unknownFields'];
  findings: Finding[];
  wrapper: string;
  /** The currency that the rows name themselves, as written; absent when none or several. */
  currency?: string;
  /** The quantity that every `cost` is of; absent when none was asked for. */
  at?: number;
}

/** Runs the command on a URL, a file or `-`. */
export async function services(
  host: Host,
  source: string,
  { json, quantity, ...asking }: Invocation,
): Promise<number> {
  const read = isUrl(source)
    ? await catalogFromUrl(source, asking)
    : await catalogFromFile(source, host.stdin);
  if (isUnreadable(read)) return printOutcome(host, read, json);
  if (json) printJson(host, catalogJson(read, quantity));
  else printCatalog(host, read, quantity);
  return EXIT.ok;
}

function catalogJson(catalog: Catalog, quantity: number | undefined): CatalogJson {
  return {
    version: 1,
    services: catalog.services.map((service) => withFacts(service, quantity)),
    notes: catalog.notes,
    fields: catalog.fields,
    unknownFields: catalog.unknownFields,
    findings: catalog.findings,
    wrapper: catalog.wrapper,
    ...(catalog.currency === undefined ? {} : { currency: catalog.currency }),
    ...(quantity === undefined ? {} : { at: quantity }),
  };
}

function withFacts(service: Service, quantity: number | undefined): ReadService {
  const { platform, kind, secondaryKind, modifiers, attributes } = classify(service);
  return {
    ...service,
    platform,
    kind,
    secondaryKind,
    modifiers,
    attributes,
    unit: priceUnit(service),
    step: orderStep(service),
    ...(quantity === undefined ? {} : { cost: costAt(service, quantity) }),
  };
}

const COLUMNS: Column[] = [
  { title: 'ID' },
  { title: 'NAME', shrinks: true },
  { title: 'CATEGORY', shrinks: true },
  { title: 'RATE', align: 'right' },
  { title: 'MIN', align: 'right' },
  { title: 'MAX', align: 'right' },
  { title: 'REFILL' },
  { title: 'CANCEL' },
];

const COLUMNS_TO_RATE = 4;

function costCell(service: Service, quantity: number): Cell {
  const cost = costAt(service, quantity);
  if (cost.kind === 'no_rate') return { text: '?', tone: 'faint' };
  if (cost.kind === 'cost')
    return priceUnit(service) === 'package' ? `${cost.amount} a package` : cost.amount;
  if (cost.kind === 'between_steps') return { text: `in ${cost.step}s`, tone: 'faint' };
  const text = cost.kind === 'below_minimum' ? `from ${cost.minimum}` : `up to ${cost.maximum}`;
  return { text, tone: 'faint' };
}

function printCatalog(host: Host, catalog: Catalog, quantity: number | undefined): void {
  // null is "no limit" where the panel states maxima, and unknown where it states none.
  const noMaximum = catalog.fields.max === null ? '?' : '∞';
  const rows = catalog.services.map((service): Cell[] => [
    { text: service.id, tone: 'faint' },
    service.name,
    { text: service.category ?? '?', tone: 'faint' },
    { text: service.rate ?? '?', tone: 'strong' },
    ...(quantity === undefined ? [] : [costCell(service, quantity)]),
    String(service.min ?? '?'),
    String(service.max ?? noMaximum),
    flag(service.refill),
    flag(service.cancel),
  ]);
  const columns: Column[] =
    quantity === undefined
      ? COLUMNS
      : COLUMNS.toSpliced(COLUMNS_TO_RATE, 0, { title: `AT ${quantity}`, align: 'right' });
  host.print(table(columns, rows, host.paint, host.columns));
  const told = catalog.findings.filter((finding) => finding.severity !== 'info');
  host.complain(
    `${plural(catalog.services.length, 'service')}, ${plural(catalog.notes.length, 'row')} set aside as no service\n`,
  );
  for (const finding of told) {
    const where = finding.count === undefined ? '' : ` (${plural(finding.count, 'row')})`;
    host.complain(`${finding.severity}: ${clean(finding.message)}${where}\n`);
  }
}

function flag(value: boolean | null): Cell {
  if (value === null) return { text: '?', tone: 'faint' };
  return value ? { text: 'yes', tone: 'good' } : 'no';
}

/** `1 service`, `2 services`. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
