import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { vacuum } from './vacuum.ts';

describe('vacuum', () => {
  const database = useDatabase();

  it('keeps a table that is rewritten again and again at its size', async () => {
    const { db } = database;
    await sql`
      with panel as (
        insert into panels (slug, name, api_url, key_sealed) select n::text, n::text, n::text, '' from generate_series(1, 50) n returning panel_id
      )
      insert into check_schedule (panel_id, interval_seconds, due_at) select panel_id, 900, now() from panel`.execute(
      db,
    );
    const rewrite = async () => {
      for (let round = 0; round < 40; round++) {
        await sql`update check_schedule set due_at = due_at + interval '1 second'`.execute(db);
      }
      await vacuum(db, 'hot');
      const { rows } = await sql<{
        bytes: number;
      }>`select pg_total_relation_size('check_schedule') as bytes`.execute(db);
      return rows[0]?.bytes ?? 0;
    };
    const once = await rewrite();
    await rewrite();
    await rewrite();
    expect(await rewrite()).toBeLessThan(once * 1.5);
  });

  it('goes over everything', async () => {
    await expect(vacuum(database.db, 'all')).resolves.toBeUndefined();
  });
});
