/**
 * A service as the database can hold it. Applied before catalogs are compared: what is compared is what is stored, and a text
 * that the database cannot hold as written does not look changed at every check.
 */
import { createHash } from 'node:crypto';
import type { Service } from 'smmwatch';
import type { ServiceText } from './service-text.ts';

/** A key of an index may take 2,704 bytes; no panel's own id comes near this. */
const ID_CHARS_MAX = 300;
/** Of a 4-byte integer. */
const INTEGER_MAX = 2_147_483_647;
/** Every service has a name; one of nothing but what cannot be stored is shown as unreadable. */
const UNREADABLE = '\ufffd';

/** The services themselves where the database can hold all of every one, as it nearly always can. `text` is theirs. */
export function storableServices(services: readonly Service[], text: ServiceText): readonly Service[] {
  return isStorableText(text.all) && services.every(isStorable) ? services : services.map(madeStorable);
}

/** Beside the words that the text of all services holds. */
function isStorable(service: Service): boolean {
  return (
    service.id.length <= ID_CHARS_MAX &&
    service.id !== '' &&
    service.name !== '' &&
    (service.averageTime === null || isStorableText(service.averageTime)) &&
    (service.network === null || isStorableText(service.network)) &&
    storableCount(service.min) === service.min &&
    storableCount(service.max) === service.max &&
    storableDays(service.refillDays) === service.refillDays
  );
}

function madeStorable(service: Service): Service {
  return {
    ...service,
    id: storableId(service.id),
    name: storableText(service.name) || UNREADABLE,
    category: storableText(service.category),
    orderForm: storableText(service.orderForm),
    description: storableText(service.description),
    averageTime: storableText(service.averageTime),
    network: storableText(service.network),
    min: storableCount(service.min),
    max: storableCount(service.max),
    refillDays: storableDays(service.refillDays),
  };
}

/** PostgreSQL stores neither U+0000 nor half a surrogate pair. */
function isStorableText(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

export function storableText<Text extends string | null>(text: Text): Text | string {
  if (text === null) return text;
  return (text.includes('\0') ? text.replaceAll('\0', '') : text).toWellFormed();
}

/** A long id is cut and told apart by its hash. */
function storableId(id: string): string {
  const whole = storableText(id) || UNREADABLE;
  if (whole.length <= ID_CHARS_MAX) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 32);
  return `${whole.slice(0, ID_CHARS_MAX - hash.length - 1).toWellFormed()}…${hash}`;
}

/** Beyond this a number is no longer exact, and no quantity: there is no such limit. */
function storableCount(count: number | null): number | null {
  return count !== null && Number.isSafeInteger(count) ? count : null;
}

function storableDays(days: number | null): number | null {
  return days !== null && Number.isInteger(days) && Math.abs(days) <= INTEGER_MAX ? days : null;
}
