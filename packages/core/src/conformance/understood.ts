/** How each field of the standard was understood in a catalog. */
import type { Catalog, FieldMeaning } from '../catalog.ts';
import { paragraph } from './paragraphs.ts';
import type { Paragraph, ParagraphId } from './paragraphs.ts';

/** One meaning, and the field of the panel that it was read from. */
export interface FieldUnderstood {
  meaning: FieldMeaning;
  /** The panel's own name of the field; null when there is none. */
  field: string | null;
  /** Whether services have to have it. */
  required: boolean;
  paragraph: Paragraph;
  /** Services in which it could be read. */
  count: number;
  /** As it was understood in the first service that has it, shortened. */
  sample: string | null;
}

const ORDER: [FieldMeaning, ParagraphId, required: boolean][] = [
  ['id', '4.2', false],
  ['name', '4.3', true],
  ['category', '4.4', true],
  ['rate', '4.5', true],
  ['min', '4.6', true],
  ['max', '4.6', true],
  ['description', '4.7', false],
  ['orderForm', '4.8', false],
  ['refill', '4.9', false],
  ['cancel', '4.9', false],
  ['dripfeed', '4.9', false],
  ['averageTime', '4.1', false],
  ['network', '4.1', false],
  ['refillDays', '4.1', false],
];

/** All meanings in the order of the standard; optional ones only where the panel has them. */
export function fieldsUnderstood(catalog: Catalog): FieldUnderstood[] {
  return ORDER.flatMap(([meaning, id, required]) => {
    const field = catalog.fields[meaning];
    if (field === null && !required && meaning !== 'id') return [];
    // A category may come from the wrapper, without a field of its own; an id that no field holds is derived.
    const holding =
      field === null && meaning === 'id'
        ? []
        : catalog.services.filter((service) => service[meaning] !== null);
    const value = holding[0]?.[meaning] ?? null;
    const sample = value === null ? null : shortened(String(value));
    return [{ meaning, field, required, paragraph: paragraph(id), count: holding.length, sample }];
  });
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length <= SAMPLE_CHARS_MAX
    ? line
    : `${line.slice(0, SAMPLE_CHARS_MAX - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Enough to recognise a service by. */
const SAMPLE_CHARS_MAX = 60;

/** The names that the standard and the widespread panel software give to the fields. */
export const STANDARD_NAMES: readonly [FieldMeaning, names: readonly [name: string, otherName: string]][] = [
  ['id', ['service', 'id']],
  ['name', ['name', 'title']],
  ['category', ['category', 'social']],
  ['rate', ['rate', 'price']],
  ['min', ['min', 'min_amount']],
  ['max', ['max', 'max_amount']],
  ['description', ['description', 'desc']],
  ['orderForm', ['type', 'typ']],
];
