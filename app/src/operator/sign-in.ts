/**
 * The operator signs in with a link that works once. Links and sessions are random 256-bit tokens of which the database
 * keeps only the SHA-256: who reads it cannot sign in.
 */
import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';

interface Deps {
  db: Database;
}

/** A link that was printed and forgotten must not open the site for ever. */
const LINK_HOURS = 24;
const SESSION_DAYS = 30;

/** The token of a new link. */
export async function createLink({ db }: Deps): Promise<string> {
  const token = randomBytes(32).toString('base64url');
  await sql`delete from sign_in_links where expires_at < now() - interval '30 days'`.execute(db);
  await sql`
    insert into sign_in_links (token_hash, expires_at)
    values (${hashOf(token)}, now() + make_interval(hours => ${LINK_HOURS}))`.execute(db);
  return token;
}

/** Whether anyone ever signed in: until then every start prints a link. */
export async function everSignedIn({ db }: Deps): Promise<boolean> {
  const { rows } = await sql<{ ever: boolean }>`
    select exists (select from sign_in_links where used_at is not null) as ever`.execute(db);
  return rows[0]?.ever === true;
}

/** Undefined when the link is unknown, used or too old. Of two at once one wins. */
export async function redeemLink(
  { db }: Deps,
  token: string,
): Promise<{ sessionToken: string; expiresAt: Date } | undefined> {
  const sessionToken = randomBytes(32).toString('base64url');
  const { rows } = await sql<{ expires_at: Date }>`
    with link as (
      update sign_in_links set used_at = now()
      where token_hash = ${hashOf(token)} and used_at is null and expires_at > now() returning token_hash
    )
    insert into operator_sessions (token_hash, expires_at)
    select ${hashOf(sessionToken)}, now() + make_interval(days => ${SESSION_DAYS}) from link
    returning expires_at`.execute(db);
  const session = rows[0];
  return session === undefined ? undefined : { sessionToken, expiresAt: session.expires_at };
}

export async function isSignedIn({ db }: Deps, sessionToken: string | undefined): Promise<boolean> {
  if (sessionToken === undefined || sessionToken.length > 100) return false;
  const { rows } = await sql`
    select from operator_sessions where token_hash = ${hashOf(sessionToken)} and expires_at > now()`.execute(
    db,
  );
  return rows.length > 0;
}

/** The session is over everywhere, not only in this browser. */
export async function signOut({ db }: Deps, sessionToken: string): Promise<void> {
  await sql`delete from operator_sessions where token_hash = ${hashOf(sessionToken)} or expires_at < now()`.execute(
    db,
  );
}

function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}
