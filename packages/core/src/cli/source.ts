/**
 * Where a catalog comes from: an API, a file or standard input. Whatever goes wrong on the way is an outcome, as in a
 * check; reading a file adds a stage of its own.
 */
import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import type { Catalog } from '../catalog.ts';
import { askServices } from '../client.ts';
import { failure } from '../explanations.ts';
import { fetchPost } from '../fetch-post.ts';
import { BODY_BYTES_MAX } from '../limits.ts';
import { normalize } from '../normalize.ts';
import type { Evidence, Failure } from '../outcome.ts';
import { readAnswer } from '../panel-errors.ts';
import { isFailure } from '../post.ts';
import type { Invocation } from './host.ts';
import { savedCatalog } from './saved-catalog.ts';

/** A file that could not be read: the one outcome that a check does not have. */
export interface FileFailure {
  stage: 'file';
  code: 'not_found' | 'is_directory' | 'not_permitted' | 'failed';
  retryable: false;
  message: string;
  evidence: Evidence;
}

/** Tells an outcome from a catalog. */
export function isUnreadable(read: Catalog | Failure | FileFailure): read is Failure | FileFailure {
  return 'stage' in read;
}

/** Whether an argument is asked over the network rather than opened. */
export function isUrl(source: string): boolean {
  return /^https?:\/\//i.test(source);
}

/** Asks the API for its services; nothing else is sent. */
export async function catalogFromUrl(
  url: string,
  { key, dialect }: Omit<Invocation, 'json'>,
): Promise<Catalog | Failure> {
  const target = { url, key: await key(), ...(dialect === undefined ? {} : { dialect }) };
  const asked = await askServices(target, { post: fetchPost(fetch) });
  if (asked.outcome.stage !== 'ok') return asked.outcome;
  // Without known hashes nothing is ever unchanged, so a reply that was read has a catalog.
  return asked.catalog ?? failure('schema', 'no_catalog');
}

/** Reads a reply out of a file or standard input (`-`): what a panel sent, or what `services --json` printed. */
export async function catalogFromFile(
  path: string,
  stdin: Readable,
): Promise<Catalog | Failure | FileFailure> {
  const bytes = await readBytes(path, stdin);
  if (!(bytes instanceof Uint8Array)) return bytes;
  const answer = readAnswer({ url: NO_ADDRESS, status: 200, headers: {}, body: bytes, secrets: [] });
  if ('failure' in answer) return withoutStatus(answer.failure);
  const saved = savedCatalog(answer.value);
  if (saved !== null) return saved;
  const catalog = normalize(answer.value);
  return isFailure(catalog) ? catalog : { ...catalog, findings: [...answer.findings, ...catalog.findings] };
}

/** A stored reply is judged as if it had come with status 200, from nowhere in particular. */
const NO_ADDRESS = new URL('https://file.invalid/');

function withoutStatus(ended: Failure): Failure {
  const { httpStatus: _, ...evidence } = ended.evidence;
  return { ...ended, evidence };
}

/** No more than the limit is ever held, whatever the file system says about the size: a pipe has none. */
async function readBytes(path: string, stdin: Readable): Promise<Uint8Array | Failure | FileFailure> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of path === '-' ? stdin : createReadStream(path)) {
      const bytes: Uint8Array = chunk;
      length += bytes.byteLength;
      if (length > BODY_BYTES_MAX) return failure('body', 'too_large');
      chunks.push(bytes);
    }
  } catch (error) {
    return fileFailure(path, error instanceof Error && 'code' in error ? String(error.code) : String(error));
  }
  return Buffer.concat(chunks);
}

function fileFailure(path: string, systemCode: string): FileFailure {
  const known: Record<string, [FileFailure['code'], string]> = {
    ENOENT: ['not_found', 'there is no such file'],
    ENOTDIR: ['not_found', 'there is no such file'],
    EISDIR: ['is_directory', 'it is a folder; name the file in it'],
    EACCES: ['not_permitted', 'this user may not read it'],
    EPERM: ['not_permitted', 'this user may not read it'],
  };
  const [code, reason] = known[systemCode] ?? ['failed', systemCode];
  return {
    stage: 'file',
    code,
    retryable: false,
    message: `The file ${path} cannot be read: ${reason}.`,
    evidence: { detail: systemCode },
  };
}
