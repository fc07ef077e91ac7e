/** What is said when there is no page: what happened, and where to go from here. */
import type { Reader } from '../i18n/reader.ts';
import type { Viewer } from '../panels/queries.ts';
import { errorWords } from './error-pages.words.ts';
import { page } from './layout.ts';
import { layoutWords } from './layout.words.ts';
import { html, type Markup } from './markup.ts';

interface Seen {
  reader: Reader;
  viewer: Viewer;
  now?: Date;
}

export function notFoundPage({ reader, viewer, now = new Date() }: Seen): Markup {
  return page(
    { title: reader.say(errorWords.notFound), reader, viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>${reader.say(errorWords.nothingHere)}</h1>
      <p class="lead">${reader.say(errorWords.perhaps)}</p>
      <p>
        <a href="${reader.href('panels')}">${reader.say(errorWords.allPanels)}</a> ·
        <a href="${reader.href('services')}">${reader.say(layoutWords.searchAll)}</a>
      </p>
    </div>`,
  );
}

export function forbiddenPage({ reader, viewer, now = new Date() }: Seen): Markup {
  return page(
    { title: reader.say(errorWords.forOperator), reader, viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>${reader.say(errorWords.isForOperator)}</h1>
      <p class="lead">
        ${reader.mark(errorWords.signIn, { code: (words) => html`<code dir="ltr">${words}</code>` })}
      </p>
      <p><a href="${reader.href('home')}">${reader.say(errorWords.toFront)}</a></p>
    </div>`,
  );
}

/** The request id leads the operator to the log; nothing else of the error is shown. */
export function errorPage({
  reader,
  viewer,
  now = new Date(),
  requestId,
}: Seen & { requestId: string }): Markup {
  return page(
    { title: reader.say(errorWords.wentWrong), reader, viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>${reader.say(errorWords.ourSide)}</h1>
      <p class="lead">${reader.say(errorWords.tryAgain)}</p>
      <p class="note">${reader.mark(errorWords.tellOperator, { id: html`<code>${requestId}</code>` })}</p>
    </div>`,
  );
}
