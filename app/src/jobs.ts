/**
 * What is done in the background, besides checks: pg-boss on our own database, in its schema `jobs`. Every process that checks runs
 * it; of several, one at a time does each job. A job may run twice or be broken off at any point, so each can be repeated without
 * harm; what fails is tried again, and what fails for good is logged. While the database is away, jobs wait.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { refreshSiteFigures } from './catalogs/moves.ts';
import { refreshFigures } from './checks/panel-figures.ts';
import { makePartitions } from './checks/partitions.ts';
import { forgetOld } from './checks/retention.ts';
import { HEALED_DAYS, rollUp } from './checks/roll-up.ts';
import { rollUpStages } from './checks/stages.ts';
import { vacuum } from './db/vacuum.ts';
import type { Deps } from './deps.ts';
import { takeKeyframes } from './history/keyframes.ts';
import { judgeDue, renewMarketMedians } from './market/judge-panels.ts';
import { refreshRates } from './market/refresh-rates.ts';
import { refreshFacts } from './search/refresh-facts.ts';
import { refreshSample } from './search/refresh-sample.ts';
import { forgetLooks } from './submissions/forget.ts';
import { messageOf } from './errors.ts';

export type JobDeps = Pick<
  Deps,
  'config' | 'db' | 'log' | 'executeSql' | 'databaseKind' | 'door' | 'userAgent'
>;

interface Job {
  /** When it is due, as cron has it, in UTC. A turn that was missed is made up for. */
  cron: string;
  /** And at every start. */
  atStart?: boolean;
  /** Runs in all, before it waits for its next turn. */
  attempts: number;
  secondsMax: number;
  /** Answers what it did, for the log; undefined when there was nothing to do. */
  run: (deps: JobDeps) => Promise<Record<string, unknown> | undefined>;
}

/** All jobs there are, by name. */
const JOBS: Record<string, Job> = {
  'roll-up': {
    cron: '*/5 * * * *',
    atStart: true,
    attempts: 3,
    secondsMax: 600,
    async run({ db }) {
      const { panels } = await rollUp(db);
      const figures = await refreshFigures(db);
      await refreshSiteFigures(db);
      return panels + figures === 0 ? undefined : { panels, figures };
    },
  },
  'heal-roll-up': {
    cron: '17 2 * * *',
    attempts: 3,
    secondsMax: 3600,
    async run({ db }) {
      const healed = await rollUp(db, { healDays: HEALED_DAYS });
      return { ...healed, stageDays: await rollUpStages(db) };
    },
  },
  'make-partitions': {
    cron: '7 */6 * * *',
    atStart: true,
    attempts: 10,
    secondsMax: 300,
    async run({ db }) {
      const days = await makePartitions(db);
      return days.length === 0 ? undefined : { days };
    },
  },
  'forget-old': {
    cron: '47 3 * * *',
    attempts: 5,
    secondsMax: 3600,
    async run({ db, config }) {
      const { days, hours } = await forgetOld(db, config);
      return days.length === 0 && hours === 0 ? undefined : { days, hours };
    },
  },
  'forget-looks': {
    cron: '33 * * * *',
    atStart: true,
    attempts: 3,
    secondsMax: 300,
    async run({ db }) {
      const { looks, submissions } = await forgetLooks(db);
      return looks + submissions === 0 ? undefined : { looks, submissions };
    },
  },
  'take-keyframes': {
    cron: '13 4 * * *',
    attempts: 3,
    secondsMax: 3600,
    async run({ db }) {
      const panels = await takeKeyframes(db);
      return panels === 0 ? undefined : { panels };
    },
  },
  'read-facts': {
    cron: '3 * * * *',
    atStart: true,
    attempts: 5,
    secondsMax: 3600,
    async run({ db }) {
      const panels = await refreshFacts(db);
      return panels === 0 ? undefined : { panels };
    },
  },
  'sample-facts': {
    cron: '*/5 * * * *',
    atStart: true,
    attempts: 3,
    secondsMax: 600,
    async run({ db }) {
      await refreshSample(db);
      return undefined;
    },
  },
  'exchange-rates': {
    cron: '23 5 * * *',
    atStart: true,
    attempts: 5,
    secondsMax: 300,
    async run(deps) {
      const refreshed = await refreshRates(deps);
      if (refreshed.kind === 'kept')
        deps.log.warn({ reason: refreshed.reason }, 'exchange rates stay as they were');
      return refreshed.kind === 'stored' ? { day: refreshed.day } : undefined;
    },
  },
  'judge-currencies': {
    cron: '*/5 * * * *',
    atStart: true,
    attempts: 3,
    secondsMax: 1800,
    async run({ db }) {
      const panels = await judgeDue(db);
      return panels === 0 ? undefined : { panels };
    },
  },
  'market-medians': {
    cron: '41 5 * * *',
    attempts: 3,
    secondsMax: 1800,
    async run({ db }) {
      const kinds = await renewMarketMedians(db);
      return kinds === 0 ? undefined : { kinds };
    },
  },
  'vacuum-hot': {
    cron: '27 * * * *',
    attempts: 2,
    secondsMax: 300,
    run: (deps) => vacuumEmbedded(deps, 'hot'),
  },
  'vacuum-all': {
    cron: '37 4 * * *',
    attempts: 2,
    secondsMax: 3600,
    run: (deps) => vacuumEmbedded(deps, 'all'),
  },
};

