/** What goes wrong with a panel, and when: a plan of troubles by step, so that a fleet with one seed fails alike twice. */

export type Trouble =
  /** Nobody listens at the port. */
  | { trouble: 'refused' }
  /** The connection is accepted and cut before any answer. */
  | { trouble: 'reset' }
  | { trouble: 'status'; status: 500 | 502 | 503 }
  /** The answer is right, and late. */
  | { trouble: 'slow'; ms: number }
  /** A page for people where JSON was asked for, with HTTP 200. */
  | { trouble: 'html' }
  /** "We will be back soon", with HTTP 503. */
  | { trouble: 'maintenance' }
  /** A bot check in front of the API. */
  | { trouble: 'challenge' }
  | { trouble: 'empty' }
  /** The JSON ends in the middle, in a reply that is otherwise whole. */
  | { trouble: 'truncated' }
  /** The connection ends before the announced length. */
  | { trouble: 'cut' }
  | { trouble: 'dead_key' }
  | { trouble: 'inactive_account' }
  | { trouble: 'rate_limit' }
  /** The next catalog lacks more than half of its rows; the one behind it is whole again. */
  | { trouble: 'half_once' }
  /** More than half of the rows are gone while it lasts. */
  | { trouble: 'half' };

/** From step `first`, for `steps` steps, and again `every` so many steps when given. */
export interface PlannedTrouble {
  trouble: Trouble;
  first: number;
  steps: number;
  every?: number;
}

export function troubleAt(plan: readonly PlannedTrouble[], step: number): Trouble | null {
  const due = plan.find(({ first, steps, every }) => {
    if (step < first) return false;
    const since = every === undefined ? step - first : (step - first) % every;
    return since < steps;
  });
  return due?.trouble ?? null;
}

/** One sentence for whoever watches the demo. */
export function tellTrouble(trouble: Trouble | null): string {
  if (trouble === null) return 'is well again';
  switch (trouble.trouble) {
    case 'refused':
      return 'is down: connections are refused';
    case 'reset':
      return 'is down: connections are cut';
    case 'status':
      return `answers HTTP ${trouble.status}`;
    case 'slow':
      return `answers after ${trouble.ms} ms`;
    case 'html':
      return 'answers with a web page instead of JSON';
    case 'maintenance':
      return 'shows a maintenance page';
    case 'challenge':
      return 'asks for a browser check';
    case 'empty':
      return 'answers with an empty body';
    case 'truncated':
      return 'answers with JSON that ends in the middle';
    case 'cut':
      return 'hangs up in the middle of its answer';
    case 'dead_key':
      return 'no longer accepts its key';
    case 'inactive_account':
      return 'says that the account is not active';
    case 'rate_limit':
      return 'asks for more time between requests';
    case 'half_once':
      return 'loses more than half of its catalog, for one reply';
    case 'half':
      return 'loses more than half of its catalog';
    default:
      return 'is in trouble';
  }
}
