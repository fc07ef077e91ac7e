/** A catalog most of which vanished: what is known of it, and for the operator the two ways to decide. */
import type { Viewer } from '../panels/queries.ts';
import type { Reader } from '../i18n/reader.ts';
import { doubtWords as words } from './doubted-removal.words.ts';
import { html, type Markup } from './markup.ts';
import { moment } from './time.ts';

export interface Doubt {
  quarantinedAt: Date;
  isHeld: boolean;
}

/** On the panel's own page. */
export function doubtBanner(
  reader: Reader,
  panel: { slug: string; name: string },
  doubt: Doubt,
  viewer: Viewer,
): Markup {
  const at = { moment: moment(reader, doubt.quarantinedAt) };
  return html`<div class="banner">
    <p>${reader.mark(doubt.isHeld ? words.held : words.waits, at)}</p>
    ${viewer === 'operator' && doubtActions(reader, panel, doubt, 'panel')}
  </div>`;
}

/** `from` is the page to come back to. */
export function doubtActions(
  reader: Reader,
  { slug, name }: { slug: string; name: string },
  { isHeld }: Pick<Doubt, 'isHeld'>,
  from: 'operator' | 'panel',
): Markup {
  const post = (route: 'confirmRemoval' | 'holdRemoval', said: string): Markup =>
    html`<form method="post" action="${reader.href(route, { panel: slug })}">
      <input type="hidden" name="from" value="${from}" /><button class="link">
        ${said} <span class="sr">${name}</span>
      </button>
    </form>`;
  return html`<div class="actions">
    ${post('confirmRemoval', reader.say(words.confirm))}
    ${!isHeld && post('holdRemoval', reader.say(words.hold))}
  </div>`;
}
