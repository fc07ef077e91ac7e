/** Filters as links: each is a state of the address, the chosen ones filled. */
import type { Reader } from '../i18n/reader.ts';
import { html, type Markup } from './markup.ts';

export interface Chip {
  words: string;
  address: string;
  isChosen: boolean;
  count?: number;
}

export function chips(reader: Reader, label: string, items: readonly Chip[]): Markup {
  return html`<ul class="chips" role="list" aria-label="${label}" data-results="${label}">
    ${items.map(
      ({ words, address, isChosen, count }) =>
        html`<li>
          <a class="chip" rel="nofollow" href="${address}" ${isChosen && html` aria-current="true"`}
            >${words}${count !== undefined && html` <span class="n">${reader.formats.whole(count)}</span>`}</a
          >
        </li>`,
    )}
  </ul>`;
}
