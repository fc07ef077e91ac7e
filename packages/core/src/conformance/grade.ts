/** The grade of an API: the worst thing about it decides. The table stands in docs/standard.md. */
import type { Finding } from '../catalog.ts';
import type { Outcome } from '../outcome.ts';

/** A: nothing worse than remarks. B: warnings. C: errors in few rows. D: errors in many, or throughout. F: not answered. */
export type Grade = 'A' | 'B' | 'C' | 'D' | 'F';

/** Errors in up to one row of ten are slips; in more, something is wrong with how the reply is made. */
const FEW_ROWS_SHARE = 0.1;

/** Grades an outcome with its findings; `rows` is the number of rows that the reply to `services` holds. */
export function gradeOf(
  outcome: Outcome,
  findings: readonly Finding[],
  rows: number,
): { grade: Grade; reason: string } {
  if (outcome.stage !== 'ok') return { grade: 'F', reason: outcome.message };
  const errors = findings.filter((finding) => finding.severity === 'error');
  const [error] = errors;
  if (error !== undefined) {
    const throughout = errors.some(({ count }) => count === undefined || count > rows * FEW_ROWS_SHARE);
    return throughout
      ? { grade: 'D', reason: 'Something is lost throughout, or in more than one row of ten.' }
      : { grade: 'C', reason: 'Something is lost, in at most one row of ten.' };
  }
  return findings.some((finding) => finding.severity === 'warning')
    ? { grade: 'B', reason: 'Both actions are answered; something in the replies may mislead a reader.' }
    : {
        grade: 'A',
        reason:
          findings.length === 0
            ? 'Both actions are answered as the standard says.'
            : 'Both actions are answered; where they differ from the standard, it does no harm.',
      };
}
