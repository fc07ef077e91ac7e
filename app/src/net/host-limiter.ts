/**
 * One request in flight per host, whoever asks: a panel is never hurried by us. Waiting callers are served in the
 * order in which they came. One limiter belongs to a process; two processes may ask the same host at once.
 */
export interface HostLimiter {
  /** Resolves with the release when it is this caller's turn; rejects with the signal's reason when it gives up first. */
  acquire: (host: string, signal?: AbortSignal) => Promise<() => void>;
}

export function createHostLimiter(): HostLimiter {
  /** A host that is being asked, with those who wait for it. */
  const queues = new Map<string, Array<() => void>>();

  function release(host: string): void {
    const next = queues.get(host)?.shift();
    if (next === undefined) queues.delete(host);
    else next();
  }

  function turn(host: string): () => void {
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      release(host);
    };
  }

  async function acquire(host: string, signal?: AbortSignal): Promise<() => void> {
    signal?.throwIfAborted();
    const waiting = queues.get(host);
    if (waiting === undefined) {
      queues.set(host, []);
      return turn(host);
    }
    await new Promise<void>((resolve, reject) => {
      const proceed = (): void => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const giveUp = (): void => {
        waiting.splice(waiting.indexOf(proceed), 1);
        reject(signal?.reason);
      };
      waiting.push(proceed);
      signal?.addEventListener('abort', giveUp, { once: true });
    });
    return turn(host);
  }

  return { acquire };
}
