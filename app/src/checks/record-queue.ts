/**
 * Gathers results, so that many cheap ones share a transaction. Nothing waits for company: a batch leaves as soon as the one
 * before it is written, and under load that is when it is worth its price. A result is acknowledged when it is durable.
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

interface Waiting {
  result: SeenResult;
  resolve: (recorded: Recorded) => void;
  reject: (error: unknown) => void;
}

export function createRecordQueue(db: Database): RecordQueue {
  const waiting: Waiting[] = [];
  let writing = false;

  async function write(): Promise<void> {
    if (writing) return;
    writing = true;
    while (waiting.length > 0) await writeBatch(waiting.splice(0, BATCH_MAX));
    writing = false;
  }

  async function writeBatch(batch: Waiting[]): Promise<void> {
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
      else for (const one of batch) await writeBatch([one]);
    }
  }

  return {
    depth: () => waiting.length,
    async record(result) {
      if (result.reply?.kind === 'changed') {
        const [recorded] = await recordChecks(db, [result]);
        if (recorded === undefined) throw new Error('a result was not recorded');
        return recorded;
      }
      return await new Promise((resolve, reject) => {
        waiting.push({ result, resolve, reject });
        void write();
      });
    },
  };
}
