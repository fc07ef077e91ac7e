/**
 * A service's words to facts. The name speaks first, then the panel's own network field, then the category, then the
 * description; the exceptions, and why, are written down in docs/classification.md. Unknown is better than wrong.
 */

import type { Service } from '../catalog.ts';
import { readAttributes } from './attributes.ts';
import {
  type Attributes,
  type Because,
  type Facts,
  type Kind,
  type Modifier,
  MODIFIERS,
  type Platform,
  type Source,
} from './facts.ts';
import { type KindRead, type KindsRead, readKinds, secondaryOf } from './kinds.ts';
import { M } from './lexicon.ts';
import { kindOfForm, type ModifierRead, modifiersOfForm, readModifiers } from './modifiers.ts';
import { type PlatformRead, type PlatformsRead, readPlatforms } from './platforms.ts';
import { readRefill, type RefillRead } from './refill.ts';
import { keepScan, newScan, type Scan, scan, wordsOf } from './scan.ts';

/** The fields of a service that speak. */
export type Spoken = Pick<Service, 'name' | 'category' | 'network' | 'description' | 'orderForm'>;

/** Reads a service's words. Pure; never throws, whatever the text. */
export function classify(service: Spoken): Facts {
  const facts: Facts = {
    platform: null,
    kind: null,
    secondaryKind: null,
    modifiers: [],
    attributes: {},
    because: {},
  };
  const shelf = remembered(shelves, service.category ?? '', readShelf);
  const network = service.network === null ? null : remembered(networks, service.network, readNetwork);
  const form = service.orderForm === null ? null : remembered(forms, service.orderForm, readForm);
  const name = scan(service.name, nameScan);
  const described = service.description === null ? null : scan(service.description, descriptionScan);
  const row: Row = { name, inName: readPlatforms(name), shelf, network, form, described };

  decidePlatform(facts, row);
  decideKind(facts, row);
  if (facts.kind === 'traffic') placeTraffic(facts, row);
  decideModifiers(facts, row);
  decideRefill(facts, row);
  decideAttributes(facts, row);
  return facts;
}

/** One row as it is read: the scans are valid until the next row. */
interface Row {
  name: Scan;
  inName: PlatformsRead;
  shelf: Shelf;
  network: Network | null;
  form: Form | null;
  described: Scan | null;
}

const nameScan = newScan();
const descriptionScan = newScan();

/** A category: what it says is read once for all the rows that stand on it. */
interface Shelf {
  scan: Scan;
  platforms: PlatformsRead;
  kinds: Map<Platform | null, KindsRead>;
  modifiers: readonly ModifierRead[];
  refill: RefillRead | null;
  attributes: Attributes;
  because: Facts['because'];
}

interface Network {
  platform: Platform | null;
  because: Because;
}

interface Form {
  kind: Kind | null;
  modifiers: readonly Modifier[];
  because: Because;
}

// A catalog has a few hundred categories for thousands of rows; when a memory is full it starts anew.
const REMEMBERED_MAX = 2_000;
const shelves = new Map<string, Shelf>();
const networks = new Map<string, Network>();
const forms = new Map<string, Form>();

function remembered<T>(memory: Map<string, T>, text: string, read: (text: string) => T): T {
  const known = memory.get(text);
  if (known !== undefined) return known;
  if (memory.size >= REMEMBERED_MAX) memory.clear();
  const value = read(text);
  memory.set(text, value);
  return value;
}

function readShelf(text: string): Shelf {
  const own = keepScan(scan(text, nameScan));
  const attributes: Attributes = {};
  const because: Facts['because'] = {};
  readAttributes(own, attributes, (fact, first, last) => {
    because[fact] = wordsFrom('category', own, first, last);
  });
  return {
    scan: own,
    platforms: readPlatforms(own),
    kinds: new Map(),
    modifiers: readModifiers(own, null),
    refill: readRefill(own),
    attributes,
    because,
  };
}

function readNetwork(text: string): Network {
  const { named, hinted } = readPlatforms(scan(text, nameScan));
  return {
    platform: named?.platform ?? hinted?.platform ?? null,
    because: { source: 'network', words: text },
  };
}

function readForm(text: string): Form {
  return {
    kind: kindOfForm(text),
    modifiers: modifiersOfForm(text),
    because: { source: 'orderForm', words: text },
  };
}

