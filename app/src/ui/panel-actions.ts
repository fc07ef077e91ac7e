/** What the operator can do with a panel, as links and one-button forms. */
import type { PanelRow } from '../panels/queries.ts';
import { href } from '../urls.ts';
import { html, type Markup } from './markup.ts';

/** `from` is the page to come back to. */
export function panelActions({ slug, name, pausedAt }: PanelRow, from: 'operator' | 'panel'): Markup {
  const panel = { panel: slug };
  const named = html`<span class="sr">${name}</span>`;
  const post = (address: string, words: string): Markup =>
    html`<form method="post" action="${address}">
      <input type="hidden" name="from" value="${from}" /><button class="link">${words} ${named}</button>
    </form>`;
  return html`<div class="actions">
    ${post(href('checkPanel', panel), 'Check now')}
    ${pausedAt === null ? post(href('pausePanel', panel), 'Pause') : post(href('resumePanel', panel), 'Resume')}
    <a href="${href('editPanel', panel)}">Edit ${named}</a>
    <a href="${href('removePanel', panel)}">Remove ${named}</a>
  </div>`;
}
