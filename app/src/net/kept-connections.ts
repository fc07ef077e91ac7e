/** node:http's pool of kept connections, with the guard as the only way to open a new one. */
import http from 'node:http';
import net from 'node:net';
import { connect, type ConnectOptions, type Progress } from './connect.ts';
import { FailedConnection } from './failures.ts';
import type { Target } from './target.ts';

/** Idle connections serve the next request to the same origin (`balance`, then `services`), and no longer. */
const IDLE_MS = 10_000;

/** What a request tells this pool besides what node:http knows; node:http passes it through. */
export interface GuardedOptions extends http.RequestOptions {
  target: Target;
  progress: Progress;
}

export class KeptConnections extends http.Agent {
  readonly #options: ConnectOptions;

  constructor(options: ConnectOptions) {
    super({ keepAlive: true, timeout: IDLE_MS, scheduling: 'lifo' });
    this.#options = options;
  }

  /** A kept connection serves its own origin only. */
  override getName(options: object = {}): string {
    const { target } = guarded(options);
    return `${target.scheme}://${target.host}:${target.port}`;
  }

  override createConnection(
    options: object,
    callback: (error: Error | null, socket: net.Socket) => void = () => {},
  ): undefined {
    void this.#open(guarded(options), callback);
  }

  async #open(
    { target, progress }: GuardedOptions,
    callback: (error: Error | null, socket: net.Socket) => void,
  ): Promise<void> {
    const opened = await connect(target, this.#options, progress).catch(asError);
    if (opened instanceof net.Socket) callback(null, opened);
    // node:http looks at the error alone; the socket beside it was never opened.
    else callback(opened instanceof Error ? opened : new FailedConnection(opened), new net.Socket());
  }
}

function asError(thrown: unknown): Error {
  return thrown instanceof Error ? thrown : new Error(String(thrown));
}

function guarded(options: object): GuardedOptions {
  if (isGuarded(options)) return options;
  throw new Error('A request went to the pool of guarded connections without a checked target.');
}

function isGuarded(options: object): options is GuardedOptions {
  return 'target' in options && 'progress' in options;
}
