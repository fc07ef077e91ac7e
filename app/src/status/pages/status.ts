/** How punctual the checks are, who does them, and whether the trouble seen is our own. */
import type { Viewer } from '../../panels/queries.ts';
import { bytes, count, counted, milliseconds, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, lasting, moment, span } from '../../ui/time.ts';
import {
  OVERDUE_SECONDS,
  WORKER_SEEN_SECONDS,
  type DatabaseFacts,
  type FleetFacts,
  type OwnTroubleRow,
  type WorkerRow,
} from '../queries.ts';

export interface Status {
  viewer: Viewer;
  now: Date;
  fleet: FleetFacts;
  workers: readonly WorkerRow[];
  database: DatabaseFacts;
  troubles: readonly OwnTroubleRow[];
}

export function statusPage(status: Status): Markup {
  const { viewer, now, fleet, workers, database, troubles } = status;
  const seen = workers.filter(({ isSeen }) => isSeen);
  return page(
    { title: 'Status', viewer, now },
    html`<div class="page-head">
        <h1>Status of this site</h1>
        <p class="lead">${summaryOf(status, seen)}</p>
      </div>
      <section aria-labelledby="checking">
        <h2 id="checking">Checking</h2>
        <p>
          Lateness is how long after it was due a check of the last thousand started. A panel is overdue when
          it waits for more than ${span(OVERDUE_SECONDS)}, a worker is seen when it said something within
          ${span(WORKER_SEEN_SECONDS)}.
        </p>
        ${facts([
          ['Median lateness', lateness(seen, ({ lagP50Ms }) => lagP50Ms)],
          ['Lateness, 99 of 100', lateness(seen, ({ lagP99Ms }) => lagP99Ms)],
          ['Workers seen', seen.length === 0 ? html`none` : count(seen.length)],
          ['Panels watched', count(fleet.watched)],
          [
            'Panels overdue',
            html`${count(fleet.overdue)}${
              fleet.overdue > 0 && html`, the longest for ${span(fleet.oldestDueSeconds)}`
            }`,
          ],
          ['Being checked now', count(fleet.leased)],
          [
            'Last check',
            database.lastCheckAt === null ? unknown('none yet') : ago(database.lastCheckAt, now),
          ],
        ])}
      </section>
      <section aria-labelledby="database">
        <h2 id="database">Database</h2>
        ${facts([
          ['Answers', html`yes, PostgreSQL ${database.version}`],
          ['Size', bytes(database.sizeBytes)],
          [
            'History rolled up to',
            database.rolledUntil === null ? unknown('not done yet') : moment(database.rolledUntil),
          ],
        ])}
      </section>
      ${viewer === 'operator' && workerSection(workers, now)}
      <section aria-labelledby="troubles">
        <h2 id="troubles">Troubles of our own</h2>
        <p>
          When most panels cannot be reached at once, or our database does not answer, the fault is likelier
          ours. What is checked meanwhile counts as unknown, never as a panel’s downtime.
        </p>
        ${
          troubles.length === 0
            ? html`<p>None was seen.</p>`
            : table(troubleColumns(viewer, now), troubles, { label: 'Troubles of our own', stacks: true })
        }
      </section>`,
  );
}

function summaryOf({ fleet, troubles, now }: Status, seen: readonly WorkerRow[]): Markup {
  const current = troubles.find(isCurrent);
  if (current !== undefined)
    return html`In trouble of our own for ${lasting(current.beganAt, now)}: ${WORDS[current.kind]}.`;
  if (fleet.watched === 0) return html`No panel is watched.`;
  if (seen.length === 0) return html`Nobody checks: no worker was seen within ${span(WORKER_SEEN_SECONDS)}.`;
  if (fleet.overdue > 0) return html`${counted(fleet.overdue, 'panel')} overdue.`;
  return html`Checks are on time.`;
}

const WORDS: Record<OwnTroubleRow['kind'], string> = {
  network: 'most panels could not be reached',
  database: 'the database did not answer',
};

function isCurrent({ endedAt, isWatched }: OwnTroubleRow): boolean {
  return endedAt === null && isWatched;
}

/** The worst of the workers: a site is as late as its latest part. */
function lateness(seen: readonly WorkerRow[], of: (worker: WorkerRow) => number | null): Markup {
  const lags = seen.flatMap((worker) => of(worker) ?? []);
  return lags.length === 0 ? unknown('no check since the workers started') : milliseconds(Math.max(...lags));
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

function workerSection(workers: readonly WorkerRow[], now: Date): Markup {
  const columns: Column<WorkerRow>[] = [
    { head: 'Machine', cell: ({ host }) => host, isName: true },
    { head: 'Process', cell: ({ pid }) => String(pid), isNumber: true },
    { head: 'Version', cell: ({ version }) => version },
    { head: 'Started', cell: ({ startedAt }) => ago(startedAt, now) },
    { head: 'Seen', cell: ({ seenAt }) => ago(seenAt, now) },
    {
      head: 'Checks under way',
      cell: ({ running, concurrency }) => `${running} of ${concurrency}`,
      isNumber: true,
    },
    { head: 'Late, 99 %', cell: ({ lagP99Ms }) => milliseconds(lagP99Ms), isNumber: true },
    {
      head: 'Not reachable',
      cell: ({ unreachableShare }) => `${Math.round(unreachableShare * 100)} %`,
      isNumber: true,
    },
  ];
  return html`<section aria-labelledby="workers">
    <h2 id="workers">Workers</h2>
    ${workers.length === 0 ? html`<p>None was seen within a day.</p>` : table(columns, workers, { label: 'Workers', stacks: true })}
  </section>`;
}

function troubleColumns(viewer: Viewer, now: Date): Column<OwnTroubleRow>[] {
  const columns: Column<OwnTroubleRow>[] = [
    { head: 'Began', cell: ({ beganAt }) => moment(beganAt), isName: true },
    {
      head: 'Ended',
      cell: (trouble) => {
        if (trouble.endedAt !== null) return moment(trouble.endedAt);
        return isCurrent(trouble)
          ? html`lasts for ${lasting(trouble.beganAt, now)}`
          : unknown('who saw it is gone');
      },
    },
    { head: 'What', cell: ({ kind }) => WORDS[kind] },
  ];
  // What the system says may name our machines.
  if (viewer !== 'operator') return columns;
  return [
    ...columns,
    { head: 'Detail', cell: ({ detail }) => detail },
    { head: 'Seen by', cell: ({ host }) => host ?? unknown('a worker that is gone') },
  ];
}
