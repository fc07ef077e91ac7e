/**
 * The PostgreSQL protocol in front of PGlite, for many connections. PGlite is one session, so the server decides whose turn it is:
 * the messages of one query run together, up to their Sync, and a connection in a transaction keeps the session until it ends.
 * (The package's own server gives way between the messages of one query, so that a second connection's Parse can slip in before
 * the first one's Bind: measured with six connections, a third of the answers were someone else's.)
 *
 * What follows from one session: `set`, advisory session locks and temporary tables are shared by all connections, and
 * LISTEN/NOTIFY does not pass. Nothing in this program relies on them. Prepared statements are each connection's own: their names
 * pass with its number before them (statement-names.ts).
 */
import { createServer, type Server, type Socket } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { ownStatementNames, type StatementNames } from './statement-names.ts';

export interface EmbeddedServer {
  close(): Promise<void>;
}

export interface EmbeddedServerOptions {
  database: Pick<PGlite, 'execProtocolRawStream'>;
  /** Path of the Unix socket. */
  socket: string;
  connectionsMax: number;
  /** Who keeps a transaction open this long without a word is cut off: everyone else is waiting. */
  idleInTransactionMs: number;
  /** PGlite itself broke: there is no session to go on with. */
  onBroken: (error: unknown) => void;
}

/** Requests before a session: their codes stand where a startup packet has its version. */
const SSL_REQUEST = 80_877_103;
const GSS_REQUEST = 80_877_104;
const CANCEL_REQUEST = 80_877_102;
/** A catalog of 12 MB becomes a parameter of about 15 MB. */
const MESSAGE_BYTES_MAX = 128 * 1024 * 1024;

interface Connection {
  socket: Socket;
  received: Buffer;
  started: boolean;
  /** Messages of a query that is not complete yet. */
  partial: Buffer[];
  statements: StatementNames;
}

/** What runs without interruption, and whether the query ends with it. */
interface Turn {
  connection: Connection;
  bytes: Buffer;
  ends: boolean;
}

export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const { database } = options;
  const connections = new Set<Connection>();
  const turns: Turn[] = [];
  /** In the middle of a query or a transaction: nobody else has a turn. */
  let holder: Connection | undefined;
  let patience: NodeJS.Timeout | undefined;
  let scheduled = false;
  let opened = 0;

  function schedule(): void {
    if (scheduled) return;
    scheduled = true;
    // Between two turns the sockets are served.
    setImmediate(() => {
      scheduled = false;
      takeTurn().catch(options.onBroken);
    });
  }

  /** The whole answer. Streamed: otherwise PGlite reads every message of it, too, and keeps what it read for ever. */
  async function execute(bytes: Uint8Array): Promise<Buffer> {
    const chunks: Buffer[] = [];
    await database.execProtocolRawStream(bytes, {
      syncToFs: false,
      // What is passed lies in memory that the next chunk is written to.
      onRawData: (chunk) => chunks.push(Buffer.from(chunk)),
    });
    return Buffer.concat(chunks);
  }

  async function takeTurn(): Promise<void> {
    const index = holder === undefined ? 0 : turns.findIndex((turn) => turn.connection === holder);
    const [turn] = index < 0 ? [] : turns.splice(index, 1);
    if (turn === undefined) return;
    clearTimeout(patience);
    const output = await execute(turn.bytes);
    const { connection } = turn;
    if (output.length > 0 && !connection.socket.destroyed) connection.socket.write(output);
    holder = turn.ends && isIdle(output) ? undefined : connection;
    if (holder?.socket.destroyed === true) await abandon(holder);
    else if (holder !== undefined)
      patience = setTimeout(() => connection.socket.destroy(), options.idleInTransactionMs);
    if (turns.length > 0) schedule();
  }

  /** Whoever is gone leaves no transaction behind. */
  async function abandon(connection: Connection): Promise<void> {
    connections.delete(connection);
    for (let index = turns.length - 1; index >= 0; index--)
      if (turns[index]?.connection === connection) turns.splice(index, 1);
    const goodbye = connection.statements.closing();
    if (goodbye !== undefined) {
      turns.push({ connection, bytes: Buffer.concat([goodbye, SYNC]), ends: true });
      schedule();
    }
    if (holder !== connection) return;
    clearTimeout(patience);
    await execute(SYNC);
    await execute(simpleQuery('rollback'));
    holder = undefined;
    schedule();
  }

  function receive(connection: Connection, data: Buffer): void {
    connection.received =
      connection.received.length === 0 ? data : Buffer.concat([connection.received, data]);
    for (;;) {
      const length = messageLength(connection);
      if (length === undefined || connection.received.length < length) return;
      if (length > MESSAGE_BYTES_MAX) return void connection.socket.destroy();
      const message = connection.received.subarray(0, length);
      connection.received = connection.received.subarray(length);
      if (connection.started) accept(connection, message);
      else if (!greet(connection, message)) return;
    }
  }

  /** Before the session; false when the connection is over. */
  function greet(connection: Connection, message: Buffer): boolean {
    const code = message.readInt32BE(4);
    if (code === SSL_REQUEST || code === GSS_REQUEST) {
      connection.socket.write('N');
      return true;
    }
    if (code === CANCEL_REQUEST) {
      connection.socket.end();
      return false;
    }
    connection.started = true;
    turns.push({ connection, bytes: Buffer.from(message), ends: true });
    schedule();
    return true;
  }

  function accept(connection: Connection, message: Buffer): void {
    const kind = String.fromCharCode(message[0] ?? 0);
    if (kind === 'X') return void connection.socket.end();
    connection.partial.push(connection.statements.rename(message));
    // Query, Sync and function call end a query; Flush wants to see what there is so far.
    const ends = kind === 'Q' || kind === 'S' || kind === 'F';
    if (!ends && kind !== 'H') return;
    turns.push({ connection, bytes: Buffer.concat(connection.partial), ends });
    connection.partial = [];
    schedule();
  }

  const server = createServer((socket) => {
    if (connections.size >= options.connectionsMax) {
      socket.destroy();
      return;
    }
    const connection: Connection = {
      socket,
      received: Buffer.alloc(0),
      started: false,
      partial: [],
      statements: ownStatementNames(++opened),
    };
    connections.add(connection);
    socket.on('data', (data: Buffer) => receive(connection, data));
    // A broken connection ends with `close` like any other.
    socket.on('error', () => {});
    socket.on('close', () => {
      abandon(connection).catch(options.onBroken);
    });
  });
  await listen(server, options.socket);
  return {
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const { socket } of connections) socket.destroy();
      await closed;
    },
  };
}

/** Of the next message, its own header included; undefined while even that is incomplete. */
function messageLength({ received, started }: Connection): number | undefined {
  const header = started ? 5 : 8;
  if (received.length < header) return undefined;
  return started ? 1 + received.readInt32BE(1) : received.readInt32BE(0);
}

const SYNC = Uint8Array.of(0x53, 0, 0, 0, 4);
/** Last in every answer: `Z`, its length, and `I` outside a transaction, `T` in one, `E` in one that failed. */
const IDLE = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

function isIdle(output: Uint8Array): boolean {
  return output.length < IDLE.length || IDLE.equals(output.subarray(output.length - IDLE.length));
}

function simpleQuery(text: string): Uint8Array {
  const message = Buffer.alloc(text.length + 6);
  message.write('Q');
  message.writeInt32BE(text.length + 5, 1);
  message.write(text, 5);
  return message;
}

async function listen(server: Server, path: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}
