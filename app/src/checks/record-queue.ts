/**
 * Gathers results, so that many share a transaction and its statements. A cheap result waits a moment for company that is on its
 * way, and not at all when everyone who is under way waits already. Changed catalogs go in batches of their own, by their size, so
 * that cheap results never wait for one of 12 MB. A result is acknowledged when it is durable.
 */
import type { Database } from '../db/open.ts';
import { recordChecks, recordPlain, type Recorded, type SeenResult } from './record-check.ts';
import { servicesIn } from './run-check.ts';

export interface RecordQueue {
  /** Settles when the result is in the database; throws when it is not. */
  record(result: SeenResult): Promise<Recorded>;
  /** Results that wait. */
  depth(): number;
}

/** Of results without a change of catalog; at about 1 KB of parameters each, a statement stays small. */
const BATCH_MAX = 200;

/**
 * What a cheap result waits for company. A statement of its own costs ten times its share of one, and nobody sees a check a
 * twentieth of a second later; the lease runs for minutes.
 */
const GATHER_MS = 50;

/** Services of one batch of changed catalogs, unless a single one has more: bounds the time that a transaction takes and its memory. */
const CHANGED_SERVICES_MAX = 25_000;

/** Batches of changed catalogs under way at once; more would only hold connections, and the embedded database is one session anyway. */
const CHANGED_WRITERS_MAX = 2;

interface Waiting {
  result: SeenResult;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

/** `underWay` tells how many checks there are that are not recorded, those that wait here included. */
export function createRecordQueue(db: Database, underWay: () => number): RecordQueue {
  const cheap: Waiting[] = [];
  const changed: Waiting[] = [];
  let cheapWriters = 0;
  let changedWriters = 0;
  /** Ends the waiting for company. */
  let complete: (() => void) | undefined;

  async function writeCheap(): Promise<void> {
    if (cheapWriters > 0) return;
    cheapWriters += 1;
    while (cheap.length > 0) {
      await gather();
      await writeBatch(db, cheap.splice(0, BATCH_MAX));
    }
    cheapWriters -= 1;
  }

  /** Ends when nobody is left to wait for, at the latest after `GATHER_MS`. */
  async function gather(): Promise<void> {
    if (isComplete()) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, GATHER_MS);
      complete = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    complete = undefined;
  }

  function isComplete(): boolean {
    return cheap.length >= Math.min(BATCH_MAX, underWay());
  }

  async function writeChanged(): Promise<void> {
    if (changedWriters >= CHANGED_WRITERS_MAX) return;
    changedWriters += 1;
    while (changed.length > 0) await writeBatch(db, changed.splice(0, fitting(changed)));
    changedWriters -= 1;
  }

  return {
    depth: () => cheap.length + changed.length,
    async record(result) {
      return await new Promise((resolve, reject) => {
        const isChanged = servicesIn(result.reply) !== null;
        (isChanged ? changed : cheap).push({ result, resolve, reject });
        void (isChanged ? writeChanged() : writeCheap());
        if (isComplete()) complete?.();
      });
    },
  };
}

/** How many of those who wait go together. */
function fitting(waiting: readonly Waiting[]): number {
  let services = 0;
  const end = waiting.findIndex(({ result: { reply } }, index) => {
    services += reply?.kind === 'edited' ? reply.edits.edited.length : (servicesIn(reply) ?? 0);
    return index > 0 && services > CHANGED_SERVICES_MAX;
  });
  return end === -1 ? waiting.length : end;
}

/** Settles everyone in the batch; never throws. */
async function writeBatch(db: Database, batch: Waiting[]): Promise<void> {
  const plain = await recordPlain(db, results(batch)).catch(() => undefined);
  const rest: Waiting[] = [];
  for (const one of batch) {
    const recorded = plain?.get(one.result.panel.panelId);
    if (recorded === undefined) rest.push(one);
    else one.resolve(recorded);
  }
  if (rest.length > 0) await writeInFull(db, rest);
}

async function writeInFull(db: Database, batch: Waiting[]): Promise<void> {
  try {
    const recorded = await recordChecks(db, results(batch));
    batch.forEach(({ resolve, reject }, index) => {
      const one = recorded[index];
      if (one === undefined) reject(new Error('a result was not recorded'));
      else resolve(one);
    });
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    // One result that the database refuses may not take the others with it.
    else for (const one of batch) await writeInFull(db, [one]);
  }
}

function results(batch: readonly Waiting[]): SeenResult[] {
  return batch.map(({ result }) => result);
}
