/** The paragraphs of the API Standard, as docs/standard.md numbers and names them. */

/** A paragraph by number and title. */
export interface Paragraph {
  id: ParagraphId;
  title: string;
}

/** Every title by the number of its paragraph. */
export const PARAGRAPH_TITLES = {
  '1.1': 'POST only',
  '1.2': 'Action and key',
  '1.3': 'Parameters in the form body',
  '1.4': 'One public address',
  '1.5': 'Room to ask',
  '2.1': 'Valid JSON and nothing else',
  '2.2': 'UTF-8',
  '2.3': 'A header that says JSON',
  '2.4': 'Errors that say what is wrong',
  '2.5': 'Size and time',
  '3.1': 'A field balance',
  '3.2': 'The currency',
  '4.1': 'An array of objects',
  '4.2': 'The id',
  '4.3': 'The name',
  '4.4': 'The category',
  '4.5': 'The rate',
  '4.6': 'Minimum and maximum',
  '4.7': 'The description',
  '4.8': 'The order form',
  '4.9': 'The flags',
  '4.10': 'Services only',
} as const;

/** The number of a paragraph. */
export type ParagraphId = keyof typeof PARAGRAPH_TITLES;

/** A paragraph with its title. */
export function paragraph(id: ParagraphId): Paragraph {
  return { id, title: PARAGRAPH_TITLES[id] };
}

/** All paragraphs, in order. */
export const PARAGRAPHS: readonly Paragraph[] = Object.keys(PARAGRAPH_TITLES)
  .filter(isParagraphId)
  .map(paragraph);

function isParagraphId(id: string): id is ParagraphId {
  return Object.hasOwn(PARAGRAPH_TITLES, id);
}
