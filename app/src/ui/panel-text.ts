/** Text that panels supply. It is hostile until shown: escaped, and isolated so that its direction stays its own. */
import { foldForSearch, searchWords } from '../catalogs/search-text.ts';
import { html, type Markup } from './markup.ts';

/** The text alone, in the direction of its own first letter, unable to reorder what stands around it. */
export function panelText(text: string): Markup {
  return html`<bdi>${withoutControls(text)}</bdi>`;
}

/** The text with what a search found in it marked. */
export function foundText(text: string, query: string): Markup {
  const shown = withoutControls(text);
  const words = searchWords(query);
  if (words.length === 0) return html`<bdi>${shown}</bdi>`;
  const parts: Markup[] = [];
  let end = 0;
  for (const [from, to] of matches(shown, words)) {
    parts.push(html`${shown.slice(end, from)}<mark>${shown.slice(from, to)}</mark>`);
    end = to;
  }
  return html`<bdi>${parts}${shown.slice(end)}</bdi>`;
}

/** A link to a panel's site; only the text where the address is not one that a browser may follow. */
export function panelLink(url: string | null): Markup | undefined {
  const address = followable(url);
  if (address === undefined) return undefined;
  return html`<a href="${address.href}" rel="nofollow ugc noopener noreferrer" dir="ltr"
    >${withoutControls(address.hostname)}</a
  >`;
}

function followable(url: string | null): URL | undefined {
  if (url === null || !URL.canParse(url)) return undefined;
  const address = new URL(url);
  return address.protocol === 'https:' || address.protocol === 'http:' ? address : undefined;
}

/**
 * Controls that draw nothing but reorder, hide or break what follows. The joiners of emoji and of Indic and Arabic
 * letters stay.
 */
const CONTROLS =
  // oxlint-disable-next-line eslint/no-control-regex -- control characters are what is looked for
  /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\u200E\u200F\u202A-\u202E\u2066-\u2069\uFFF9-\uFFFB]/g;

/** For attributes, where nothing can be isolated. */
export function withoutControls(text: string): string {
  return text.replace(CONTROLS, '').toWellFormed();
}

/** Where the words stand in the text as written, found as the search finds them; merged and in order. */
function matches(text: string, words: readonly string[]): [number, number][] {
  let folded = '';
  const starts: number[] = [];
  const ends: number[] = [];
  let at = 0;
  for (const sign of text) {
    const piece = sign.trim() === '' ? ' ' : foldForSearch(sign);
    for (let i = 0; i < piece.length; i += 1) {
      starts.push(at);
      ends.push(at + sign.length);
    }
    folded += piece;
    at += sign.length;
  }
  const found: [number, number][] = [];
  for (const word of words) {
    for (let i = folded.indexOf(word); i !== -1; i = folded.indexOf(word, i + word.length)) {
      found.push([starts[i] ?? 0, ends[i + word.length - 1] ?? text.length]);
    }
  }
  return merged(found.sort((a, b) => a[0] - b[0]));
}

function merged(ranges: [number, number][]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of ranges) {
    const last = result.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}
