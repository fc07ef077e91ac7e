/**
 * How a catalog moves as time passes: pure steps, each made from the one before by the seed and the number of the
 * step. What moved is told with every step, so that a test can hold a watcher's account against the truth.
 */
import { createRows, createService, idAt, pickWare, writeRate } from './catalog.ts';
import type { DemoRow, DemoService, Recipe } from './catalog.ts';
import { randomFrom, type Random } from './random.ts';
import { WARES } from './wares.ts';

export type Move =
  | { move: 'rate'; id: string; from: string; to: string }
  /** The rates of these ids were multiplied by one factor. */
  | { move: 'repricing'; factor: number; ids: readonly string[] }
  | { move: 'renamed'; id: string; from: string; to: string }
  | { move: 'recategorised'; id: string; from: string; to: string }
  | { move: 'limits'; id: string }
  | { move: 'flags'; id: string }
  | { move: 'added'; id: string }
  | { move: 'removed'; id: string }
  | { move: 'restored'; id: string }
  /** The same service under another id, in the same step. */
  | { move: 'new_id'; from: string; to: string };

export interface DemoCatalog {
  step: number;
  rows: readonly DemoRow[];
  /** What changed since the step before. */
  moves: readonly Move[];
  /** The latest removals: a service may come back. */
  gone: readonly DemoService[];
  /** Index of the next new id. */
  nextId: number;
}

/** The catalog of this recipe after so many steps. Costs in proportion to the steps: a panel walks instead. */
export function catalogAt(recipe: Recipe, step: number): DemoCatalog {
  let catalog = startCatalog(recipe);
  while (catalog.step < step) catalog = moveCatalog(recipe, catalog);
  return catalog;
}

export function startCatalog(recipe: Recipe): DemoCatalog {
  return { step: 0, rows: createRows(recipe), moves: [], gone: [], nextId: recipe.size };
}

/** The step after this one. About one step in four moves nothing: the reply is the same to the byte. */
export function moveCatalog(recipe: Recipe, catalog: DemoCatalog): DemoCatalog {
  const step = catalog.step + 1;
  const random = randomFrom(recipe.seed, 'step', step);
  const period = randomFrom(recipe.seed, 'repricing').between(6, 10);
  const repriced = step % period === 3;
  if (!repriced && random.chance(0.25)) return { ...catalog, step, moves: [] };

  const draft: Draft = {
    rows: [...catalog.rows],
    moves: [],
    gone: [...catalog.gone],
    nextId: catalog.nextId,
    touched: new Set(),
  };
  if (repriced) reprice(recipe, draft, random);
  const pace = Math.max(1, Math.round(recipe.size / 400));
  for (let count = random.between(1, 2 + pace); count > 0; count -= 1) changeRate(recipe, draft, random);
  if (random.chance(0.5)) rename(draft, random);
  if (random.chance(0.3)) recategorise(draft, random);
  if (random.chance(0.4)) changeLimits(draft, random);
  if (random.chance(0.4)) changeFlags(draft, random);
  if (random.chance(0.35)) changeId(recipe, draft, random);
  if (random.chance(0.35)) restore(draft, random);
  if (random.chance(0.5))
    for (let count = random.between(1, pace); count > 0; count -= 1) remove(draft, random);
  if (random.chance(0.5))
    for (let count = random.between(1, pace); count > 0; count -= 1) add(recipe, draft, random);
  return {
    step,
    rows: draft.rows,
    moves: draft.moves,
    // A catalog that runs for days must not grow with them.
    gone: draft.gone.slice(-GONE_MAX),
    nextId: draft.nextId,
  };
}

const GONE_MAX = 100;
/** Factors of the invented suppliers: mostly up, sometimes a sale. */
const FACTORS = [1.03, 1.045, 1.08, 1.12, 1.2, 0.95, 0.9, 0.8];

interface Draft {
  rows: DemoRow[];
  moves: Move[];
  gone: DemoService[];
  nextId: number;
  /** One move a service and step: what moved stays readable from the two catalogs alone. */
  touched: Set<string>;
}

/** The whole shop by one factor, or all that one supplier delivers: here, all but some platforms. */
function reprice(recipe: Recipe, draft: Draft, random: Random): void {
  const factor = random.pick(FACTORS);
  const spared = random.chance(0.5)
    ? new Set<string>()
    : new Set(random.sample(WARES, 6).map((ware) => ware.platform));
  const ids: string[] = [];
  draft.rows = draft.rows.map((row) => {
    if (row.row === 'heading' || spared.has(row.truth.platform)) return row;
    const rate = writeRate(Number(row.rate) * factor, recipe.decimals);
    if (rate === row.rate) return row;
    ids.push(row.id);
    draft.touched.add(row.id);
    return { ...row, rate };
  });
  if (ids.length > 0) draft.moves.push({ move: 'repricing', factor, ids });
}

