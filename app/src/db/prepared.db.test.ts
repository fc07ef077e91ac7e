import { createServer, connect, type AddressInfo, type Server } from 'node:net';
import { sql } from 'kysely';
import { afterAll, describe, expect, it } from 'vitest';
import { testConfig } from '../../test/config.ts';
import { useDatabase } from '../../test/database.ts';
import { openDatabase, type Database } from './open.ts';
import { PREPARED } from './prepared.ts';

describe('statements that run many times a second', () => {
  const database = useDatabase();
  const poolers: Server[] = [];
  afterAll(() => {
    for (const pooler of poolers) pooler.close();
  });

  it('are planned once for each connection', async () => {
    expect(await preparedBy(database.db)).toBe(1);
  });

  it.skipIf(process.env['TEST_ENGINE'] !== 'postgres')(
    'are not kept behind a pooler, where the next transaction may be another session (a server only)',
    async () => {
      const url = new URL(database.config.databaseUrl ?? '');
      const pooler = await openPooler(Number(url.port));
      poolers.push(pooler.server);
      url.port = String(pooler.port);
      const behind = await openDatabase(testConfig({ databaseUrl: url.href }), {
        mayJoin: false,
        onDeath(error) {
          throw error;
        },
      });
      expect(await preparedBy(behind.db)).toBe(0);
      await behind.close();
    },
  );
});

/** How many statements the session keeps after it was asked one twice. */
async function preparedBy(db: Database): Promise<number> {
  return await db.connection().execute(async (one) => {
    const ask = async () => await sql`${PREPARED} select ${1}::int as one`.execute(one);
    await ask();
    expect((await ask()).rows).toEqual([{ one: 1 }]);
    const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from pg_prepared_statements where name like '%smmwatch%'`.execute(one);
    return rows[0]?.count ?? -1;
  });
}

/** `K`, its length: a process id and a secret follow. */
const KEY_DATA = Buffer.from([0x4b, 0, 0, 0, 12]);

/** Passes on what it hears, and greets with a process id of its own, as poolers do. */
async function openPooler(serverPort: number): Promise<{ server: Server; port: number }> {
  const server = createServer((client) => {
    const upstream = connect(serverPort, '127.0.0.1');
    client.pipe(upstream);
    upstream.on('data', (data: Buffer) => {
      const at = data.indexOf(KEY_DATA);
      if (at >= 0) data.writeInt32BE(7, at + KEY_DATA.length);
      client.write(data);
    });
    upstream.on('close', () => client.destroy());
    client.on('error', () => upstream.destroy());
    upstream.on('error', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const { port }: AddressInfo =
    address === null || typeof address === 'string' ? { port: 0, address: '', family: '' } : address;
  return { server, port };
}
