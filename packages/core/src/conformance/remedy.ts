/** A fix as reports tell it. */
import { sentence } from '../sentence.ts';
import type { SentenceValues } from '../sentence.ts';
import { FIXES } from './fixes.ts';
import type { FixCode } from './fixes.ts';
import { paragraph } from './paragraphs.ts';
import type { Paragraph } from './paragraphs.ts';

/** Where the standard says so, and the change that puts it right. */
export interface Remedy {
  paragraph: Paragraph;
  /** The change in one sentence: that of the code. */
  fix: string;
  /** The code of the sentence: see `FIXES`. */
  fixCode: FixCode;
}

/** The remedy of a code; `values` are those of the case, beside the pieces of code that the fix always shows. */
export function remedy(fixCode: FixCode, values?: SentenceValues): Remedy {
  const [id, said, samples] = FIXES[fixCode];
  return { paragraph: paragraph(id), fix: sentence(said, { ...samples, ...values }), fixCode };
}
