/** Ids for services whose panel gives none: the same catalog always gives the same ids. */
import type { Service } from './catalog.ts';

/** What identity is derived from: name, category and order form, not rate or limits, which change. */
export function derivedId({
  name,
  category,
  orderForm,
}: Pick<Service, 'name' | 'category' | 'orderForm'>): string {
  const a = mix(
    orderForm ?? '',
    mix(category ?? '', mix(name, 0x811c9dc5, 0x01000193), 0x01000193),
    0x01000193,
  );
  const b = mix(
    orderForm ?? '',
    mix(category ?? '', mix(name, 0x9747b28c, 0x5bd1e995), 0x5bd1e995),
    0x5bd1e995,
  );
  // 53 bits as one number: among 10,000 services two share an id by chance once in 100 million catalogs.
  return `~${(a >>> 0) * 0x200000 + (b >>> 11)}`;
}

/** Stirs a text and its end into 32 bits. */
function mix(text: string, seed: number, factor: number): number {
  let bits = seed;
  for (let at = 0; at < text.length; at++) {
    bits = Math.imul(bits ^ text.charCodeAt(at), factor);
    bits ^= bits >>> 15;
  }
  return Math.imul(bits ^ 0xffff, factor);
}

/**
 * Numbers services that derived the same id: the first keeps it, the others get `-2`, `-3`, in the order of their
 * limits and rates, so that moving rows about does not exchange their ids.
 */
export function separateDerivedIds(services: Service[]): void {
  const first = new Map<string, Service>();
  const groups = new Map<string, Service[]>();
  for (const service of services) {
    const known = first.get(service.id);
    if (known === undefined) {
      first.set(service.id, service);
      continue;
    }
    const group = groups.get(service.id);
    if (group === undefined) groups.set(service.id, [known, service]);
    else group.push(service);
  }
  for (const group of groups.values()) {
    group.sort(byLimitsAndRate);
    for (const [at, service] of group.entries()) if (at > 0) service.id = `${service.id}-${at + 1}`;
  }
}

function byLimitsAndRate(a: Service, b: Service): number {
  return (
    (a.min ?? 0) - (b.min ?? 0) ||
    (a.max ?? Number.MAX_SAFE_INTEGER) - (b.max ?? Number.MAX_SAFE_INTEGER) ||
    Number(a.rate ?? 0) - Number(b.rate ?? 0) ||
    a.position - b.position
  );
}
