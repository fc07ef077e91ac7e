/** The way in, and the page that asks before a panel is removed. */
import { ENGLISH as reader } from '../../i18n/reader.ts';
import { figureWords } from '../../ui/figures.words.ts';
import { page } from '../../ui/layout.ts';
import { html, type Markup } from '../../ui/markup.ts';
import { panelText } from '../../ui/panel-text.ts';
import { href } from '../../urls.ts';
import type { PanelRow, Viewer } from '../../panels/queries.ts';

/** Opening the link only shows a button: a preview of the link in a chat must not use it up. */
export function signInPage(token: string, viewer: Viewer, now: Date): Markup {
  return page(
    { reader, title: 'Sign in', viewer, now, section: 'operator', isPrivate: true },
    html`<div class="page-head">
        <h1>Sign in as operator</h1>
        <p class="lead">
          ${token === '' ? html`Open the one-time link that was printed when the site first started, or run <code>npx smmwatch sign-in-link</code> on its machine for another.` : 'This link works once, in the browser that presses the button.'}
        </p>
      </div>
      ${token !== '' && html`<form method="post" action="${href('signIn')}"><input type="hidden" name="token" value="${token}" /><button class="primary">Sign in</button></form>`}`,
  );
}

export function linkRefusedPage(viewer: Viewer, now: Date): Markup {
  return page(
    { reader, title: 'Link not valid', viewer, now, section: 'operator', isPrivate: true },
    html`<div class="page-head">
      <h1>This link does not work any more</h1>
      <p class="lead">
        It was used, it expired, or a part of it is missing. Run <code>npx smmwatch sign-in-link</code> on the
        machine of the site for a new one.
      </p>
    </div>`,
  );
}

export function removePanelPage(panel: PanelRow, now: Date): Markup {
  const { slug, name, services } = panel;
  return page(
    { reader, title: `Remove ${name}`, viewer: 'operator', now, section: 'operator', isPrivate: true },
    html`<div class="page-head">
        <h1>Remove ${panelText(name)}?</h1>
        <p class="lead">
          Its key, its
          catalog${services !== null && ` of ${reader.say(figureWords.services, { n: services })}`}, its
          changes and its checks are deleted. This cannot be undone; to stop checking and keep everything,
          pause it instead.
        </p>
      </div>
      <form class="actions" method="post" action="${href('removePanel', { panel: slug })}">
        <button class="danger">Remove for good</button> <a href="${href('operator')}">Keep it</a>
      </form>`,
  );
}
