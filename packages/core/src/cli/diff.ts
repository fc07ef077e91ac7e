/** `smmwatch diff`: what changed between two catalogs. */
import type { Catalog } from '../catalog.ts';
import { diffCatalogs } from '../diff.ts';
import type { CatalogDiff, Change, ServiceLike } from '../diff.ts';
import type { Failure } from '../outcome.ts';
import { printJson } from './host.ts';
import type { Host, Invocation } from './host.ts';
import { printOutcome } from './outcome.ts';
import { plural } from './services.ts';
import { catalogFromFile, catalogFromUrl, isUnreadable, isUrl } from './source.ts';
import type { FileFailure } from './source.ts';
import { table } from './table.ts';
import type { Cell, Column } from './table.ts';
import { EXIT, UsageError } from './usage.ts';
import type { Tone } from './terminal.ts';

/** What `diff --json` prints: version 1. Fields are added, never renamed or removed. */
export interface DiffJson extends CatalogDiff {
  version: 1;
}

/** Runs the command on two sources, the earlier first. */
export async function diff(
  host: Host,
  [earlier, later]: [string, string],
  { json, key, ...rest }: Invocation,
): Promise<number> {
  if (earlier === '-' && later === '-') throw new UsageError('standard input can stand for one catalog only');
  if (isUrl(earlier) && isUrl(later) && originOf(earlier) !== originOf(later)) {
    throw new UsageError(
      'the two URLs are different hosts, and one key is not sent to both: save one of them with `smmwatch services URL --json` first',
    );
  }
  // Standard input can be read once, so both URLs share what was read from it.
  let secret: Promise<string> | undefined;
  const asking = { ...rest, key: () => (secret ??= key()) };
  const before = await load(host, earlier, asking);
  if (isUnreadable(before)) return printOutcome(host, before, json);
  const after = await load(host, later, asking);
  if (isUnreadable(after)) return printOutcome(host, after, json);

  const found = diffCatalogs(before.services, after.services);
  const differs = found.changes.length > 0 || found.repricings.length > 0;
  if (json) {
    const printed: DiffJson = { version: 1, ...found };
    printJson(host, printed);
  } else {
    printDiff(host, found, after.services);
  }
  return differs ? EXIT.findings : EXIT.ok;
}

function load(
  host: Host,
  source: string,
  asking: Omit<Invocation, 'json'>,
): Promise<Catalog | Failure | FileFailure> {
  return isUrl(source) ? catalogFromUrl(source, asking) : catalogFromFile(source, host.stdin);
}

function originOf(url: string): string {
  return URL.canParse(url) ? new URL(url).origin : url;
}

const COLUMNS: Column[] = [
  { title: 'CHANGE' },
  { title: 'ID' },
  { title: 'NAME', shrinks: true },
  { title: 'BEFORE', shrinks: true },
  { title: 'AFTER', shrinks: true },
];

function printDiff(host: Host, found: CatalogDiff, after: readonly ServiceLike[]): void {
  const names = new Map(after.map((service) => [service.id, service.name]));
  const repricings = found.repricings.map((repricing): Cell[] => [
    { text: 'repricing', tone: 'doubtful' },
    '',
    `${plural(repricing.rates.length, 'service')} × ${repricing.factor}`,
    repricing.rates[0]?.before ?? '',
    repricing.rates[0]?.after ?? '',
  ]);
  const changes = found.changes.map((change): Cell[] => [
    { text: change.kind, tone: toneOf(change) },
    { text: change.serviceId, tone: 'faint' },
    change.kind === 'removed' ? change.before.name : (names.get(change.serviceId) ?? ''),
    ...sides(change),
  ]);
  const reids = found.reids.map((reid): Cell[] => [
    { text: 'new id', tone: 'faint' },
    { text: reid.to, tone: 'faint' },
    names.get(reid.to) ?? '',
    reid.from,
    `${reid.to} (${Math.round(reid.confidence * 100)}% sure)`,
  ]);
  const rows = [...repricings, ...changes, ...reids];
  if (rows.length > 0) host.print(table(COLUMNS, rows, host.paint, host.columns));
  host.complain(`${summary(found)}\n`);
  if (found.massRemoval)
    host.complain('More than half of the earlier catalog is gone: is the later one complete?\n');
}

function sides(change: Change): [Cell, Cell] {
  if (change.kind === 'added' || change.kind === 'restored') return ['', change.after.rate ?? '?'];
  if (change.kind === 'removed') return [change.before.rate ?? '?', ''];
  return [fieldsOf(change.before), fieldsOf(change.after)];
}

/** `min 10, max 1000`; a single field needs no label, its kind names it. */
function fieldsOf(side: object): string {
  const entries = Object.entries(side).map(([field, value]): [string, string] => [
    field,
    String(value ?? '?'),
  ]);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && UNLABELLED.has(only[0])) return only[1];
  return entries.map(([field, value]) => `${field} ${value}`).join(', ');
}

const UNLABELLED = new Set(['name', 'rate', 'category', 'description']);

function toneOf(change: Change): Tone {
  if (change.kind === 'added' || change.kind === 'restored') return 'good';
  if (change.kind === 'removed') return 'bad';
  return change.kind === 'rate' ? 'doubtful' : 'plain';
}

function summary({ counts, repricings }: CatalogDiff): string {
  const told = Object.entries(counts).filter(([kind, count]) => count > 0 && kind !== 'repricing');
  const repriced = repricings.map((it) => `${it.rates.length} repriced by ${it.factor}`);
  return [...repriced, ...told.map(([kind, count]) => `${count} ${kind}`)].join(', ') || 'two empty catalogs';
}
