/** `smmwatch sign-in-link`: for an operator whose link was used, lost or too old. */
import type { Config } from '../config.ts';
import { openDatabase } from '../db/open.ts';
import { href } from '../urls.ts';
import { createLink } from './sign-in.ts';

export async function signInLinkCommand(config: Config): Promise<number> {
  const database = await openDatabase(config, { mayJoin: true, onDeath: () => {} });
  try {
    const host = config.host === '0.0.0.0' || config.host === '::' ? 'localhost' : config.host;
    const address = config.publicUrl ?? `http://${host}:${config.port}`;
    process.stdout.write(`${address}${href('signIn', { token: await createLink(database) })}\n`);
    return 0;
  } finally {
    await database.close();
  }
}