function changeRate(recipe: Recipe, draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  if (!found) return;
  const factor = random.chance(0.6) ? 1 + random.next() * 0.25 : 1 - random.next() * 0.3;
  const rate = writeRate(Number(found.service.rate) * factor, recipe.decimals);
  if (rate === found.service.rate) return;
  replace(draft, found, { ...found.service, rate });
  draft.moves.push({ move: 'rate', id: found.service.id, from: found.service.rate, to: rate });
}

const TAGS = [' 🔥', ' [Updated]', ' ⚡', ' | V2', ' ✅'];

function rename(draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  if (!found) return;
  const worn = TAGS.find((tag) => found.service.name.endsWith(tag));
  const name = worn ? found.service.name.slice(0, -worn.length) : found.service.name + random.pick(TAGS);
  if (draft.rows.some((row) => row.name === name)) return;
  replace(draft, found, { ...found.service, name });
  draft.moves.push({ move: 'renamed', id: found.service.id, from: found.service.name, to: name });
}

function recategorise(draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  const other = pickService(draft, random);
  if (!found || !other || found.service.category === other.service.category) return;
  replace(draft, found, { ...found.service, category: other.service.category });
  draft.moves.push({
    move: 'recategorised',
    id: found.service.id,
    from: found.service.category,
    to: other.service.category,
  });
}

function changeLimits(draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  if (!found || found.service.orderForm === 'Package') return;
  const max =
    found.service.max === null
      ? 100_000
      : Math.max(500, Math.round(found.service.max * random.pick([0.5, 2])));
  if (max === found.service.max) return;
  replace(draft, found, { ...found.service, max });
  draft.moves.push({ move: 'limits', id: found.service.id });
}

function changeFlags(draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  if (!found) return;
  const flag = random.pick(['refill', 'cancel'] as const);
  replace(draft, found, { ...found.service, [flag]: !found.service[flag] });
  draft.moves.push({ move: 'flags', id: found.service.id });
}

function changeId(recipe: Recipe, draft: Draft, random: Random): void {
  const found = pickService(draft, random);
  if (!found) return;
  const id = newId(recipe, draft);
  replace(draft, found, { ...found.service, id });
  draft.touched.add(id);
  draft.moves.push({ move: 'new_id', from: found.service.id, to: id });
}

function restore(draft: Draft, random: Random): void {
  if (draft.gone.length === 0) return;
  const service = random.pick(draft.gone);
  if (draft.touched.has(service.id) || draft.rows.some((row) => row.name === service.name)) return;
  draft.gone = draft.gone.filter((candidate) => candidate !== service);
  insert(draft, service);
  draft.moves.push({ move: 'restored', id: service.id });
}

function remove(draft: Draft, random: Random): void {
  // A small shop does not sell out before the demo ends.
  if (draft.rows.length < 20) return;
  const found = pickService(draft, random);
  if (!found) return;
  draft.rows.splice(found.index, 1);
  draft.touched.add(found.service.id);
  draft.gone.push(found.service);
  draft.moves.push({ move: 'removed', id: found.service.id });
}

function add(recipe: Recipe, draft: Draft, random: Random): void {
  const names = new Set(draft.rows.map((row) => row.name));
  const service = createService(recipe, random, pickWare(WARES, random), newId(recipe, draft), names);
  insert(draft, service);
  draft.moves.push({ move: 'added', id: service.id });
}

/** Behind the last service of its category, or at the end. */
function insert(draft: Draft, service: DemoService): void {
  const last = draft.rows.findLastIndex((row) => row.category === service.category);
  draft.rows.splice(last === -1 ? draft.rows.length : last + 1, 0, service);
  draft.touched.add(service.id);
}

function newId(recipe: Recipe, draft: Draft): string {
  const id = idAt(recipe, draft.nextId);
  draft.nextId += 1;
  return id;
}

interface Found {
  index: number;
  service: DemoService;
}

/** A service that has not moved in this step; none when three tries meet headings or movers. */
function pickService(draft: Draft, random: Random): Found | null {
  for (let tries = 0; tries < 3; tries += 1) {
    const index = random.between(0, draft.rows.length - 1);
    const service = draft.rows[index];
    if (service?.row === 'service' && !draft.touched.has(service.id)) return { index, service };
  }
  return null;
}

function replace(draft: Draft, found: Found, service: DemoService): void {
  draft.rows[found.index] = service;
  draft.touched.add(found.service.id);
}
