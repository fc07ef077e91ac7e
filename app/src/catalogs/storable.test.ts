import type { Service } from 'smmwatch';
import { describe, expect, it } from 'vitest';
import { textOf } from './service-text.ts';
import { storableServices } from './storable.ts';

const PLAIN: Service = {
  id: 'SUB-12',
  name: 'Followers 👨‍👩‍👧',
  category: 'Instagram',
  orderForm: 'Default',
  rate: '0.90',
  min: 10,
  max: null,
  description: 'as\nwritten',
  refill: true,
  cancel: null,
  dripfeed: false,
  averageTime: null,
  network: null,
  refillDays: 30,
  position: 0,
};

function stored(...services: Service[]): readonly Service[] {
  return storableServices(services, textOf(services));
}

function storedOf(changes: Partial<Service>): Service {
  const [service] = stored({ ...PLAIN, ...changes });
  if (service === undefined) throw new Error('it is gone');
  return service;
}

describe('a service as it is stored', () => {
  it('is the service as the panel wrote it', () => {
    const services = [PLAIN, { ...PLAIN, id: '2', averageTime: '2 hours', network: 'ig' }];
    expect(storableServices(services, textOf(services))).toBe(services);
  });

  it('lacks half a character even where the next text begins with another half', () => {
    const [first, second] = stored(
      { ...PLAIN, name: 'a\ud83d', category: '\ude00b', description: '\ud83d' },
      { ...PLAIN, id: '\ude00' },
    );
    expect(first).toMatchObject({ name: 'a\ufffd', category: '\ufffdb', description: '\ufffd' });
    expect(second).toEqual({ ...PLAIN, id: '\ufffd' });
    expect(storedOf({ averageTime: 'a\0', network: '\udc00' })).toMatchObject({
      averageTime: 'a',
      network: '\ufffd',
    });
  });

  it('lacks what the database cannot hold, and is never without a name or an id', () => {
    const service = storedOf({
      id: '\0',
      name: '\0\0',
      category: 'a\0b\ud83d',
      description: '\udc00',
    });
    expect(service).toMatchObject({
      id: '\ufffd',
      name: '\ufffd',
      category: 'ab\ufffd',
      description: '\ufffd',
    });
  });

  it('lacks numbers that are none', () => {
    const service = storedOf({ min: 1.5, max: 1e300, refillDays: 1e12 });
    expect(service).toMatchObject({ min: null, max: null, refillDays: null });
  });

  it('is told apart by its id, however long: the same id is the same again, another one another', () => {
    const long = 'x'.repeat(100_000);
    const [one, again, other] = [`${long}1`, `${long}1`, `${long}2`].map((id) => storedOf({ id }).id);
    expect(one).toHaveLength(300);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(storedOf({ id: '😀'.repeat(400) }).id.isWellFormed()).toBe(true);
  });
});
