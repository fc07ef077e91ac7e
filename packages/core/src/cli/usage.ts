/** What the command says about itself, and the exit codes that scripts rely on. */
import { WORD_DIALECTS } from '../dialects.ts';

/** The meaning of every exit status. */
export const EXIT = {
  /** Done, and nothing to report: the API passes, the catalog was read, the catalogs are equal. */
  ok: 0,
  /** Done, and there is something: findings that cost data, differences. */
  findings: 1,
  /** It could not be done: the check stopped, the file or reply is unreadable. */
  unreadable: 2,
  /** The command was called wrongly (EX_USAGE of sysexits). */
  usage: 64,
  /** This program is at fault (EX_SOFTWARE of sysexits). */
  fault: 70,
} as const;

/** The commands of this package. */
export const COMMANDS = ['check', 'services', 'diff'] as const;
/** One of them. */
export type Command = (typeof COMMANDS)[number];

/** How a command was called wrongly: said on stderr, exit status 64. */
export class UsageError extends Error {
  override name = 'UsageError';
}

const KEY_HELP = `The API key is a secret and never an argument, where other users of the machine would see it:
  --key-file FILE    read it from a file
  --key-stdin        read it from standard input
  SMMWATCH_KEY       read it from this environment variable`;

const DIALECT_HELP = `  --dialect NAME    ask in other words than those of the standard: ${Object.keys(WORD_DIALECTS).join(', ')}`;

const EXIT_HELP: Record<Command, string> = {
  check: `Exit status: 0 the API passes; 1 it answers, with findings that cost data; 2 the check stopped, the outcome says
where; 64 wrong usage.`,
  services: `Exit status: 0 the catalog was read; 2 it could not be read, the outcome says why; 64 wrong usage.`,
  diff: `Exit status: 0 no difference; 1 differences; 2 one of the two could not be read; 64 wrong usage.`,
};

/** `smmwatch --help`. */
export const HELP = `smmwatch reads, checks and compares the APIs of SMM panels.

  smmwatch check URL [--json]            grade an API against the API Standard
  smmwatch services URL|FILE [--json]    read a catalog into one clean shape; --at 5000: what 5,000 units cost
  smmwatch diff A B [--json]             what changed between two catalogs (files or URLs)

  -h, --help       this text, or that of one command
  -V, --version    the version

${KEY_HELP}

A file is what a panel's API replied to the action services; - is standard input. Colours appear only on a terminal,
never when NO_COLOR is set. Exit status: 0 fine, 1 findings or differences, 2 unreadable, 64 wrong usage.
`;

/** Said where the watch site is installed beside this package. */
export const SITE_HELP = `
The watch site is installed here: its commands (serve, panels, …) are run as smmwatch COMMAND too; smmwatch-site --help
lists them.
`;

/** `smmwatch COMMAND --help`. */
export const COMMAND_HELP: Record<Command, string> = {
  check: `smmwatch check URL [--json]

Asks the API for balance and services, never anything else, and reports how closely it follows the API Standard: what
was sent, what came back, how each field was understood, and the fix for each finding. The report holds no key and no
balance.

  --json            one JSON object: version, outcome, transport, balance, services, grade, findings and more
${DIALECT_HELP}

${KEY_HELP}

${EXIT_HELP.check}
`,
  services: `smmwatch services URL|FILE [--at QUANTITY] [--json]

Reads a catalog from an API, a file or standard input (-) and prints its services.

  --at QUANTITY     what that many units cost, or from, up to or in multiples of how many the service is sold
  --json            one JSON object: version, services, notes, fields, findings; or version, outcome when it is unreadable
${DIALECT_HELP}

${KEY_HELP}

${EXIT_HELP.services}
`,
  diff: `smmwatch diff A B [--json]

Compares two catalogs of one panel, the earlier first: files, URLs, or - for standard input.

  --json            one JSON object: version, changes, repricings, reids, counts, massRemoval
${DIALECT_HELP}

${KEY_HELP}

${EXIT_HELP.diff}
`,
};
