/**
 * API keys of panels at rest: AES-256-GCM, one random nonce each, bound to the API address that the key was given for.
 * Whoever can write to the database but not read the secret cannot make us send a key to another address.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';
import { chmodSync, linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sql } from 'kysely';
import type { Config } from '../config.ts';
import { makeFolder } from '../data-folder.ts';
import type { Database } from '../db/open.ts';
import { codeOf, messageOf, StartError } from '../errors.ts';

export interface Vault {
  seal(key: string, apiUrl: string): Buffer;
  /** Throws when the secret or the address is not the one that the key was sealed with. */
  unseal(sealed: Buffer, apiUrl: string): string;
  /** A keyed hash: tells whether two texts are the same to whoever has the secret, and nothing to anybody else. */
  blind(text: string): Buffer;
}

/** Layout of a sealed key: one byte of version, then nonce, tag and ciphertext. */
const VERSION = 1;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export function openVault(
  config: Pick<Config, 'secretKey' | 'dataDir'>,
  options: { mayMakeSecret: boolean } = { mayMakeSecret: true },
): Vault {
  const secret =
    config.secretKey === undefined
      ? readOrMakeSecret(config.dataDir, options.mayMakeSecret)
      : Buffer.from(config.secretKey, 'base64');
  return {
    seal(key, apiUrl) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', secret, nonce).setAAD(Buffer.from(apiUrl));
      const text = Buffer.concat([cipher.update(key, 'utf8'), cipher.final()]);
      return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), text]);
    },
    unseal(sealed, apiUrl) {
      if (sealed[0] !== VERSION) throw new Error(`a sealed key of version ${sealed[0]} is not known`);
      const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
      const tag = sealed.subarray(1 + NONCE_BYTES, 1 + NONCE_BYTES + TAG_BYTES);
      const decipher = createDecipheriv('aes-256-gcm', secret, nonce, { authTagLength: TAG_BYTES })
        .setAAD(Buffer.from(apiUrl))
        .setAuthTag(tag);
      return (
        decipher.update(sealed.subarray(1 + NONCE_BYTES + TAG_BYTES), undefined, 'utf8') +
        decipher.final('utf8')
      );
    },
    blind: (text) => createHmac('sha256', secret).update(`blind ${text}`).digest(),
  };
}

/** Whether keys are in the database already: then their secret exists, and making another would only hide that it is lost. */
export async function holdsKeys(db: Database): Promise<boolean> {
  const { rows } = await sql<{ holds: boolean }>`select exists (select 1 from panels) as holds`.execute(db);
  return rows[0]?.holds === true;
}

const IF_LOST =
  'If it is lost, no one can read the keys: `smmwatch panels list` shows the panels; give each its key again with `smmwatch panels edit PANEL --key-stdin`.';

/** A site whose secret was lost must say so at start, not by every panel at once. */
export async function assertVaultFits(db: Database, vault: Vault): Promise<void> {
  const { rows } = await sql<{ slug: string; api_url: string; key_sealed: Buffer }>`
    select slug, api_url, key_sealed from panels order by panel_id`.execute(db);
  const shut = rows.filter((panel) => !opens(vault, panel.key_sealed, panel.api_url));
  if (shut.length === 0) return;
  const which = shut.length === rows.length ? '' : ` of ${shut.map(({ slug }) => slug).join(', ')}`;
  throw new StartError(
    `The secret key does not open the API keys${which} in this database.`,
    `Restore the secret.key file (or SECRET_KEY) that belongs to it. ${IF_LOST}`,
  );
}

function opens(vault: Vault, sealed: Buffer, apiUrl: string): boolean {
  try {
    vault.unseal(sealed, apiUrl);
    return true;
  } catch {
    return false;
  }
}

function readOrMakeSecret(dataDir: string, mayMake: boolean): Buffer {
  const path = join(dataDir, 'secret.key');
  try {
    const secret = readSecret(path);
    if (secret !== undefined) return secret;
    if (mayMake) return makeSecret(dataDir, path);
  } catch (error) {
    if (error instanceof StartError) throw error;
    throw new StartError(
      `The secret key ${path} cannot be used: ${messageOf(error)}.`,
      'Give this user read and write access to it, or set SECRET_KEY.',
      { cause: error },
    );
  }
  throw new StartError(
    `The secret key ${path} is missing, and the database holds API keys that only it opens.`,
    `Restore the file (or set SECRET_KEY) from a backup. ${IF_LOST}`,
  );
}

function readSecret(path: string): Buffer | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8').trim();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  }
  const secret = Buffer.from(text, 'base64');
  if (secret.length === 32) return secret;
  throw new StartError(
    `The secret key ${path} is damaged: it must hold 32 bytes in base64.`,
    'Restore it from a backup.',
  );
}

/** Written whole under another name and then linked: two first starts at once agree on one secret, and a crash leaves no half of it. */
function makeSecret(dataDir: string, path: string): Buffer {
  makeFolder(dataDir);
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${randomBytes(32).toString('base64')}\n`, { mode: 0o600, flush: true });
  chmodSync(draft, 0o600);
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  } finally {
    unlinkSync(draft);
  }
  const secret = readSecret(path);
  if (secret === undefined) throw new Error('it vanished while it was made');
  return secret;
}
