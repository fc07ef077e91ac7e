/**
 * Two catalogs of one panel to the changes between them: pure and in memory. The words are those of the product:
 * added, removed, restored, renamed, rate, limits, recategorised, flags, description, and repricing for many rates at once.
 */
import type { Service } from './catalog.ts';
import { findReids } from './reid.ts';
import type { Reid } from './reid.ts';
import { findRepricings, sameRate } from './repricing.ts';
import type { RateMove, Repricing } from './repricing.ts';

/**
 * What is compared of a service. `averageTime` and `network` are left out on purpose: the first moves by the hour on
 * many panels, the second is the panel's own guess at what the category says.
 */
export type ServiceLike = Pick<
  Service,
  | 'id'
  | 'name'
  | 'category'
  | 'orderForm'
  | 'rate'
  | 'min'
  | 'max'
  | 'description'
  | 'refill'
  | 'cancel'
  | 'dripfeed'
  | 'refillDays'
>;

type Limits = Pick<ServiceLike, 'min' | 'max'>;
type Flags = Pick<ServiceLike, 'refill' | 'cancel' | 'dripfeed' | 'refillDays' | 'orderForm'>;

interface Changed<Kind extends string, Before, After = Before> {
  kind: Kind;
  serviceId: string;
  before: Before;
  after: After;
}

/** One event in a catalog, with the fields concerned as they were and as they are. */
export type Change =
  | Changed<'added', null, ServiceLike>
  | Changed<'restored', null, ServiceLike>
  | Changed<'removed', ServiceLike, null>
  | Changed<'renamed', { name: string }>
  | Changed<'rate', { rate: string | null }>
  | Changed<'limits', Partial<Limits>>
  | Changed<'recategorised', { category: string | null }>
  | Changed<'flags', Partial<Flags>>
  | Changed<'description', { description: string | null }>;

/** The words for what can happen to one service. */
export type ChangeKind = Change['kind'];

/** Everything that is different between two catalogs. */
export interface CatalogDiff {
  /** In the order of the later catalog, then the rates, then what was removed. Rates that belong to a repricing are not repeated here. */
  changes: Change[];
  /** Largest first. */
  repricings: Repricing[];
  /** Removed services that probably live on under the id of an added one; both also stand in `changes`. */
  reids: Reid[];
  /** How often each kind occurs; `repricing` counts the services in all repricings. */
  counts: Record<ChangeKind | 'repricing' | 'unchanged', number>;
  /** More than half of the earlier catalog is gone: doubt it until a second look says the same. */
  massRemoval: boolean;
}

/** What the two catalogs alone cannot say. */
export interface DiffOptions {
  /** Ids that the panel sold at some time before the earlier catalog: such a service is restored, not added. */
  soldEarlier?: ReadonlySet<string>;
  /** Services that are in both catalogs, known to be equal, and left out of both lists: they count for what share of a catalog moved. */
  alike?: number;
}

/**
 * Compares two catalogs of one panel. Services are the same when their ids are; of services that share an id within
 * one catalog the first counts.
 */
export function diffCatalogs(
  before: readonly ServiceLike[],
  after: readonly ServiceLike[],
  options: DiffOptions = {},
): CatalogDiff {
  const earlier = placesById(before);
  const isInBoth = new Uint8Array(before.length);
  const addedIds = new Set<string>();
  const changes: Change[] = [];
  const moves: RateMove[] = [];
  const added: ServiceLike[] = [];
  const alike = options.alike ?? 0;
  let inBoth = 0;
  let unchanged = alike;
  for (const service of after) {
    const place = earlier.get(service.id);
    const was = place === undefined ? undefined : before[place];
    if (place === undefined || was === undefined) {
      if (addedIds.has(service.id)) continue;
      addedIds.add(service.id);
      const restored = options.soldEarlier?.has(service.id) === true;
      if (!restored) added.push(service);
      const kind = restored ? 'restored' : 'added';
      changes.push({ kind, serviceId: service.id, before: null, after: comparable(service) });
      continue;
    }
    if (isInBoth[place] === 1) continue;
    isInBoth[place] = 1;
    inBoth += 1;
    const found = changes.length;
    compare(was, service, changes);
    if (sameRate(was.rate, service.rate)) {
      if (changes.length === found) unchanged += 1;
    } else if (was.rate !== null && service.rate !== null) {
      moves.push({ serviceId: service.id, before: was.rate, after: service.rate });
    } else {
      changes.push(rateChange(service.id, was.rate, service.rate));
    }
  }
  const { repricings, rest } = findRepricings(moves, inBoth + alike);
  for (const move of rest) changes.push(rateChange(move.serviceId, move.before, move.after));
  const removed: ServiceLike[] = [];
  if (inBoth < earlier.size) {
    for (const place of earlier.values()) {
      const service = before[place];
      if (service === undefined || isInBoth[place] === 1) continue;
      removed.push(service);
      changes.push({ kind: 'removed', serviceId: service.id, before: comparable(service), after: null });
    }
  }

  repricings.sort((a, b) => b.rates.length - a.rates.length);
  return {
    changes,
    repricings,
    reids: findReids(
      removed,
      added,
      repricings.map((it) => it.factor),
    ),
    counts: count(changes, repricings, unchanged),
    massRemoval: massRemoval(earlier.size + alike, removed.length),
  };
}

