/**
 * Statements that run many times a second are planned once for each connection instead of each time: planning was most of what
 * leasing and recording cost the embedded database, and a third of what they cost a server. Only on a connection that is known to be
 * a session of the database itself: a pooler in between may give every transaction another one, which knows no prepared statement.
 */
import { sql, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { ClientBase, Pool, PoolClient } from 'pg';

/** Put first into a statement. Its plan must fit whatever parameters it is given. */
export const PREPARED = sql.raw('/* prepared */');

const MARK = '/* prepared */';

/** Text to name. As many as there are in the program: none is composed of what a visitor asks. */
const names = new Map<string, string>();

const sessions = new WeakSet<ClientBase>();

/**
 * Tells that this connection is one session for as long as it lives. The process id that a database names when it greets is that of
 * the process which answers; a pooler greets with a number of its own.
 */
export function noteSession(client: ClientBase & { processID?: number | null }, answeredBy: number): void {
  if (client.processID === answeredBy) sessions.add(client);
}

/** The pool as Kysely wants it, which sends what is marked by its name. */
export function preparing(pool: Pool): PostgresPool {
  const clients = new WeakMap<PoolClient, PostgresPoolClient>();
  return {
    options: {},
    async connect() {
      const client = await pool.connect();
      if (!sessions.has(client)) return client;
      const known = clients.get(client) ?? sendByName(client);
      clients.set(client, known);
      return known;
    },
    end: () => pool.end(),
  };
}

function sendByName(client: PoolClient): PostgresPoolClient {
  const query = client.query.bind(client);
  return Object.assign(Object.create(client), {
    query: (text: unknown, values: unknown) =>
      typeof text === 'string' && text.startsWith(MARK)
        ? query({ name: nameOf(text), text, values: Array.isArray(values) ? values : [] })
        : Reflect.apply(query, client, [text, values]),
    release: (destroy?: boolean) => client.release(destroy),
  });
}

function nameOf(text: string): string {
  const name = names.get(text) ?? `smmwatch_${names.size + 1}`;
  names.set(text, name);
  return name;
}
