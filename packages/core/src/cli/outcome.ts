/** Says why something could not be read: the same for every command. */
import type { Failure } from '../outcome.ts';
import { printJson } from './host.ts';
import type { Host } from './host.ts';
import type { FileFailure } from './source.ts';
import { clean } from './terminal.ts';
import { EXIT } from './usage.ts';

/** Prints the outcome (as JSON on stdout for programs, in words on stderr for people) and returns the exit status. */
export function printOutcome(host: Host, outcome: Failure | FileFailure, json: boolean): number {
  if (json) {
    printJson(host, { version: 1, outcome });
    return EXIT.unreadable;
  }
  const { stage, code, message, evidence } = outcome;
  host.complain(`smmwatch: ${clean(message)} (${stage}: ${code})\n`);
  if (evidence.wording !== undefined) host.complain(`  The panel says: ${clean(evidence.wording)}\n`);
  else if (evidence.excerpt !== undefined) host.complain(`  It begins with: ${clean(evidence.excerpt)}\n`);
  return EXIT.unreadable;
}
