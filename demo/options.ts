/** What `npm run demo -- …` was asked for. */
import { parseArgs } from 'node:util';

export interface DemoOptions {
  seed: string;
  catalogsDir?: string;
  port: number;
  /** Absent: a fresh folder, removed at the end. */
  dataDir?: string;
  stepMs: number;
  panelsOnly: boolean;
}

export const USAGE = `npm run demo -- [options]

  --seed TEXT       another fleet with other catalogs (default: 1); the same text gives the same fleet
  --catalogs DIR    serve stored catalogs instead: each .json file is a panel, each folder with .json files is a panel
                    that goes through them in the order of their names
  --port PORT       of the site (default: 3000)
  --speed FACTOR    2 moves the catalogs twice as often (default: 1, a step every 30 seconds)
  --data DIR        keep the site's data in this folder, and the panels at the ports behind the site's, so that the next
                    demo goes on with it (default: a new folder, removed at the end)
  --panels-only     start the panels without a site, and print their addresses and keys
  --help            this text
`;

const STEP_MS = 30_000;

/** The options, `help`, or what is wrong with them. */
export function readOptions(args: readonly string[]): DemoOptions | 'help' | { wrong: string } {
  let values: ReturnType<typeof parse>;
  try {
    values = parse(args);
  } catch (error) {
    return { wrong: error instanceof Error ? error.message : String(error) };
  }
  if (values.help === true) return 'help';
  const port = Number(values.port ?? '3000');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) return { wrong: '--port has to be 1 to 65535' };
  const speed = Number(values.speed ?? '1');
  if (!(speed > 0 && speed <= 300)) return { wrong: '--speed has to be more than 0 and at most 300' };
  return {
    seed: values.seed ?? '1',
    ...(values.catalogs === undefined ? {} : { catalogsDir: values.catalogs }),
    port,
    ...(values.data === undefined ? {} : { dataDir: values.data }),
    stepMs: STEP_MS / speed,
    panelsOnly: values['panels-only'] === true,
  };
}

function parse(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      seed: { type: 'string' },
      catalogs: { type: 'string' },
      port: { type: 'string' },
      speed: { type: 'string' },
      data: { type: 'string' },
      'panels-only': { type: 'boolean' },
      help: { type: 'boolean' },
    },
  }).values;
}
