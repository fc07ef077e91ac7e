/**
 * Gathers results, so that many share a transaction and its statements. Nothing waits for company: a batch leaves as soon as the one
 * before it is written, and under load that is when it is worth its price. Changed catalogs go in batches of their own, by their
 * size, so that cheap results never wait for one of 12 MB. A result is acknowledged when it is durable.
 */
import type { Database } from '../db/open.ts';
import { recordChecks, type Recorded, type SeenResult } from './record-check.ts';

export interface RecordQueue {
  /** Settles when the result is in the database; throws when it is not. */
  record(result: SeenResult): Promise<Recorded>;
  /** Results that wait. */
  depth(): number;
}

/** Of results without a change of catalog; at about 1 KB of parameters each, a statement stays small. */
const BATCH_MAX = 200;

/** Services of one batch of changed catalogs, unless a single one has more: bounds the time that a transaction takes and its memory. */
const CHANGED_SERVICES_MAX = 25_000;

/** Batches of changed catalogs under way at once; more would only hold connections, and the embedded database is one session anyway. */
const CHANGED_WRITERS_MAX = 2;

interface Waiting {
  result: SeenResult;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

export function createRecordQueue(db: Database): RecordQueue {
  const cheap: Waiting[] = [];
  const changed: Waiting[] = [];
  let cheapWriters = 0;
  let changedWriters = 0;

  async function writeCheap(): Promise<void> {
    if (cheapWriters > 0) return;
    cheapWriters += 1;
    while (cheap.length > 0) await writeBatch(db, cheap.splice(0, BATCH_MAX));
    cheapWriters -= 1;
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
        const isChanged = result.reply?.kind === 'changed';
        (isChanged ? changed : cheap).push({ result, resolve, reject });
        void (isChanged ? writeChanged() : writeCheap());
      });
    },
  };
}

/** How many of those who wait go together. */
function fitting(waiting: readonly Waiting[]): number {
  let services = 0;
  const end = waiting.findIndex(({ result: { reply } }, index) => {
    services += reply?.kind === 'changed' ? reply.catalog.services.length : 0;
    return index > 0 && services > CHANGED_SERVICES_MAX;
  });
  return end === -1 ? waiting.length : end;
}

/** Settles everyone in the batch; never throws. */
async function writeBatch(db: Database, batch: Waiting[]): Promise<void> {
  try {
    const recorded = await recordChecks(
      db,
      batch.map(({ result }) => result),
    );
    batch.forEach(({ resolve, reject }, index) => {
      const one = recorded[index];
      if (one === undefined) reject(new Error('a result was not recorded'));
      else resolve(one);
    });
  } catch (error) {
    if (batch.length === 1) batch[0]?.reject(error);
    // One result that the database refuses may not take the others with it.
    else for (const one of batch) await writeBatch(db, [one]);
  }
}
