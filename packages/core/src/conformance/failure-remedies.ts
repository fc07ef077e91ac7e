/** Which fix each way of failing asks for. */
import type { Failure, FailureAt, Stage } from '../outcome.ts';
import { FAILURE_FIXES } from './failure-fixes.ts';
import type { FailureFixCode } from './fixes.ts';
import { remedy } from './remedy.ts';
import type { Remedy } from './remedy.ts';

/** The remedy of a failure. */
export function remedyOf(failure: Failure): Remedy {
  const { stage, code }: Pick<FailureAt<Stage>, 'stage' | 'code'> = failure;
  const fixCode = `${stage}_${code}`;
  return remedy(isFailureFix(fixCode) ? fixCode : 'see_message');
}

function isFailureFix(code: string): code is FailureFixCode {
  return Object.hasOwn(FAILURE_FIXES, code);
}
