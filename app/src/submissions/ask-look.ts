/** A look is asked for: counted against the limits, its key sealed, and left for whoever works looks. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import type { Vault } from '../panels/vault.ts';
import { limitReached, lockLooks } from './limits.ts';

/** How long a report is kept. */
export const REPORT_DAYS = 30;

export interface LookWanted {
  apiUrl: string;
  key: string;
  /** Undefined for a look of a submission. */
  tokenHash?: Buffer;
  visitorHash: Buffer;
  /** Who runs the site is not limited. */
  isOperator: boolean;
}

export type LookAsked =
  | { ok: true; lookId: number }
  | { ok: false; limit: { by: 'visitor' | 'host' | 'site'; seconds: number } };

/** Within the transaction of whoever asks. */
export async function askLook(tx: Database, vault: Vault, wanted: LookWanted): Promise<LookAsked> {
  const { apiUrl, key, tokenHash, visitorHash, isOperator } = wanted;
  const { host } = new URL(apiUrl);
  await lockLooks(tx);
  const limit = isOperator ? undefined : await limitReached(tx, { visitorHash, host });
  if (limit !== undefined) return { ok: false, limit };
  const { rows } = await sql<{ lookId: number }>`
    insert into looks (token_hash, api_url, host, key_sealed, visitor_hash, expires_at)
    values (${tokenHash ?? null}, ${apiUrl}, ${host}, ${vault.seal(key, apiUrl)}, ${visitorHash},
      now() + make_interval(days => ${REPORT_DAYS}))
    returning look_id as "lookId"`.execute(tx);
  const look = rows[0];
  if (look === undefined) throw new Error('a look was not stored');
  return { ok: true, lookId: look.lookId };
}
