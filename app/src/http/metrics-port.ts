/**
 * Prometheus metrics, on a port of their own: every process has one where METRICS_PORT says so, the worker without a site
 * included, and the site itself has no address under which a stranger could read them.
 */
import { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { Config } from '../config.ts';
import type { Database } from '../db/open.ts';
import { messageOf } from '../errors.ts';
import type { Log } from '../log.ts';
import { exchangeRateFacts } from '../market/queries.ts';
import { mergedText, type Metrics, type MetricsPart } from '../metrics.ts';
import { fleetFacts } from '../status/queries.ts';
import { waitingFacts } from '../submissions/queries.ts';
import type { SiteEnv } from './env.ts';
import { listen, type Listening } from './listen.ts';

export interface MetricsSource {
  db: Database;
  log: Log;
  metrics: Metrics;
  /** Of the other thread that checks, where there is one. */
  otherThread?: () => Promise<MetricsPart>;
}

/** Undefined where no port is configured. */
export async function openMetricsPort(
  { metricsPort, metricsHost }: Pick<Config, 'metricsPort' | 'metricsHost'>,
  source: MetricsSource,
): Promise<Listening | undefined> {
  if (metricsPort === undefined) return undefined;
  const open = await listen(metricsRoutes(source), metricsHost, metricsPort, 'METRICS_');
  source.log.info({ address: `${open.url}/metrics` }, 'metrics are served');
  return open;
}

export function metricsRoutes({ db, log, metrics, otherThread }: MetricsSource): Hono<SiteEnv> {
  const ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  const fleet = watchFleet(db);
  return new Hono<SiteEnv>().get('/metrics', async (c) => {
    try {
      const parts = await Promise.all([
        metrics.part(),
        ...(otherThread === undefined ? [] : [otherThread()]),
      ]);
      const texts = [await mergedText(parts), await fleet(), await ofProcess.metrics()];
      return c.text(`${texts.join('\n').trimEnd()}\n`, 200, { 'content-type': ofProcess.contentType });
    } catch (error) {
      // Half of the figures would look like a quiet site: Prometheus shall see that the process is not well.
      log.warn({ reason: messageOf(error) }, 'metrics could not be gathered');
      return c.text('The metrics could not be gathered; the log says why.\n', 503);
    }
  });
}

/** What the database says of all panels; the same from every process. An answer costs one query each of schedule, exchange rates and submissions. */
function watchFleet(db: Database): () => Promise<string> {
  const registry = new Registry();
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers: [registry] });
  const answers = gauge('smmwatch_database_up', 'Whether the database answered this reading: 1 or 0.');
  const watched = gauge('smmwatch_panels', 'Panels that are watched, paused ones left out.');
  const due = gauge('smmwatch_panels_due', 'Panels that are due and not being checked.');
  const overdue = gauge('smmwatch_panels_overdue', 'Of those, the ones that are due for more than a minute.');
  const oldest = gauge('smmwatch_oldest_due_seconds', 'For how long the one that waits longest is due.');
  const leased = gauge('smmwatch_panels_leased', 'Panels that a worker holds.');
  const workers = gauge('smmwatch_workers', 'Workers that were seen within the last minute.');
  const ratesAge = gauge(
    'smmwatch_exchange_rates_age_seconds',
    'Whole days, in seconds, since the day of the exchange rates that prices are compared at.',
  );
  const looks = gauge('smmwatch_looks_waiting', 'Looks that visitors asked for and that have not ended.');
  const oldestLook = gauge('smmwatch_oldest_look_seconds', 'How long ago the oldest of them was asked for.');
  const submissions = gauge('smmwatch_submissions_waiting', 'Submissions that wait for the operator.');
  return async () => {
    const facts = await fleetFacts(db).catch(() => undefined);
    const rates = await exchangeRateFacts(db).catch(() => undefined);
    const waiting = await waitingFacts(db).catch(() => undefined);
    answers.set(facts === undefined ? 0 : 1);
    if (facts === undefined || rates === undefined || waiting === undefined)
      return await registry.getSingleMetricAsString('smmwatch_database_up');
    watched.set(facts.watched);
    due.set(facts.due);
    overdue.set(facts.overdue);
    oldest.set(facts.oldestDueSeconds);
    leased.set(facts.leased);
    workers.set(facts.workers);
    ratesAge.set(rates.ageDays * 86_400);
    looks.set(waiting.looks);
    oldestLook.set(waiting.looksSeconds);
    submissions.set(waiting.submissions);
    return await registry.metrics();
  };
}
