/**
 * Works the looks that visitors asked for, beside the checks and in the same threads and processes: looks for new ones twice a second,
 * runs a few at once. While the database is away it waits and says so once. A process that dies leaves its looks to the next one.
 */
import type { Deps } from '../deps.ts';
import { giveUpLooks, leaseLooks, releaseLook, type LeasedLook } from './lease-looks.ts';
import { runLook, type LookDeps } from './run-look.ts';

/** A visitor is waiting: this is what he sees as the time before anything begins. */
const LOOK_AGAIN_MS = 500;
/** After a failure of our own. */
const RECOVER_MS = 5000;
/** About once a minute. */
const GIVE_UP_TURNS = 120;
/** Looks are few, and each may hold a catalog of 25 MB. */
const AT_ONCE = 3;

export interface RunningLooks {
  /** Begins nothing new; breaks off what runs, for the next worker to begin anew. */
  stop(): Promise<void>;
}

export function startLooks(deps: LookDeps & Pick<Deps, 'log'>): RunningLooks {
  const { db, log } = deps;
  const stopping = new AbortController();
  const running = new Set<Promise<void>>();
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  let isTroubled = false;
  let turns = 0;

  async function run(look: LeasedLook): Promise<void> {
    try {
      await runLook(deps, look, stopping.signal);
    } catch (error) {
      if (stopping.signal.aborted) await releaseLook(db, look).catch(() => undefined);
      else log.error({ lookId: look.lookId, err: error }, 'a look failed on our side');
    }
  }

  async function takeTurn(): Promise<void> {
    let againMs = LOOK_AGAIN_MS;
    try {
      if (running.size < AT_ONCE) {
        for (const look of await leaseLooks(db, AT_ONCE - running.size)) {
          const ending = run(look).finally(() => running.delete(ending));
          running.add(ending);
        }
      }
      if (turns % GIVE_UP_TURNS === 0) await giveUpLooks(db);
      turns += 1;
      isTroubled = false;
    } catch (error) {
      if (!isTroubled) log.warn({ err: error }, 'looks wait: the database does not answer');
      isTroubled = true;
      againMs = RECOVER_MS;
    }
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      turn = takeTurn();
    }, againMs);
  }

  turn = takeTurn();
  return {
    async stop() {
      stopping.abort(new Error('the process stops'));
      clearTimeout(timer);
      await turn;
      await Promise.all(running);
    },
  };
}
