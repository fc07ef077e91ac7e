/** What the database says of itself, of the panels and of those who check them. */
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { missingMigrations } from '../db/migrate.ts';
import type { Database } from '../db/open.ts';
import { StartError } from '../errors.ts';
import { assertVaultFits, holdsKeys, openVault } from '../panels/vault.ts';
import { EXCHANGE_RATES_OLD_DAYS, exchangeRateFacts } from '../market/queries.ts';
import { databaseFacts, fleetFacts, latestBackup, latestTroubles, listWorkers } from '../status/queries.ts';
import { waitingFacts } from '../submissions/queries.ts';
import { error, ok, warning, type DoctorFinding } from './findings.ts';

/** Times of people and certificates, not of the schedule, which the database's clock decides alone. */
const CLOCK_WARNING_MS = 5000;
/** The tables of days are made ahead every few hours. */
const WAITING_WARNING_SECONDS = 3 * 3600;
/** The roll-up runs every few minutes and leaves the youngest checks alone. */
const ROLL_UP_WARNING_SECONDS = 3600;
const LAG_WARNING_MS = 60_000;
/** What a week of prices is worth cannot be asked for again. */
const BACKUP_WARNING_DAYS = 7;

export async function checkMigrations(db: Database): Promise<DoctorFinding> {
  const missing = await missingMigrations(db);
  return missing.length === 0
    ? ok('schema', 'as this version needs it')
    : error(
        'schema',
        `lacks ${missing.join(', ')}`,
        'Run: smmwatch migrate (or start the site, which does it).',
      );
}

export async function checkSecretFits(db: Database, config: Config): Promise<DoctorFinding> {
  const about = 'keys of panels';
  if (!(await holdsKeys(db))) return ok(about, 'there are none yet');
  try {
    await assertVaultFits(db, openVault(config, { mayMakeSecret: false }));
    return ok(about, 'the secret key opens them');
  } catch (problem) {
    if (!(problem instanceof StartError)) throw problem;
    return error(about, problem.message, problem.remedy);
  }
}

export async function checkDatabase(db: Database): Promise<DoctorFinding[]> {
  const beganMs = Date.now();
  const facts = await databaseFacts(db);
  const apartMs = facts.now.getTime() - (beganMs + Date.now()) / 2;
  const away = `${Math.abs(apartMs / 1000).toFixed(1)} s`;
  return [
    ok('database', `PostgreSQL ${facts.version}, ${(facts.sizeBytes / 1e6).toFixed(0)} MB`),
    Math.abs(apartMs) < CLOCK_WARNING_MS
      ? ok('clock', 'agrees with the database')
      : warning(
          'clock',
          `is ${away} ${apartMs > 0 ? 'behind' : 'ahead of'} the database; checks follow the database, certificates do not`,
          'Let both machines keep time: timedatectl set-ntp true.',
        ),
    facts.waitingSeconds === null || facts.waitingSeconds < WAITING_WARNING_SECONDS
      ? ok('tables of days', 'made in time')
      : warning(
          'tables of days',
          `checks wait in checks_default for ${Math.round(facts.waitingSeconds / 3600)} h`,
          'The job make-partitions does not get through: look for it in the log of a worker; it needs a moment in which no page reads old checks.',
        ),
    rollUpFinding(facts.rolledUntil, facts.lastCheckAt),
  ];
}

function rollUpFinding(rolledUntil: Date | null, lastCheckAt: Date | null): DoctorFinding {
  if (lastCheckAt === null) return ok('roll-up', 'nothing was checked yet');
  const behind = (lastCheckAt.getTime() - (rolledUntil?.getTime() ?? 0)) / 1000;
  if (rolledUntil !== null && behind < ROLL_UP_WARNING_SECONDS)
    return ok('roll-up', `up to ${rolledUntil.toISOString()}`);
  return warning(
    'roll-up',
    rolledUntil === null ? 'not done yet' : `${Math.round(behind / 3600)} h behind`,
    'It runs every five minutes beside the checks; if this stays, look for the job roll-up in the log of a worker.',
  );
}

export async function checkPanels(db: Database): Promise<DoctorFinding[]> {
  const facts = await fleetFacts(db);
  const workers = await listWorkers(db);
  const seen = workers.filter(({ isSeen }) => isSeen);
  const lag = Math.max(0, ...seen.flatMap(({ lagP99Ms }) => lagP99Ms ?? []));
  return [
    seen.length > 0
      ? ok(
          'workers',
          seen
            .map(
              ({ host, pid, running, concurrency }) => `${host} ${pid} (${running} of ${concurrency} checks)`,
            )
            .join(', '),
        )
      : (facts.watched === 0 ? warning : error)(
          'workers',
          workers[0] === undefined
            ? 'none was seen within a day'
            : `none; the last was seen ${workers[0].seenAt.toISOString()}`,
          'Start the site (smmwatch serve), or a worker (smmwatch work) where the site runs as `web`.',
        ),
    facts.overdue === 0
      ? ok('panels', `${facts.watched} watched, ${facts.paused} paused, none overdue`)
      : warning(
          'panels',
          `${facts.overdue} of ${facts.watched} are overdue, one of them for ${Math.round(facts.oldestDueSeconds)} s`,
          seen.length === 0
            ? 'They are caught up with as soon as a worker runs.'
            : 'After a start this passes by itself; else raise CHECK_CONCURRENCY or start another worker.',
        ),
    lag < LAG_WARNING_MS
      ? ok(
          'lateness',
          seen.some(({ lags }) => lags > 0)
            ? `99 of 100 checks within ${(lag / 1000).toFixed(1)} s`
            : 'unknown before the first checks',
        )
      : warning(
          'lateness',
          `checks start up to ${Math.round(lag / 1000)} s late`,
          'Raise CHECK_CONCURRENCY or start another worker.',
        ),
    facts.lapsed === 0 || facts.overdue === 0
      ? ok('leases', `${facts.leased} held, ${facts.lapsed} left behind`)
      : warning(
          'leases',
          `${facts.lapsed} were left behind by workers that died, and nobody takes their panels over`,
          'Start a worker, or look in its log for why it cannot lease.',
        ),
  ];
}

