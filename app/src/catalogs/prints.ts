/**
 * What a stored catalog looked like, in twelve bytes a service: a changed catalog is told from it without reading thousands of rows.
 * A service whose print is known is the one that is stored; every other is loaded and compared in full.
 *
 * A print is 64 bits over the id and all that is compared, keyed by a random number of the catalog's own that never leaves the
 * database. By chance a change goes unseen once in 2^64 comparisons, and a panel that wanted to hide one would have to construct it
 * against a key that it cannot see.
 */
import { createHash } from 'node:crypto';
import { finish, mix, mixWords, type Catalog, type Lanes, type Service } from 'smmwatch';
import { textOf, type ServiceText } from './service-text.ts';

export interface Prints {
  /** Two numbers. */
  key: Int32Array;
  /** Of what is stored of the catalog beside its services. */
  facts: Int32Array;
  /** Two numbers a service, in the catalog's order. */
  services: Int32Array;
  /** Where each service stands in the catalog's order. */
  positions: Int32Array;
}

/**
 * Rises when what is compared of a service changes: prints of another format are not read, and the next check compares with the
 * rows. Written as the machine stores integers, so that a machine of the other byte order reads another format, too.
 */
const FORMAT = 2;
const KEY_AT = 1;
const FACTS_AT = 3;
const FACTS_LENGTH = 4;
const SERVICES_AT = FACTS_AT + FACTS_LENGTH;

export function writePrints({ key, facts, services, positions }: Prints): Buffer {
  const all = new Int32Array(SERVICES_AT + services.length + positions.length);
  all[0] = FORMAT;
  all.set(key, KEY_AT);
  all.set(facts, FACTS_AT);
  all.set(services, SERVICES_AT);
  all.set(positions, SERVICES_AT + services.length);
  return Buffer.from(all.buffer);
}

const NUMBERS_AN_EDIT = 3;

/**
 * Services whose print is another since the prints were written: the place of each, and its two numbers. `earlier` are those that were
 * told before, `places` those that are new in `prints`.
 */
export function addPrintEdits(earlier: Buffer, prints: Int32Array, places: readonly number[]): Buffer {
  const edits = new Int32Array(earlier.length / 4 + places.length * NUMBERS_AN_EDIT);
  new Uint8Array(edits.buffer).set(earlier);
  for (const [index, place] of places.entries())
    edits.set(
      [place, prints[place * 2] ?? 0, prints[place * 2 + 1] ?? 0],
      earlier.length / 4 + index * NUMBERS_AN_EDIT,
    );
  return Buffer.from(edits.buffer);
}

/** With the edits made since. Undefined when they are not of this format. */
export function readPrints(stored: Buffer, edits: Buffer): Prints | undefined {
  if (stored.length < SERVICES_AT * 4 || stored.length % 4 !== 0) return undefined;
  // A copy: the buffer may begin anywhere, and integers may not.
  const all = new Int32Array(new Uint8Array(stored).buffer);
  const count = (all.length - SERVICES_AT) / 3;
  if (all[0] !== FORMAT || !Number.isInteger(count)) return undefined;
  const services = all.subarray(SERVICES_AT, SERVICES_AT + count * 2);
  const edited = new Int32Array(new Uint8Array(edits).buffer);
  for (let at = 0; at < edited.length; at += NUMBERS_AN_EDIT)
    services.set(edited.subarray(at + 1, at + NUMBERS_AN_EDIT), (edited[at] ?? 0) * 2);
  return {
    key: all.subarray(KEY_AT, FACTS_AT),
    facts: all.subarray(FACTS_AT, SERVICES_AT),
    services,
    positions: all.subarray(SERVICES_AT + count * 2),
  };
}

/** Of everything that `catalogs` keeps as JSON. */
export function printFacts({
  wrapper,
  fields,
  unknownFields,
  notes,
  findings,
  currency,
}: Catalog): Int32Array {
  const text = JSON.stringify([wrapper, fields, unknownFields, notes, findings, currency]);
  const hash = createHash('sha256').update(text).digest();
  return Int32Array.from({ length: FACTS_LENGTH }, (_, index) => hash.readInt32LE(index * 4));
}