async function vacuumEmbedded({ db, databaseKind }: JobDeps, extent: 'hot' | 'all'): Promise<undefined> {
  if (databaseKind !== 'server') await vacuum(db, extent);
}

export interface RunningJobs {
  /** Settles when jobs are being taken, or when `stop` came first. */
  started: Promise<void>;
  /** Takes nothing new and lets what runs end for as long as `graceMs`. */
  stop(graceMs: number): Promise<void>;
}

/** Looked for this often: none of them is in a hurry, and each look is a query. */
const POLL_SECONDS = 30;
const RETRY_SECONDS = 20;
/** Ended jobs are kept for whoever asks what went wrong yesterday. */
const KEEP_SECONDS = 2 * 86_400;
const START_ATTEMPTS = 10_000;
const TAKE_UP_AGAIN_MS = 2000;

/** Comes back at once: the schema is made, and jobs are taken, while the site is open already. */
export function startJobs(deps: JobDeps): RunningJobs {
  const { log, executeSql } = deps;
  const boss = new PgBoss({
    db: { executeSql },
    backend: deps.databaseKind === 'server' ? 'postgres' : 'pglite',
    schema: 'jobs',
    // An idle site should cost next to nothing: every one of these is a query.
    cronMonitorIntervalSeconds: 45,
    cronWorkerIntervalSeconds: 45,
    clockMonitorIntervalSeconds: 600,
    superviseIntervalSeconds: 300,
    monitorIntervalSeconds: 300,
    queueCacheIntervalSeconds: 300,
    bamIntervalSeconds: 600,
    flowIntervalSeconds: 3600,
    registerInstance: false,
    monitorVacuum: false,
  });
  boss.on('error', (error) => log.warn({ reason: messageOf(error) }, 'jobs wait; the database may be away'));
  boss.on('warning', ({ message }) => log.warn({ reason: message }, 'jobs are slow'));
  const stopping = new AbortController();

  async function begin(): Promise<void> {
    await boss.start({ attempts: START_ATTEMPTS });
    for (const [name, job] of Object.entries(JOBS)) {
      if (stopping.signal.aborted) return;
      await takeUpAtLast(name, job);
    }
  }

  /** Asks a database that is away, or busy with the first hundred catalogs, until it answers: what is not taken up now never runs. */
  async function takeUpAtLast(name: string, job: Job): Promise<void> {
    for (;;) {
      try {
        await takeUp(name, job);
        return;
      } catch (error) {
        if (stopping.signal.aborted) throw error;
        log.warn({ job: name, reason: messageOf(error) }, 'job not taken up yet; it is tried again');
        await sleep(TAKE_UP_AGAIN_MS, undefined, { signal: stopping.signal });
      }
    }
  }

  async function takeUp(name: string, job: Job): Promise<void> {
    const limits = {
      retryLimit: job.attempts - 1,
      retryDelay: RETRY_SECONDS,
      retryBackoff: true,
      expireInSeconds: job.secondsMax,
      deleteAfterSeconds: KEEP_SECONDS,
    };
    // One at a time over all processes; a turn that comes while another waits or runs is not needed.
    await boss.createQueue(name, { policy: 'exclusive', ...limits });
    await boss.updateQueue(name, limits);
    await boss.schedule(name, job.cron, null, { tz: 'UTC', missed: 'once' });
    if (job.atStart === true) await boss.send(name);
    await boss.work(name, { pollingIntervalSeconds: POLL_SECONDS }, async () => await runLogged(name, job));
  }

  async function runLogged(name: string, job: Job): Promise<void> {
    const began = performance.now();
    try {
      const did = await job.run(deps);
      const told = { job: name, ms: Math.round(performance.now() - began), ...did };
      if (did === undefined) log.debug(told, 'job had nothing to do');
      else log.info(told, 'job done');
    } catch (error) {
      log.error({ job: name, err: error }, 'job failed; it is tried again');
      throw error;
    }
  }

  const started = begin().catch((error: unknown) => {
    if (!stopping.signal.aborted) log.error({ err: error }, 'jobs could not be started');
  });
  return {
    started,
    async stop(graceMs) {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: graceMs, close: false });
      await started;
    },
  };
}
