/**
 * What core says of an API, in the reader's language: findings, fixes, failures, grades. Core gives a code and values and makes its
 * English sentence of them; here the words of the same code take the same values, pieces of code and words of a panel shown as code. What
 * was kept by another version, and is unknown here, is shown in the English that was kept with it.
 */
import {
  explain,
  FINDING_SENTENCES,
  FIXES,
  isFindingCode,
  namesIn,
  PRECISE_REASONS,
  STAGES,
  stoppedBy,
  valuesOf,
  type ConformanceFinding,
  type ConformanceReport,
  type FixCode,
  type GradeReason,
  type ParagraphId,
  type PreciseReason,
  type SentenceValues,
} from 'smmwatch';
import type { Message, Reader } from '../../i18n/reader.ts';
import { html, type Markup } from '../markup.ts';
import { panelText } from '../panel-text.ts';
import { failureFixWords } from './failure-fixes.words.ts';
import { failureWords } from './failures.words.ts';
import { findingFixWords } from './finding-fixes.words.ts';
import { findingWords } from './findings.words.ts';
import { gradeReasonWords } from './grade-reasons.words.ts';
import { paragraphWords } from './paragraphs.words.ts';
import { preciseReasonWords } from './precise-reasons.words.ts';

/** A check or a look that stopped, as it was kept. */
export interface KeptFailure {
  stage: string;
  code: string;
  /** In English. */
  message: string | null;
  because?: PreciseReason | null | undefined;
}

export function findingSaid(
  reader: Reader,
  finding: Pick<ConformanceFinding, 'code' | 'message' | 'field' | 'values' | 'stopped'>,
): Markup {
  const { code, message, stopped } = finding;
  if (stopped !== undefined) return failureSaid(reader, { ...stopped, message });
  const values = valuesOf(finding);
  if (!isFindingCode(code) || !isWhole(FINDING_SENTENCES[code], values)) return kept(message);
  return filled(reader, findingWords[code], values);
}

/** Whether the sentence of a finding names its field already. */
export function saysField(code: string): boolean {
  return isFindingCode(code) && namesIn(FINDING_SENTENCES[code]).includes('field');
}

/** `fixCode` is absent where an older version kept it. */
export function fixSaid(
  reader: Reader,
  { fix, fixCode, field }: { fix: string; fixCode?: FixCode | undefined; field?: string | undefined },
): Markup {
  const words: Readonly<Record<string, Message>> = FIX_WORDS;
  const message = fixCode === undefined ? undefined : words[fixCode];
  if (fixCode === undefined || message === undefined) return kept(fix);
  const values = { ...FIXES[fixCode][2], ...(field === undefined ? {} : { field }) };
  return filled(reader, message, values);
}

const FIX_WORDS: Readonly<Record<FixCode, Message>> = { ...failureFixWords, ...findingFixWords };

/** The whole sentence: what happened and what to do. */
export function failureSaid(reader: Reader, failure: KeptFailure): Markup {
  const said = wordsOf(failure);
  return said === undefined
    ? kept(failure.message ?? `${failure.stage}: ${failure.code}`)
    : filled(reader, said.message, said.values);
}

/** The same as text, for an attribute. */
export function failureText(reader: Reader, failure: KeptFailure): string {
  const said = wordsOf(failure);
  return said === undefined ? (failure.message ?? '') : reader.say(said.message, plain(said.values));
}

function wordsOf({
  stage,
  code,
  because,
}: KeptFailure): { message: Message; values: SentenceValues } | undefined {
  if (because !== undefined && because !== null && Object.hasOwn(PRECISE_REASONS, because.code)) {
    const values = because.values ?? {};
    if (isWhole(PRECISE_REASONS[because.code], values))
      return { message: preciseReasonWords[because.code], values };
  }
  const known = STAGES.find((it) => it === stage);
  if (known === undefined || explain(stage, code) === null) return undefined;
  const codes: Readonly<Record<string, Message>> = failureWords[known];
  const message = codes[code];
  return message === undefined ? undefined : { message, values: {} };
}

/** Why this grade; the code is absent where an older version kept the report. */
export function gradeReasonSaid(
  reader: Reader,
  {
    reason,
    reasonCode,
    outcome,
  }: Pick<ConformanceReport, 'reason' | 'outcome'> & { reasonCode?: GradeReason | null },
): Markup {
  if (outcome.stage !== 'ok') return failureSaid(reader, { ...stoppedBy(outcome), message: outcome.message });
  return typeof reasonCode === 'string' ? html`${reader.say(gradeReasonWords[reasonCode])}` : kept(reason);
}

export function paragraphTitle(reader: Reader, id: ParagraphId): string {
  return reader.say(paragraphWords[id]);
}

function filled(reader: Reader, message: Message, values: SentenceValues): Markup {
  const shown = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? html`<code>${panelText(value)}</code>` : chosen(value),
  ]);
  return reader.mark(message, Object.fromEntries(shown));
}

function plain(values: SentenceValues): Record<string, string | number> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, typeof value === 'string' ? value : chosen(value)]),
  );
}

/** A boolean chooses between sentences by its name. */
function chosen(value: number | boolean): string | number {
  return typeof value === 'boolean' ? String(value) : value;
}

function isWhole(pattern: string, values: SentenceValues): boolean {
  return namesIn(pattern).every((name) => Object.hasOwn(values, name));
}

function kept(english: string): Markup {
  return html`<span lang="en" dir="ltr">${panelText(english)}</span>`;
}
