/** `smmwatch backup` and `smmwatch restore`. */
import { parseArgs } from 'node:util';
import type { Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { messageOf, StartError } from '../errors.ts';
import { restoreBackup } from './restore-backup.ts';
import { writeBackup } from './write-backup.ts';

export async function backupCommand(config: Config, args: string[]): Promise<number> {
  const file = readFile(args, 'backup') ?? defaultName(new Date());
  const database = await openDatabase(config, { mayJoin: true, onDeath: () => {} });
  try {
    const { panels, rows, bytes } = await writeBackup(database.db, file);
    process.stdout.write(
      `${file}: ${panels} panels, ${rows} rows, ${(bytes / 1e6).toFixed(1)} MB.\n${keepApart(config)}\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
}

export async function restoreCommand(config: Config, args: string[]): Promise<number> {
  const file = readFile(args, 'restore');
  if (file === undefined) throw usage('restore', 'Which file?');
  const database = await openDatabase(config, { mayJoin: true, asItIs: true, onDeath: () => {} });
  try {
    if (database.kind === 'joined')
      throw new StartError(
        `A site runs on ${config.dataDir}.`,
        'Stop it, or set DATA_DIR to a new folder, and restore into that.',
      );
    const { panels, rows, madeAt } = await restoreBackup(database.db, file);
    process.stdout.write(
      `Restored as of ${madeAt}: ${panels} panels, ${rows} rows.\nThe API keys open with the secret key of the site that made the backup: ${
        config.secretKey === undefined
          ? `put its secret.key into ${config.dataDir} before the start.`
          : 'SECRET_KEY must be that one.'
      }\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
}

function keepApart(config: Config): string {
  const secret = config.secretKey === undefined ? `${config.dataDir}/secret.key` : 'SECRET_KEY';
  return `API keys in it are encrypted. The key to them is not in it: keep ${secret} too, in another place.`;
}

function defaultName(now: Date): string {
  return `smmwatch-${now.toISOString().replaceAll(':', '').replace(/\.\d+/, '')}.backup.gz`;
}

function readFile(args: string[], command: 'backup' | 'restore'): string | undefined {
  try {
    const { positionals } = parseArgs({ args, allowPositionals: true, options: {} });
    if (positionals.length > 1) throw new Error('One file at a time.');
    return positionals[0];
  } catch (error) {
    throw usage(command, messageOf(error));
  }
}

function usage(command: 'backup' | 'restore', said: string): StartError {
  return new StartError(said, `Usage: smmwatch ${command} ${command === 'backup' ? '[FILE]' : 'FILE'}`, {
    status: 64,
  });
}
