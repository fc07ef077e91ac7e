/**
 * `smmwatch doctor`: what is wrong with this installation, and how to mend it. It changes nothing, and works while the site
 * runs, while it does not, and when it cannot start.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { clean } from 'smmwatch/command-line';
import type { Config } from '../config.ts';
import { openDatabase, type Database } from '../db/open.ts';
import { messageOf, StartError } from '../errors.ts';
import { resolverFromDns } from '../net/resolver.ts';
import {
  checkBackup,
  checkDatabase,
  checkExchangeRates,
  checkMigrations,
  checkPanels,
  checkSecretFits,
  checkSubmissions,
  checkTroubles,
  panelHosts,
} from './database.ts';
import { error, ok, warning, type DoctorFinding } from './findings.ts';
import { checkAllowList, checkFolder, checkNames, checkNode, checkSpace } from './machine.ts';

const HOSTS_TRIED = 5;
const NAMES_WITHIN_MS = 5000;

export async function doctorCommand(config: Config, args: string[]): Promise<number> {
  const findings = [
    checkNode(),
    ok('settings', 'can be read'),
    ...checkFolder(config),
    checkSpace(config),
    checkAllowList(config),
    ...(await examineDatabase(config)),
  ];
  return tell(findings, args);
}

/** When the settings cannot be read there is nothing else to examine. */
export function doctorWithoutSettings(problem: StartError, args: string[]): number {
  return tell([checkNode(), error('settings', problem.message, problem.remedy)], args);
}

async function examineDatabase(config: Config): Promise<DoctorFinding[]> {
  if (config.databaseUrl === undefined && !existsSync(join(config.dataDir, 'db')))
    return [
      warning('database', 'not there yet', 'Start the site, which makes it: smmwatch serve.'),
      await tryNames([]),
    ];
  try {
    const database = await openDatabase(config, { mayJoin: true, asItIs: true, onDeath: () => {} });
    try {
      return await examine(database.db, config);
    } finally {
      await database.close();
    }
  } catch (problem) {
    const remedy =
      problem instanceof StartError
        ? problem.remedy
        : 'Look into the log of the database; when it goes on, restore a backup and report this.';
    return [error('database', messageOf(problem), remedy), await tryNames([])];
  }
}

async function examine(db: Database, config: Config): Promise<DoctorFinding[]> {
  const schema = await checkMigrations(db);
  // Tables that are not there cannot be asked.
  if (schema.level === 'error') return [schema];
  return [
    schema,
    ...(await checkDatabase(db)),
    await checkSecretFits(db, config),
    ...(await checkPanels(db)),
    await checkBackup(db),
    await checkExchangeRates(db, config),
    await checkSubmissions(db),
    await checkTroubles(db),
    await tryNames(await panelHosts(db, HOSTS_TRIED)),
  ];
}

async function tryNames(hosts: readonly string[]): Promise<DoctorFinding> {
  return await checkNames(hosts, resolverFromDns(NAMES_WITHIN_MS));
}

function tell(findings: readonly DoctorFinding[], args: string[]): number {
  const { values } = parseArgs({ args, options: { json: { type: 'boolean' } }, allowPositionals: true });
  const worst = findings.some(({ level }) => level === 'error') ? 1 : 0;
  if (values.json === true)
    process.stdout.write(`${JSON.stringify({ ok: worst === 0, findings }, undefined, 2)}\n`);
  else process.stdout.write(findings.map(lineOf).join(''));
  return worst;
}

function lineOf({ about, level, said, remedy }: DoctorFinding): string {
  const line = `${level.padEnd(8)} ${about.padEnd(18)} ${clean(said)}\n`;
  return remedy === undefined ? line : `${line}${' '.repeat(9)}-> ${clean(remedy)}\n`;
}
