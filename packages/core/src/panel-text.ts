/** Text of panels as people should read it: entities, escaped and escaped again, and the HTML of descriptions. */
import { decodeHTMLStrict } from 'entities';

/**
 * Decodes entities and trims outer spaces (no-break ones too). Panels store text that was escaped twice
 * (`&amp;amp;`), so decoding repeats until nothing changes, three times at most. Only entities that end in a semicolon
 * count: `?a=1&reg=2` is part of a link.
 */
export function panelText(text: string): string {
  return text.indexOf('&') === -1 ? text.trim() : decodeEntities(text).trim();
}

/** Reduces HTML, escaped HTML included, to text with line breaks; null when nothing is left. */
export function htmlToText(html: string): string | null {
  let text = html.indexOf('&') === -1 ? html : decodeEntities(html);
  if (text.indexOf('<') !== -1) text = withoutTags(text);
  if (text.indexOf('\r') !== -1) text = text.replace(/\r\n?/gu, '\n');
  text = text.trim();
  return text === '' ? null : text;
}

const DECODINGS_MAX = 3;

function decodeEntities(text: string): string {
  let before = text;
  for (let round = 0; round < DECODINGS_MAX; round++) {
    const after = decodeHTMLStrict(before);
    if (after === before) break;
    before = after;
  }
  return before;
}

/** Elements whose content is not text. Every pattern here stops at the next `<`, so hostile markup costs linear time. */
const HIDDEN = /<(script|style)\b[^<>]*>[\s\S]*?(?:<\/\1\s{0,9}>|$)/giu;
/** Ends of lines. */
const BREAKS = /<(?:br|hr)\b[^<>]*>|<\/(?:p|div|li|tr|h[1-6]|ul|ol|table|blockquote)\s{0,9}>/giu;
/** A tag starts with a letter, a slash or `!`: `a < b` and `<100` are text. */
const TAGS = /<!--[\s\S]*?(?:-->|$)|<\/?[a-z][^<>]*>|<![^<>]*>/giu;

function withoutTags(html: string): string {
  if (!/<[a-z/!]/iu.test(html)) return html;
  return html
    .replace(HIDDEN, '')
    .replace(BREAKS, '\n')
    .replace(/<li\b[^<>]*>/giu, '- ')
    .replace(TAGS, '')
    .split('\n')
    .map((line) => line.trim())
    .join('\n')
    .replace(/\n{3,}/gu, '\n\n');
}
