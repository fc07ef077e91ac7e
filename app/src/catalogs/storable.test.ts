import type { Service } from 'smmwatch';
import { describe, expect, it } from 'vitest';
import { storableService } from './storable.ts';

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

describe('a service as it is stored', () => {
  it('is the service as the panel wrote it', () => {
    expect(storableService(PLAIN)).toEqual(PLAIN);
  });

  it('lacks what the database cannot hold, and is never without a name or an id', () => {
    const stored = storableService({
      ...PLAIN,
      id: '\0',
      name: '\0\0',
      category: 'a\0b\ud83d',
      description: '\udc00',
    });
    expect(stored).toMatchObject({
      id: '\ufffd',
      name: '\ufffd',
      category: 'ab\ufffd',
      description: '\ufffd',
    });
  });

  it('lacks numbers that are none', () => {
    const stored = storableService({ ...PLAIN, min: 1.5, max: 1e300, refillDays: 1e12 });
    expect(stored).toMatchObject({ min: null, max: null, refillDays: null });
  });

  it('is told apart by its id, however long: the same id is the same again, another one another', () => {
    const long = 'x'.repeat(100_000);
    const [one, again, other] = [`${long}1`, `${long}1`, `${long}2`].map(
      (id) => storableService({ ...PLAIN, id }).id,
    );
    expect(one).toHaveLength(300);
    expect(again).toBe(one);
    expect(other).not.toBe(one);
    expect(storableService({ ...PLAIN, id: '😀'.repeat(400) }).id.isWellFormed()).toBe(true);
  });
});
