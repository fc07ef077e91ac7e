/** The operator decides about a submission. Of two decisions at once the first counts. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { insertPanel } from '../panels/add-panel.ts';
import type { PanelLimits } from '../panels/panel-input.ts';
import { DECIDED_DAYS } from './submit.ts';

interface Deps {
  db: Database;
  limits: PanelLimits;
}

export const REASON_CHARS_MAX = 1000;

/** `decided`: or expired, or withdrawn. `known`: a panel with this API was added meanwhile; nothing is changed then. */
export type Approved = { ok: true; slug: string } | { ok: false; why: 'decided' | 'known' };

/** The panel is watched from now on, and shown as soon as a check of ours has read it. */
export async function approve({ db, limits }: Deps, submissionId: number): Promise<Approved> {
  return await db.transaction().execute(async (tx): Promise<Approved> => {
    const { rows } = await sql<{
      name: string;
      websiteUrl: string | null;
      apiUrl: string;
      keySealed: Buffer;
    }>`
      select name, website_url as "websiteUrl", api_url as "apiUrl", key_sealed as "keySealed" from submissions
      where submission_id = ${submissionId} and listing = 'pending_review' and expires_at > now() for update`.execute(
      tx,
    );
    const waiting = rows[0];
    if (waiting === undefined) return { ok: false, why: 'decided' };
    const intervalSeconds = Math.max(limits.checkIntervalSeconds, limits.checkIntervalLeastSeconds);
    const slug = await insertPanel(tx, {
      ...waiting,
      fromVisitor: true,
      intervalSeconds,
      currency: null,
      dialect: null,
    });
    if (slug === undefined) return { ok: false, why: 'known' };
    await sql`
      update submissions set listing = 'listed', decided_at = now(), panel_slug = ${slug}, key_sealed = null,
        expires_at = now() + make_interval(days => ${DECIDED_DAYS})
      where submission_id = ${submissionId}`.execute(tx);
    return { ok: true, slug };
  });
}

/** The reason is what the submitter reads; the key is forgotten at once. False when it was decided already. */
export async function reject(
  { db }: Pick<Deps, 'db'>,
  submissionId: number,
  reason: string,
): Promise<boolean> {
  const rejected = await sql`
    update submissions set listing = 'rejected', decided_at = now(), reason = ${reason}, key_sealed = null,
      expires_at = now() + make_interval(days => ${DECIDED_DAYS})
    where submission_id = ${submissionId} and listing = 'pending_review' and expires_at > now()`.execute(db);
  return Number(rejected.numAffectedRows ?? 0n) > 0;
}