/** Where nobody is asked, the operator has chosen to live with old ones; but not for ever. */
const RATES_OLD_DAYS_WHEN_OFF = 60;

export async function checkExchangeRates(db: Database, config: Config): Promise<DoctorFinding> {
  const about = 'exchange rates';
  const { day, source, ageDays, isShipped } = await exchangeRateFacts(db);
  const isOff = config.exchangeRatesUrl === undefined;
  const said = `of ${day} (${source}${isShipped ? ', as they came with the program' : ''})${isOff ? '; nobody is asked for newer ones' : ''}`;
  if (ageDays <= (isOff ? RATES_OLD_DAYS_WHEN_OFF : EXCHANGE_RATES_OLD_DAYS)) return ok(about, said);
  return warning(
    about,
    `${said}: ${ageDays} days old, and prices are compared at them`,
    isOff
      ? 'Set EXCHANGE_RATES_URL to a source, or update the program, which brings newer ones.'
      : 'The job exchange-rates asks once a day and at each start: its line in the log of a worker says what stands against it.',
  );
}

export async function checkTroubles(db: Database): Promise<DoctorFinding> {
  const about = 'own trouble';
  const [latest] = await latestTroubles(db, 1);
  if (latest === undefined) return ok(about, 'none seen');
  const since = latest.beganAt.toISOString();
  if (latest.endedAt === null && latest.isWatched)
    return error(
      about,
      `since ${since}: ${latest.detail}`,
      latest.kind === 'network'
        ? 'Check the network and the name servers of the worker.'
        : 'Check the database server.',
    );
  return ok(about, `none now; the last began ${since} (${latest.kind})`);
}

/** A visitor who waits for minutes has gone; a submitter who waits for days thinks that nobody is there. */
const LOOKS_LATE_SECONDS = 300;
const SUBMISSIONS_LATE_DAYS = 3;

export async function checkSubmissions(db: Database): Promise<DoctorFinding> {
  const about = 'submissions';
  const { looks, looksSeconds, submissions, submissionsSeconds } = await waitingFacts(db);
  if (looksSeconds > LOOKS_LATE_SECONDS)
    return warning(
      about,
      `${looks} looks wait for a worker, one of them for ${Math.round(looksSeconds / 60)} min`,
      'Whoever checks panels works them: start the site, or a worker, or look in its log for what is in the way.',
    );
  const days = Math.floor(submissionsSeconds / 86_400);
  if (days >= SUBMISSIONS_LATE_DAYS)
    return warning(
      about,
      `${submissions} wait for you, one of them for ${days} days`,
      'Decide about them at /operator/submissions.',
    );
  return ok(about, submissions === 0 ? 'none waits' : `${submissions} wait for you`);
}

/** Hosts of a few panels, to try their names. */
export async function panelHosts(db: Database, limit: number): Promise<string[]> {
  const { rows } = await sql<{
    url: string;
  }>`select api_url as url from panels order by panel_id desc limit ${limit}`.execute(db);
  return [...new Set(rows.flatMap(({ url }) => (URL.canParse(url) ? [new URL(url).hostname] : [])))];
}

/** A site that has just begun has nothing to lose yet. */
export async function checkBackup(db: Database): Promise<DoctorFinding> {
  const remedy = 'Run `smmwatch backup` once a day, and keep the file and the secret key elsewhere, apart.';
  const latest = await latestBackup(db);
  if (latest === undefined) {
    const { rows } = await sql<{ days: number | null }>`
      select extract(epoch from now() - min(added_at))::float8 / 86400 as days from panels`.execute(db);
    const days = rows[0]?.days ?? 0;
    return days < BACKUP_WARNING_DAYS
      ? ok('backup', 'none yet')
      : warning('backup', `none was made, and panels are watched for ${Math.round(days)} days`, remedy);
  }
  const days = (Date.now() - latest.madeAt.getTime()) / 86_400_000;
  return days < BACKUP_WARNING_DAYS
    ? ok('backup', `made ${latest.madeAt.toISOString()}, ${(latest.bytes / 1e6).toFixed(1)} MB`)
    : warning('backup', `the last was made ${Math.round(days)} days ago`, remedy);
}
