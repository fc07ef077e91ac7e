/** The grade of an API: the worst thing about it decides. The table stands in docs/standard.md. */
import type { Finding } from '../catalog.ts';
import type { Outcome } from '../outcome.ts';

/** A: nothing worse than remarks. B: warnings. C: errors in few rows. D: errors in many, or throughout. F: not answered. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** Errors in up to one row of ten are slips; in more, something is wrong with how the reply is made. */
const FEW_ROWS_SHARE = 0.1;

/** Why an API that answers has its grade. */
export const GRADE_REASONS = {
  as_the_standard: 'Both actions are answered as the standard says.',
  harmless: 'Both actions are answered; where they differ from the standard, it does no harm.',
  misleading: 'Both actions are answered; something in the replies may mislead a reader.',
  lost_in_few: 'Something is lost, in at most one row of ten.',
  lost_throughout: 'Something is lost throughout, or in more than one row of ten.',
} as const;

/** The code of such a reason. */
export type GradeReason = keyof typeof GRADE_REASONS;

/** Grades an outcome with its findings; `rows` is the number of rows that the reply to `services` holds. */
export function gradeOf(
  outcome: Outcome,
  findings: readonly Finding[],
  rows: number,
): { grade: Grade; reason: string; reasonCode: GradeReason | null } {
  if (outcome.stage !== 'ok') return { grade: 'F', reason: outcome.message, reasonCode: null };
  const errors = findings.filter((finding) => finding.severity === 'error');
  const [error] = errors;
  if (error !== undefined) {
    const throughout = errors.some(({ count }) => count === undefined || count > rows * FEW_ROWS_SHARE);
    return throughout ? graded('D', 'lost_throughout') : graded('C', 'lost_in_few');
  }
  if (findings.some((finding) => finding.severity === 'warning')) return graded('B', 'misleading');
  return graded('A', findings.length === 0 ? 'as_the_standard' : 'harmless');
}

function graded(
  grade: Grade,
  reasonCode: GradeReason,
): { grade: Grade; reason: string; reasonCode: GradeReason } {
  return { grade, reason: GRADE_REASONS[reasonCode], reasonCode };
}
