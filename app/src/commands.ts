/** The operator's commands, by name. */
import { describeSettings, type Config } from './config.ts';
import type { StartError } from './errors.ts';

export interface Command {
  summary: string;
  /** Answers the exit status. Throws a StartError for expected trouble. */
  run: (config: Config, args: string[]) => Promise<number>;
  /** For what still makes sense when the settings cannot be read. */
  runWithoutSettings?: (problem: StartError, args: string[]) => Promise<number>;
}

/** Each loads what it needs when it runs: a short command does not wait for the site's code. */
export const COMMANDS: Record<string, Command> = {
  serve: {
    summary: 'web site and worker in one process',
    run: async (config) => (await import('./serve.ts')).serve(config),
  },
  web: {
    summary: 'web site alone (needs DATABASE_URL)',
    run: async (config) => (await import('./serve.ts')).web(config),
  },
  work: {
    summary: 'worker alone (needs DATABASE_URL)',
    run: async (config) => (await import('./serve.ts')).work(config),
  },
  migrate: {
    summary: 'bring the database up to this version (--distribute: over a Citus cluster)',
    run: async (config, args) => (await import('./db/migrate-command.ts')).migrateCommand(config, args),
  },
  panels: {
    summary: 'add, list, edit, pause, resume, check and remove panels',
    run: async (config, args) => (await import('./panels/panels-command.ts')).panelsCommand(config, args),
  },
  backup: {
    summary: 'write everything that is kept to one file, while the site runs or not',
    run: async (config, args) => (await import('./backup/backup-command.ts')).backupCommand(config, args),
  },
  restore: {
    summary: 'read such a file into an empty database, embedded or a server',
    run: async (config, args) => (await import('./backup/backup-command.ts')).restoreCommand(config, args),
  },
  doctor: {
    summary: 'say what is wrong with this installation and how to mend it',
    run: async (config, args) => (await import('./doctor/doctor-command.ts')).doctorCommand(config, args),
    runWithoutSettings: async (problem, args) =>
      (await import('./doctor/doctor-command.ts')).doctorWithoutSettings(problem, args),
  },
  'sign-in-link': {
    summary: 'print a link that signs the operator in once',
    run: async (config) => (await import('./operator/sign-in-command.ts')).signInLinkCommand(config),
  },
};

export function usage(): string {
  const commands = Object.entries(COMMANDS).map(([name, { summary }]) => `  ${name.padEnd(14)} ${summary}`);
  const described = describeSettings();
  const width = Math.max(...described.map(({ name }) => name.length));
  const settings = described.map(({ name, purpose }) => `  ${name.padEnd(width)} ${purpose}`);
  return [
    'Usage: smmwatch COMMAND [options]',
    '',
    'Commands of the watch site (check, services and diff: smmwatch --help):',
    ...commands,
    '',
    'Settings, from the environment or from ./smmwatch.env (docs/configuration.md):',
    ...settings,
    '',
  ].join('\n');
}
