/** What is said when there is no page: what happened, and where to go from here. */
import type { Viewer } from '../panels/queries.ts';
import { href } from '../urls.ts';
import { page } from './layout.ts';
import { html, type Markup } from './markup.ts';

interface Seen {
  viewer: Viewer;
  now?: Date;
}

export function notFoundPage({ viewer, now = new Date() }: Seen): Markup {
  return page(
    { title: 'Not found', viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>There is nothing at this address</h1>
      <p class="lead">The panel may have been removed, or the address mistyped.</p>
      <p>
        <a href="${href('panels')}">All panels</a> · <a href="${href('services')}">Search all services</a>
      </p>
    </div>`,
  );
}

export function forbiddenPage({ viewer, now = new Date() }: Seen): Markup {
  return page(
    { title: 'For the operator', viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>This page is for the operator</h1>
      <p class="lead">
        Sign in with a one-time link. The first one was printed when the site first started; on the machine
        that runs it, <code>npx smmwatch sign-in-link</code> makes another.
      </p>
      <p><a href="${href('home')}">To the front page</a></p>
    </div>`,
  );
}

/** The request id leads the operator to the log; nothing else of the error is shown. */
export function errorPage({ viewer, now = new Date(), requestId }: Seen & { requestId: string }): Markup {
  return page(
    { title: 'Something went wrong', viewer, now, isPrivate: true },
    html`<div class="page-head">
      <h1>Something went wrong on our side</h1>
      <p class="lead">The page could not be made. Nothing was lost; try again in a moment.</p>
      <p class="note">If it lasts, tell the operator this number: <code>${requestId}</code></p>
    </div>`,
  );
}
