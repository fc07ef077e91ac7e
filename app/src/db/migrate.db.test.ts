import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { StartError } from '../errors.ts';
import { migrate } from './migrate.ts';

describe('migrations', () => {
  const database = useDatabase();

  it('are applied once, however often and however many at once the program starts', async () => {
    expect(await Promise.all([migrate(database.db), migrate(database.db), migrate(database.db)])).toEqual([
      [],
      [],
      [],
    ]);
  });

  it('refuse a database that a newer version wrote, and name what they do not know', async () => {
    await sql`insert into migrations (name) values ('9999-from-the-future.sql')`.execute(database.db);
    const refused = await migrate(database.db).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    expect(String(refused)).toContain('9999-from-the-future.sql');
    await sql`delete from migrations where name like '9999%'`.execute(database.db);
  });
});
