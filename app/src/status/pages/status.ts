/** How punctual the checks are, who does them, and whether the trouble seen is our own. */
import type { Reader } from '../../i18n/reader.ts';
import { EXCHANGE_RATES_OLD_DAYS, type ExchangeRateFacts } from '../../market/queries.ts';
import type { Viewer } from '../../panels/queries.ts';
import { bytes, count, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { layoutWords } from '../../ui/layout.words.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, lasting, moment, span } from '../../ui/time.ts';
import {
  OVERDUE_SECONDS,
  WORKER_SEEN_SECONDS,
  type BackupRow,
  type DatabaseFacts,
  type FleetFacts,
  type OwnTroubleRow,
  type WorkerRow,
} from '../queries.ts';
import { statusWords as words, troubleWords } from './status.words.ts';

export interface Status {
  reader: Reader;
  viewer: Viewer;
  now: Date;
  fleet: FleetFacts;
  workers: readonly WorkerRow[];
  database: DatabaseFacts;
  backup: BackupRow | undefined;
  exchangeRates: ExchangeRateFacts;
  troubles: readonly OwnTroubleRow[];
}

export function statusPage(status: Status): Markup {
  const { reader, viewer, now, fleet, workers, database, backup, exchangeRates, troubles } = status;
  const { say } = reader;
  const seen = workers.filter(({ isSeen }) => isSeen);
  return page(
    { title: say(words.title), reader, viewer, now },
    html`<div class="page-head">
        <h1>${say(layoutWords.status)}</h1>
        <p class="lead">${summaryOf(status, seen)}</p>
      </div>
      <section aria-labelledby="checking">
        <h2 id="checking">${say(words.checking)}</h2>
        <p>
          ${say(words.lateMeans, { overdue: span(reader, OVERDUE_SECONDS), seen: span(reader, WORKER_SEEN_SECONDS) })}
        </p>
        ${facts([
          [say(words.median), lateness(reader, seen, ({ lagP50Ms }) => lagP50Ms)],
          [say(words.late99), lateness(reader, seen, ({ lagP99Ms }) => lagP99Ms)],
          [say(words.workersSeen), seen.length === 0 ? html`${say(words.none)}` : count(reader, seen.length)],
          [say(words.watched), count(reader, fleet.watched)],
          [
            say(words.overdue),
            fleet.overdue === 0
              ? count(reader, 0)
              : html`${say(words.overdueLongest, { n: reader.formats.whole(fleet.overdue), time: span(reader, fleet.oldestDueSeconds) })}`,
          ],
          [say(words.beingChecked), count(reader, fleet.leased)],
          [
            say(words.lastCheck),
            database.lastCheckAt === null
              ? unknown(reader, words.noneYet)
              : ago(reader, database.lastCheckAt, now),
          ],
        ])}
      </section>
      <section aria-labelledby="database">
        <h2 id="database">${say(words.database)}</h2>
        ${facts([
          [say(words.answers), html`${say(words.yesVersion, { version: database.version })}`],
          [say(words.size), bytes(reader, database.sizeBytes)],
          [
            say(words.rolledUp),
            database.rolledUntil === null
              ? unknown(reader, words.notDone)
              : moment(reader, database.rolledUntil),
          ],
          [
            say(words.lastBackup),
            backup === undefined ? unknown(reader, words.noneYet) : ago(reader, backup.madeAt, now),
          ],
        ])}
      </section>
      <section aria-labelledby="exchange-rates">
        <h2 id="exchange-rates">${say(words.exchangeRates)}</h2>
        <p>${exchangeRatesText(reader, exchangeRates)}</p>
      </section>
      ${viewer === 'operator' && workerSection(reader, workers, now)}
      <section aria-labelledby="troubles">
        <h2 id="troubles">${say(words.troubles)}</h2>
        <p>${say(words.troublesMean)}</p>
        ${
          troubles.length === 0
            ? html`<p>${say(words.noneSeen)}</p>`
            : table(troubleColumns(reader, viewer, now), troubles, {
                reader,
                label: say(words.troubles),
                stacks: true,
              })
        }
      </section>`,
  );
}

function exchangeRatesText({ say, formats }: Reader, facts: ExchangeRateFacts): Markup {
  const { day, source, currencies, ageDays } = facts;
  const isOld = ageDays > EXCHANGE_RATES_OLD_DAYS;
  return html`${say(words.exchangeRatesOf, { day: formats.date(new Date(`${day}T00:00:00Z`)), source, n: currencies })}
  ${isOld && html`<strong>${say(words.exchangeRatesOld, { n: ageDays })}</strong>`}`;
}

function summaryOf({ reader, fleet, troubles, now }: Status, seen: readonly WorkerRow[]): Markup {
  const { say } = reader;
  const current = troubles.find(isCurrent);
  if (current !== undefined)
    return reader.mark(words.inTrouble, {
      time: lasting(reader, current.beganAt, now),
      what: say(troubleWords[current.kind]),
    });
  if (fleet.watched === 0) return html`${say(words.noneWatched)}`;
  if (seen.length === 0) return html`${say(words.nobodyChecks, { time: span(reader, WORKER_SEEN_SECONDS) })}`;
  return html`${fleet.overdue > 0 ? say(words.someOverdue, { n: fleet.overdue }) : say(words.onTime)}`;
}

function isCurrent({ endedAt, isWatched }: OwnTroubleRow): boolean {
  return endedAt === null && isWatched;
}

/** The worst of the workers: a site is as late as its latest part. */
function lateness(
  reader: Reader,
  seen: readonly WorkerRow[],
  of: (worker: WorkerRow) => number | null,
): Markup {
  const lags = seen.flatMap((worker) => of(worker) ?? []);
  return lags.length === 0 ? unknown(reader, words.noCheckSince) : milliseconds(reader, Math.max(...lags));
}

function facts(rows: readonly [string, Markup][]): Markup {
  return html`<dl class="facts">
    ${rows.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

function workerSection(reader: Reader, workers: readonly WorkerRow[], now: Date): Markup {
  const { say } = reader;
  const columns: Column<WorkerRow>[] = [
    { head: say(words.machine), cell: ({ host }) => host, isName: true },
    { head: say(words.process), cell: ({ pid }) => String(pid), isNumber: true },
    { head: say(words.version), cell: ({ version }) => version },
    { head: say(words.started), cell: ({ startedAt }) => ago(reader, startedAt, now) },
    { head: say(words.seen), cell: ({ seenAt }) => ago(reader, seenAt, now) },
    {
      head: say(words.underWay),
      cell: ({ running, concurrency }) => say(words.runningOf, { running, all: concurrency }),
      isNumber: true,
    },
    { head: say(words.lateShort), cell: ({ lagP99Ms }) => milliseconds(reader, lagP99Ms), isNumber: true },
    {
      head: say(words.notReachable),
      cell: ({ unreachableShare }) => reader.formats.share(Math.round(unreachableShare * 100) / 100),
      isNumber: true,
    },
  ];
  return html`<section aria-labelledby="workers">
    <h2 id="workers">${say(words.workers)}</h2>
    ${workers.length === 0 ? html`<p>${say(words.noWorkers)}</p>` : table(columns, workers, { reader, label: say(words.workers), stacks: true })}
  </section>`;
}

function troubleColumns(reader: Reader, viewer: Viewer, now: Date): Column<OwnTroubleRow>[] {
  const { say } = reader;
  const columns: Column<OwnTroubleRow>[] = [
    { head: say(words.began), cell: ({ beganAt }) => moment(reader, beganAt), isName: true },
    {
      head: say(words.ended),
      cell: (trouble) => {
        if (trouble.endedAt !== null) return moment(reader, trouble.endedAt);
        return isCurrent(trouble)
          ? reader.mark(words.lastsFor, { time: lasting(reader, trouble.beganAt, now) })
          : unknown(reader, words.seerGone);
      },
    },
    { head: say(words.what), cell: ({ kind }) => say(troubleWords[kind]) },
  ];
  // What the system says may name our machines.
  if (viewer !== 'operator') return columns;
  return [
    ...columns,
    { head: say(words.detail), cell: ({ detail }) => detail },
    { head: say(words.seenBy), cell: ({ host }) => host ?? unknown(reader, words.goneWorker) },
  ];
}
