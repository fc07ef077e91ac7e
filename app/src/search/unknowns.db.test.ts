import { sql } from 'kysely';
import { expect, it } from 'vitest';
import { useWatching } from '../../test/watching.ts';
import { unknownServices } from './unknowns.ts';

const watching = useWatching();

it('rows without platform or kind are grouped by the words that nobody knows, over all panels', async () => {
  const row = (service: number, name: string) => ({
    service,
    name,
    category: '-',
    rate: '1',
    min: 1,
    max: 9,
  });
  const catalogs = {
    one: [row(1, 'Zorblat Followers'), row(2, 'Instagram Zorblat'), row(3, 'Instagram Likes')],
    two: [row(1, 'Zorblat Blarg')],
  };
  for (const [name, rows] of Object.entries(catalogs))
    await (await watching.watch(name, Buffer.from(JSON.stringify(rows)))).check();
  const { groups, read, isCut } = await unknownServices(watching.db);
  expect({ read, isCut }).toEqual({ read: 3, isCut: false });
  expect(groups[0]).toMatchObject({ word: 'zorblat', rows: 3, withoutPlatform: 2, withoutKind: 2 });
  expect(groups[0]?.panels).toHaveLength(2);
  expect(groups.find(({ word }) => word === 'blarg')?.examples).toMatchObject([{ name: 'Zorblat Blarg' }]);
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from service_facts`.execute(
    watching.db,
  );
  expect(rows[0]?.n).toBe(4);
});
