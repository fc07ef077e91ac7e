/** Looks in a test's database, worked through the real door at real panels; and one of every kind for tests of pages. */
import { sql } from 'kysely';
import { openDeps, type Deps } from '../src/deps.ts';
import { leaseLooks } from '../src/submissions/lease-looks.ts';
import { runLook } from '../src/submissions/run-look.ts';
import {
  agree,
  askForReport,
  beginSubmission,
  type Begun,
  type SubmitDeps,
} from '../src/submissions/submit.ts';
import { reject } from '../src/submissions/decide.ts';
import { tokenHash } from '../src/submissions/token.ts';
import type { TestDatabase } from './database.ts';
import { offer, openShop } from './shop.ts';

export const NEVER = new AbortController().signal;

/** A visitor from a network of this name. */
export function visitor(deps: Pick<Deps, 'vault'>, network: string) {
  return { hash: deps.vault.blind(network), isOperator: false };
}

export function submitDeps({ db, vault, config }: Pick<Deps, 'db' | 'vault' | 'config'>): SubmitDeps {
  return { db, vault, limits: { ...config, allowAddresses: config.visitorAllowAddresses } };
}

/** Works everything that waits, one after the other; returns how many looks there were. */
export async function workLooks(deps: Deps): Promise<number> {
  let worked = 0;
  for (;;) {
    const [look] = await leaseLooks(deps.db, 1);
    if (look === undefined) return worked;
    await runLook(deps, look, NEVER);
    worked += 1;
  }
}

export function tokenFrom(begun: Begun): string {
  if (!begun.ok) throw new Error(JSON.stringify(begun));
  return begun.token;
}

/** Tokens of what `seedLooks` leaves behind. */
export const SEEDED = {
  report: 'report-of-a-good-panel',
  failedReport: 'report-with-a-wrong-key',
  waitingReport: 'report-that-waits',
  draft: 'draft-that-is-ready',
  failedDraft: 'draft-that-failed',
  pending: 'submission-that-waits',
  rejected: 'submission-that-was-rejected',
} as const;

/** Returns the number of the submission that waits for the operator. */
export async function seedLooks(test: TestDatabase): Promise<number> {
  // Other panels of a test's site have keys that nobody can open.
  const deps = await openDeps(test.config, { mayJoin: true, withLostSecret: true, onDeath() {} });
  const shop = await openShop('A good shop', [
    offer(1, { description: 'Starts <b>soon</b>' }),
    offer(2, { name: '<script>alert(1)</script> Likes', category: '"><img src=x onerror=alert(1)>' }),
    offer('SUB-3', { name: 'متابعون انستقرام', rate: '1,250.5' }),
  ]);
  const submit = submitDeps(deps);
  const who = visitor(deps, 'somebody');
  const known = async (table: 'looks' | 'submissions', token: string, as: string): Promise<void> => {
    await sql`update ${sql.table(table)} set token_hash = ${tokenHash(as)} where token_hash = ${tokenHash(token)}`.execute(
      test.db,
    );
  };
  const report = async (key: string, as: string): Promise<void> => {
    const begun = await askForReport(submit, { apiUrl: shop.url, key }, who);
    await known('looks', tokenFrom(begun), as);
  };
  const submission = async (path: string, key: string, as: string): Promise<void> => {
    const form = {
      apiUrl: `${shop.url}${path}`,
      key,
      name: `<i>Shop</i> ${as} 🛒`,
      websiteUrl: shop.website,
    };
    const token = tokenFrom(await beginSubmission(submit, form, { ...who, isOperator: true }));
    await workLooks(deps);
    await known('submissions', token, as);
  };
  try {
    await report(shop.key, SEEDED.report);
    await report('wrong-key', SEEDED.failedReport);
    await submission('?draft', shop.key, SEEDED.draft);
    await submission('?failed', 'wrong-key', SEEDED.failedDraft);
    await submission('?rejected', shop.key, SEEDED.rejected);
    await agree(submit, SEEDED.rejected);
    const { rows } = await sql<{ id: number }>`
      select submission_id as id from submissions where listing = 'pending_review'`.execute(test.db);
    await reject(submit, rows[0]?.id ?? 0, 'It is "<b>my</b>" panel.');
    await submission('?pending', shop.key, SEEDED.pending);
    await agree(submit, SEEDED.pending);
    await report(shop.key, SEEDED.waitingReport);
    const waiting = await sql<{ id: number }>`
      select submission_id as id from submissions where listing = 'pending_review'`.execute(test.db);
    return waiting.rows[0]?.id ?? 0;
  } finally {
    await shop.close();
    await deps.close();
  }
}
