/** Corrects what an operator typed. The slug stays: links to a panel do not break. */
import { sql } from 'kysely';
import { codeOf } from '../errors.ts';
import { KNOWN_ADDRESS, UNIQUE_VIOLATION, type PanelSaved, type PanelVerbDeps } from './add-panel.ts';
import { readPanelInput } from './panel-input.ts';

/** An empty key keeps the stored one, unless the API moves to another host: a key is never sent to a host it was not given for. */
export async function editPanel(
  deps: PanelVerbDeps,
  slug: string,
  form: Record<string, string>,
): Promise<PanelSaved> {
  const read = readPanelInput(form, deps.limits);
  if (!read.ok) return read;
  const { input } = read;
  try {
    return await deps.db.transaction().execute(async (tx): Promise<PanelSaved> => {
      const { rows } = await sql<{ panel_id: number; api_url: string; key_sealed: Buffer }>`
        select panel_id, api_url, key_sealed from panels where slug = ${slug} for update`.execute(tx);
      const stored = rows[0];
      if (stored === undefined)
        return { ok: false, errors: { name: 'This panel was removed in the meantime.' } };
      if (input.key === undefined && new URL(stored.api_url).origin !== new URL(input.apiUrl).origin) {
        return { ok: false, errors: { key: 'The API moves to another host: enter the key again.' } };
      }
      const key = input.key ?? deps.vault.unseal(stored.key_sealed, stored.api_url);
      await sql`
        update panels set name = ${input.name}, website_url = ${input.websiteUrl}, api_url = ${input.apiUrl},
          key_sealed = ${deps.vault.seal(key, input.apiUrl)}, updated_at = now(), balance_at = null, dialect = ${input.dialect},
          -- An address that the operator typed is his own.
          from_visitor = from_visitor and api_url = ${input.apiUrl},
          transport = case when api_url = ${input.apiUrl} then transport end,
          currency = case when ${input.currency}::text is not null then ${input.currency} when currency_source = 'operator' then null else currency end,
          currency_source = case when ${input.currency}::text is not null then 'operator' when currency_source = 'operator' then null else currency_source end
        where panel_id = ${stored.panel_id}`.execute(tx);
      await sql`
        update check_schedule set host = ${new URL(input.apiUrl).host}, interval_seconds = ${input.intervalSeconds}, due_at = now(), failures = 0,
          -- A check under way asked with what was stored before: it may no longer write.
          lease_number = lease_number + 1, leased_until = null
        where panel_id = ${stored.panel_id}`.execute(tx);
      return { ok: true, slug };
    });
  } catch (error) {
    if (codeOf(error) !== UNIQUE_VIOLATION) throw error;
    return { ok: false, errors: { apiUrl: KNOWN_ADDRESS } };
  }
}
