/**
 * The labels beside this file, joined with the catalogs that they were made from. The catalogs are not part of the
 * repository; `SMMWATCH_CATALOGS` or `../shared/catalogs` says where they are.
 */

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Catalog, Service } from '../../src/catalog.ts';
import { normalize } from '../../src/normalize.ts';
import { isFailure } from '../../src/post.ts';
import { readJson } from '../../src/read-json.ts';
import { CATALOGS_FOLDER } from '../catalogs-folder.ts';

const here = import.meta.dirname;

/** The folder of the catalogs, or the reason why the labels cannot be joined. */
export function findCatalogs(): { folder: string } | { missing: string } {
  return existsSync(CATALOGS_FOLDER)
    ? { folder: CATALOGS_FOLDER }
    : { missing: `No catalogs at ${CATALOGS_FOLDER}: set SMMWATCH_CATALOGS.` };
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
  service: Service;
}

/** Every labelled row that the catalogs in `folder` hold. */
export function readLabels(folder: string): Labelled[] {
  return readdirSync(here)
    .filter((name) => name.endsWith('.tsv'))
    .toSorted()
    .flatMap((file) => labelsOf(file.slice(0, -'.tsv'.length), folder));
}

function labelsOf(catalog: string, folder: string): Labelled[] {
  const services = servicesByKey(readCatalog(join(folder, catalog)));
  const lines = readFileSync(join(here, `${catalog}.tsv`), 'utf8')
    .trim()
    .split('\n')
    .slice(1);
  return lines.map((line) => {
    const [id = '', ...cells] = line.split('\t');
    const [platform = null, kind = null, secondaryKind = null, refillDays = null] = cells.map(stated);
    const service = services.get(id);
    if (service === undefined) throw new Error(`${catalog} has no service ${id}`);
    const labelled = { folder: catalog, id, platform, kind, secondaryKind, service };
    return {
      ...labelled,
      refillDays: refillDays === null ? null : Number(refillDays),
      heldOut: hash(catalog + id) % 5 === 0,
    };
  });
}

function stated(cell: string): string | null {
  return cell === '-' ? null : cell;
}

/** Services by the panel's id, and by `#` and position for panels that give none. */
function servicesByKey(catalog: Catalog): Map<string, Service> {
  return new Map(
    catalog.services.flatMap((service) => [
      [service.id, service],
      [`#${service.position}`, service],
    ]),
  );
}

/** The first catalog that is stored in a folder, as the product reads it. */
function readCatalog(folder: string): Catalog {
  const file = readdirSync(folder).find((name) => name.endsWith('.json'));
  if (file === undefined) throw new Error(`No catalog in ${folder}`);
  const read = readJson(readFileSync(join(folder, file)));
  const catalog = isFailure(read) ? read : normalize(read.value);
  if (isFailure(catalog)) throw new Error(`${file} in ${folder} is no catalog`);
  return catalog;
}

/** FNV-1a: the same rows are held out on every machine and when labels are added. */
function hash(key: string): number {
  let value = 0x811c9dc5;
  for (const character of key) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
