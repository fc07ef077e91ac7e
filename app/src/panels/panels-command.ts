/**
 * `smmwatch panels …`: what the operator's pages do, from a terminal, also while the site is running. The key of a panel is
 * never an argument, which every user of the machine could read.
 */
import { text as readAll } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { clean, painter, readKey, table, UsageError } from 'smmwatch/command-line';
import { confirmRemoval, holdRemoval } from '../catalogs/doubted-removals.ts';
import { checkOnce } from '../checks/check-once.ts';
import type { Config } from '../config.ts';
import { openDeps, type Deps } from '../deps.ts';
import { formatDuration } from '../duration.ts';
import { messageOf, StartError } from '../errors.ts';
import { addPanel, type PanelSaved } from './add-panel.ts';
import { editPanel } from './edit-panel.ts';
import { announceMaintenance, cancelMaintenance, instant } from './maintenance.ts';
import { pausePanel, removePanel, resumePanel } from './panel-verbs.ts';
import { announcedMaintenance, findPanel, listPanels, type PanelRow } from './queries.ts';

const HELP = `smmwatch panels COMMAND

  add NAME --api-url URL [--website URL] [--interval 15m] [--currency USD] [--dialect NAME]
           watch a panel; its key from --key-file FILE, --key-stdin or SMMWATCH_KEY
  list [--json]
           every panel with its state
  edit PANEL [--name NAME] [--api-url URL] [--website URL] [--interval 15m] [--currency USD] [--dialect NAME]
           correct it; a new key from --key-file or --key-stdin
  pause PANEL, resume PANEL
           stop and take up checking
  check PANEL
           check it now and say how it ended
  confirm-removal PANEL, hold-removal PANEL
           where most of a catalog vanished: check it now and take over what is left, or keep showing what
           vanished until it is back or you confirm
  maintenance PANEL --from 2026-11-23T09:00Z --to 2026-11-23T11:00Z --note TEXT
           announce that it may be away: no incident opens, no downtime counts
  maintenance PANEL --list, maintenance PANEL --cancel [--from TIME]
           what is announced; take it back, or end what is under way
  remove PANEL --yes
           delete it with its key, catalog and history

PANEL is the panel's name in URLs, as \`list\` shows it. Exit status: 0 done; 1 it could not be done; 2 the check failed;
64 wrong usage.
`;

