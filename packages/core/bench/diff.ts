/**
 * What a diff costs beside `JSON.parse` of one of the two catalogs: `node --conditions=smmwatch:source packages/core/bench/diff.ts [--json]`.
 * The aim is a ratio of at most 1, for catalogs of 10,000 services of about 250 bytes.
 */
import { diffCatalogs } from '../src/diff.ts';
import type { ServiceLike } from '../src/diff.ts';

const SERVICES = 10_000;
const ROUNDS = 41;

/** The same bytes each time: a small linear congruential generator. */
function numbersFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

function rows(seed: number): Record<string, unknown>[] {
  const next = numbersFrom(seed);
  return Array.from({ length: SERVICES }, (_, index) => ({
    service: index + 1,
    name: `Instagram Followers ${index} | Max ${next(900) + 100}K | ${next(60)} days refill | Speed ${next(90)}K a day`,
    type: 'Default',
    category: `Instagram Followers [group ${index % 150}]`,
    rate: `${next(90)}.${String(next(10_000)).padStart(4, '0')}`,
    min: 10 + next(90),
    max: 10_000 * (1 + next(90)),
    refill: index % 3 === 0,
    cancel: index % 5 === 0,
    dripfeed: false,
  }));
}

/** As the reader hands them on: strings and objects of their own, nothing shared between the two catalogs. */
function services(text: string): ServiceLike[] {
  const parsed: ReturnType<typeof rows> = JSON.parse(text);
  return parsed.map((row) => ({
    id: String(row['service']),
    name: String(row['name']),
    category: String(row['category']),
    orderForm: String(row['type']),
    rate: String(row['rate']),
    min: Number(row['min']),
    max: Number(row['max']),
    description: null,
    refill: row['refill'] === true,
    cancel: row['cancel'] === true,
    dripfeed: false,
    refillDays: null,
  }));
}

/** Both by turns, so that whatever else the machine does hits both alike. */
function medians(first: () => unknown, second: () => unknown): [firstMs: number, secondMs: number] {
  const firstMs: number[] = [];
  const secondMs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    firstMs.push(timed(first));
    secondMs.push(timed(second));
  }
  return [middle(firstMs), middle(secondMs)];
}

function timed(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}

function middle(times: number[]): number {
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? 0;
}

function changed(share: number): string {
  const next = numbersFrom(7);
  return JSON.stringify(
    rows(1).map((row) => (next(1000) < share * 1000 ? { ...row, name: `${String(row['name'])} ✓` } : row)),
  );
}

function repriced(): string {
  return JSON.stringify(rows(1).map((row) => ({ ...row, rate: (Number(row['rate']) * 1.0504).toFixed(4) })));
}

function renumbered(): string {
  return JSON.stringify(rows(1).map((row) => ({ ...row, service: 50_000 + Number(row['service']) })));
}

const text = JSON.stringify(rows(1));
const cases: [string, string][] = [
  ['unchanged', text],
  ['2% renamed', changed(0.02)],
  ['every rate repriced', repriced()],
  ['everything under a new id', renumbered()],
];
const before = services(text);
const results = cases.map(([name, later]) => {
  const after = services(later);
  const [diffMs, parseMs] = medians(
    () => diffCatalogs(before, after),
    () => JSON.parse(text),
  );
  return { name, diffMs, parseMs, ratio: diffMs / parseMs };
});

if (process.argv.includes('--json')) {
  console.log(JSON.stringify({ version: 1, services: SERVICES, bytes: text.length, results }));
} else {
  console.log(`${SERVICES} services, ${text.length} bytes; median of ${ROUNDS}`);
  for (const { name, diffMs, parseMs, ratio } of results) {
    console.log(
      `${name.padEnd(28)} diff ${diffMs.toFixed(2).padStart(7)} ms   JSON.parse ${parseMs.toFixed(2).padStart(7)} ms   ratio ${ratio.toFixed(2)}`,
    );
  }
}
