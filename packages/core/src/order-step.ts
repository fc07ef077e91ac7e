/**
 * Some services are sold in multiples only. No API has a field for it, so panels say it in words, in the name or the description:
 * "Multiple of 100", "должно быть кратно 10", "kelipatan 1000".
 */
import type { Service } from './catalog.ts';
import { parseQuantity } from './numbers.ts';

/** A number with or without separators, that is not the beginning of a range: `1000`, `1.000`, but not the 200 of `200-300`. */
const NUMBER = String.raw`(\d{1,3}(?:[.,\s]\d{3})+|\d+)(?![\d.,]*\d)(?!\s*[-–—]\s*\d)(?!\s*%)`;

const WORDS: readonly RegExp[] = [
  String.raw`\bmultiples? of (?:the )?${NUMBER}`,
  String.raw`кратн[а-яё]*(?: на)?[:\s]+${NUMBER}`,
  String.raw`\bkelipatan(?: dari)?[:\s]+${NUMBER}`,
  String.raw`${NUMBER}(?:['’]?[a-zçğıöşü]{1,4})?(?: ve)? kat(?:lar)?ı`,
  String.raw`\bm[uú]ltiplos? de ${NUMBER}`,
  String.raw`مضاعفات(?: ال(?:رقم|عدد))?\s*${NUMBER}`,
].map((source) => new RegExp(source, 'giu'));

/** Descriptions are long and a stranger's; what limits an order stands near their beginning. */
const CHARS_READ = 2000;
/** A larger step is a sentence misread. */
const STEP_MAX = 1_000_000;

/** The number that a quantity has to be a multiple of; null where the words name none, or several. */
export function orderStep({ name, description }: Pick<Service, 'name' | 'description'>): number | null {
  const steps = new Set<number>();
  for (const text of [name, (description ?? '').slice(0, CHARS_READ)]) {
    for (const words of WORDS) {
      for (const [, number] of text.matchAll(words)) {
        const step = parseQuantity(number);
        if (step !== null && step !== undefined && step > 1 && step <= STEP_MAX) steps.add(step);
      }
    }
  }
  const [step = null] = steps;
  return steps.size === 1 ? step : null;
}
