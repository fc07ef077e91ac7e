/** The operator's commands, by name. */
import type { Config } from './config.ts';
import { describeSettings } from './config.ts';
import { migrateCommand } from './db/migrate-command.ts';
import { signInLinkCommand } from './operator/sign-in-command.ts';
import { panelsCommand } from './panels/panels-command.ts';
import { serve, web, work } from './serve.ts';

export interface Command {
  summary: string;
  /** Answers the exit status. Throws a StartError for expected trouble. */
  run: (config: Config, args: string[]) => Promise<number>;
}

export const COMMANDS: Record<string, Command> = {
  serve: { summary: 'web site and worker in one process', run: serve },
  web: { summary: 'web site alone (needs DATABASE_URL)', run: web },
  work: { summary: 'worker alone (needs DATABASE_URL)', run: work },
  migrate: { summary: 'bring the database up to this version', run: migrateCommand },
  panels: { summary: 'add, list, edit, pause, resume, check and remove panels', run: panelsCommand },
  'sign-in-link': { summary: 'print a link that signs the operator in once', run: signInLinkCommand },
};

export function usage(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`);
  const settings = describeSettings().map(({ name, purpose }) => `  ${name.padEnd(22)} ${purpose}`);
  return [
    'Usage: smmwatch COMMAND [options]',
    '',
    'Commands of the watch site:',
    ...commands,
    '',
    'Settings, from the environment or from ./smmwatch.env (docs/configuration.md):',
    ...settings,
    '',
  ].join('\n');
}
