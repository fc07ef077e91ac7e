/** What Prometheus reads, after real checks of a real panel. */
import { expect, test } from 'vitest';
import { offer } from '../../test/shop.ts';
import { useWatching } from '../../test/watching.ts';
import { startChecking } from '../checks/checking.ts';
import { openMetrics } from '../metrics.ts';
import { metricsRoutes } from './metrics-port.ts';

const watching = useWatching();

async function read(source: Partial<Parameters<typeof metricsRoutes>[0]> = {}) {
  const reply = await metricsRoutes({ ...watching.deps, ...source }).request('/metrics');
  return { status: reply.status, text: await reply.text() };
}

function valueOf(text: string, name: string): number | undefined {
  const line = text.split('\n').find((one) => one.startsWith(`${name} `));
  return line === undefined ? undefined : Number(line.split(' ').at(-1));
}

test('checks are counted by how they ended, and nothing that a panel says is in it', async () => {
  const shop = await watching.watch('Loud <Shop> "quoted"', [offer(1, { name: 'A Loud Name' })]);
  const checking = await startChecking(watching.deps);
  await expect
    .poll(async () => valueOf((await read()).text, 'smmwatch_checks_total{stage="ok",code="ok"}'))
    .toBe(1);
  const { text } = await read();
  await checking.stop(1000);
  expect(valueOf(text, 'smmwatch_check_lag_seconds_count')).toBe(1);
  expect(valueOf(text, 'smmwatch_check_duration_seconds_count{stage="ok"}')).toBe(1);
  expect(valueOf(text, 'smmwatch_wire_bytes_total')).toBeGreaterThan(100);
  expect(valueOf(text, 'smmwatch_record_seconds_count')).toBe(1);
  expect(valueOf(text, 'smmwatch_checks_running')).toBe(0);
  expect(valueOf(text, 'smmwatch_record_queue')).toBe(0);
  expect(valueOf(text, 'smmwatch_panels')).toBe(1);
  expect(valueOf(text, 'smmwatch_panels_due')).toBe(0);
  expect(valueOf(text, 'smmwatch_workers')).toBe(1);
  expect(valueOf(text, 'smmwatch_database_up')).toBe(1);
  expect(valueOf(text, 'smmwatch_exchange_rates_age_seconds')).toBeGreaterThanOrEqual(0);
  expect(valueOf(text, 'smmwatch_database_query_seconds_count{thread="main",ended="ok"}')).toBeGreaterThan(5);
  expect(valueOf(text, 'smmwatch_looks_waiting')).toBe(0);
  expect(valueOf(text, 'smmwatch_submissions_waiting')).toBe(0);
  expect(valueOf(text, 'process_resident_memory_bytes')).toBeGreaterThan(1e6);
  expect(text).not.toMatch(/loud/i);
  expect(text).not.toContain(shop.shop.key);
  expect(text).not.toContain(String(shop.shop.port));
});

test('two threads are added up', async () => {
  const [one, other] = [openMetrics('main'), openMetrics('checks')];
  one.query(2, false);
  for (const metrics of [one, other]) {
    metrics.query(3, true);
    metrics.checks.leased?.([], 3);
  }
  const { text } = await read({ metrics: one, otherThread: () => other.part() });
  expect(valueOf(text, 'smmwatch_lease_seconds_count')).toBe(2);
  expect(valueOf(text, 'smmwatch_lease_seconds_sum')).toBe(0.006);
  expect(valueOf(text, 'smmwatch_lease_seconds_bucket{le="0.0025"}')).toBe(0);
  expect(valueOf(text, 'smmwatch_lease_seconds_bucket{le="0.005"}')).toBe(2);
  expect(valueOf(text, 'smmwatch_database_query_seconds_count{thread="main",ended="ok"}')).toBe(1);
  expect(valueOf(text, 'smmwatch_database_query_seconds_count{thread="checks",ended="error"}')).toBe(1);
});

test('a thread that does not answer is no quiet site: the reading fails', async () => {
  const { status, text } = await read({ otherThread: () => Promise.reject(new Error('no answer')) });
  expect(status).toBe(503);
  expect(text).not.toContain('smmwatch_');
});
