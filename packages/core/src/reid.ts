/**
 * Services that probably came back under a new id. Panels renumber: the id vanishes, another one appears, and name,
 * category, limits and rate say that it is the same thing. Unknown beats wrong: what could be two services is not linked.
 */
import type { ServiceLike } from './diff.ts';
import { sameRate } from './repricing.ts';

/** A vanished service and the added one that it probably is. */
export interface Reid {
  /** Id in the earlier catalog. */
  from: string;
  /** Id in the later catalog. */
  to: string;
  /** 0 to 1; nothing below 0.75 is linked. */
  confidence: number;
}

const CONFIDENCE_MIN = 0.75;
/** Names less alike than this are different names. */
const NAME_LIKENESS_MIN = 0.85;
/** Two candidates closer than this cannot be told apart. */
const LEAD_MIN = 0.02;
/** Pairs that are compared for one set of facts; more services than that with equal facts are not told apart by them. */
const CANDIDATES_MAX = 40;
/** What a difference takes away. */
const CATEGORY_DIFFERS = 0.85;
const LIMITS_DIFFER = 0.9;
const RATE_REPRICED = 0.95;
const RATE_DIFFERS = 0.6;

/**
 * Links removed services to added ones. `factors` are the panel's repricings between the two catalogs: a rate that
 * followed one of them is nearly as good as an unchanged one.
 */
export function findReids(
  removed: readonly ServiceLike[],
  added: readonly ServiceLike[],
  factors: readonly string[] = [],
): Reid[] {
  if (removed.length === 0 || added.length === 0) return [];
  const exact = sameButForId(removed, added);
  if (exact.length === removed.length || exact.length === added.length) return exact;
  const linkedFrom = new Set(exact.map((link) => link.from));
  const linkedTo = new Set(exact.map((link) => link.to));
  const gone = removed.filter((service) => !linkedFrom.has(service.id)).map(folded);
  const fresh = added.filter((service) => !linkedTo.has(service.id)).map(folded);
  const links = [...candidates(gone, fresh)].flatMap(([from, to]) => {
    const confidence = confidenceOf(from, to, factors);
    return confidence >= CONFIDENCE_MIN ? [{ from: from.service.id, to: to.service.id, confidence }] : [];
  });
  const byFrom = grouped(links, (link) => link.from);
  const byTo = grouped(links, (link) => link.to);
  const leading = links.filter(
    (link) => leads(link, byFrom.get(link.from)) && leads(link, byTo.get(link.to)),
  );
  return [...exact, ...leading];
}

/** Pairs that agree to the letter and that nothing else agrees with: a panel that renumbers everything is told cheaply. */
function sameButForId(removed: readonly ServiceLike[], added: readonly ServiceLike[]): Reid[] {
  const links: Reid[] = [];
  const namesakes: ServiceLike[] = [];
  const rivals: ServiceLike[] = [];
  for (const { from, to, moreGone, moreAdded } of byName(removed, added).values()) {
    if (to === undefined) continue;
    if (moreGone !== undefined || moreAdded !== undefined) {
      namesakes.push(from, ...(moreGone ?? []));
      rivals.push(to, ...(moreAdded ?? []));
    } else if (sameFacts(from, to)) links.push({ from: from.id, to: to.id, confidence: 1 });
  }
  if (namesakes.length === 0) return links;
  const others = grouped(rivals, letters);
  for (const [key, [from, ...twins]] of grouped(namesakes, letters)) {
    const [to, ...more] = others.get(key) ?? [];
    if (from === undefined || to === undefined || twins.length > 0 || more.length > 0) continue;
    links.push({ from: from.id, to: to.id, confidence: 1 });
  }
  return links;
}

/** The first vanished and the first added service of one name, and the further ones: hardly any name is there twice, so no list for each. */
interface Namesakes {
  from: ServiceLike;
  to: ServiceLike | undefined;
  moreGone: ServiceLike[] | undefined;
  moreAdded: ServiceLike[] | undefined;
}

