/** An empty list says why it is empty and what to do next. */
import { html, type Markup } from './markup.ts';

export function empty(title: string, next: Markup | string): Markup {
  return html`<div class="empty">
    <p><strong>${title}</strong></p>
    <p>${next}</p>
  </div>`;
}
