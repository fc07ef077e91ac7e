/** Submissions that wait for the operator: the queue, and one of them with everything that was seen of its API. English, like all of the operator's. */
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { REASON_CHARS_MAX } from '../../submissions/decide.ts';
import type { KnownAddress } from '../../submissions/known-panels.ts';
import type { SubmissionRow, WaitingSubmission } from '../../submissions/queries.ts';
import { empty } from '../../ui/empty.ts';
import { field } from '../../ui/field.ts';
import { count, unknown } from '../../ui/figures.ts';
import { page } from '../../ui/layout.ts';
import { lookProgress, lookReport } from '../../ui/look.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelLink, panelText } from '../../ui/panel-text.ts';
import { sampleTable } from '../../ui/sample-table.ts';
import { table, type Column } from '../../ui/table.ts';
import { ago, moment } from '../../ui/time.ts';
import { href } from '../../urls.ts';

export function reviewPage(waiting: readonly WaitingSubmission[], inAll: number, now: Date): Markup {
  return page(
    {
      reader,
      title: 'Submissions',
      viewer: 'operator',
      now,
      section: 'operator',
      isPrivate: true,
      hasQueue: true,
    },
    html`<div class="page-head">
        <h1>Submissions</h1>
        <p class="note">
          Panels whose owners agreed to be watched, the longest waiting
          first${inAll > waiting.length && `; ${waiting.length} of ${inAll}`}.
          <kbd>j</kbd> and <kbd>k</kbd> go through them, <kbd>Enter</kbd> opens one.
        </p>
      </div>
      ${
        waiting.length === 0
          ? empty(
              'Nothing waits for you',
              html`Panels come in at <a href="${href('submit')}">List a panel</a>.`,
            )
          : html`<div data-queue>
              ${table(columns(now), waiting, { reader, label: 'Submissions', stacks: true })}
            </div>`
      }`,
  );
}

function columns(now: Date): Column<WaitingSubmission>[] {
  return [
    {
      head: 'Panel',
      isName: true,
      className: 'name',
      cell: ({ submissionId, name }) =>
        html`<a href="${href('reviewOne', { submission: String(submissionId) })}">${panelText(name)}</a>`,
    },
    { head: 'API', cell: ({ apiUrl }) => html`<bdi class="address">${apiUrl}</bdi>` },
    { head: 'Website', cell: ({ websiteUrl }) => panelLink(websiteUrl) ?? unknown(reader) },
    { head: 'Services', isNumber: true, cell: ({ services }) => count(reader, services) },
    { head: 'Grade', cell: ({ grade }) => grade ?? unknown(reader) },
    { head: 'Looks like', cell: ({ known }) => (known === null ? '' : panelText(known.name)) },
    { head: 'Waits', isNumber: true, cell: ({ consentedAt }) => ago(reader, consentedAt, now) },
  ];
}

export interface ReviewData {
  submission: SubmissionRow;
  /** Whether its address is known by now; it is its own submission's in any case. */
  known: KnownAddress | undefined;
  now: Date;
  reason?: string;
  trouble?: string;
}

export function reviewOnePage({ submission, known, now, reason = '', trouble }: ReviewData): Markup {
  const { look, name, listing } = submission;
  const own = { submission: String(submission.submissionId) };
  return page(
    { reader, title: name, viewer: 'operator', now, section: 'operator', isPrivate: true, hasQueue: true },
    html`<div class="page-head">
        <p><a href="${href('review')}">Submissions</a></p>
        <h1>${panelText(name)}</h1>
        <p class="muted">
          <bdi class="address">${submission.apiUrl}</bdi> ${panelLink(submission.websiteUrl)}
        </p>
        ${submission.consentedAt !== null && html`<p class="muted">Agreed ${moment(reader, submission.consentedAt)}, looked at ${moment(reader, look.createdAt)}</p>`}
      </div>
      ${trouble !== undefined && html`<p class="banner bad" role="alert">${trouble}</p>`}
      ${known?.kind === 'listed' && html`<p class="banner bad">This API is watched already: <a href="${href('panel', { panel: known.slug })}">${panelText(known.name)}</a>.</p>`}
      ${listing === 'pending_review' ? decision(own, reason) : decided(submission)}
      ${lookProgress(reader, look, '')} ${lookReport(reader, look)}
      ${look.sample !== null && sampleTable(reader, look.sample)}`,
  );
}

function decision(own: { submission: string }, reason: string): Markup {
  return html`<div class="decision">
    <form class="actions" method="post" action="${href('approve', own)}">
      <button class="primary" data-key="a">Approve</button>
      <span class="muted"
        ><kbd>a</kbd> and <kbd>Enter</kbd>. It is checked at once and shown when its API has answered.</span
      >
    </form>
    <form class="form" method="post" action="${href('reject', own)}">
      ${field({ name: 'reason', label: 'Reject because', value: reason, key: 'r', type: 'lines', isRequired: true, charsMax: REASON_CHARS_MAX, hint: html`<kbd>r</kbd>. The submitter reads this, in these words.` })}
      <div class="actions"><button class="danger">Reject</button></div>
    </form>
  </div>`;
}

function decided({ listing, decidedAt, reason, panelSlug }: SubmissionRow): Markup {
  const when = decidedAt !== null && html` ${moment(reader, decidedAt)}`;
  if (listing === 'rejected') return html`<p class="banner">Rejected${when}: ${panelText(reason ?? '')}</p>`;
  return html`<p class="banner">
    Approved${when}.
    ${panelSlug !== null && html`<a href="${href('panel', { panel: panelSlug })}">Its page</a>`}
  </p>`;
}
