/** What can be said without the database: the program, its settings, its folder, its way out. */
import { readFileSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import ipaddr from 'ipaddr.js';
import type { Config } from '../config.ts';
import { codeOf, messageOf } from '../errors.ts';
import type { Resolve } from '../net/resolver.ts';
import { error, ok, warning, type DoctorFinding } from './findings.ts';

/** TypeScript is run as it is written, and the folder's lock is SQLite's. */
const NODE_LEAST = 24;
const SPACE_WARNING_BYTES = 1e9;
const SPACE_ERROR_BYTES = 100e6;
/** Kept for documentation by its owner, so it is there as long as names are. */
const WELL_KNOWN_NAME = 'example.com';

export function checkNode(version: string = process.versions.node): DoctorFinding {
  const major = Number(version.split('.')[0]);
  return major >= NODE_LEAST
    ? ok('Node', `version ${version}`)
    : error(
        'Node',
        `version ${version} is too old`,
        `Start through npm (npm start), which brings its own Node, or install Node ${NODE_LEAST} or later.`,
      );
}

export function checkFolder({ dataDir, databaseUrl, secretKey }: Config): DoctorFinding[] {
  const about = 'data folder';
  let mode: number;
  try {
    mode = statSync(dataDir).mode;
  } catch (problem) {
    if (codeOf(problem) !== 'ENOENT')
      return [
        error(about, `${dataDir} cannot be looked at: ${messageOf(problem)}`, 'Give this user access to it.'),
      ];
    return [
      databaseUrl === undefined || secretKey === undefined
        ? warning(
            about,
            `${dataDir} is not there`,
            'Nothing, before the first start, which makes it; else check DATA_DIR.',
          )
        : ok(about, `${dataDir} is not there, and not needed`),
    ];
  }
  const findings = [
    (mode & 0o077) === 0
      ? ok(about, `${dataDir} belongs to this user alone`)
      : warning(about, `${dataDir} is open to other users of this machine`, `Run: chmod 700 ${dataDir}`),
  ];
  if (secretKey === undefined) findings.push(checkSecretFile(join(dataDir, 'secret.key')));
  return findings;
}

function checkSecretFile(path: string): DoctorFinding {
  const about = 'secret key';
  try {
    if ((statSync(path).mode & 0o077) !== 0)
      return warning(about, `${path} can be read by other users`, `Run: chmod 600 ${path}`);
    if (Buffer.from(readFileSync(path, 'utf8').trim(), 'base64').length !== 32)
      return error(about, `${path} is damaged: it must hold 32 bytes in base64`, 'Restore it from a backup.');
    return ok(about, `${path} can be read by this user alone`);
  } catch (problem) {
    if (codeOf(problem) === 'ENOENT')
      return warning(
        about,
        `${path} is not there`,
        'Nothing, before the first start, which makes it; else restore it from a backup.',
      );
    return error(about, `${path} cannot be read: ${messageOf(problem)}`, 'Give this user read access to it.');
  }
}

export function checkSpace({ dataDir }: Config): DoctorFinding {
  const about = 'disk space';
  const free = freeBytes(dataDir);
  if (free === undefined) return warning(about, 'unknown', `Look yourself: df ${dataDir}`);
  const said = `${(free / 1e9).toFixed(1)} GB free at ${dataDir}`;
  if (free < SPACE_ERROR_BYTES) return error(about, said, 'Free space now: a database without any stops.');
  if (free < SPACE_WARNING_BYTES)
    return warning(about, said, 'Free space, or keep less: RAW_CHECKS_DAYS, HOURLY_DAYS.');
  return ok(about, said);
}

/** Of the folder, or of the nearest one above it that is there. */
function freeBytes(folder: string): number | undefined {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch (problem) {
    return codeOf(problem) === 'ENOENT' && dirname(folder) !== folder
      ? freeBytes(dirname(folder))
      : undefined;
  }
}

export function checkAllowList({ allowAddresses }: Config): DoctorFinding {
  const about = 'allowed addresses';
  if (allowAddresses.length === 0) return ok(about, 'public ones only');
  const wide = allowAddresses.filter((entry) => entry.endsWith('/0'));
  if (wide.length > 0)
    return error(
      about,
      `${wide.join(', ')} allows every address, this machine's own services and its cloud's secrets included`,
      'Name only the hosts or networks that panels are at.',
    );
  return ok(about, `public ones, and ${allowAddresses.join(', ')}`);
}

/** `hosts` of some panels: names that have to be found for the site to work. */
export async function checkNames(hosts: readonly string[], resolve: Resolve): Promise<DoctorFinding> {
  const about = 'names (DNS)';
  const names = hosts.filter((host) => !ipaddr.isValid(host.replaceAll(/[[\]]/g, '')));
  const asked = names.length === 0 ? [WELL_KNOWN_NAME] : names;
  const began = performance.now();
  const failures = (
    await Promise.all(
      asked.map(async (name) => {
        try {
          return (await resolve(name)).length > 0 ? [] : [`${name} has no address`];
        } catch (problem) {
          // That a name does not exist is an answer: the name server works.
          return codeOf(problem) === 'ENOTFOUND' && names.length > 0
            ? []
            : [`${name}: ${codeOf(problem) ?? messageOf(problem)}`];
        }
      }),
    )
  ).flat();
  if (failures.length < asked.length)
    return ok(about, `answered within ${Math.round(performance.now() - began)} ms`);
  const remedy =
    'Check the name servers of this machine (/etc/resolv.conf) and that it may reach them on port 53.';
  return names.length === 0
    ? warning(about, `${failures.join('; ')}; no panel needs it yet`, remedy)
    : error(about, failures.join('; '), remedy);
}