function decidePlatform(facts: Facts, row: Row): void {
  const { named, hinted, isSource } = row.inName;
  const { platforms, scan: category } = row.shelf;
  if (named !== null && !isSource) setPlatform(facts, 'name', row.name, named);
  else if (row.network !== null && row.network.platform !== null) {
    facts.platform = row.network.platform;
    facts.because.platform = row.network.because;
  } else if (platforms.named !== null) setPlatform(facts, 'category', category, platforms.named);
  else if (named !== null) setPlatform(facts, 'name', row.name, named);
  else if (hinted !== null) setPlatform(facts, 'name', row.name, hinted);
  else if (platforms.hinted !== null) setPlatform(facts, 'category', category, platforms.hinted);
  else if (row.described !== null) {
    const inDescription = readPlatforms(row.described).named;
    if (inDescription !== null) setPlatform(facts, 'description', row.described, inDescription);
  }
}

function setPlatform(facts: Facts, source: Source, from: Scan, read: PlatformRead): void {
  facts.platform = read.platform;
  facts.because.platform = wordsFrom(source, from, read.at, read.at);
}

function decideKind(facts: Facts, row: Row): void {
  const inName = readKinds(row.name, facts.platform);
  const onShelf = kindsOfShelf(row.shelf, facts.platform);
  const only = onlyKind(onShelf);
  const [named] = inName.named;
  if (named !== undefined) {
    const special = only === null ? null : specialised(named.kind, only.kind);
    if (special === null || only === null) setKind(facts, 'name', row.name, named);
    else setKind(facts, 'category', row.shelf.scan, only);
    if (inName.named.length > 1) decideSecondary(facts, row.name, inName);
  } else if (row.form !== null && row.form.kind !== null) {
    facts.kind = row.form.kind;
    facts.because.kind = row.form.because;
  } else if (inName.hinted !== null && (only === null || isTelling(inName.hinted.kind)))
    setKind(facts, 'name', row.name, inName.hinted);
  else if (only !== null) setKind(facts, 'category', row.shelf.scan, only);
  else if (onShelf.named.length > 0) return;
  else if (onShelf.hinted !== null) setKind(facts, 'category', row.shelf.scan, onShelf.hinted);
  else if (row.described !== null) {
    const described = onlyKind(readKinds(row.described, facts.platform));
    if (described !== null) setKind(facts, 'description', row.described, described);
  }
}

function decideSecondary(facts: Facts, name: Scan, inName: KindsRead): void {
  const second = secondaryOf(name, inName.named);
  if (second === null || second.kind === facts.kind) return;
  facts.secondaryKind = second.kind;
  facts.because.secondaryKind = wordsFrom('name', name, second.first, second.last);
}

/** A hint of the name that outweighs what the category names. */
function isTelling(kind: Kind): boolean {
  return kind !== 'accounts' && kind !== 'boosts' && kind !== 'live_views' && kind !== 'story_views';
}

function setKind(facts: Facts, source: Source, from: Scan, read: KindRead): void {
  facts.kind = read.kind;
  facts.because.kind = wordsFrom(source, from, read.first, read.last);
}

function kindsOfShelf(shelf: Shelf, platform: Platform | null): KindsRead {
  const known = shelf.kinds.get(platform);
  if (known !== undefined) return known;
  const read = readKinds(shelf.scan, platform);
  shelf.kinds.set(platform, read);
  return read;
}

/** The one kind that a text names; null when it names several, because then it is a shelf and not a fact. */
function onlyKind(read: KindsRead): KindRead | null {
  const [first] = read.named;
  if (first === undefined || read.named.length === 1) return first ?? null;
  if (read.named.every((other) => other.kind === first.kind)) return first;
  const watch = read.named.find((other) => other.kind === 'watch_time');
  const isWatch = read.named.every((other) => other.kind === 'watch_time' || other.kind === 'views');
  return isWatch ? (watch ?? null) : null;
}

/** `Views` on the shelf `Live Views` are live views: the category's kind where it is the name's, more precisely. */
function specialised(named: Kind, shelf: Kind): Kind | null {
  if (named === 'views' && (shelf === 'live_views' || shelf === 'story_views' || shelf === 'watch_time'))
    return shelf;
  if (named === 'likes' && (shelf === 'comment_likes' || shelf === 'story_views' || shelf === 'reactions'))
    return shelf;
  if (named === 'reactions' && shelf === 'story_views') return shelf;
  if (named === 'followers' && shelf === 'bot_starts') return shelf;
  return null;
}

