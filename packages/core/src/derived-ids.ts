/** Ids for services whose panel gives none: the same catalog always gives the same ids. */
import type { Service } from './catalog.ts';

/** What identity is derived from: name, category and order form, not rate or limits, which change. */
export function derivedId(service: Pick<Service, 'name' | 'category' | 'orderForm'>): string {
  const text = `${service.name}\u0000${service.category ?? ''}\u0000${service.orderForm ?? ''}`;
  let a = 0x811c9dc5;
  let b = 0x9747b28c;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    a = Math.imul(a ^ code, 0x01000193);
    b = Math.imul(b ^ code, 0x5bd1e995);
    b ^= b >>> 15;
  }
  // 53 bits as one number: among 10,000 services two share an id by chance once in 100 million catalogs.
  return `~${(a >>> 0) * 0x200000 + (b >>> 11)}`;
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
