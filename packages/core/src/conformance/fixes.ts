/** The change that puts each thing right, and the paragraph that asks for it: one sentence a code, for failures and for findings. */
import type { Code, Stage } from '../outcome.ts';
import type { SentenceValues } from '../sentence.ts';
import { FAILURE_FIXES } from './failure-fixes.ts';
import { FINDING_FIXES } from './finding-fixes.ts';
import type { ParagraphId } from './paragraphs.ts';

/** A sentence in the form of `sentence`, and the pieces of code that it shows. */
export type Fix = readonly [paragraph: ParagraphId, sentence: string, values?: SentenceValues];

/** A failure is mended by the fix of its stage and code: `tls_certificate_expired`. */
export type FailureFixCode = { [S in Stage]: `${S}_${Code<S>}` }[Stage];

/** A finding is mended by the fix that its code, and at times its field, leads to. */
export type FindingFixCode = keyof typeof FINDING_FIXES;

/** The code of a fix. */
export type FixCode = FailureFixCode | FindingFixCode;

/** Every fix. */
export const FIXES: Readonly<Record<FixCode, Fix>> = { ...FAILURE_FIXES, ...FINDING_FIXES };
