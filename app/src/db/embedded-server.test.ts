import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { PGlite } from '@electric-sql/pglite';
import { Client } from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.ts';

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

describe('the embedded server', () => {
  const folder = mkdtempSync(join(tmpdir(), 'smmwatch-socket-'));
  let database: PGlite;
  let server: EmbeddedServer;

  beforeAll(async () => {
    database = await PGlite.create();
    server = await startEmbeddedServer({
      database,
      socket: join(folder, '.s.PGSQL.5432'),
      connectionsMax: 20,
      idleInTransactionMs: 300,
      onBroken(error) {
        throw error;
      },
    });
    const client = await connect();
    await client.query('create table counters (name text primary key, count integer not null)');
    await client.query("insert into counters values ('a', 0)");
    await client.end();
  });
  afterAll(async () => {
    await server.close();
    await database.close();
    rmSync(folder, { recursive: true });
  });

  async function connect(): Promise<Client> {
    const client = new Client({ host: folder, user: 'postgres', database: 'postgres' });
    client.on('error', () => {});
    await client.connect();
    return client;
  }

  it('answers every connection with the answer to its own query, transactions and large parameters among them', async () => {
    const clients = await Promise.all(Array.from({ length: 8 }, connect));
    const wrong: unknown[] = [];
    await Promise.all(
      clients.map(async (client, who) => {
        for (let round = 0; round < 100; round++) {
          const said = `${who}/${round}/${'x'.repeat(round % 10 === 0 ? 200_000 : 10)}`;
          if (who % 4 === 0) await client.query('begin');
          const { rows } = await client.query(
            who % 2 === 0 ? 'select $1::text as said' : 'select $1::text as said, 2 as two',
            [said],
          );
          if (who % 4 === 0) await client.query('commit');
          if (rows[0]?.said !== said || (who % 2 === 1 && rows[0]?.two !== 2)) wrong.push({ who, round });
        }
      }),
    );
    await Promise.all(clients.map((client) => client.end()));
    expect(wrong).toEqual([]);
  });

  it('keeps read-modify-write transactions of many connections apart', async () => {
    const clients = await Promise.all(Array.from({ length: 10 }, connect));
    await Promise.all(
      clients.map(async (client) => {
        for (let round = 0; round < 10; round++) {
          await client.query('begin');
          const { rows } = await client.query('select count from counters where name = $1', ['a']);
          await client.query('update counters set count = $1 where name = $2', [rows[0].count + 1, 'a']);
          await client.query('commit');
        }
      }),
    );
    const { rows } = await clients[0]!.query('select count from counters');
    await Promise.all(clients.map((client) => client.end()));
    expect(rows).toEqual([{ count: 100 }]);
  });

  it('rolls back what a connection leaves behind when it vanishes, and goes on', async () => {
    const [vanishing, staying] = [await connect(), await connect()];
    await vanishing.query('begin');
    await vanishing.query("insert into counters values ('left behind', 1)");
    const waiting = staying.query("select count(*)::int as count from counters where name = 'left behind'");
    vanishing.connection.stream.destroy();
    expect((await waiting).rows).toEqual([{ count: 0 }]);
    await staying.end();
  });

  it('keeps the prepared statements of connections apart, and forgets them with their connection', async () => {
    const [one, two] = [await connect(), await connect()];
    const ask = async (client: Client, text: string) => await client.query({ name: 'question', text });
    for (let round = 0; round < 8; round++) {
      expect((await ask(one, 'select 1 as said')).rows).toEqual([{ said: 1 }]);
      expect((await ask(two, "select 'two' as said, true as also")).rows).toEqual([
        { said: 'two', also: true },
      ]);
    }
    await two.end();
    const prepared = async () =>
      (await one.query('select name from pg_prepared_statements order by name')).rows.length;
    await expect.poll(prepared).toBe(1);
    expect((await ask(one, 'select 1 as said')).rows).toEqual([{ said: 1 }]);
    await one.end();
  });

  it('cuts off a transaction that nobody goes on with, so that the others do not wait for ever', async () => {
    const [sleeping, staying] = [await connect(), await connect()];
    const cutOff = new Promise((resolve) => sleeping.once('end', resolve));
    await sleeping.query('begin');
    expect((await staying.query('select 1 as one')).rows).toEqual([{ one: 1 }]);
    await cutOff;
    await staying.end();
  });

  it('keeps nothing of what it has answered', async () => {
    const client = await connect();
    const ask = async () =>
      await client.query("select repeat('x', 100) as said from generate_series(1, 2000)");
    const kept = async () => {
      for (let times = 0; times < 20; times++) await ask();
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = await kept();
    expect((await kept()) - before).toBeLessThan(1_000_000);
    await client.end();
  });

  it('goes on after a query that fails, within a transaction and outside', async () => {
    const client = await connect();
    await expect(client.query('select $1::integer', ['x'])).rejects.toThrow('invalid input syntax');
    await client.query('begin');
    await expect(client.query('select nonsense')).rejects.toThrow('nonsense');
    await expect(client.query('select 1')).rejects.toThrow('current transaction is aborted');
    await client.query('rollback');
    expect((await client.query('select $1::text as said', ['well'])).rows).toEqual([{ said: 'well' }]);
    await client.end();
  });
});
