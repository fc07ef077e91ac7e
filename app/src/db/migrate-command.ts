/** `smmwatch migrate`: opening the database is what migrates it; this says so and ends. */
import { makePartitions } from '../checks/partitions.ts';
import type { Config } from '../config.ts';
import { openDatabase } from './open.ts';

export async function migrateCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { mayJoin: true, onDeath: () => {} });
  try {
    await makePartitions(database.db);
  } finally {
    await database.close();
  }
  process.stdout.write('The database is up to date.\n');
  return 0;
}
