/** What `smmwatch services --json` printed, read back: yesterday's output is what people compare today's with. */
import type { Catalog, Service } from '../catalog.ts';
import type { CatalogJson } from './services.ts';

/** The catalog of a saved output; null when the value is something else. */
export function savedCatalog(value: unknown): Catalog | null {
  if (!isCatalogJson(value)) return null;
  const { version: _, ...catalog } = value;
  return catalog;
}

/** The envelope and every service are checked; notes, fields and findings are only carried along. */
function isCatalogJson(value: unknown): value is CatalogJson {
  return (
    isObject(value) &&
    value['version'] === 1 &&
    isObject(value['fields']) &&
    Array.isArray(value['notes']) &&
    Array.isArray(value['findings']) &&
    Array.isArray(value['services']) &&
    value['services'].every(isService)
  );
}

function isService(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value['id'] === 'string' &&
    typeof value['name'] === 'string' &&
    TEXTS.every((field) => value[field] === null || typeof value[field] === 'string') &&
    NUMBERS.every((field) => value[field] === null || typeof value[field] === 'number') &&
    FLAGS.every((field) => value[field] === null || typeof value[field] === 'boolean')
  );
}

const TEXTS = [
  'category',
  'orderForm',
  'rate',
  'description',
  'averageTime',
  'network',
] as const satisfies (keyof Service)[];
const NUMBERS = ['min', 'max', 'refillDays'] as const satisfies (keyof Service)[];
const FLAGS = ['refill', 'cancel', 'dripfeed'] as const satisfies (keyof Service)[];

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
