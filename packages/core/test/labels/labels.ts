/**
 * The labels beside this file, joined with the catalogs that they were made from. The catalogs are not part of the
 * repository; `SMMWATCH_CATALOGS` or `../shared/catalogs` says where they are.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Service } from '../../src/catalog.ts';

const here = import.meta.dirname;

/** The folder of the catalogs, or null with the reason why the labels cannot be joined. */
export function findCatalogs(): { folder: string } | { missing: string } {
  const folder = process.env['SMMWATCH_CATALOGS'] ?? resolve(here, '../../../../../shared/catalogs');
  return existsSync(folder) ? { folder } : { missing: `No catalogs at ${folder}: set SMMWATCH_CATALOGS.` };
}

/** One labelled row. */
export interface Labelled {
  folder: string;
  id: string;
  platform: string | null;
  kind: string | null;
  secondaryKind: string | null;
  refillDays: number | null;
  /** Kept away from tuning: only counted. */
  heldOut: boolean;
  service: Pick<Service, 'name' | 'category' | 'network' | 'description' | 'orderForm'>;
}

/** Every labelled row that the catalogs in `folder` hold. */
export function readLabels(folder: string): Labelled[] {
  const labelled: Labelled[] = [];
  for (const file of readdirSync(here).toSorted()) {
    if (!file.endsWith('.tsv')) continue;
    const catalog = file.slice(0, -'.tsv'.length);
    const services = readServices(join(folder, catalog));
    for (const line of readFileSync(join(here, file), 'utf8').split('\n').slice(1)) {
      const [id, platform, kind, secondaryKind, refillDays] = line
        .split('\t')
        .map((cell) => (cell === '-' ? null : cell));
      const service = services.get(id ?? '');
      if (id === undefined || id === null || service === undefined) continue;
      labelled.push({
        folder: catalog,
        id,
        platform: platform ?? null,
        kind: kind ?? null,
        secondaryKind: secondaryKind ?? null,
        refillDays: refillDays === null || refillDays === undefined ? null : Number(refillDays),
        heldOut: hash(catalog + id) % 5 === 0,
        service,
      });
    }
  }
  return labelled;
}

type Row = Record<string, unknown>;

/** Reads a stored catalog without the product's own reader, so that a mistake there cannot hide one here. */
function readServices(folder: string): Map<string, Labelled['service']> {
  const file = readdirSync(folder).find((name) => name.endsWith('.json') && !name.includes('utf16'));
  if (file === undefined) throw new Error(`No catalog in ${folder}`);
  const parsed: unknown = JSON.parse(readFileSync(join(folder, file), 'utf8').replace(/^\ufeff/, ''));
  const services = new Map<string, Labelled['service']>();
  for (const [position, row] of rowsOf(parsed).entries()) {
    const id = row['service'] ?? row['id'];
    services.set(id === undefined ? `#${position}` : String(id), {
      name: decode(text(row['name']) ?? ''),
      category: decode(text(row['category'])),
      network: text(row['network']),
      description: decode(text(row['description'])),
      orderForm: text(row['type']),
    });
  }
  return services;
}

function rowsOf(parsed: unknown): Row[] {
  if (Array.isArray(parsed)) return parsed as Row[];
  const object = parsed as Record<string, unknown>;
  const list = object['data'] ?? object['value'];
  if (Array.isArray(list)) return list as Row[];
  return Object.entries(object).flatMap(([category, rows]) =>
    (rows as Row[]).map((row) => ({ ...row, category })),
  );
}

function text(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function decode<T extends string | null>(value: T): T {
  if (value === null) return value;
  return value
    .replaceAll(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim() as T;
}

/** FNV-1a: the same rows are held out on every machine and when labels are added. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (const character of key) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
