import { hiddenFields } from './hidden-fields.ts';
import type { Reader } from '../i18n/reader.ts';
import { layoutWords } from './layout.words.ts';
import { html, type Markup } from './markup.ts';

export interface SearchBox {
  reader: Reader;
  action: string;
  /** For those who cannot see the magnifier; also the placeholder. */
  label: string;
  query?: string;
  isLarge?: boolean;
  /** What it finds is on the same page, in `results`: with JavaScript it follows the typing. */
  findsHere?: boolean;
  /** What the address holds besides the query and must keep. */
  keep?: Record<string, string | readonly string[] | undefined>;
}

export function searchBox({
  reader,
  action,
  label,
  query = '',
  isLarge = false,
  findsHere = false,
  keep = {},
}: SearchBox): Markup {
  return html`<form
    class="search${isLarge ? ' large' : ''}"
    role="search"
    aria-label="${label}"
    action="${action}"
    method="get"
    ${findsHere && html` data-finds-here`}
  >
    ${LENS}<input
      type="search"
      name="q"
      value="${query}"
      placeholder="${label}"
      aria-label="${label}"
      aria-keyshortcuts="/"
      maxlength="200"
      autocomplete="off"
      spellcheck="false"
      dir="auto"
    />
    ${hiddenFields(keep)}${isLarge && html`<button class="primary">${reader.say(layoutWords.search)}</button>`}
  </form>`;
}

/** The part of a page that a search replaces; `said` tells those who cannot see it what was found. */
export function results(said: string, found: Markup | Markup[]): Markup {
  return html`<div class="results" data-results="found" data-said="${said}">${found}</div>`;
}

const LENS = html`<svg
  viewBox="0 0 16 16"
  width="16"
  height="16"
  aria-hidden="true"
  fill="none"
  stroke="currentColor"
  stroke-width="1.6"
>
  <circle cx="7" cy="7" r="4.6" />
  <path d="m10.5 10.5 4 4" />
</svg>`;
