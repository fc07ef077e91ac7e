/**
 * The long-running processes. SIGTERM or SIGINT: nothing new is begun, what is in flight gets a few seconds, then everything
 * closes; a second signal, a second or more later, ends at once. `kill -9` costs a worker's leases and nothing that was acknowledged. When the
 * embedded database or the checking thread dies the process ends with status 1: whoever supervises it starts it again.
 */
import { startCheckingThread } from './checks/checking-thread.ts';
import { startChecking } from './checks/checking.ts';
import { endLeases } from './checks/lease.ts';
import type { Config } from './config.ts';
import { openDeps, type Deps } from './deps.ts';
import { StartError } from './errors.ts';
import { listen } from './http/listen.ts';
import { openMetricsPort } from './http/metrics-port.ts';
import { createSite } from './http/server.ts';
import { startJobs } from './jobs.ts';
import { createLink, everSignedIn } from './operator/sign-in.ts';
import { endLookLeases } from './submissions/lease-looks.ts';
import { startLooks } from './submissions/look-worker.ts';
import { href } from './urls.ts';

/** Together under the ten seconds that a supervisor usually allows. */
const CHECKS_GRACE_MS = 5000;
const REQUESTS_GRACE_MS = 3000;
/** Two signals closer than this are one wish. */
const SAME_SIGNAL_MS = 1000;

export async function serve(config: Config): Promise<number> {
  return await runUntilStopped(config, async (deps, die) => {
    // Nobody else can have the embedded database: who held these leases is dead, and need not be waited for.
    if (deps.databaseKind === 'embedded') {
      await endLeases(deps.db);
      await endLookLeases(deps.db);
    }
    const site = await startWeb(deps);
    const worker = await startCheckingThread(config, die);
    const metrics = await openMetricsPort(config, { ...deps, otherThread: () => worker.metrics() });
    return async () => {
      await metrics?.stop(REQUESTS_GRACE_MS);
      await Promise.all([site.stop(REQUESTS_GRACE_MS), worker.stop(CHECKS_GRACE_MS)]);
    };
  });
}

export async function web(config: Config): Promise<number> {
  assertServer(config, 'web');
  return await runUntilStopped(config, async (deps) => {
    const site = await startWeb(deps);
    const metrics = await openMetricsPort(config, deps);
    return async () => {
      await metrics?.stop(REQUESTS_GRACE_MS);
      await site.stop(REQUESTS_GRACE_MS);
    };
  });
}

export async function work(config: Config): Promise<number> {
  assertServer(config, 'work');
  return await runUntilStopped(config, async (deps) => {
    const metrics = await openMetricsPort(config, deps);
    deps.log.info({ concurrency: config.checkConcurrency }, 'checking panels');
    const checking = await startChecking(deps);
    const jobs = startJobs(deps);
    const looks = startLooks(deps);
    return async () => {
      await metrics?.stop(REQUESTS_GRACE_MS);
      await Promise.all([checking.stop(CHECKS_GRACE_MS), jobs.stop(CHECKS_GRACE_MS), looks.stop()]);
    };
  });
}

async function runUntilStopped(
  config: Config,
  start: (deps: Deps, die: (error: Error) => void) => Promise<() => Promise<void>>,
): Promise<number> {
  const ending = Promise.withResolvers<'asked' | Error>();
  const die = (error: Error) => ending.resolve(error);
  const deps = await openDeps(config, { mayJoin: false, onDeath: die });
  let askedAtMs: number | undefined;
  const asked = (signal: NodeJS.Signals) => {
    // Ctrl-C reaches the whole group, and npm passes it on once more: only a later signal means impatience.
    if (askedAtMs !== undefined && performance.now() - askedAtMs > SAME_SIGNAL_MS) process.exit(130);
    if (askedAtMs !== undefined) return;
    askedAtMs = performance.now();
    deps.log.info({ signal }, 'stopping');
    ending.resolve('asked');
  };
  process.on('SIGTERM', asked).on('SIGINT', asked);
  let stop: () => Promise<void>;
  try {
    stop = await start(deps, die);
  } catch (error) {
    await deps.close();
    throw error;
  }
  const why = await ending.promise;
  if (why !== 'asked') {
    deps.log.fatal(
      { err: why },
      'a part of the process is gone for good: it ends and has to be started again',
    );
    return 1;
  }
  await stop();
  await deps.close();
  deps.log.info('stopped');
  return 0;
}

async function startWeb(deps: Deps) {
  const { config, db, log } = deps;
  const site = await listen(createSite(deps), config.host, config.port);
  const address = config.publicUrl ?? site.url;
  log.info({ address, database: deps.databaseKind }, 'the site is open');
  if (!(await everSignedIn({ db }))) {
    const link = `${address}${href('signIn', { token: await createLink({ db }) })}`;
    // Not through the log: logs are kept and sent elsewhere, and this opens the site once.
    process.stdout.write(
      `\n  smmwatch is at ${address}\n  Sign in as operator (works once, for 24 hours): ${link}\n\n`,
    );
  }
  return site;
}

function assertServer(config: Config, command: string): void {
  if (config.databaseUrl !== undefined) return;
  throw new StartError(
    `\`${command}\` alone needs a database that several processes share.`,
    'Set DATABASE_URL to a PostgreSQL server, or run `serve`, which does both on the embedded database.',
  );
}
