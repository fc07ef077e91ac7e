/**
 * Traces of checks for an OpenTelemetry collector, as OTLP over HTTP in its JSON form. Loaded only where a collector is configured.
 * Spans are made when a check has ended, out of the times that it took anyway, so a check under way pays nothing. They are
 * sent in batches; a collector that is away costs the oldest spans, never a check.
 */
import { randomBytes } from 'node:crypto';
import { request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { hostname } from 'node:os';
import { VERSION } from 'smmwatch';
import type { LeasedPanel } from './checks/lease.ts';
import type { CheckObserver } from './checks/worker.ts';
import { messageOf } from './errors.ts';
import type { Log } from './log.ts';

export interface Traces extends CheckObserver {
  /** Sends what is left, within the time that one sending may take. */
  close(): Promise<void>;
}

export interface TracesOptions {
  endpoint: string;
  headers: Readonly<Record<string, string>>;
  log: Log;
}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  startTimeUnixNano: string;
  endTimeUnixNano: string;
  attributes: Attribute[];
  status: { code: number; message?: string };
}

type Attribute = { key: string; value: { stringValue: string } | { intValue: string } };

const SEND_EVERY_MS = 5000;
const SEND_WITHIN_MS = 10_000;
/** About a minute of a busy worker, at half a kilobyte each. */
const SPANS_MAX = 20_000;
const SPANS_PER_REQUEST = 2000;

const KIND = { internal: 1, client: 3 };
const STATUS = { ok: 1, error: 2 };

export function openTraces(options: TracesOptions): Traces {
  const leases = new WeakMap<LeasedPanel, { beganMs: number; endedMs: number }>();
  const waiting: Span[] = [];
  let dropped = 0;
  let wasAway = false;
  let sending: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    sending = sending.then(sendAll);
  }, SEND_EVERY_MS);
  timer.unref();

  function keep(spans: Span[]): void {
    waiting.push(...spans);
    if (waiting.length > SPANS_MAX) dropped += waiting.splice(0, waiting.length - SPANS_MAX).length;
  }

  async function sendAll(): Promise<void> {
    while (waiting.length > 0) {
      const spans = waiting.splice(0, SPANS_PER_REQUEST);
      try {
        await send(options, spans);
      } catch (error) {
        waiting.unshift(...spans);
        if (!wasAway)
          options.log.warn({ reason: messageOf(error) }, 'traces cannot be sent; they are kept for a while');
        wasAway = true;
        return;
      }
      if (wasAway) options.log.info({ dropped }, 'traces are sent again');
      wasAway = false;
    }
  }

  return {
    leased(panels, leaseMs) {
      const endedMs = performance.now();
      for (const panel of panels) leases.set(panel, { beganMs: endedMs - leaseMs, endedMs });
    },
    ended(result, recorded, recordMs) {
      const { panel, outcome, durationMs, exchanges = [], facts } = result;
      const endedMs = performance.now();
      const askedMs = endedMs - recordMs;
      const lease = leases.get(panel);
      const failed = outcome.stage !== 'ok';
      const trace = startTrace();
      const readMs = exchanges.at(-1)?.endedMs ?? askedMs;
      keep([
        trace.root('check', lease?.beganMs ?? askedMs - durationMs, endedMs, {
          attributes: [
            word('smmwatch.panel', panel.slug),
            word('smmwatch.outcome', `${outcome.stage}/${outcome.code}`),
            word('smmwatch.recorded', recorded.kind),
            whole('smmwatch.lag_ms', panel.startedAtMs - panel.dueAtMs),
            whole('smmwatch.wire_bytes', facts?.wireBytes ?? 0),
            whole('smmwatch.changes', recorded.kind === 'recorded' ? recorded.changes : 0),
          ],
          error: failed ? `${outcome.stage}/${outcome.code}` : undefined,
        }),
        ...(lease === undefined ? [] : [trace.part('lease', lease.beganMs, lease.endedMs)]),
        ...exchanges.map(({ beganMs, endedMs: until }) =>
          trace.part('exchange', beganMs, until, { kind: KIND.client }),
        ),
        trace.part('read', readMs, askedMs),
        trace.part('record', askedMs, endedMs),
      ]);
    },
    failed(panel, error) {
      const endedMs = performance.now();
      const attributes = [word('smmwatch.panel', panel.slug)];
      const beganMs = leases.get(panel)?.beganMs ?? endedMs;
      keep([startTrace().root('check', beganMs, endedMs, { attributes, error: messageOf(error) })]);
    },
    async close() {
      clearInterval(timer);
      await sending;
      await sendAll();
    },
  };
}

interface Told {
  kind?: number;
  attributes?: Attribute[];
  error?: string | undefined;
}

function startTrace() {
  const traceId = randomBytes(16).toString('hex');
  const rootId = randomBytes(8).toString('hex');
  const span = (spanId: string, name: string, beganMs: number, endedMs: number, told: Told): Span => ({
    traceId,
    spanId,
    name,
    kind: told.kind ?? KIND.internal,
    startTimeUnixNano: nanoseconds(beganMs),
    endTimeUnixNano: nanoseconds(endedMs),
    attributes: told.attributes ?? [],
    status: told.error === undefined ? { code: STATUS.ok } : { code: STATUS.error, message: told.error },
  });
  return {
    root: (name: string, beganMs: number, endedMs: number, told: Told = {}) =>
      span(rootId, name, beganMs, endedMs, told),
    part: (name: string, beganMs: number, endedMs: number, told: Told = {}) => ({
      ...span(randomBytes(8).toString('hex'), name, beganMs, endedMs, told),
      parentSpanId: rootId,
    }),
  };
}

/** Whole microseconds are as exact as the clock is; a number holds them without loss, nanoseconds it would not. */
function nanoseconds(ms: number): string {
  return `${Math.round((performance.timeOrigin + ms) * 1000)}000`;
}

function word(key: string, value: string): Attribute {
  return { key, value: { stringValue: value } };
}

function whole(key: string, value: number): Attribute {
  return { key, value: { intValue: String(Math.round(value)) } };
}

async function send({ endpoint, headers }: TracesOptions, spans: readonly Span[]): Promise<void> {
  const body = JSON.stringify({
    resourceSpans: [
      {
        resource: {
          attributes: [
            word('service.name', 'smmwatch'),
            word('service.version', VERSION),
            word('host.name', hostname()),
            whole('process.pid', process.pid),
          ],
        },
        scopeSpans: [{ scope: { name: 'smmwatch.checks', version: VERSION }, spans }],
      },
    ],
  });
  const open = endpoint.startsWith('https:') ? requestHttps : requestHttp;
  await new Promise<void>((resolve, reject) => {
    const sent = open(
      endpoint,
      {
        method: 'POST',
        headers: {
          ...headers,
          'content-type': 'application/json',
          'content-length': Buffer.byteLength(body),
        },
        signal: AbortSignal.timeout(SEND_WITHIN_MS),
      },
      (reply) => {
        reply.resume();
        const status = reply.statusCode ?? 0;
        reply.once('end', () =>
          status >= 200 && status < 300
            ? resolve()
            : reject(new Error(`the collector answers HTTP ${status}`)),
        );
        reply.once('error', reject);
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });
}
