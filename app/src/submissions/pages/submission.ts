/** The way in: the form, and one submission from its first look to the operator's word. */
import type { Reader } from '../../i18n/reader.ts';
import type { Viewer } from '../../panels/queries.ts';
import { empty } from '../../ui/empty.ts';
import { page } from '../../ui/layout.ts';
import { isUnderWay, lookProgress, lookReport, RELOAD_SECONDS } from '../../ui/look.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { sampleTable } from '../../ui/sample-table.ts';
import type { KnownAddress } from '../known-panels.ts';
import type { SubmissionRow } from '../queries.ts';
import { DRAFT_DAYS } from '../submit.ts';
import { formWords } from './mistakes.words.ts';
import { apiFields, mistakesBanner, ownAddress, panelFields, type FormState } from './parts.ts';
import { listingWords, submitWords as words } from './submit.words.ts';

interface Seen {
  reader: Reader;
  viewer: Viewer;
  now: Date;
}

const code = (said: Markup): Markup => html`<code>${said}</code>`;

export function submitPage({ reader, viewer, now }: Seen, form: FormState, trouble?: Markup): Markup {
  const { say, mark, href } = reader;
  return page(
    { reader, viewer, now, title: say(words.title), description: say(words.lead) },
    html`<div class="page-head">
        <h1>${say(words.title)}</h1>
        <p class="lead">${say(words.lead)}</p>
      </div>
      ${trouble ?? mistakesBanner(reader, form)}
      <form class="form" method="post" action="${href('submit')}">
        ${panelFields(reader, form)} ${apiFields(reader, form, say(formWords.keyHint))}
        <div class="actions"><button class="primary">${say(words.submit)}</button></div>
      </form>
      <div class="prose">
        <h2>${say(words.next)}</h2>
        <ol>
          <li>${mark(words.thenLook, { code })}</li>
          <li>${say(words.thenAgree)}</li>
          <li>${say(words.thenReview)}</li>
        </ol>
        <p class="muted">${say(words.thenKey, { days: DRAFT_DAYS })}</p>
      </div>`,
  );
}

export function knownBanner(reader: Reader, known: KnownAddress): Markup {
  const { say, mark, href } = reader;
  const said =
    known.kind === 'listed'
      ? mark(words.knownListed, {
          panel: html`<a href="${href('panel', { panel: known.slug })}">${panelText(known.name)}</a>`,
        })
      : say(known.kind === 'pending' ? words.knownPending : words.knownUnlisted);
  return html`<p class="banner" role="alert">${said}</p>`;
}

export interface SubmissionView {
  submission: SubmissionRow;
  token: string;
  form: FormState;
  intervalSeconds: number;
  trouble?: Markup | undefined;
}

export function submissionPage({ reader, viewer, now }: Seen, view: SubmissionView): Markup {
  const { say, mark, href } = reader;
  const { submission, token, trouble } = view;
  const { look, listing, name, reason, panelSlug } = submission;
  return page(
    {
      reader,
      viewer,
      now,
      title: name,
      isPrivate: true,
      reloadSeconds: isUnderWay(look) && RELOAD_SECONDS,
    },
    html`<div class="page-head">
        <h1>${panelText(name)}</h1>
        <p><span class="tag listing-${listing}">${say(listingWords[listing])}</span></p>
        <p class="muted"><bdi class="address">${submission.apiUrl}</bdi></p>
        ${reason !== null && html`<p class="banner">${mark(words.reason, { reason: panelText(reason) })}</p>`}
        ${listing === 'listed' && html`<p>${panelSlug === null ? say(words.soonListed) : html`<a href="${href('panel', { panel: panelSlug })}">${mark(words.toPanel, { panel: panelText(name) })}</a>`}</p>`}
        ${ownAddress(reader, name)}
        <p class="note">${say(words.keepAddress)}</p>
      </div>
      ${trouble} ${lookProgress(reader, look, href('followSubmission', { submission: token }))}
      ${lookReport(reader, look)}
      ${look.sample !== null && look.sample.length > 0 && sampleTable(reader, look.sample)}
      ${listing === 'draft' && !isUnderWay(look) && draftForms(reader, view)}
      ${(listing === 'draft' || listing === 'pending_review') && withdrawForm(reader, token)}`,
  );
}

/** Whether the look has read services that can be agreed to. */
function isReadable({ look: { report } }: SubmissionRow): boolean {
  return report?.outcome.stage === 'ok' && (report.services.count ?? 0) > 0;
}

function draftForms(reader: Reader, { submission, token, form, intervalSeconds }: SubmissionView): Markup {
  const { say, mark, href } = reader;
  const isReady = isReadable(submission);
  const isWrong = Object.keys(form.mistakes).length > 0;
  const again = html`<form class="form" method="post" action="${href('lookAgain', { submission: token })}">
    ${mistakesBanner(reader, form)} ${panelFields(reader, form)}
    ${apiFields(reader, form, say(formWords.keepKey), false)}
    <div class="actions"><button class="${isReady ? '' : 'primary'}">${say(words.again)}</button></div>
  </form>`;
  if (!isReady)
    return html`<section aria-labelledby="again">
      <h2 id="again">${say(words.againHeading)}</h2>
      ${again}
    </section>`;
  const interval = reader.formats.interval(intervalSeconds);
  return html`<section aria-labelledby="ready">
      <h2 id="ready">${say(words.readyHeading)}</h2>
      <form class="form" method="post" action="${href('agree', { submission: token })}">
        <p class="agree">
          <input type="checkbox" id="agree" name="agree" value="yes" required />
          <label for="agree">${mark(words.agree, { code, interval })}</label>
        </p>
        <div class="actions"><button class="primary">${say(words.send)}</button></div>
      </form>
    </section>
    <details class="change" ${isWrong && html` open`}>
      <summary>${say(words.changeHeading)}</summary>
      ${again}
    </details>`;
}

function withdrawForm(reader: Reader, token: string): Markup {
  const { say, href } = reader;
  return html`<form
    class="actions withdraw"
    method="post"
    action="${href('withdraw', { submission: token })}"
  >
    <button class="danger">${say(words.withdraw)}</button>
    <span class="muted">${say(words.withdrawMeans)}</span>
  </form>`;
}

export function noSubmissionPage({ reader, viewer, now }: Seen, isWithdrawn = false): Markup {
  const { say, href } = reader;
  const title = say(isWithdrawn ? words.withdrawn : words.gone);
  return page(
    { reader, viewer, now, title, isPrivate: true },
    html`<div class="page-head"><h1>${title}</h1></div>
      ${empty(
        say(isWithdrawn ? words.withdrawnMeans : words.goneNext),
        html`<a href="${href('submit')}">${say(words.title)}</a>`,
      )}`,
  );
}
