/** What pages may know of looks and submissions. No query reads a key. */
import { sql, type RawBuilder } from 'kysely';
import type { ConformanceReport } from 'smmwatch';
import type { Database } from '../db/open.ts';
import type { SampleService } from './sample.ts';
import type { KnownPanel, LookStage } from './stages.ts';
import { tokenHash } from './token.ts';

export interface LookRow {
  lookId: number;
  apiUrl: string;
  createdAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  expiresAt: Date;
  version: number;
  /** Empty before it began. */
  stages: LookStage[];
  report: ConformanceReport | null;
  sample: SampleService[] | null;
  known: KnownPanel | null;
  trouble: 'ours' | 'too_long' | null;
}

export interface SubmissionRow {
  submissionId: number;
  name: string;
  websiteUrl: string | null;
  apiUrl: string;
  listing: 'draft' | 'pending_review' | 'listed' | 'rejected';
  createdAt: Date;
  consentedAt: Date | null;
  decidedAt: Date | null;
  reason: string | null;
  /** Of the panel it became, where visitors may see that. */
  panelSlug: string | null;
  expiresAt: Date;
  look: LookRow;
}

const LOOK = sql`
  l.look_id as "lookId", l.api_url as "apiUrl", l.created_at as "createdAt", l.started_at as "startedAt", l.ended_at as "endedAt",
  l.expires_at as "expiresAt", l.version, l.stages, l.report, l.sample, l.known, l.trouble`;

/** The look of a report, by the token of its private address. */
export async function findReport(db: Database, token: string): Promise<LookRow | undefined> {
  const { rows } = await sql<LookRow>`
    select ${LOOK} from looks l where token_hash = ${tokenHash(token)} and expires_at > now()`.execute(db);
  return rows[0];
}

export async function findSubmission(db: Database, token: string): Promise<SubmissionRow | undefined> {
  return await oneSubmission(db, sql`s.token_hash = ${tokenHash(token)}`);
}

/** For the operator, who knows submissions by their number. */
export async function findSubmissionById(
  db: Database,
  submissionId: number,
): Promise<SubmissionRow | undefined> {
  return await oneSubmission(db, sql`s.submission_id = ${submissionId} and s.listing <> 'draft'`);
}

async function oneSubmission(db: Database, which: RawBuilder<unknown>): Promise<SubmissionRow | undefined> {
  const { rows } = await sql<Omit<SubmissionRow, 'look'> & { lookId: number }>`
    select s.submission_id as "submissionId", s.name, s.website_url as "websiteUrl", s.api_url as "apiUrl", s.listing,
      s.created_at as "createdAt", s.consented_at as "consentedAt", s.decided_at as "decidedAt", s.reason,
      (select slug from panels p where p.slug = s.panel_slug and p.listing = 'listed') as "panelSlug",
      s.expires_at as "expiresAt", s.look_id as "lookId"
    from submissions s where ${which} and s.expires_at > now()`.execute(db);
  const submission = rows[0];
  if (submission === undefined) return undefined;
  const { lookId, ...told } = submission;
  const looks = await sql<LookRow>`select ${LOOK} from looks l where look_id = ${lookId}`.execute(db);
  const look = looks.rows[0];
  return look === undefined ? undefined : { ...told, look };
}

export interface WaitingSubmission {
  submissionId: number;
  name: string;
  apiUrl: string;
  websiteUrl: string | null;
  consentedAt: Date;
  grade: string | null;
  services: number | null;
  known: KnownPanel | null;
}

/** More wait only under attack; the page says how many there are. */
const QUEUE_SHOWN = 200;

/** Those that wait for the operator, the longest first. */
export async function waitingSubmissions(db: Database): Promise<WaitingSubmission[]> {
  const { rows } = await sql<WaitingSubmission>`
    select s.submission_id as "submissionId", s.name, s.api_url as "apiUrl", s.website_url as "websiteUrl",
      s.consented_at as "consentedAt", l.report ->> 'grade' as grade, (l.report #>> '{services,count}')::int as services, l.known
    from submissions s join looks l using (look_id) where s.listing = 'pending_review' and s.expires_at > now()
    order by s.consented_at, s.submission_id limit ${QUEUE_SHOWN}`.execute(db);
  return rows;
}

/** The next one after this, in the order of the queue; from the beginning when it was the last. */
export async function nextWaiting(db: Database, submissionId: number): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select submission_id as id from submissions where listing = 'pending_review' and expires_at > now()
    order by submission_id <= ${submissionId}, consented_at, submission_id limit 1`.execute(db);
  return rows[0]?.id;
}

/** What waits: looks for a worker, submissions for the operator, and for how long the longest. */
export interface WaitingFacts {
  looks: number;
  looksSeconds: number;
  submissions: number;
  submissionsSeconds: number;
}

export async function waitingFacts(db: Database): Promise<WaitingFacts> {
  const { rows } = await sql<WaitingFacts>`
    select
      (select count(*) from looks where ended_at is null) as looks,
      (select coalesce(extract(epoch from now() - min(created_at)), 0)::float8 from looks where ended_at is null) as "looksSeconds",
      (select count(*) from submissions where listing = 'pending_review') as submissions,
      (select coalesce(extract(epoch from now() - min(consented_at)), 0)::float8 from submissions
        where listing = 'pending_review') as "submissionsSeconds"`.execute(db);
  const facts = rows[0];
  if (facts === undefined) throw new Error('a count without a row');
  return facts;
}

export async function countWaiting(db: Database): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from submissions where listing = 'pending_review'`.execute(db);
  return rows[0]?.n ?? 0;
}
