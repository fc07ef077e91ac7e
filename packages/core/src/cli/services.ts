/** `smmwatch services`: a catalog in one clean shape. */
import type { Catalog, Finding, ListingNote, Service } from '../catalog.ts';
import { classify } from '../classify/classify.ts';
import type { Facts } from '../classify/facts.ts';
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
  Pick<Facts, 'platform' | 'kind' | 'secondaryKind' | 'modifiers' | 'attributes'>;

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
}

/** Runs the command on a URL, a file or `-`. */
export async function services(host: Host, source: string, { json, ...asking }: Invocation): Promise<number> {
  const read = isUrl(source)
    ? await catalogFromUrl(source, asking)
    : await catalogFromFile(source, host.stdin);
  if (isUnreadable(read)) return printOutcome(host, read, json);
  if (json) printJson(host, catalogJson(read));
  else printCatalog(host, read);
  return EXIT.ok;
}

function catalogJson(catalog: Catalog): CatalogJson {
  return {
    version: 1,
    services: catalog.services.map(withFacts),
    notes: catalog.notes,
    fields: catalog.fields,
    unknownFields: catalog.unknownFields,
    findings: catalog.findings,
    wrapper: catalog.wrapper,
    ...(catalog.currency === undefined ? {} : { currency: catalog.currency }),
  };
}

function withFacts(service: Service): ReadService {
  const { platform, kind, secondaryKind, modifiers, attributes } = classify(service);
  return { ...service, platform, kind, secondaryKind, modifiers, attributes };
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

function printCatalog(host: Host, catalog: Catalog): void {
  // null is "no limit" where the panel states maxima, and unknown where it states none.
  const noMaximum = catalog.fields.max === null ? '?' : '∞';
  const rows = catalog.services.map((service): Cell[] => [
    { text: service.id, tone: 'faint' },
    service.name,
    { text: service.category ?? '?', tone: 'faint' },
    { text: service.rate ?? '?', tone: 'strong' },
    String(service.min ?? '?'),
    String(service.max ?? noMaximum),
    flag(service.refill),
    flag(service.cancel),
  ]);
  host.print(table(COLUMNS, rows, host.paint, host.columns));
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
