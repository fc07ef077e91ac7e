import { sql } from 'kysely';
import { afterEach, describe, expect, it } from 'vitest';
import { useDatabase } from '../../test/database.ts';
import { makePartitions } from '../checks/partitions.ts';
import { StartError } from '../errors.ts';
import { distribute, keyOf } from './distribute.ts';
import { migrateCommand } from './migrate-command.ts';
import { DISTRIBUTION_COLUMN, PLACEMENTS, WITHOUT_KEY } from './placement.ts';

const database = useDatabase();

const placed = (placement: string) =>
  Object.entries(PLACEMENTS).flatMap(([table, own]) => (own === placement ? [table] : []));

async function rowsOf<Row>(query: ReturnType<typeof sql<Row>>): Promise<Row[]> {
  return (await query.execute(database.db)).rows;
}

describe('every table', () => {
  it('has its place on a cluster, and every place its table', async () => {
    await makePartitions(database.db);
    const tables = await rowsOf(sql<{ table: string }>`
      select relname as table from pg_class
      where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition`);
    expect(Object.keys(PLACEMENTS).toSorted()).toEqual(tables.map(({ table }) => table).toSorted());
  });
});

describe('a distributed table', () => {
  it('says of every row whose panel it is', async () => {
    const columns = await rowsOf(sql<{ table: string; required: boolean; type: string }>`
      select table_name as table, is_nullable = 'NO' as required, data_type as type from information_schema.columns
      where table_schema = 'public' and column_name = ${DISTRIBUTION_COLUMN} and table_name = any(${placed('distributed')})`);
    expect(columns.map(({ table }) => table).toSorted()).toEqual(placed('distributed').toSorted());
    for (const { table, required, type } of columns)
      expect({ table, required, type }).toEqual({ table, required: true, type: 'bigint' });
  });

  it('begins each of its unique keys with the panel', async () => {
    const wrong = await rowsOf(sql<{ table: string; index: string }>`
      select c.relname as table, i.indexrelid::regclass::text as index
      from pg_index i join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
      where c.relnamespace = 'public'::regnamespace and c.relname = any(${placed('distributed')}) and i.indisunique
        and a.attname is distinct from ${DISTRIBUTION_COLUMN}`);
    expect(wrong).toEqual([]);
  });

  it('refers to nothing but tables of which every node has a copy', async () => {
    const keys = await rowsOf(sql<{ table: string; to: string }>`
      select k.conrelid::regclass::text as table, k.confrelid::regclass::text as to
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where k.contype = 'f' and c.relnamespace = 'public'::regnamespace and not c.relispartition`);
    const refused = keys.filter(
      ({ table, to }) => PLACEMENTS[table] === 'distributed' && PLACEMENTS[to] !== 'reference',
    );
    expect(refused).toEqual([]);
    expect(keys.length).toBeGreaterThan(0);
  });

  it('goes with its panel by a key of one form, which can be taken off and put back', async () => {
    const keys = (await keysToPanels()).filter(({ table }) => PLACEMENTS[table] === 'distributed');
    const expected = placed('distributed').filter((table) => !WITHOUT_KEY.includes(table));
    expect(keys).toEqual(
      expected.toSorted().map((table) => ({
        table,
        key: keyOf(table),
        definition: `FOREIGN KEY (${DISTRIBUTION_COLUMN}) REFERENCES panels(panel_id) ON DELETE CASCADE`,
      })),
    );
  });

  it('draws numbers from no sequence, but for the bigint identity of changes, whose order is told by time', async () => {
    const drawn = await rowsOf(sql<{ column: string; type: string; identity: string }>`
      select c.relname || '.' || a.attname as column, format_type(a.atttypid, null) as type, a.attidentity as identity
      from pg_attribute a join pg_class c on c.oid = a.attrelid left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
      where c.relname = any(${placed('distributed')}) and a.attnum > 0
        and (a.attidentity <> '' or pg_get_expr(d.adbin, d.adrelid) like '%nextval%')`);
    expect(drawn).toEqual([{ column: 'changes.change_id', type: 'bigint', identity: 'a' }]);
  });

  it('has no trigger of its own and no row-level rule, which Citus does not carry to its shards', async () => {
    const carried = await rowsOf(sql<{ name: string }>`
      select tgname as name from pg_trigger t join pg_class c on c.oid = t.tgrelid
      where c.relnamespace = 'public'::regnamespace and not tgisinternal
      union all select polname from pg_policy`);
    expect(carried).toEqual([]);
  });
});

describe('a local table', () => {
  it('refers to no table that every node has, but for the schedule, which whoever removes a panel deletes', async () => {
    const keys = await rowsOf(sql<{ table: string; to: string }>`
      select conrelid::regclass::text as table, confrelid::regclass::text as to from pg_constraint
      where contype = 'f' and conrelid::regclass::text = any(${placed('local')})`);
    expect(keys.filter(({ to }) => PLACEMENTS[to] !== 'local')).toEqual([
      { table: 'check_schedule', to: 'panels' },
    ]);
  });
});

describe('a reference table', () => {
  it('refers to no other kind of table', async () => {
    const keys = await rowsOf(sql<{ to: string }>`
      select confrelid::regclass::text as to from pg_constraint
      where contype = 'f' and conrelid::regclass::text = any(${placed('reference')})`);
    expect(keys.filter(({ to }) => PLACEMENTS[to] !== 'reference')).toEqual([]);
  });
});

