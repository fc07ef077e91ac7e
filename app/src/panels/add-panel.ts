/** A panel enters the watch list: it is checked at once, and listed when its API has answered. */
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { readPanelInput, type PanelErrors, type PanelInput, type PanelLimits } from './panel-input.ts';
import { freeSlug, slugOf } from './slug.ts';
import type { Vault } from './vault.ts';

export interface PanelVerbDeps {
  db: Database;
  vault: Vault;
  limits: PanelLimits;
}

export type PanelSaved = { ok: true; slug: string } | { ok: false; errors: PanelErrors };

export const UNIQUE_VIOLATION = '23505';
export const KNOWN_ADDRESS = 'A panel with this API address is watched already.';

export async function addPanel(deps: PanelVerbDeps, form: Record<string, string>): Promise<PanelSaved> {
  const read = readPanelInput(form, deps.limits);
  const keyMissing = (form['key'] ?? '').trim() === '';
  if (!read.ok || keyMissing) {
    const errors = read.ok ? {} : read.errors;
    return {
      ok: false,
      errors: keyMissing ? { ...errors, key: 'Give the API key of an account at the panel.' } : errors,
    };
  }
  const { input } = read;
  const keySealed = deps.vault.seal(input.key ?? '', input.apiUrl);
  const slug = await deps.db
    .transaction()
    .execute(async (tx) => await insertPanel(tx, { ...input, keySealed, fromVisitor: false }));
  return slug === undefined ? { ok: false, errors: { apiUrl: KNOWN_ADDRESS } } : { ok: true, slug };
}

export type NewPanel = Omit<PanelInput, 'key'> & {
  keySealed: Buffer;
  /** It came by submission, and is asked through the door of visitors. */
  fromVisitor: boolean;
};

/** Within a transaction; the slug, or undefined when a panel with this API's address is there, however it is spelled. */
export async function insertPanel(tx: Database, input: NewPanel): Promise<string | undefined> {
  const slug = slugOf(input.name);
  // Two at once may not choose one slug, nor bring one API; the table is written so seldom that a lock costs nobody.
  await sql`lock table panels in share row exclusive mode`.execute(tx);
  const same =
    await sql`select 1 from panels where api_identity(api_url) = api_identity(${input.apiUrl})`.execute(tx);
  if (same.rows.length > 0) return undefined;
  const taken = await sql<{ slug: string }>`
    select slug from panels where slug = ${slug} or slug like ${`${slug}-%`}`.execute(tx);
  const free = freeSlug(slug, new Set(taken.rows.map((row) => row.slug)));
  const { rows } = await sql<{ panel_id: number }>`
    insert into panels (slug, name, website_url, api_url, key_sealed, from_visitor, listing, dialect, currency, currency_source)
    values (${free}, ${input.name}, ${input.websiteUrl}, ${input.apiUrl}, ${input.keySealed}, ${input.fromVisitor}, 'checking', ${input.dialect},
      ${input.currency}, ${input.currency === null ? null : 'operator'})
    returning panel_id`.execute(tx);
  await sql`
    insert into check_schedule (panel_id, host, interval_seconds, due_at)
    values (${rows[0]?.panel_id}, ${new URL(input.apiUrl).host}, ${input.intervalSeconds}, now())`.execute(
    tx,
  );
  return free;
}