/** Traffic from YouTube goes to a web site: the source is not the place. */
function placeTraffic(facts: Facts, row: Row): void {
  if (facts.platform === 'website') return;
  const { named, hinted } = row.shelf.platforms;
  const onShelf =
    row.network?.platform === 'website' ||
    named?.platform === 'website' ||
    (named === null && hinted?.platform === 'website');
  if (!onShelf && !row.inName.isSource && facts.platform !== null) return;
  facts.platform = 'website';
  if (facts.because.kind !== undefined) facts.because.platform = facts.because.kind;
}

function decideModifiers(facts: Facts, row: Row): void {
  const inName = readModifiers(row.name, facts.kind);
  const ofForm = row.form === null ? [] : row.form.modifiers;
  const onShelf = row.shelf.modifiers;
  if (inName.length === 0 && ofForm.length === 0 && onShelf.length === 0) return;
  for (const modifier of MODIFIERS) {
    const why =
      whyModifier(modifier, inName, row) ??
      (ofForm.includes(modifier) ? row.form?.because : undefined) ??
      shelfModifier(modifier, facts.kind, row.shelf);
    if (why === undefined) continue;
    facts.modifiers.push(modifier);
    facts.because[modifier] = why;
  }
}

function whyModifier(modifier: Modifier, inName: readonly ModifierRead[], row: Row): Because | undefined {
  for (const read of inName)
    if (read.modifier === modifier) return wordsFrom('name', row.name, read.at, read.at);
  return undefined;
}

function shelfModifier(modifier: Modifier, kind: Kind | null, shelf: Shelf): Because | undefined {
  if (modifier === 'custom' && kind !== 'comments') return undefined;
  for (const read of shelf.modifiers)
    if (read.modifier === modifier) return wordsFrom('category', shelf.scan, read.at, read.at);
  return undefined;
}

/** The name's promise, then the description's, then the category's; a number wins over a promise without one. */
function decideRefill(facts: Facts, row: Row): void {
  const inName = readRefill(row.name);
  if (inName !== null && inName.days !== null) {
    setRefill(facts, inName.days, 'name', row.name, inName);
    return;
  }
  // A denial further down does not take back what the name promises.
  const promised = inName !== null;
  const inDescription = row.described === null ? null : readRefill(row.described, true);
  if (
    row.described !== null &&
    inDescription !== null &&
    inDescription.days !== null &&
    !(promised && inDescription.days === 0)
  ) {
    setRefill(facts, inDescription.days, 'description', row.described, inDescription);
    return;
  }
  const onShelf = row.shelf.refill;
  if (onShelf !== null && onShelf.days !== null && !(promised && onShelf.days === 0))
    setRefill(facts, onShelf.days, 'category', row.shelf.scan, onShelf);
}

function setRefill(facts: Facts, days: number, source: Source, from: Scan, read: RefillRead): void {
  facts.attributes.refillDays = days;
  facts.because.refillDays = wordsFrom(source, from, read.first, read.last);
}

function decideAttributes(facts: Facts, row: Row): void {
  const { attributes, because } = facts;
  readAttributes(row.name, attributes, (fact, first, last) => {
    because[fact] = wordsFrom('name', row.name, first, last);
  });
  takeFromShelf(facts, row.shelf);
  const { described } = row;
  if (described === null) return;
  // Countries in a description are examples as often as facts, unless it says that it speaks of the place.
  const country = attributes.country;
  readAttributes(described, attributes, (fact, first, last) => {
    because[fact] = wordsFrom('description', described, first, last);
  });
  if (country === undefined && attributes.country !== undefined && !saysGeo(described)) {
    delete attributes.country;
    delete because.country;
  }
}

function takeFromShelf(facts: Facts, shelf: Shelf): void {
  for (const key in shelf.attributes) {
    const fact = key as keyof Attributes;
    if (facts.attributes[fact] !== undefined) continue;
    Object.assign(facts.attributes, { [fact]: shelf.attributes[fact] });
    const why = shelf.because[fact];
    if (why !== undefined) facts.because[fact] = why;
  }
}

function saysGeo(described: Scan): boolean {
  for (let at = 0; at < described.count; at++) if (described.token[at] === M.geo) return true;
  return false;
}

function wordsFrom(source: Source, from: Scan, first: number, last: number): Because {
  return { source, words: wordsOf(from, first, last) };
}
