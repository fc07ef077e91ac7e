/**
 * The way in, seen from the submitter: begin, look again, agree, withdraw. A submission is known by the token in its private address
 * and by nothing else. The key goes in and never comes out; it is forgotten when the submission is decided, withdrawn or too old.
 */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import {
  readPanelInput,
  type MistakeCode,
  type PanelField,
  type PanelLimits,
} from '../panels/panel-input.ts';
import type { Vault } from '../panels/vault.ts';
import { askLook, type LookAsked } from './ask-look.ts';
import { knownByAddress, type KnownAddress } from './known-panels.ts';
import { lockLooks } from './limits.ts';
import { newToken, tokenHash } from './token.ts';

export interface SubmitDeps {
  db: Database;
  vault: Vault;
  /** With the addresses that visitors may have looked at. */
  limits: PanelLimits;
}

export interface Visitor {
  hash: Buffer;
  isOperator: boolean;
}

export type Mistakes = Partial<Record<PanelField, MistakeCode | 'key_missing'>>;

export type Refused =
  | { ok: false; why: 'mistakes'; mistakes: Mistakes }
  | { ok: false; why: 'limit'; limit: Extract<LookAsked, { ok: false }>['limit'] }
  | { ok: false; why: 'known'; known: KnownAddress };

export type Begun = { ok: true; token: string } | Refused;

/** A draft nobody came back to, and its key. */
export const DRAFT_DAYS = 7;
/** As long as whoever submitted can read what was decided. */
export const DECIDED_DAYS = 90;

/** A look for a report alone. */
export async function askForReport(
  { db, vault, limits }: SubmitDeps,
  form: Record<string, string>,
  visitor: Visitor,
): Promise<Begun> {
  const read = readAddressAndKey({ ...form, name: 'nobody', websiteUrl: '' }, limits);
  if (!read.ok) return read;
  const { apiUrl, key } = read;
  const token = newToken();
  return await db.transaction().execute(async (tx): Promise<Begun> => {
    const asked = await askLook(tx, vault, { apiUrl, key, tokenHash: tokenHash(token), ...who(visitor) });
    return asked.ok ? { ok: true, token } : { ok: false, why: 'limit', limit: asked.limit };
  });
}

/** A panel that wants to be listed: the first look at its API. */
export async function beginSubmission(
  { db, vault, limits }: SubmitDeps,
  form: Record<string, string>,
  visitor: Visitor,
): Promise<Begun> {
  const read = readAddressAndKey(form, limits);
  if (!read.ok) return read;
  const { apiUrl, key, name, websiteUrl } = read;
  const token = newToken();
  return await db.transaction().execute(async (tx): Promise<Begun> => {
    const known = await knownByAddress(tx, apiUrl);
    if (known !== undefined) return { ok: false, why: 'known', known };
    const asked = await askLook(tx, vault, { apiUrl, key, ...who(visitor) });
    if (!asked.ok) return { ok: false, why: 'limit', limit: asked.limit };
    await sql`
      insert into submissions (token_hash, name, website_url, api_url, key_sealed, look_id, visitor_hash, expires_at)
      values (${tokenHash(token)}, ${name}, ${websiteUrl}, ${apiUrl}, ${vault.seal(key, apiUrl)}, ${asked.lookId},
        ${visitor.hash}, now() + make_interval(days => ${DRAFT_DAYS}))`.execute(tx);
    return { ok: true, token };
  });
}

/** Another look at what was mended. An empty key keeps the one that was given, unless the API moves to another host. */
export async function lookAgain(
  { db, vault, limits }: SubmitDeps,
  token: string,
  form: Record<string, string>,
  visitor: Visitor,
): Promise<Begun | { ok: false; why: 'gone' }> {
  return await db.transaction().execute(async (tx): Promise<Begun | { ok: false; why: 'gone' }> => {
    // In the order of `agree`, or each waits for the other.
    await lockLooks(tx);
    const draft = await lockDraft(tx, token);
    if (draft === undefined || draft.keySealed === null) return { ok: false, why: 'gone' };
    const read = readPanelInput(form, limits);
    if (!read.ok) return { ok: false, why: 'mistakes', mistakes: read.mistakes };
    const { apiUrl, name, websiteUrl } = read.input;
    const isElsewhere = new URL(apiUrl).origin !== new URL(draft.apiUrl).origin;
    if (read.input.key === undefined && isElsewhere)
      return { ok: false, why: 'mistakes', mistakes: { key: 'key_missing' } };
    const known = await knownByAddress(tx, apiUrl, draft.submissionId);
    if (known !== undefined) return { ok: false, why: 'known', known };
    const key = read.input.key ?? vault.unseal(draft.keySealed, draft.apiUrl);
    const asked = await askLook(tx, vault, { apiUrl, key, ...who(visitor) });
    if (!asked.ok) return { ok: false, why: 'limit', limit: asked.limit };
    await sql`
      update submissions set look_id = ${asked.lookId}, api_url = ${apiUrl}, key_sealed = ${vault.seal(key, apiUrl)},
        name = ${name}, website_url = ${websiteUrl}, expires_at = now() + make_interval(days => ${DRAFT_DAYS})
      where submission_id = ${draft.submissionId}`.execute(tx);
    // Nothing leads to the look before any more.
    await sql`update looks set ${FORGOTTEN} where look_id = ${draft.lookId}`.execute(tx);
    return { ok: true, token };
  });
}