/** By the names of what vanished. */
function byName(removed: readonly ServiceLike[], added: readonly ServiceLike[]): Map<string, Namesakes> {
  const named = new Map<string, Namesakes>();
  for (const from of removed) {
    const same = named.get(from.name);
    if (same === undefined)
      named.set(from.name, { from, to: undefined, moreGone: undefined, moreAdded: undefined });
    else (same.moreGone ??= []).push(from);
  }
  for (const to of added) {
    const same = named.get(to.name);
    if (same === undefined) continue;
    if (same.to === undefined) same.to = to;
    else (same.moreAdded ??= []).push(to);
  }
  return named;
}

/** As {@link facts}, without writing them down. */
function sameFacts(a: ServiceLike, b: ServiceLike): boolean {
  return (
    (a.category ?? '') === (b.category ?? '') &&
    (a.min ?? '') === (b.min ?? '') &&
    (a.max ?? '') === (b.max ?? '') &&
    (a.rate ?? '') === (b.rate ?? '')
  );
}

function letters(service: ServiceLike): string {
  return `${service.name}\n${facts(service)}`;
}

interface Folded {
  service: ServiceLike;
  /** Letters and digits only, in lower case: panels decorate and redecorate their names. */
  name: string;
  /** The numbers in the name. `30 days` and `60 days` are near-identical names of different services. */
  numbers: string;
}

function folded(service: ServiceLike): Folded {
  const name = service.name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}%+]+/gu, ' ')
    .trim();
  // A name of symbols alone is all that it has; folded away, it would be equal to every other.
  if (name === '') return { service, name: service.name, numbers: '' };
  return { service, name, numbers: (name.match(/\d+/g) ?? []).join(' ') };
}

/** Pairs worth comparing: same name, or the same category, limits and rate. */
function* candidates(gone: readonly Folded[], fresh: readonly Folded[]): Generator<[Folded, Folded]> {
  const namedSo = grouped(fresh, (it) => it.name);
  const byFacts = grouped(fresh, (it) => facts(it.service));
  for (const from of gone) {
    const sameName = few(namedSo.get(from.name));
    for (const to of sameName) yield [from, to];
    for (const to of few(byFacts.get(facts(from.service)))) if (to.name !== from.name) yield [from, to];
  }
}

function few(found: Folded[] | undefined): Folded[] {
  return found === undefined || found.length > CANDIDATES_MAX ? [] : found;
}

function facts(service: ServiceLike): string {
  return `${service.category ?? ''}\n${service.min ?? ''}\n${service.max ?? ''}\n${service.rate ?? ''}`;
}

function confidenceOf(from: Folded, to: Folded, factors: readonly string[]): number {
  if (from.numbers !== to.numbers) return 0;
  const alike = from.name === to.name ? 1 : likeness(from.name, to.name);
  if (alike < NAME_LIKENESS_MIN) return 0;
  let confidence = alike;
  if (from.service.category !== to.service.category) confidence *= CATEGORY_DIFFERS;
  if (from.service.min !== to.service.min || from.service.max !== to.service.max) confidence *= LIMITS_DIFFER;
  if (!sameRate(from.service.rate, to.service.rate)) {
    confidence *= repriced(from.service.rate, to.service.rate, factors) ? RATE_REPRICED : RATE_DIFFERS;
  }
  return Math.round(confidence * 100) / 100;
}

/** A hint only, so floats and a thousandth will do: the repricing itself was found exactly. */
function repriced(before: string | null, after: string | null, factors: readonly string[]): boolean {
  if (before === null || after === null) return false;
  const ratio = Number(after) / Number(before);
  return factors.some((factor) => Math.abs(ratio / Number(factor) - 1) < 0.001);
}

/** Dice's coefficient over pairs of characters: 1 for equal, 0 for nothing in common. */
function likeness(a: string, b: string): number {
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < a.length; i += 1) {
    const pair = a.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  let common = 0;
  for (let i = 0; i + 1 < b.length; i += 1) {
    const pair = b.slice(i, i + 2);
    const left = pairs.get(pair) ?? 0;
    if (left > 0) {
      common += 1;
      pairs.set(pair, left - 1);
    }
  }
  const total = a.length + b.length - 2;
  return total > 0 ? (2 * common) / total : 0;
}

function leads(link: Reid, rivals: readonly Reid[] | undefined): boolean {
  return (rivals ?? []).every((rival) => rival === link || link.confidence - rival.confidence >= LEAD_MIN);
}

/** `Map.groupBy`, which Node 20 does not have yet. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [item]);
    else group.push(item);
  }
  return groups;
}
