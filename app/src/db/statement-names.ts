/**
 * Names of prepared statements, kept apart for connections that share one session: what a connection calls `lease` the session
 * knows as `7_lease`. The messages that name one are Parse, Bind, Describe and Close; statements without a name pass as they are.
 */
export interface StatementNames {
  /** A message as the session is to get it. */
  rename: (message: Buffer) => Buffer;
  /** Closes whatever the connection has prepared; undefined when that is nothing. */
  closing: () => Buffer | undefined;
}

/** `number` is no other connection's. */
export function ownStatementNames(number: number): StatementNames {
  const prefix = Buffer.from(`${number}_`);
  /** As the session knows them, `latin1`. */
  const known = new Set<string>();
  return {
    rename(message) {
      const at = nameAt(message);
      if (at === undefined || message[at] === 0) return message;
      const renamed = Buffer.concat([message.subarray(0, at), prefix, message.subarray(at)]);
      renamed.writeInt32BE(renamed.length - 1, 1);
      if (message[0] === PARSE) known.add(renamed.toString('latin1', at, renamed.indexOf(0, at)));
      return renamed;
    },
    closing() {
      if (known.size === 0) return undefined;
      const messages = [...known].map(closeStatement);
      known.clear();
      return Buffer.concat(messages);
    },
  };
}

const [PARSE, BIND, DESCRIBE, CLOSE, STATEMENT] = [0x50, 0x42, 0x44, 0x43, 0x53];
const HEADER_BYTES = 5;

/** Where the name of a statement begins; undefined in messages without one. */
function nameAt(message: Buffer): number | undefined {
  switch (message[0]) {
    case PARSE:
      return HEADER_BYTES;
    case BIND: // Behind the name of the portal.
      return message.indexOf(0, HEADER_BYTES) + 1;
    case DESCRIBE:
    case CLOSE:
      return message[HEADER_BYTES] === STATEMENT ? HEADER_BYTES + 1 : undefined;
    default:
      return undefined;
  }
}

function closeStatement(name: string): Buffer {
  const message = Buffer.alloc(HEADER_BYTES + 1 + name.length + 1);
  message[0] = 0x43;
  message.writeInt32BE(message.length - 1, 1);
  message[HEADER_BYTES] = 0x53;
  message.write(name, HEADER_BYTES + 1, 'latin1');
  return message;
}
