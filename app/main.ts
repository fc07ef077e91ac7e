/**
 * The site's processes and the operator's commands. Chooses what runs, wires it, shuts it down. Expected trouble ends in one
 * sentence about what is wrong and one about what to do, and a status other than 0; anything else is a bug and shows its stack.
 */
import { enableCompileCache } from 'node:module';
import { COMMANDS, usage, type Command } from './src/commands.ts';
import { readConfig, type Config } from './src/config.ts';
import { StartError } from './src/errors.ts';

/** The command line could not be understood, as sysexits.h has it. */
const USAGE_STATUS = 64;

/** Runs one command. Ends the process with its status. */
export async function run(args: string[]): Promise<void> {
  // What was compiled once starts faster the next time.
  enableCompileCache();
  const [name = 'serve', ...rest] = args;
  const command = COMMANDS[name];
  try {
    if (name === '--help' || name === 'help') {
      process.stdout.write(usage());
    } else if (command === undefined) {
      process.stderr.write(`smmwatch: ${name} is not a command.\n\n${usage()}`);
      process.exitCode = USAGE_STATUS;
    } else {
      process.exitCode = await runCommand(command, rest);
    }
  } catch (error) {
    if (!(error instanceof StartError)) throw error;
    process.stderr.write(`smmwatch: ${error.message}\n${error.remedy}\n`);
    process.exitCode = error.status;
  }
}

async function runCommand(command: Command, args: string[]): Promise<number> {
  let config: Config;
  try {
    config = readConfig(process.env);
  } catch (error) {
    if (error instanceof StartError && command.runWithoutSettings !== undefined)
      return await command.runWithoutSettings(error, args);
    throw error;
  }
  return await command.run(config, args);
}

if (import.meta.main) await run(process.argv.slice(2));