export type Agreed = 'agreed' | 'gone' | 'not_seen' | 'known';

/** The submitter agrees that the panel is watched and shown. Only what a look has just seen can be agreed to. */
export async function agree({ db }: Pick<SubmitDeps, 'db'>, token: string): Promise<Agreed> {
  return await db.transaction().execute(async (tx): Promise<Agreed> => {
    // Of two submissions of one panel one waits; the other learns that it is known.
    await lockLooks(tx);
    const draft = await lockDraft(tx, token);
    if (draft === undefined || draft.keySealed === null) return 'gone';
    if (!draft.isSeen) return 'not_seen';
    if ((await knownByAddress(tx, draft.apiUrl, draft.submissionId)) !== undefined) return 'known';
    await sql`
      update submissions set listing = 'pending_review', consented_at = now(),
        expires_at = now() + make_interval(days => ${DECIDED_DAYS})
      where submission_id = ${draft.submissionId}`.execute(tx);
    // The operator reads the report for as long as it waits.
    await sql`
      update looks set expires_at = now() + make_interval(days => ${DECIDED_DAYS})
      where look_id = (select look_id from submissions where submission_id = ${draft.submissionId})`.execute(
      tx,
    );
    return 'agreed';
  });
}

/** Takes everything back that nobody has decided yet, the key first of all. */
export async function withdraw({ db }: Pick<SubmitDeps, 'db'>, token: string): Promise<boolean> {
  const { rows } = await sql`
    with gone as (
      delete from submissions where token_hash = ${tokenHash(token)} and listing in ('draft', 'pending_review') returning look_id
    ), forgotten as (
      update looks set ${FORGOTTEN} where look_id in (select look_id from gone)
    )
    select from gone`.execute(db);
  return rows.length > 0;
}

/** The key, and all that was read with it. The row stays for the limits that count it. */
const FORGOTTEN = sql`
  key_sealed = null, ended_at = coalesce(ended_at, now()), expires_at = now(), stages = '[]', report = null, sample = null, known = null`;

interface Draft {
  submissionId: number;
  lookId: number;
  apiUrl: string;
  keySealed: Buffer | null;
  /** Its last look found services for sale. */
  isSeen: boolean;
}

async function lockDraft(tx: Database, token: string): Promise<Draft | undefined> {
  const { rows } = await sql<Draft>`
    select submission_id as "submissionId", look_id as "lookId", s.api_url as "apiUrl", s.key_sealed as "keySealed",
      coalesce(l.ended_at is not null and l.api_url = s.api_url and (l.report #>> '{outcome,stage}') = 'ok'
        and (l.report #>> '{services,count}')::int > 0, false) as "isSeen"
    from submissions s join looks l using (look_id)
    where s.token_hash = ${tokenHash(token)} and listing = 'draft' and s.expires_at > now() for update of s`.execute(
    tx,
  );
  return rows[0];
}

function who({ hash, isOperator }: Visitor): { visitorHash: Buffer; isOperator: boolean } {
  return { visitorHash: hash, isOperator };
}

type Read =
  | { ok: true; apiUrl: string; key: string; name: string; websiteUrl: string | null }
  | { ok: false; why: 'mistakes'; mistakes: Mistakes };

function readAddressAndKey(form: Record<string, string>, limits: PanelLimits): Read {
  const read = readPanelInput(form, limits);
  const isKeyMissing = (form['key'] ?? '').trim() === '';
  if (!read.ok || isKeyMissing) {
    const mistakes: Mistakes = read.ok ? {} : { ...read.mistakes };
    if (isKeyMissing) mistakes.key = 'key_missing';
    return { ok: false, why: 'mistakes', mistakes };
  }
  const { apiUrl, key = '', name, websiteUrl } = read.input;
  return { ok: true, apiUrl, key, name, websiteUrl };
}
