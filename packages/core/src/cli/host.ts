/** What a command needs from the process that runs it. */
import type { Readable } from 'node:stream';
import { painter } from './terminal.ts';
import type { Paint } from './terminal.ts';

/** Streams, environment and terminal, handed to the commands so that none of them reaches for the process. */
export interface Host {
  print: (text: string) => void;
  complain: (text: string) => void;
  stdin: Readable;
  env: Record<string, string | undefined>;
  paint: Paint;
  /** Width of the terminal; absent when the output goes elsewhere. */
  columns?: number;
}

/** How a command was called, besides what it is about. */
export interface Invocation {
  json: boolean;
  /** Read when a URL has to be asked, and only then. */
  key: () => Promise<string>;
  /** The words that the API is asked in, where they are not those of the standard. */
  dialect?: string;
  /** Units whose cost is asked for. */
  quantity?: number;
}

/** The host of this process. */
export function processHost(): Host {
  const { stdout, stderr, stdin, env } = process;
  return {
    print: (text) => void stdout.write(text),
    complain: (text) => void stderr.write(text),
    stdin,
    env,
    paint: painter(stdout.isTTY, env['NO_COLOR']),
    ...(stdout.isTTY ? { columns: stdout.columns } : {}),
  };
}

/** Prints one line of JSON. */
export function printJson(host: Host, value: object): void {
  host.print(`${JSON.stringify(value)}\n`);
}
