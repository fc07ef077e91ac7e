/**
 * What was selected to be compared, at the foot of the page. Without JavaScript it is the form that the boxes of the rows belong to,
 * shown while one is ticked; with it, what is selected goes along from page to page (assets/tray.ts).
 */
import { ASSETS } from '../assets/manifest.ts';
import type { Reader } from '../i18n/reader.ts';
import { hiddenFields } from './hidden-fields.ts';
import { html, type Markup } from './markup.ts';
import { trayWords } from './table.words.ts';

/** The id of the form. */
export const TRAY_FORM = 'compare';

/** As many as stand side by side. */
export const COMPARED_MAX = 6;

/**
 * `keep` goes along to the comparison. `shown` is for the page that compares: what it shows is what is selected, and it needs no tray.
 */
export function compareTray(
  reader: Reader,
  keep: Record<string, string | undefined> = {},
  shown?: readonly { id: string; name: string }[],
): Markup {
  return html`<form
    class="tray${shown === undefined ? '' : ' kept'}"
    id="${TRAY_FORM}"
    method="get"
    action="${reader.href('compareServices')}"
    aria-label="${reader.say(trayWords.label)}"
    data-max="${COMPARED_MAX}"
    data-full="${reader.say(trayWords.sixAtMost)}"
    data-remove="${reader.say(trayWords.remove, { name: '{name}' })}"
    ${shown !== undefined && html` data-shown="${JSON.stringify(shown)}"`}
    data-clear="${reader.say(trayWords.clear)}"
  >
    ${hiddenFields(keep)}
    <strong>${reader.say(trayWords.label)}</strong>
    <ul class="tray-list" role="list"></ul>
    <span class="muted tray-note">${reader.say(trayWords.sixAtMost)}</span>
    <button class="primary">${reader.say(trayWords.compare)}</button>
    <script type="module" src="${ASSETS.tray.address}"></script>
  </form>`;
}
