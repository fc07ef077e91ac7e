import * as fc from 'fast-check';
import { newKey, type Service } from 'smmwatch';
import { describe, expect, it } from 'vitest';
import {
  addPrintEdits,
  comparePrints,
  printServices,
  readPrints,
  writePrints,
  type Prints,
} from './prints.ts';

const SERVICE: Service = {
  id: '12',
  name: 'Followers',
  category: 'Instagram',
  orderForm: 'Default',
  rate: '0.90',
  min: 10,
  max: 5000,
  description: 'Starts at once',
  refill: true,
  cancel: null,
  dripfeed: false,
  averageTime: '2 hours',
  network: null,
  refillDays: 30,
  position: 0,
};

function printOf(service: Service, key = Int32Array.of(1, 2)): string {
  return printServices([service], key).join(' ');
}

describe('the print of a service', () => {
  it('differs with everything that is compared, however little of it differs', () => {
    const others: Partial<Service>[] = [
      { id: '13' },
      { name: 'followers' },
      { name: 'Followers ' },
      { name: 'F\u043Fllowers' },
      { category: null },
      { category: '' },
      { orderForm: null },
      { rate: '0.9' },
      { rate: null },
      { min: null },
      { min: 0 },
      { min: 10 + 2 ** 32 },
      { max: 5001 },
      { description: null },
      { refill: null },
      { refill: false },
      { cancel: false },
      { dripfeed: null },
      { refillDays: 31 },
      // The same letters, cut in another place.
      { id: '12F', name: 'ollowers' },
      { id: '12\nFollowers', name: 'Instagram', category: 'Default', orderForm: '' },
      { category: 'InstagramDefault', orderForm: '' },
      { min: 5000, max: 10 },
      { refill: null, cancel: true },
    ];
    const prints = [{}, ...others].map((other) => printOf({ ...SERVICE, ...other }));
    expect(new Set(prints).size).toBe(others.length + 1);
  });

  it('does not know what is not compared: time taken, network, place', () => {
    expect(printOf({ ...SERVICE, averageTime: null, network: 'ig', position: 7 })).toBe(printOf(SERVICE));
  });

  it('is another under another key', () => {
    expect(printOf(SERVICE, Int32Array.of(1, 3))).not.toBe(printOf(SERVICE));
    expect(newKey()).not.toEqual(newKey());
  });

  it('is never shared by two different services', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 6 });
    const service = fc.record({ id: text, name: text, category: fc.option(text), rate: fc.option(text) });
    fc.assert(
      fc.property(service, service, (a, b) => {
        const isSame = JSON.stringify(a) === JSON.stringify(b);
        expect(printOf({ ...SERVICE, ...a }) === printOf({ ...SERVICE, ...b })).toBe(isSame);
      }),
    );
  });

  it('spreads over all of its bits: of a hundred thousand numbered services none look alike, in either half', () => {
    const services = Array.from({ length: 100_000 }, (_, index) => ({ ...SERVICE, id: String(index) }));
    const prints = printServices(services, Int32Array.of(5, 6));
    for (const half of [0, 1]) {
      const values = new Set(prints.filter((_, index) => index % 2 === half));
      // Of 100,000 random 32-bit numbers 1.2 are expected to meet another.
      expect(values.size).toBeGreaterThan(99_980);
    }
  });
});

describe('prints compared', () => {
  const services = Array.from({ length: 50 }, (_, index) => ({ ...SERVICE, id: String(index) }));
  const key = Int32Array.of(7, 8);
  const known = printServices(services, key);

  it('tell what was touched, and which each of the others was, in any order', () => {
    const later = services
      .toReversed()
      .map((service) => (service.id === '7' ? { ...service, min: 1 } : service));
    later.unshift({ ...SERVICE, id: 'new' });
    const { touched, earlier, alike } = comparePrints(known, printServices(later, key));
    expect(touched.map((index) => later[index]?.id)).toEqual(['new', '7']);
    expect(alike).toBe(49);
    expect([...earlier]).toEqual(later.map(({ id }) => (id === 'new' || id === '7' ? -1 : Number(id))));
  });

  it('know nothing of a catalog that was empty', () => {
    const { touched, alike } = comparePrints(new Int32Array(0), known);
    expect({ touched: touched.length, alike }).toEqual({ touched: 50, alike: 0 });
  });
});

describe('prints in the database', () => {
  const prints: Prints = {
    key: Int32Array.of(-1, 2),
    facts: Int32Array.of(3, 4, 5, 6),
    services: Int32Array.of(7, 8, 9, 10),
    positions: Int32Array.of(-5, 6),
  };

  const NONE = Buffer.alloc(0);

  it('are read as they were written, wherever in memory the bytes begin', () => {
    const bytes = Buffer.concat([Buffer.from('x'), writePrints(prints)]).subarray(1);
    expect(readPrints(bytes, NONE)).toEqual(prints);
  });

  it('are read with what was edited since, the latest last', () => {
    const once = addPrintEdits(NONE, Int32Array.of(7, 8, 90, 100), [1]);
    const twice = addPrintEdits(once, Int32Array.of(70, 80, 91, 101), [0, 1]);
    const stored = writePrints(prints);
    expect(readPrints(stored, once)).toEqual({ ...prints, services: Int32Array.of(7, 8, 90, 100) });
    expect(readPrints(stored, Buffer.concat([NONE, twice]))?.services).toEqual(
      Int32Array.of(70, 80, 91, 101),
    );
  });

  it('are not read when they are of another format or cut off', () => {
    const bytes = writePrints(prints);
    const other = Buffer.from(bytes);
    other.writeInt32LE(99);
    expect(
      [other, bytes.subarray(4), bytes.subarray(0, -4), bytes.subarray(0, -1), Buffer.alloc(0)].map((each) =>
        readPrints(each, NONE),
      ),
    ).toEqual(Array.from({ length: 5 }));
  });
});
