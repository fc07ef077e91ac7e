/**
 * What reading costs beside `JSON.parse` of the same bytes: `node packages/core/bench/read.ts [--json]`.
 * CPU time of the whole process, collector included, since the wall clock of a busy machine measures its neighbours; the
 * fastest tenth of rounds that alternate between the two. Ratios are what counts.
 */
import { normalize } from '../src/normalize.ts';
import { isFailure } from '../src/post.ts';
import { readJson } from '../src/read-json.ts';
import { generateCatalog } from './generated-catalog.ts';
import type { CatalogPlan } from './generated-catalog.ts';

const CATALOGS: { title: string; plan: CatalogPlan; rounds: number; batch: number }[] = [
  { title: '44 KB', plan: plan(225, ''), rounds: 60, batch: 20 },
  { title: '1 MB, Cyrillic', plan: plan(4700, 'cyrillic'), rounds: 60, batch: 2 },
  { title: '1 MB, descriptions', plan: plan(2600, 'descriptions'), rounds: 60, batch: 2 },
  {
    title: '12 MB, Cyrillic escaped, descriptions',
    plan: plan(16_200, 'cyrillic escaped descriptions'),
    rounds: 20,
    batch: 1,
  },
  {
    title: '12 MB, more services than any panel has',
    plan: plan(30_000, 'descriptions'),
    rounds: 20,
    batch: 1,
  },
];

function plan(services: number, traits: string): CatalogPlan {
  return {
    services,
    descriptions: traits.includes('descriptions'),
    cyrillic: traits.includes('cyrillic'),
    escaped: traits.includes('escaped'),
  };
}

interface Line {
  catalog: string;
  bytes: number;
  services: number;
  parseMs: number;
  readMs: number;
  ratio: number;
}

const lines = CATALOGS.map(measure);
if (process.argv.includes('--json')) console.log(JSON.stringify({ benchmark: 'read', lines }, null, 2));
else {
  console.log(
    'Reading (bytes to services) beside JSON.parse (decoded and parsed) of the same bytes; aim: at most 3 times',
  );
  console.table(
    lines.map((line) => ({
      catalog: line.catalog,
      bytes: line.bytes,
      services: line.services,
      'JSON.parse CPU ms': line.parseMs.toFixed(2),
      'readJson + normalize CPU ms': line.readMs.toFixed(2),
      ratio: line.ratio.toFixed(2),
    })),
  );
}

function measure({ title, plan, rounds, batch }: (typeof CATALOGS)[number]): Line {
  const bytes = generateCatalog(plan);
  const parses: number[] = [];
  const reads: number[] = [];
  for (let round = 0; round < rounds + 5; round++) {
    const parseMs = timed(batch, () => JSON.parse(new TextDecoder().decode(bytes)));
    const readMs = timed(batch, () => readAll(bytes, plan.services));
    // The first rounds compile.
    if (round >= 5) {
      parses.push(parseMs);
      reads.push(readMs);
    }
  }
  const parseMs = fastest(parses);
  const readMs = fastest(reads);
  return {
    catalog: title,
    bytes: bytes.length,
    services: plan.services,
    parseMs,
    readMs,
    ratio: readMs / parseMs,
  };
}

function readAll(bytes: Uint8Array, services: number): void {
  const read = readJson(bytes);
  if (isFailure(read)) throw new Error(`not read: ${read.message}`);
  const catalog = normalize(read.value);
  if (isFailure(catalog) || catalog.services.length !== services)
    throw new Error('not every service was read');
}

/** CPU milliseconds of one run, out of a batch. */
function timed(batch: number, work: () => void): number {
  const start = process.cpuUsage();
  for (let run = 0; run < batch; run++) work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000 / batch;
}

function fastest(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 10)] ?? 0;
}
