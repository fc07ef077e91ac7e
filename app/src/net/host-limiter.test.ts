import { describe, expect, test } from 'vitest';
import { createHostLimiter } from './host-limiter.ts';

describe('the limiter of hosts', () => {
  test('lets one caller at a time to a host, in the order of coming', async () => {
    const limiter = createHostLimiter();
    const order: number[] = [];
    let inFlight = 0;
    await Promise.all(
      Array.from({ length: 20 }, async (_, index) => {
        const release = await limiter.acquire('panel.example');
        inFlight += 1;
        expect(inFlight).toBe(1);
        order.push(index);
        await Promise.resolve();
        inFlight -= 1;
        release();
      }),
    );
    expect(order).toEqual(Array.from({ length: 20 }, (_, index) => index));
  });

  test('lets different hosts be asked at once', async () => {
    const limiter = createHostLimiter();
    await limiter.acquire('a.example');
    const release = await limiter.acquire('b.example');
    expect(release).toBeTypeOf('function');
  });

  test('forgets who gave up, and serves the next', async () => {
    const limiter = createHostLimiter();
    const release = await limiter.acquire('panel.example');
    const giveUp = new AbortController();
    const impatient = limiter.acquire('panel.example', giveUp.signal);
    const patient = limiter.acquire('panel.example');
    giveUp.abort(new Error('gone'));
    await expect(impatient).rejects.toThrow('gone');
    release();
    (await patient)();
    (await limiter.acquire('panel.example'))();
    await expect(limiter.acquire('panel.example', giveUp.signal)).rejects.toThrow('gone');
  });

  test('is not fooled by a release that is called twice', async () => {
    const limiter = createHostLimiter();
    const release = await limiter.acquire('panel.example');
    const second = limiter.acquire('panel.example');
    release();
    release();
    await second;
    let isThird = false;
    const third = limiter.acquire('panel.example').then(() => (isThird = true));
    await Promise.resolve();
    expect(isThird).toBe(false);
    (await second)();
    await third;
  });
});
