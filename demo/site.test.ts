import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, test } from 'vitest';
import { isFree } from './site.ts';

test('a port is free when nobody listens on it, and only then', async () => {
  const other = createServer().listen(0, '127.0.0.1');
  await once(other, 'listening');
  const address = other.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  expect(await isFree(port)).toBe(false);
  other.close();
  await once(other, 'close');
  expect(await isFree(port)).toBe(true);
});