export function sameFacts(a: Int32Array, b: Int32Array): boolean {
  return a.every((part, index) => part === b[index]);
}

/**
 * Two numbers a service. Three thousand services cost about a millisecond; a cryptographic hash of each costs three times that. `text`
 * is that of the same services.
 */
export function printServices(
  services: readonly Service[],
  key: Int32Array,
  text: ServiceText = textOf(services),
): Int32Array {
  const words = wordsOf(text);
  const prints = new Int32Array(services.length * 2);
  const lanes = new Int32Array(2);
  services.forEach((service, index) => {
    lanes.set(key);
    mixLength(lanes, service.id);
    mixLength(lanes, service.name);
    mixLength(lanes, service.category);
    mixLength(lanes, service.orderForm);
    mixLength(lanes, service.rate);
    mixLength(lanes, service.description);
    mixWords(lanes, words, (text.starts[index] ?? 0) / 2, (text.starts[index + 1] ?? 0) / 2);
    mixCount(lanes, service.min);
    mixCount(lanes, service.max);
    mixCount(lanes, service.refillDays);
    mix(lanes, flag(service.refill) | (flag(service.cancel) << 2) | (flag(service.dripfeed) << 4));
    finish(lanes);
    prints.set(lanes, index * 2);
  });
  return prints;
}

/** Two characters a number. */
function wordsOf({ all }: ServiceText): Int32Array {
  const bytes = new Uint8Array(all.length * 2);
  Buffer.from(bytes.buffer).write(all, 'utf16le');
  return new Int32Array(bytes.buffer);
}

/** Tells what was not written from what is empty, and where one text ends and the next begins. */
function mixLength(lanes: Lanes, text: string | null): void {
  mix(lanes, text === null ? -1 : text.length);
}

function mixCount(lanes: Lanes, count: number | null): void {
  if (count === null) return mix(lanes, -1);
  mix(lanes, count | 0);
  mix(lanes, Math.floor(count / 2 ** 32) | 0);
}

/** null is unknown, which is not false. */
function flag(value: boolean | null): number {
  return value === null ? 0 : value ? 1 : 2;
}

export interface Compared {
  /** Positions in the later catalog whose print is not known. */
  touched: number[];
  /** For each of the later catalog's services its index in the earlier one, -1 where its print is not known. */
  earlier: Int32Array;
  /** How many are as they were. */
  alike: number;
}

/**
 * Most catalogs come in the order in which they came before, so the next known print is looked at first, and where all stand where they
 * stood, no other.
 */
export function comparePrints(known: Int32Array, prints: Int32Array, allStand = false): Compared {
  const earlier = new Int32Array(prints.length / 2);
  const touched: number[] = [];
  let places: Map<number, number> | undefined;
  let next = 0;
  for (let index = 0; index < earlier.length; index++) {
    const a = prints[index * 2] ?? 0;
    const b = prints[index * 2 + 1] ?? 0;
    let place = allStand ? index : next;
    if (known[place * 2] !== a || known[place * 2 + 1] !== b) {
      places ??= allStand ? NOWHERE_ELSE : placesOf(known);
      place = places.get(placeKey(a, b)) ?? -1;
      if (known[place * 2 + 1] !== b) place = -1;
    }
    earlier[index] = place;
    if (place === -1) touched.push(index);
    else next = place + 1;
  }
  return { touched, earlier, alike: earlier.length - touched.length };
}

const NOWHERE_ELSE = new Map<number, number>();

function placesOf(prints: Int32Array): Map<number, number> {
  const places = new Map<number, number>();
  for (let index = 0; index * 2 < prints.length; index++)
    places.set(placeKey(prints[index * 2] ?? 0, prints[index * 2 + 1] ?? 0), index);
  return places;
}

/** 53 bits of a print are a number that a map can look up quickly; the rest is compared. */
function placeKey(a: number, b: number): number {
  return (a >>> 0) * 2 ** 21 + (b >>> 11);
}