describe('migrate --distribute', () => {
  afterEach(async () => {
    await sql`drop function if exists create_reference_table`.execute(database.db);
    await sql`drop function if exists create_distributed_table`.execute(database.db);
    await sql`drop table if exists cluster_calls, pg_dist_partition, pg_dist_node`.execute(database.db);
    if ((await keysToPanels()).every(({ table }) => table !== 'check_schedule'))
      await sql`alter table check_schedule add foreign key (panel_id) references panels on delete cascade`.execute(
        database.db,
      );
  });

  it('says so where there is no Citus, and changes nothing', async () => {
    const refused = await distribute(database.db).catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(StartError);
    expect(String(refused)).toContain('no Citus extension');
  });

  it('is not for the embedded database, and knows no other word', async () => {
    const config = { ...database.config, databaseUrl: undefined };
    await expect(migrateCommand(config, ['--distribute'])).rejects.toThrow('cannot be distributed');
    await expect(migrateCommand(config, ['--scatter'])).rejects.toThrow('--scatter');
  });

  it('hands over the shared tables first, then those of panels side by side; once', async () => {
    await pretendCitus();
    const { reference, distributed } = await distribute(database.db);
    expect({ reference, distributed }).toEqual({
      reference: placed('reference'),
      distributed: placed('distributed'),
    });
    const calls = await rowsOf(sql<{ call: string }>`select call from cluster_calls order by number`);
    expect(calls.map(({ call }) => call)).toEqual([
      ...placed('reference').map((table) => `reference ${table}`),
      'distributed catalogs by panel_id beside none',
      ...placed('distributed')
        .slice(1)
        .map((table) => `distributed ${table} by panel_id beside catalogs`),
    ]);
    expect(await distribute(database.db)).toEqual({ reference: [], distributed: [] });
  });

  it('leaves the keys as they were, but for that of the schedule', async () => {
    await pretendCitus();
    const before = await keysToPanels();
    expect(before).toContainEqual(expect.objectContaining({ table: 'check_schedule' }));
    await distribute(database.db);
    expect(await keysToPanels()).toEqual(before.filter(({ table }) => table !== 'check_schedule'));
  });

  it('is not fooled by a table that Citus tracks without having distributed it', async () => {
    await pretendCitus();
    await sql`insert into pg_dist_partition values ('services'::regclass, 'n', 's')`.execute(database.db);
    expect((await distribute(database.db)).distributed).toContain('services');
  });

  it('waits for a cluster whose nodes are named', async () => {
    await pretendCitus();
    await sql`delete from pg_dist_node where shouldhaveshards`.execute(database.db);
    await expect(distribute(database.db)).rejects.toThrow('no node that takes parts');
    await sql`delete from pg_dist_node`.execute(database.db);
    await expect(distribute(database.db)).rejects.toThrow('does not know itself');
  });

  it('goes on where it was cut off', async () => {
    await pretendCitus();
    await sql`insert into pg_dist_partition values ('panels'::regclass, 'n', 't'), ('catalogs'::regclass, 'h', 's')`.execute(
      database.db,
    );
    const { reference, distributed } = await distribute(database.db);
    expect(reference).toEqual(placed('reference').filter((table) => table !== 'panels'));
    expect(distributed).toEqual(placed('distributed').filter((table) => table !== 'catalogs'));
  });
});

async function keysToPanels(): Promise<{ table: string; key: string; definition: string }[]> {
  return await rowsOf(sql<{ table: string; key: string; definition: string }>`
    select c.relname::text as table, k.conname::text as key, pg_get_constraintdef(k.oid) as definition
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where k.contype = 'f' and k.confrelid = 'panels'::regclass and not c.relispartition order by c.relname::text collate "C"`);
}

/**
 * Functions of Citus's names and signatures that write down how they are called. Like Citus's own they do not leave alone who refers to a
 * table: it would be tracked as a local table, and what is tracked cannot be distributed when it has an identity column.
 */
async function pretendCitus(): Promise<void> {
  for (const statement of [
    'create table cluster_calls (number bigint generated always as identity, call text not null)',
    'create table pg_dist_partition (logicalrelid regclass not null, partmethod "char" not null, repmodel "char" not null)',
    'create table pg_dist_node (groupid integer not null, shouldhaveshards boolean not null)',
    'insert into pg_dist_node values (0, false), (1, true)',
    `create function create_reference_table(table_name regclass) returns void language plpgsql as $$ begin
       if exists (select 1 from pg_constraint where contype = 'f' and confrelid = table_name
           and conrelid not in (select logicalrelid from pg_dist_partition where partmethod = 'h')
           and conparentid = 0)
         then raise 'local tables refer to %', table_name; end if;
       insert into pg_dist_partition values (table_name, 'n', 't');
       insert into cluster_calls (call) values ('reference ' || table_name); end $$`,
    `create function create_distributed_table(table_name regclass, distribution_column text, distribution_type text default 'hash',
       colocate_with text default 'default', shard_count int default null) returns void language plpgsql as $$ begin
       if exists (select 1 from pg_constraint where contype = 'f' and conrelid = table_name)
         then raise '% refers to other tables', table_name; end if;
       insert into pg_dist_partition values (table_name, 'h', 's');
       insert into cluster_calls (call)
       values ('distributed ' || table_name || ' by ' || distribution_column || ' beside ' || colocate_with); end $$`,
  ])
    await sql.raw(statement).execute(database.db);
}
