/** What the operator can do with a panel, as links and one-button forms. */
import type { Reader } from '../i18n/reader.ts';
import type { PanelRow } from '../panels/queries.ts';
import { html, type Markup } from './markup.ts';
import { actionWords } from './panel-actions.words.ts';

/** `from` is the page to come back to. */
export function panelActions(
  reader: Reader,
  { slug, name, pausedAt }: PanelRow,
  from: 'operator' | 'panel',
): Markup {
  const { say, href } = reader;
  const panel = { panel: slug };
  const named = html`<span class="sr">${name}</span>`;
  const post = (address: string, words: string): Markup =>
    html`<form method="post" action="${address}">
      <input type="hidden" name="from" value="${from}" /><button class="link">${words} ${named}</button>
    </form>`;
  return html`<div class="actions">
    ${post(href('checkPanel', panel), say(actionWords.check))}
    ${pausedAt === null ? post(href('pausePanel', panel), say(actionWords.pause)) : post(href('resumePanel', panel), say(actionWords.resume))}
    <a href="${href('editPanel', panel)}">${say(actionWords.edit)} ${named}</a>
    <a href="${href('removePanel', panel)}">${say(actionWords.remove)} ${named}</a>
  </div>`;
}
