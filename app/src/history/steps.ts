/**
 * The rate of a service since it was first seen, as steps, put together from its changes alone. Changes tell what was before, so the past
 * is read backwards from what is true now; nothing has to be kept beside them. Pure; docs/history.md.
 */

/** Something that happened to a service, of the kinds that move its rate or its being there. */
export interface RateEvent {
  at: Date;
  kind: 'added' | 'removed' | 'restored' | 'rate';
  /** The rate before it; null where none was quoted, and for what was not there. */
  before: string | null;
}

/** A time in which nothing moved. */
export interface Step {
  from: Date;
  /** The moment of the next step; for the last one, until when it was seen to be true. */
  to: Date;
  /** Null: not quoted. */
  rate: string | null;
  /** Whether it was for sale. */
  available: boolean;
  /** The id that the panel sold it under then. */
  serviceId: string;
}

export interface Now {
  serviceId: string;
  rate: string | null;
  available: boolean;
  firstSeenAt: Date;
  /** Until when that is known to be true. */
  seenAt: Date;
}

/** Steps of one id, the earliest first; `events` are all of its, the latest first. */
export function stepsOf(now: Now, events: readonly RateEvent[]): Step[] {
  const steps: Step[] = [];
  let { rate, available } = now;
  let to = now.seenAt;
  const close = (from: Date): void => {
    // What came with the latest look has no length yet, and is what is true now.
    if (from < to || steps.length === 0) steps.push({ from, to, rate, available, serviceId: now.serviceId });
    to = from;
  };
  for (const { at, kind, before } of events) {
    if (at < now.firstSeenAt || at > now.seenAt) continue;
    close(at);
    available = kind === 'removed' || kind === 'rate';
    rate = available ? before : null;
  }
  if (available) close(now.firstSeenAt);
  return steps.reverse();
}

/** The steps of an earlier id before those of a later one; what lies between is a time in which it was not for sale. */
export function joined(earlier: readonly Step[], later: readonly Step[]): Step[] {
  const [first] = later;
  if (first === undefined) return [...earlier];
  const before = earlier.flatMap((step) => {
    if (step.from >= first.from || !step.available) return [];
    return [step.to > first.from ? { ...step, to: first.from } : step];
  });
  const last = before.at(-1);
  const gap: Step[] =
    last !== undefined && last.to < first.from
      ? [{ from: last.to, to: first.from, rate: null, available: false, serviceId: last.serviceId }]
      : [];
  return [...before, ...gap, ...later];
}