const OPTIONS = {
  name: { type: 'string' },
  'api-url': { type: 'string' },
  website: { type: 'string' },
  interval: { type: 'string' },
  currency: { type: 'string' },
  dialect: { type: 'string' },
  key: { type: 'string' },
  'key-file': { type: 'string' },
  'key-stdin': { type: 'boolean' },
  from: { type: 'string' },
  to: { type: 'string' },
  note: { type: 'string' },
  list: { type: 'boolean' },
  cancel: { type: 'boolean' },
  json: { type: 'boolean' },
  yes: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

type Options = ReturnType<typeof parseArgs<{ options: typeof OPTIONS; allowPositionals: true }>>['values'];
type Subcommand = (deps: Deps, subject: string, options: Options) => Promise<number>;

const SUBCOMMANDS: Record<string, Subcommand> = {
  add,
  list,
  edit,
  pause,
  resume,
  check,
  'confirm-removal': confirmGone,
  'hold-removal': hold,
  maintenance,
  remove,
};
const USAGE_STATUS = 64;

export async function panelsCommand(config: Config, args: string[]): Promise<number> {
  const { name, subject, options } = readArgs(args);
  if (options.help === true || name === undefined || name === 'help') {
    (options.help === true || name === 'help' ? process.stdout : process.stderr).write(HELP);
    return options.help === true || name === 'help' ? 0 : USAGE_STATUS;
  }
  const subcommand = SUBCOMMANDS[name];
  if (subcommand === undefined) throw wrongUsage(`${name} is not a command of \`panels\``);
  if (name !== 'list' && subject === '')
    throw wrongUsage(`\`panels ${name}\` needs the ${name === 'add' ? "panel's name" : 'panel'}`);
  // A command that succeeds says so itself; the log would only repeat it.
  const deps = await openDeps(
    { ...config, logLevel: 'error' },
    { mayJoin: true, withLostSecret: needsNoStoredKey(name, options), onDeath: () => {} },
  );
  try {
    return await subcommand(deps, subject, options);
  } catch (error) {
    if (error instanceof UsageError) throw wrongUsage(error.message);
    throw error;
  } finally {
    await deps.close();
  }
}

const KEYLESS = new Set(['list', 'remove', 'maintenance', 'hold-removal']);

function needsNoStoredKey(name: string, options: Options): boolean {
  return KEYLESS.has(name) || (name === 'edit' && givesKey(options));
}

function givesKey(options: Options): boolean {
  return options['key-file'] !== undefined || options['key-stdin'] === true;
}

async function add(deps: Deps, subject: string, options: Options): Promise<number> {
  const key = await keyFrom(options, process.env);
  return saved(
    await addPanel(verbDeps(deps), { ...formOf(options), name: subject, key }),
    'is watched; it is listed when its API answers',
  );
}

async function edit(deps: Deps, slug: string, options: Options): Promise<number> {
  const panel = await findPanel(deps.db, slug, 'operator');
  if (panel === undefined) return unknownPanel(slug);
  const key = givesKey(options) ? await keyFrom(options, {}) : '';
  const stored = {
    name: panel.name,
    apiUrl: panel.apiUrl,
    websiteUrl: panel.websiteUrl ?? '',
    interval: formatDuration(panel.intervalSeconds),
    currency: panel.currencySource === 'operator' ? (panel.currency ?? '') : '',
    dialect: panel.dialect ?? '',
  };
  return saved(
    await editPanel(verbDeps(deps), slug, { ...stored, ...formOf(options), key }),
    'is saved and checked again',
  );
}

async function list(deps: Deps, _subject: string, options: Options): Promise<number> {
  const panels = await listPanels(deps.db, 'operator');
  if (options.json === true) {
    process.stdout.write(`${JSON.stringify({ version: 1, panels: panels.map(toJson) }, undefined, 2)}\n`);
    return 0;
  }
  if (panels.length === 0) {
    process.stdout.write('No panel is watched yet: smmwatch panels add NAME --api-url URL --key-stdin\n');
    return 0;
  }
  const paint = painter(process.stdout.isTTY, process.env['NO_COLOR']);
  const columns = [
    { title: 'PANEL', shrinks: true as const },
    { title: 'STATE' },
    { title: 'SERVICES', align: 'right' as const },
    { title: 'INTERVAL', align: 'right' as const },
    { title: 'LAST CHECK' },
    { title: 'API', shrinks: true as const },
  ];
  const rows = panels.map((panel) => [
    panel.slug,
    {
      text: stateOf(panel),
      tone:
        panel.state === 'up'
          ? ('good' as const)
          : panel.state === 'down'
            ? ('bad' as const)
            : ('doubtful' as const),
    },
    panel.services === null ? '–' : String(panel.services),
    formatDuration(panel.intervalSeconds),
    panel.checkedAt?.toISOString() ?? 'never',
    panel.apiUrl,
  ]);
  process.stdout.write(
    table(columns, rows, paint, process.stdout.isTTY ? process.stdout.columns : undefined),
  );
  return 0;
}

async function pause(deps: Deps, slug: string): Promise<number> {
  return (await pausePanel(deps, slug)) ? done(`${slug} is paused`) : unknownPanel(slug);
}

async function resume(deps: Deps, slug: string): Promise<number> {
  return (await resumePanel(deps, slug)) ? done(`${slug} is checked again`) : unknownPanel(slug);
}

async function check(deps: Deps, slug: string): Promise<number> {
  const ended = await checkOnce(deps, slug);
  if (ended === undefined) return unknownPanel(slug);
  process.stdout.write(`${clean(ended.sentence)}\n`);
  return ended.ok ? 0 : 2;
}

async function confirmGone(deps: Deps, slug: string): Promise<number> {
  return (await confirmRemoval(deps, slug)) ? await check(deps, slug) : await nothingDoubted(deps, slug);
}

async function hold(deps: Deps, slug: string): Promise<number> {
  return (await holdRemoval(deps, slug))
    ? done(`${slug} is shown as it was until its services are back or you confirm`)
    : await nothingDoubted(deps, slug);
}

async function nothingDoubted({ db }: Deps, slug: string): Promise<number> {
  if ((await findPanel(db, slug, 'operator')) === undefined) return unknownPanel(slug);
  process.stderr.write(`smmwatch: nothing that vanished from ${slug} waits to be confirmed.\n`);
  return 1;
}

async function maintenance(deps: Deps, slug: string, options: Options): Promise<number> {
  const { from, to, note } = options;
  if (options.cancel === true) return await cancel(deps, slug, from);
  if (options.list === true) return await listMaintenance(deps, slug);
  if (from === undefined || to === undefined || note === undefined)
    throw wrongUsage('announcing needs --from, --to and --note');
  const announced = await announceMaintenance(deps, slug, { from, to, note });
  if (announced.kind === 'no-panel') return unknownPanel(slug);
  if (announced.kind === 'announced')
    return done(`${slug} may be away from ${announced.from.toISOString()} to ${announced.to.toISOString()}`);
  for (const [option, mistake] of Object.entries(announced.errors))
    process.stderr.write(`smmwatch: --${option}: ${mistake}\n`);
  return 1;
}

async function cancel(deps: Deps, slug: string, from: string | undefined): Promise<number> {
  const at = from === undefined ? undefined : instant(from);
  if (from !== undefined && at === undefined)
    throw wrongUsage('--from takes an instant with its zone, as --list shows it');
  const cancelled = await cancelMaintenance(deps, slug, at);
  if (cancelled === undefined) return unknownPanel(slug);
  if (cancelled > 0) return done(`${slug}: ${cancelled} cancelled`);
  process.stderr.write(
    `smmwatch: no maintenance of ${slug} is announced${from === undefined ? '' : ` for ${from}`}.\n`,
  );
  return 1;
}

async function listMaintenance({ db }: Deps, slug: string): Promise<number> {
  const panel = await findPanel(db, slug, 'operator');
  if (panel === undefined) return unknownPanel(slug);
  for (const { startsAt, endsAt, note } of await announcedMaintenance(db, [panel.panelId]))
    process.stdout.write(`${startsAt.toISOString()}  ${endsAt.toISOString()}  ${clean(note)}\n`);
  return 0;
}

async function remove(deps: Deps, slug: string, options: Options): Promise<number> {
  if (options.yes !== true)
    throw wrongUsage(`removing deletes the history of ${slug}, too: confirm it with --yes`);
  return (await removePanel(deps, slug)) ? done(`${slug} is removed`) : unknownPanel(slug);
}

function readArgs(args: string[]): { name: string | undefined; subject: string; options: Options } {
  try {
    const { values, positionals } = parseArgs({ args, options: OPTIONS, allowPositionals: true });
    const [name, subject = '', ...more] = positionals;
    if (more.length > 0)
      throw new Error(`${more[0]} is one word too many; put a name of several words in quotes`);
    return { name, subject, options: values };
  } catch (error) {
    throw wrongUsage(messageOf(error));
  }
}

function verbDeps({ db, vault, config }: Deps) {
  return { db, vault, limits: config };
}

/** Only what was given: an absent option leaves a stored value alone. */
function formOf(options: Options): Record<string, string> {
  const fields = {
    name: options.name,
    apiUrl: options['api-url'],
    websiteUrl: options.website,
    interval: options.interval,
    currency: options.currency,
    dialect: options.dialect,
  };
  return Object.fromEntries(
    Object.entries(fields).flatMap(([field, value]) => (value === undefined ? [] : [[field, value]])),
  );
}

async function keyFrom(options: Options, env: NodeJS.ProcessEnv): Promise<string> {
  const sources = { keyFile: options['key-file'], keyStdin: options['key-stdin'], key: options.key };
  return await readKey(sources, env, () => readAll(process.stdin));
}

const OPTION_OF_FIELD: Record<string, string> = {
  apiUrl: '--api-url',
  websiteUrl: '--website',
  name: 'NAME',
  key: 'the key',
};

function saved(result: PanelSaved, what: string): number {
  if (result.ok) return done(`${result.slug} ${what}`);
  for (const [field, mistake] of Object.entries(result.errors)) {
    process.stderr.write(`smmwatch: ${OPTION_OF_FIELD[field] ?? `--${field}`}: ${mistake}\n`);
  }
  return 1;
}

function done(sentence: string): number {
  process.stdout.write(`${sentence}\n`);
  return 0;
}

function unknownPanel(slug: string): number {
  process.stderr.write(
    `smmwatch: no panel is called ${clean(slug)}; \`smmwatch panels list\` shows the names.\n`,
  );
  return 1;
}

function wrongUsage(message: string): StartError {
  return new StartError(`${message}.`, '`smmwatch panels --help` shows how.', { status: USAGE_STATUS });
}

function stateOf(panel: PanelRow): string {
  if (panel.pausedAt !== null) return 'paused';
  if (panel.state === null) return 'not checked yet';
  return panel.stage === 'ok' ? panel.state : `${panel.state} (${panel.stage}/${panel.code})`;
}

function toJson(panel: PanelRow): Record<string, unknown> {
  const { panelId: _, changes7d, ...rest } = panel;
  return { ...rest, changes7d };
}
