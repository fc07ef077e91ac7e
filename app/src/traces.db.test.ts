/** Checks as a collector of OpenTelemetry receives them: a real one-page collector on loopback. */
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { listen, stop } from '../../demo/serving.ts';
import { offer } from '../test/shop.ts';
import { useWatching } from '../test/watching.ts';
import { startChecking } from './checks/checking.ts';

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: string } }[];
  status: { code: number };
}

const watching = useWatching();
const received: { path: string | undefined; token: string | undefined; spans: Span[]; body: string }[] = [];
let collector: Server;
let port: number;
beforeAll(async () => {
  collector = createServer((request, response) => {
    void text(request).then((body) => {
      const { resourceSpans } = JSON.parse(body);
      received.push({
        path: request.url,
        token: request.headers['x-token']?.toString(),
        spans: resourceSpans[0].scopeSpans[0].spans,
        body,
      });
      return response.end('{}');
    });
  });
  port = await listen(collector, 0);
});
afterAll(() => stop(collector));

test('a check is one trace: lease, exchanges, reading and recording, each within the check, and no key in it', async () => {
  const { shop, slug } = await watching.watch('Traced Shop', [offer(1), offer(2)]);
  const tracesTo = {
    endpoint: `http://127.0.0.1:${port}/v1/traces`,
    headers: { 'x-token': 'of the collector' },
  };
  const checking = await startChecking({ ...watching.deps, config: { ...watching.config, tracesTo } });
  await expect.poll(() => shop.requests['services']).toBe(1);
  await checking.stop(5000);

  expect(received).toMatchObject([{ path: '/v1/traces', token: 'of the collector' }]);
  const { spans = [], body = '' } = received[0] ?? {};
  const check = spans.find(({ name }) => name === 'check');
  const parts = spans.filter(({ parentSpanId }) => parentSpanId === check?.spanId);
  expect(parts.map(({ name }) => name)).toEqual(['lease', 'exchange', 'exchange', 'read', 'record']);
  expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
  expect(check?.traceId).toMatch(/^[0-9a-f]{32}$/);
  expect(check?.status).toEqual({ code: 1 });
  expect(check?.attributes).toEqual(
    expect.arrayContaining([
      { key: 'smmwatch.panel', value: { stringValue: slug } },
      { key: 'smmwatch.outcome', value: { stringValue: 'ok/ok' } },
    ]),
  );
  for (const part of parts) {
    expect(BigInt(part.startTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(check?.startTimeUnixNano ?? '0'));
    expect(BigInt(part.endTimeUnixNano)).toBeLessThanOrEqual(BigInt(check?.endTimeUnixNano ?? '0'));
    expect(BigInt(part.endTimeUnixNano)).toBeGreaterThanOrEqual(BigInt(part.startTimeUnixNano));
  }
  expect(body).not.toContain(shop.key);
});