/**
 * Whether so much vanished that the reply is to be doubted rather than believed: more than half of the catalog, an
 * empty reply included. One real panel did fall from 2,945 services to 1,202, so it is a doubt and not a refusal.
 */
export function massRemoval(beforeCount: number, removedCount: number): boolean {
  return removedCount * 2 > beforeCount;
}

/** Where in the list each id is first. */
function placesById(services: readonly ServiceLike[]): Map<string, number> {
  const places = new Map<string, number>();
  let place = 0;
  for (const { id } of services) {
    if (!places.has(id)) places.set(id, place);
    place += 1;
  }
  return places;
}

/** Appends what differs, except the rate: that one may belong to a repricing. */
function compare(was: ServiceLike, is: ServiceLike, changes: Change[]): void {
  const serviceId = is.id;
  if (was.name !== is.name) {
    changes.push({ kind: 'renamed', serviceId, before: { name: was.name }, after: { name: is.name } });
  }
  if (was.category !== is.category) {
    const before = { category: was.category };
    changes.push({ kind: 'recategorised', serviceId, before, after: { category: is.category } });
  }
  if (was.min !== is.min || was.max !== is.max) {
    changes.push({ kind: 'limits', serviceId, ...differing(was, is, ['min', 'max']) });
  }
  if (
    was.refill !== is.refill ||
    was.cancel !== is.cancel ||
    was.dripfeed !== is.dripfeed ||
    was.refillDays !== is.refillDays ||
    was.orderForm !== is.orderForm
  ) {
    changes.push({ kind: 'flags', serviceId, ...differing(was, is, FLAGS) });
  }
  if (was.description !== is.description) {
    const before = { description: was.description };
    changes.push({ kind: 'description', serviceId, before, after: { description: is.description } });
  }
}

const FLAGS = ['refill', 'cancel', 'dripfeed', 'refillDays', 'orderForm'] as const satisfies (keyof Flags)[];

function differing<Field extends keyof ServiceLike>(
  was: ServiceLike,
  is: ServiceLike,
  fields: readonly Field[],
): { before: Partial<Pick<ServiceLike, Field>>; after: Partial<Pick<ServiceLike, Field>> } {
  const before: Partial<Pick<ServiceLike, Field>> = {};
  const after: Partial<Pick<ServiceLike, Field>> = {};
  for (const field of fields) {
    if (was[field] === is[field]) continue;
    before[field] = was[field];
    after[field] = is[field];
  }
  return { before, after };
}

function rateChange(serviceId: string, before: string | null, after: string | null): Change {
  return { kind: 'rate', serviceId, before: { rate: before }, after: { rate: after } };
}

function comparable(service: ServiceLike): ServiceLike {
  return {
    id: service.id,
    name: service.name,
    category: service.category,
    orderForm: service.orderForm,
    rate: service.rate,
    min: service.min,
    max: service.max,
    description: service.description,
    refill: service.refill,
    cancel: service.cancel,
    dripfeed: service.dripfeed,
    refillDays: service.refillDays,
  };
}

function count(
  changes: readonly Change[],
  repricings: readonly Repricing[],
  unchanged: number,
): CatalogDiff['counts'] {
  const counts = {
    added: 0,
    removed: 0,
    restored: 0,
    renamed: 0,
    rate: 0,
    limits: 0,
    recategorised: 0,
    flags: 0,
    description: 0,
    repricing: 0,
    unchanged,
  };
  for (const change of changes) counts[change.kind] += 1;
  for (const repricing of repricings) counts.repricing += repricing.rates.length;
  return counts;
}
