/** The API key: from a file, from standard input or from the environment; never an argument, which `ps` shows to everyone. */
import { readFile } from 'node:fs/promises';
import { UsageError } from './usage.ts';

/** Where the key may come from. */
export interface KeySources {
  keyFile?: string | undefined;
  keyStdin?: boolean | undefined;
  /** Given as an argument: refused, whatever it holds. */
  key?: string | undefined;
}

/** Reads the key, or explains how to give one. The explicit ways win over the environment. */
export async function readKey(
  sources: KeySources,
  env: Record<string, string | undefined>,
  readStdin: () => Promise<string>,
): Promise<string> {
  refuseArgument(sources);
  if (sources.keyFile !== undefined) return checked(await fromFile(sources.keyFile), 'the key file');
  if (sources.keyStdin === true) return checked(await readStdin(), 'standard input');
  if (env['SMMWATCH_KEY'] !== undefined) return checked(env['SMMWATCH_KEY'], 'SMMWATCH_KEY');
  throw new UsageError(
    'an API key is needed: give it with --key-file FILE, --key-stdin or the environment variable SMMWATCH_KEY',
  );
}

/** Says why a key is not taken as an argument, without repeating it. */
export function refuseArgument(sources: KeySources): void {
  if (sources.key !== undefined) {
    throw new UsageError(
      'the key is not taken as an argument, because every user of this machine can read the arguments of a command, ' +
        'and shells keep them: use --key-file FILE, --key-stdin or the environment variable SMMWATCH_KEY',
    );
  }
  if (sources.keyFile !== undefined && sources.keyStdin === true) {
    throw new UsageError('give the key once: either --key-file or --key-stdin');
  }
}

async function fromFile(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
    throw new UsageError(`the key file ${path} cannot be read (${code})`);
  }
}

function checked(text: string, origin: string): string {
  const key = text.replace(/^\uFEFF/, '').trim();
  if (key === '') throw new UsageError(`${origin} holds no key`);
  if (/[\r\n]/.test(key)) throw new UsageError(`${origin} holds several lines; a key is one`);
  return key;
}
