/**
 * What Prometheus may know of a process: how late checks are, how they end, what they cost. Labels hold only words of our own
 * (stages, codes, threads), never text of a panel, so that no panel can make a label or leak into one. Each thread counts for
 * itself; metrics-port.ts gathers them.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';
import { AggregatorRegistry, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { VERSION } from 'smmwatch';
import type { CheckObserver, Worker } from './checks/worker.ts';

/** What one thread has counted, in a form that passes between threads. */
export type MetricsPart = Awaited<ReturnType<Registry['getMetricsAsJSON']>>;

export interface Metrics {
  /** Told by the worker. */
  checks: CheckObserver;
  /** From now on this worker's load is measured. */
  watch(worker: Pick<Worker, 'load' | 'ownTrouble'>): void;
  /** Told by the database of every statement. */
  query(ms: number, failed: boolean): void;
  part(): Promise<MetricsPart>;
}

/** From a panel on the same network to one that is given up. */
const SECONDS_OF_CHECKS = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 180];
/** From a statement in memory to a database that hangs. */
const SECONDS_OF_QUERIES = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5, 30];
/** Half a second is the pace of an idle worker; a quarter of an hour the usual interval. */
const SECONDS_OF_LAG = [0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900];

const DELAY_RESOLUTION_MS = 20;

export function openMetrics(thread: 'main' | 'checks'): Metrics {
  const registry = new Registry();
  const registers = [registry];
  const lag = new Histogram({
    name: 'smmwatch_check_lag_seconds',
    help: 'How late checks started after they were due.',
    buckets: SECONDS_OF_LAG,
    registers,
  });
  const ended = new Counter({
    name: 'smmwatch_checks_total',
    help: 'Checks that were recorded, by the stage and code that they ended with.',
    labelNames: ['stage', 'code'],
    registers,
  });
  const duration = new Histogram({
    name: 'smmwatch_check_duration_seconds',
    help: 'How long checks took, from the first request to the last row that was read.',
    labelNames: ['stage'],
    buckets: SECONDS_OF_CHECKS,
    registers,
  });
  const bytes = new Counter({
    name: 'smmwatch_wire_bytes_total',
    help: 'Bytes of replies as they came off the wire.',
    registers,
  });
  const changes = new Counter({
    name: 'smmwatch_changes_total',
    help: 'Changes of catalogs that were recorded.',
    registers,
  });
  const lost = new Counter({
    name: 'smmwatch_leases_lost_total',
    help: 'Checks that were not recorded because their lease had ended.',
    registers,
  });
  const failed = new Counter({
    name: 'smmwatch_checks_not_recorded_total',
    help: 'Checks that could not be recorded, for reasons of our own; they are repeated.',
    registers,
  });
  const lease = new Histogram({
    name: 'smmwatch_lease_seconds',
    help: 'How long leasing due panels took.',
    buckets: SECONDS_OF_QUERIES,
    registers,
  });
  const record = new Histogram({
    name: 'smmwatch_record_seconds',
    help: 'How long results waited until they were durable.',
    buckets: SECONDS_OF_QUERIES,
    registers,
  });
  const queries = new Histogram({
    name: 'smmwatch_database_query_seconds',
    help: 'How long statements took, waiting for their answer included.',
    labelNames: ['thread', 'ended'],
    buckets: SECONDS_OF_QUERIES,
    registers,
  });
  watchThread(thread, registers);

  return {
    checks: {
      leased(_panels, leaseMs) {
        lease.observe(leaseMs / 1000);
      },
      ended({ panel, outcome, durationMs, facts }, recorded, recordMs) {
        lag.observe(Math.max(0, panel.startedAtMs - panel.dueAtMs) / 1000);
        record.observe(recordMs / 1000);
        bytes.inc(facts?.wireBytes ?? 0);
        if (recorded.kind === 'lease-lost') {
          lost.inc();
          return;
        }
        ended.inc({ stage: outcome.stage, code: outcome.code });
        duration.observe({ stage: outcome.stage }, durationMs / 1000);
        changes.inc(recorded.changes);
      },
      failed: () => failed.inc(),
    },
    watch: (worker) => watchWorker(worker, registers),
    query(ms, hasFailed) {
      queries.observe({ thread, ended: hasFailed ? 'error' : 'ok' }, ms / 1000);
    },
    part: () => registry.getMetricsAsJSON(),
  };
}

function watchWorker(worker: Pick<Worker, 'load' | 'ownTrouble'>, registers: Registry[]): void {
  read('smmwatch_checks_running', 'Checks under way.', registers, {}, () => worker.load().running);
  read(
    'smmwatch_record_queue',
    'Results that wait to be written.',
    registers,
    {},
    () => worker.load().recording,
  );
  read(
    'smmwatch_unreachable_share',
    'Share of the panels asked lately that could not be reached; near 1 the trouble is likelier our own.',
    registers,
    {},
    () => worker.ownTrouble.unreachableShare(performance.now()),
  );
}

function watchThread(thread: string, registers: Registry[]): void {
  const delay = monitorEventLoopDelay({ resolution: DELAY_RESOLUTION_MS });
  delay.enable();
  read(
    'smmwatch_event_loop_lag_seconds',
    'Longest time, since the metrics were read last, that a thread could not attend to anything else.',
    registers,
    { thread },
    () => {
      const longest = Math.max(0, delay.max / 1e9 - DELAY_RESOLUTION_MS / 1000);
      delay.reset();
      return longest;
    },
  );
  read(
    'smmwatch_heap_used_bytes',
    'Bytes that the objects of a thread take.',
    registers,
    { thread },
    () => getHeapStatistics().used_heap_size,
  );
  if (thread !== 'main') return;
  const build = { version: VERSION, node: process.versions.node };
  read('smmwatch_build_info', 'Always 1; the versions are its labels.', registers, build, () => 1);
}

/** A gauge that is read when the metrics are. */
function read(
  name: string,
  help: string,
  registers: Registry[],
  labels: Record<string, string>,
  value: () => number,
): Gauge {
  return new Gauge({
    name,
    help,
    labelNames: Object.keys(labels),
    registers,
    collect() {
      this.set(labels, value());
    },
  });
}

/** One text for all threads: counters and histograms are added up. */
export async function mergedText(parts: readonly MetricsPart[]): Promise<string> {
  return await AggregatorRegistry.aggregate([...parts]).metrics();
}
