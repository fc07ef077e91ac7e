/** Keyframes: whole catalogs kept now and then, so that no question about the past has to take back more than so many changes. */
import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import { sql } from 'kysely';
import type { Database } from '../db/open.ts';
import { catalogNow } from './catalog-at.ts';

const compress = promisify(brotliCompress);

/** Taking back so many changes costs about as much as reading a large keyframe. */
export const CHANGES_PER_KEYFRAME = 20_000;

/** Takes a keyframe of every panel with many changes since its last. Returns how many. */
export async function takeKeyframes(
  db: Database,
  changesMin: number = CHANGES_PER_KEYFRAME,
): Promise<number> {
  let taken = 0;
  let after = 0;
  for (;;) {
    const { rows } = await sql<{ panel_id: number; changes: number }>`
      select g.panel_id, (
        select count(*)::int from (
          select 1 from changes x where x.panel_id = g.panel_id and x.changed_at > coalesce(
            (select max(taken_at) from catalog_keyframes k where k.panel_id = g.panel_id), '-infinity')
          limit ${changesMin}
        ) counted
      ) as changes
      from catalogs g where g.panel_id > ${after} order by g.panel_id limit 50`.execute(db);
    const last = rows.at(-1);
    if (last === undefined) return taken;
    for (const { panel_id: panelId, changes } of rows) {
      if (changes < changesMin) continue;
      await db.transaction().execute(async (tx) => await takeKeyframe(tx, panelId));
      taken += 1;
    }
    after = last.panel_id;
  }
}

async function takeKeyframe(tx: Database, panelId: number): Promise<void> {
  // Whoever records a check of this panel holds this row: what is kept is true at one moment.
  await sql`select from check_schedule where panel_id = ${panelId} for update`.execute(tx);
  const services = [...(await catalogNow(tx, panelId)).values()];
  const packed = await compress(JSON.stringify(services), {
    params: { [constants.BROTLI_PARAM_QUALITY]: 5 },
  });
  await sql`
    insert into catalog_keyframes (panel_id, taken_at, services)
    select ${panelId}, max(changed_at), ${packed} from changes where panel_id = ${panelId} having max(changed_at) is not null
    on conflict (panel_id, taken_at) do nothing`.execute(tx);
}
