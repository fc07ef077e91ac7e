/** `smmwatch migrate`: opening the database is what migrates it; this says so and ends. `--distribute` goes on to a Citus cluster. */
import { parseArgs } from 'node:util';
import { makePartitions } from '../checks/partitions.ts';
import type { Config } from '../config.ts';
import { messageOf, StartError } from '../errors.ts';
import { distribute } from './distribute.ts';
import { openDatabase } from './open.ts';

export async function migrateCommand(config: Config, args: string[]): Promise<number> {
  const isDistributing = readArgs(args);
  if (isDistributing && config.databaseUrl === undefined) throw needsServer();
  const database = await openDatabase(config, { mayJoin: true, onDeath: () => {} });
  try {
    await makePartitions(database.db);
    process.stdout.write('The database is up to date.\n');
    if (!isDistributing) return 0;
    const { reference, distributed } = await distribute(database.db);
    process.stdout.write(
      reference.length + distributed.length === 0
        ? 'Every table was distributed already.\n'
        : `Distributed by panel: ${listed(distributed)}. Copied to every node: ${listed(reference)}.\n`,
    );
    return 0;
  } finally {
    await database.close();
  }
}

function readArgs(args: string[]): boolean {
  try {
    const { values } = parseArgs({ args, options: { distribute: { type: 'boolean' } } });
    return values.distribute === true;
  } catch (error) {
    throw new StartError(messageOf(error), 'Usage: smmwatch migrate [--distribute]', { status: 64 });
  }
}

function needsServer(): StartError {
  return new StartError(
    'The embedded database cannot be distributed.',
    'Set DATABASE_URL to the coordinator of a Citus cluster.',
  );
}

function listed(tables: readonly string[]): string {
  return tables.length === 0 ? 'none' : tables.join(', ');
}
