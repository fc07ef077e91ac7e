/** Text of panels as people should read it: entities, escaped and escaped again, and the HTML of descriptions. */
import { decodeHTMLStrict } from 'entities';

/**
 * Decodes entities and trims outer spaces (no-break ones too). Panels store text that was escaped twice
 * (`&amp;amp;`), so decoding repeats until nothing changes, three times at most. Only entities that end in a semicolon
 * count: `?a=1&reg=2` is part of a link.
 */
export function panelText(text: string): string {
  return trimmed(text.indexOf('&') === -1 ? text : decodeEntities(text));
}

/** Trims; most texts begin and end with a visible ASCII character, and looking is cheaper than asking. */
function trimmed(text: string): string {
  const first = text.charCodeAt(0);
  const last = text.charCodeAt(text.length - 1);
  return first > 0x20 && first < 0x7f && last > 0x20 && last < 0x7f ? text : text.trim();
}

/** Reduces HTML, escaped HTML included, to text with line breaks; null when nothing is left. */
export function htmlToText(html: string): string | null {
  let text = html.indexOf('&') === -1 ? html : decodeEntities(html);
  if (text.indexOf('<') !== -1) text = withoutTags(text);
  if (text.indexOf('\r') !== -1) text = text.replace(/\r\n?/gu, '\n');
  text = trimmed(text);
  return text === '' ? null : text;
}

const DECODINGS_MAX = 3;
/** The longest name of an entity has 31 letters. */
const ENTITY = /&#?\w{1,32};/u;

function decodeEntities(text: string): string {
  let decoded = text;
  for (let round = 0; round < DECODINGS_MAX && ENTITY.test(decoded); round++)
    decoded = decodeHTMLStrict(decoded);
  return decoded;
}

/** Elements that end a line, by opening or by closing. */
const BREAK_WHEN_OPENED = new Set(['br', 'hr']);
const BREAK_WHEN_CLOSED = new Set(
  'br p div li tr h1 h2 h3 h4 h5 h6 ul ol table blockquote section article pre'.split(' '),
);

/**
 * Takes tags out by hand: patterns cost several passes, and this is most of the bytes of many catalogs. A tag starts
 * with a letter, a slash or `!`: `a < b` and `<100` are text. Linear in the length, however the markup is built.
 */
function withoutTags(html: string): string {
  let text = '';
  let from = 0;
  let close = -1;
  for (let open = html.indexOf('<'); open !== -1;) {
    if (close <= open) close = html.indexOf('>', open + 1);
    if (close === -1) break;
    const next = html.indexOf('<', open + 1);
    const ending = html.charCodeAt(open + 1) === 0x2f;
    const name = tagName(html, ending ? open + 2 : open + 1);
    if (html.startsWith('!--', open + 1)) {
      const end = html.indexOf('-->', open + 4);
      text += html.slice(from, open);
      from = end === -1 ? html.length : end + 3;
      open = html.indexOf('<', from);
    } else if ((next !== -1 && next < close) || (name === '' && html.charCodeAt(open + 1) !== 0x21)) {
      open = next;
    } else {
      text += html.slice(from, open);
      from =
        !ending && (name === 'script' || name === 'style') ? endOfHidden(html, name, close + 1) : close + 1;
      if (ending ? BREAK_WHEN_CLOSED.has(name) : BREAK_WHEN_OPENED.has(name)) text += '\n';
      open = html.indexOf('<', from);
    }
  }
  return from === 0 ? html : tidyLines(text + html.slice(from));
}

/** The name of a tag in lower case, empty where there is none. */
function tagName(html: string, from: number): string {
  let at = from;
  for (; at < from + 12; at++) {
    const code = html.charCodeAt(at) | 0x20;
    if ((code < 0x61 || code > 0x7a) && !(at > from && code >= 0x30 && code <= 0x39)) break;
  }
  return html.slice(from, at).toLowerCase();
}

/** Behind the end of a script or style; what is never closed hides the rest. */
function endOfHidden(html: string, name: string, from: number): number {
  const end = new RegExp(`</${name}[^<>]*>`, 'giu');
  end.lastIndex = from;
  return end.test(html) ? end.lastIndex : html.length;
}

/** Markup leaves spaces at the ends of lines and empty lines in heaps. */
function tidyLines(text: string): string {
  if (!/\s\n|\n\s/u.test(text)) return text;
  const lines = text.split('\n').map((line) => line.trim());
  return lines.join('\n').replace(/\n{3,}/gu, '\n\n');
}
