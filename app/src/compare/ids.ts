/**
 * Which services stand side by side, as an address says it: `ids=panel:service,panel:service`. A panel's slug holds no colon; a
 * service's id may hold anything, a comma included: then each has an `ids` of its own.
 */

export interface ServiceKey {
  /** The panel's slug. */
  panel: string;
  serviceId: string;
}

/** Each once, in the order given; what is no such pair is left out. */
export function readIds(asked: readonly string[]): ServiceKey[] {
  const texts = asked.length === 1 ? split(asked[0] ?? '') : asked;
  const keys = new Map<string, ServiceKey>();
  for (const text of texts) {
    const match = /^\s*([^:,\s]+):(.+?)\s*$/s.exec(text);
    if (match === null) continue;
    const [, panel = '', serviceId = ''] = match;
    keys.set(`${panel}:${serviceId}`, { panel, serviceId });
  }
  return [...keys.values()];
}

/** At commas, except where what follows is no pair: then the comma was part of an id. */
function split(text: string): string[] {
  const parts: string[] = [];
  for (const part of text.split(',')) {
    const last = parts.length - 1;
    if (part.includes(':') || last < 0) parts.push(part);
    else parts[last] += `,${part}`;
  }
  return parts;
}

export function idOf({ panel, serviceId }: ServiceKey): string {
  return `${panel}:${serviceId}`;
}

/** For the address: one text where that is unmistakable, else several. */
export function writeIds(keys: readonly ServiceKey[]): string | string[] {
  const ids = keys.map(idOf);
  const isPlain = ids.length < 2 || ids.every((id) => !id.includes(','));
  return isPlain ? ids.join(',') : ids;
}
