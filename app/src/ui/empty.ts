/** An empty list says why it is empty and what to do next. */
import { html, type Markup } from './markup.ts';

export function empty(title: string, next: Markup | string): Markup {
  return html`<div class="empty">
    <h3>${title}</h3>
    <p>${next}</p>
  </div>`;
}
