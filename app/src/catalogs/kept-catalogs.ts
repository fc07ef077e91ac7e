/**
 * What tells the next reply's changes (prints of services, and of the reply's rows), kept in memory for panels that changed lately: reading
 * it from the database took a fifth of what a changed check costs there. The database says whether it still holds: it is of the reading
 * at `readAt` and of no other, whoever took the last one.
 */
import { LRUCache } from 'lru-cache';
import type { Remembered } from 'smmwatch';
import type { Database } from '../db/open.ts';
import type { Prints } from './prints.ts';

export interface KeptCatalog {
  /** When the check began that read it, as the database writes it. */
  readAt: string;
  prints: Prints;
  printsEdits: Buffer;
  /** Null where the next reply is read whole. */
  remembered: Remembered | null;
}

/** A catalog of 3,000 services takes some 85 KB: this is enough for 400 of them. */
const BYTES_MAX = 32 * 1024 * 1024;

const byDatabase = new WeakMap<Database, LRUCache<number, KeptCatalog>>();

/** Of this process, by panel. */
export function keptCatalogs(db: Database): LRUCache<number, KeptCatalog> {
  const known = byDatabase.get(db);
  if (known !== undefined) return known;
  const kept = new LRUCache<number, KeptCatalog>({ maxSize: BYTES_MAX, sizeCalculation: sizeOf });
  byDatabase.set(db, kept);
  return kept;
}

function sizeOf({ prints, printsEdits, remembered }: KeptCatalog): number {
  const { services, positions } = prints;
  const ofRows = remembered === null ? 0 : remembered.rows.length + remembered.edits.length;
  return 200 + services.byteLength + positions.byteLength + printsEdits.length + ofRows;
}
