/** What an outcome says about the panel. */
import type { Outcome } from 'smmwatch';
import type { PanelState } from '../panels/queries.ts';

/** A dead key and a closed door are not downtime; an address that we may not connect to says nothing about the panel. */
export function stateAfter(outcome: Outcome): PanelState {
  if (outcome.stage === 'ok') return 'up';
  if (outcome.stage === 'auth') return 'key_invalid';
  if (outcome.stage === 'rate_limit' || outcome.code === 'challenge') return 'blocked';
  if (outcome.stage === 'target') return 'unknown';
  return 'down';
}
