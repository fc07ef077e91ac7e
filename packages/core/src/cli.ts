/**
 * The command `smmwatch`: run by a person or a script, it reads what it is given, prints and ends. Everything that can be
 * wrong with a panel is an outcome on stdout or stderr with exit status 2; being called wrongly is 64. The only part of
 * this package that uses Node's own modules.
 */
import { text } from 'node:stream/consumers';
import { inspect, parseArgs } from 'node:util';
import { check } from './cli/check.ts';
import { diff } from './cli/diff.ts';
import { processHost } from './cli/host.ts';
import type { Host, Invocation } from './cli/host.ts';
import { readKey, refuseArgument } from './cli/key.ts';
import { services } from './cli/services.ts';
import { findSiteCommand, runSiteCommand } from './cli/site-command.ts';
import { clean } from './cli/terminal.ts';
import { COMMANDS, COMMAND_HELP, EXIT, HELP, SITE_HELP, UsageError } from './cli/usage.ts';
import type { Command } from './cli/usage.ts';
import { WORD_DIALECTS, dialectWords } from './dialects.ts';
import { VERSION } from './version.ts';

/** Runs the command of this process and sets its exit status. */
export async function run(): Promise<void> {
  // A reader that has seen enough (`| head`) is no failure.
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit();
    });
  }
  process.exitCode = await main(process.argv.slice(2), processHost());
}

async function main(args: string[], host: Host): Promise<number> {
  try {
    return await dispatch(args, host);
  } catch (error) {
    if (isUsageError(error)) {
      host.complain(`smmwatch: ${clean(error.message)}\nTry smmwatch --help.\n`);
      return EXIT.usage;
    }
    // Left to itself Node would end with 1, which means findings here.
    host.complain(`smmwatch: a fault of this program, please report it\n${inspect(error)}\n`);
    return EXIT.fault;
  }
}

async function dispatch(args: string[], host: Host): Promise<number> {
  const [word, ...rest] = args;
  if (word === undefined) {
    host.complain(HELP);
    return EXIT.usage;
  }
  if (isCommand(word)) return runCommand(word, rest, host);
  if (word === '--help' || word === '-h' || word === 'help') {
    const [topic] = rest;
    host.print(topic !== undefined && isCommand(topic) ? COMMAND_HELP[topic] : HELP);
    if (topic === undefined && findSiteCommand(host.env['PATH']) !== null) host.print(SITE_HELP);
    return EXIT.ok;
  }
  if (word === '--version' || word === '-V') {
    host.print(`${VERSION}\n`);
    return EXIT.ok;
  }
  if (word.startsWith('-')) throw new UsageError(`the command comes first: ${COMMANDS.join(', ')}`);
  const executable = findSiteCommand(host.env['PATH']);
  if (executable !== null) return runSiteCommand(executable, args);
  throw new UsageError(
    `there is no command ${word}; there are ${COMMANDS.join(', ')}. Operator commands come with the watch site (smmwatch-site), which is not on this PATH.`,
  );
}

async function runCommand(command: Command, args: string[], host: Host): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h' },
      json: { type: 'boolean' },
      'key-file': { type: 'string' },
      'key-stdin': { type: 'boolean' },
      key: { type: 'string' },
      dialect: { type: 'string' },
      at: { type: 'string' },
    },
  });
  if (values.help === true) {
    host.print(COMMAND_HELP[command]);
    return EXIT.ok;
  }
  const sources = { keyFile: values['key-file'], keyStdin: values['key-stdin'], key: values.key };
  refuseArgument(sources);
  const { dialect } = values;
  if (dialect !== undefined && dialectWords(dialect) === undefined) {
    throw new UsageError(
      `there is no dialect ${dialect}; there are ${Object.keys(WORD_DIALECTS).join(', ')}`,
    );
  }
  if (values.at !== undefined && command !== 'services')
    throw new UsageError('--at is for services: the cost of that quantity');
  const invocation: Invocation = {
    json: values.json === true,
    key: () => readKey(sources, host.env, () => text(host.stdin)),
    ...(dialect === undefined ? {} : { dialect }),
    ...(values.at === undefined ? {} : { quantity: readQuantity(values.at) }),
  };
  const [first, second, ...excess] = positionals;
  if (command === 'diff') {
    if (first === undefined || second === undefined || excess.length > 0) {
      throw new UsageError('diff takes two catalogs: smmwatch diff A B');
    }
    return diff(host, [first, second], invocation);
  }
  if (first === undefined || second !== undefined) {
    throw new UsageError(command === 'check' ? 'check takes one URL' : 'services takes one URL or file');
  }
  return command === 'check' ? check(host, first, invocation) : services(host, first, invocation);
}

function readQuantity(typed: string): number {
  const quantity = /^\d{1,15}$/u.test(typed) ? Number(typed) : 0;
  if (quantity < 1) throw new UsageError('--at takes a whole number of units, such as 5000');
  return quantity;
}

function isCommand(word: string): word is Command {
  return COMMANDS.some((command) => command === word);
}

/** Ours, and those of `parseArgs`: an option that does not exist, a value that is missing. */
function isUsageError(error: unknown): error is Error {
  if (error instanceof UsageError) return true;
  return error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');
}
