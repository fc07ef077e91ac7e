/**
 * A service's words to facts. The name speaks first, then the panel's own network field, then the category, then the
 * description; the exceptions, and why, are written down in docs/classification.md. Unknown is better than wrong.
 */

import type { Service } from '../catalog.ts';
import { type AttributeRead, readAttributes } from './attributes.ts';
import {
  type Because,
  type FactName,
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
import { type PlatformRead, readPlatforms } from './platforms.ts';
import { readRefill } from './refill.ts';
import { newScan, type Scan, scan, wordsOf } from './scan.ts';

/** The fields of a service that speak. */
export type Spoken = Pick<Service, 'name' | 'category' | 'network' | 'description' | 'orderForm'>;

/** Reads a service's words. Pure; never throws, whatever the text. */
export function classify(service: Spoken): Facts {
  const facts: Facts = { platform: null, kind: null, secondaryKind: null, modifiers: [], attributes: {}, because: {} };
  const category = categoryRead(service.category ?? '');
  const network = service.network === null ? null : networkPlatform(service.network);
  scan(service.name, nameScan);
  const name = readText(nameScan);
  const described = service.description === null || service.description === '' ? null : service.description;
  if (described !== null) scan(described, descriptionScan);

  const texts: Texts = { name, category, service, network, described };
  decideKindAndPlatform(facts, texts);
  decideModifiers(facts, texts);
  decideRefill(facts, texts);
  decideAttributes(facts, texts);
  return facts;
}

interface TextRead {
  scan: Scan;
  platforms: ReturnType<typeof readPlatforms>;
}

interface Texts {
  name: TextRead;
  category: CategoryRead;
  service: Spoken;
  network: Platform | null;
  described: string | null;
}

const nameScan = newScan();
const descriptionScan = newScan();

function readText(into: Scan): TextRead {
  return { scan: into, platforms: readPlatforms(into) };
}

interface CategoryRead extends TextRead {
  kinds: Map<Platform | null, KindsRead>;
  refill: ReturnType<typeof readRefill>;
  modifiers: ModifierRead[];
}

// A catalog has a few hundred categories for thousands of rows; when it is full the cache starts anew.
const CATEGORIES_MAX = 2_000;
const categories = new Map<string, CategoryRead>();
const networks = new Map<string, Platform | null>();

function categoryRead(text: string): CategoryRead {
  const known = categories.get(text);
  if (known !== undefined) return known;
  if (categories.size >= CATEGORIES_MAX) categories.clear();
  const own = compact(scan(text, nameScan));
  const read: CategoryRead = {
    ...readText(own),
    kinds: new Map(),
    refill: readRefill(own),
    modifiers: readModifiers(own, null),
  };
  categories.set(text, read);
  return read;
}

/** A scan of its own size, to be kept. */
function compact(full: Scan): Scan {
  const size = full.count + 1;
  return {
    text: full.text,
    count: full.count,
    token: full.token.slice(0, size).fill(0, full.count),
    value: full.value.slice(0, size),
    from: full.from.slice(0, size),
    to: full.to.slice(0, size),
    segment: full.segment.slice(0, size).fill(0xffff, full.count),
    glued: full.glued.slice(0, size),
  };
}

function networkPlatform(text: string): Platform | null {
  const known = networks.get(text);
  if (known !== undefined) return known;
  if (networks.size >= CATEGORIES_MAX) networks.clear();
  const { named, hinted } = readPlatforms(scan(text, nameScan));
  const platform = named?.platform ?? hinted?.platform ?? null;
  networks.set(text, platform);
  return platform;
}

function decideKindAndPlatform(facts: Facts, texts: Texts): void {
  const { name, category } = texts;
  decidePlatform(facts, texts);
  const inName = readKinds(name.scan, facts.platform);
  const inCategory = categoryKinds(category, facts.platform);
  const form = texts.service.orderForm === null ? null : kindOfForm(texts.service.orderForm);
  const [named] = inName.named;
  const only = onlyKind(inCategory);
  if (named !== undefined) {
    const special = only === null ? null : specialised(named.kind, only.kind);
    if (special === null) setKind(facts, named.kind, 'name', name.scan, named);
    else setKind(facts, special, 'category', category.scan, only);
    const second = secondaryOf(name.scan, inName.named);
    if (second !== null && second.kind !== facts.kind) {
      facts.secondaryKind = second.kind;
      facts.because.secondaryKind = because('name', name.scan, second);
    }
  } else if (form !== null && texts.service.orderForm !== null) {
    facts.kind = form;
    facts.because.kind = { source: 'orderForm', words: texts.service.orderForm };
  } else if (inName.hinted !== null && (only === null || inName.hinted.kind === only.kind || isTelling(inName.hinted.kind)))
    setKind(facts, inName.hinted.kind, 'name', name.scan, inName.hinted);
  else if (only !== null) setKind(facts, only.kind, 'category', category.scan, only);
  else if (inCategory.hinted !== null && inCategory.named.length === 0)
    setKind(facts, inCategory.hinted.kind, 'category', category.scan, inCategory.hinted);
  else if (texts.described !== null && inCategory.named.length === 0) {
    const described = onlyKind(readKinds(descriptionScan, facts.platform));
    if (described !== null) setKind(facts, described.kind, 'description', descriptionScan, described);
  }
  if (facts.kind === 'traffic') placeTraffic(facts, texts);
}

/** A hint of the name that outweighs what the category names. */
function isTelling(kind: Kind): boolean {
  return kind !== 'accounts' && kind !== 'boosts' && kind !== 'live_views' && kind !== 'story_views';
}

function setKind(facts: Facts, kind: Kind, source: Source, from: Scan, read: KindRead | null): void {
  facts.kind = kind;
  if (read !== null) facts.because.kind = because(source, from, read);
}

function categoryKinds(category: CategoryRead, platform: Platform | null): KindsRead {
  const known = category.kinds.get(platform);
  if (known !== undefined) return known;
  const read = readKinds(category.scan, platform);
  category.kinds.set(platform, read);
  return read;
}

/** The one kind that a text names; null when it names several, because then it is a shelf and not a fact. */
function onlyKind(read: KindsRead): KindRead | null {
  const [first] = read.named;
  if (first === undefined) return null;
  if (read.named.every((other) => other.kind === first.kind)) return first;
  const watch = read.named.find((other) => other.kind === 'watch_time');
  if (watch !== undefined && read.named.every((other) => other.kind === 'watch_time' || other.kind === 'views')) return watch;
  return null;
}

/** `Views` on the shelf `Live Views` are live views: the category's kind where it is the name's, more precisely. */
function specialised(named: Kind, shelf: Kind): Kind | null {
  if (named === 'views' && (shelf === 'live_views' || shelf === 'story_views' || shelf === 'watch_time')) return shelf;
  if (named === 'likes' && (shelf === 'comment_likes' || shelf === 'story_views' || shelf === 'reactions')) return shelf;
  if (named === 'reactions' && shelf === 'story_views') return shelf;
  if (named === 'followers' && shelf === 'bot_starts') return shelf;
  return null;
}

function decidePlatform(facts: Facts, texts: Texts): void {
  const { name, category, network } = texts;
  const inName = name.platforms;
  if (inName.named !== null && !inName.isSource) setPlatform(facts, 'name', name.scan, inName.named);
  else if (network !== null) {
    facts.platform = network;
    facts.because.platform = { source: 'network', words: texts.service.network ?? '' };
  } else if (category.platforms.named !== null) setPlatform(facts, 'category', category.scan, category.platforms.named);
  else if (inName.named !== null) setPlatform(facts, 'name', name.scan, inName.named);
  else if (inName.hinted !== null) setPlatform(facts, 'name', name.scan, inName.hinted);
  else if (category.platforms.hinted !== null) setPlatform(facts, 'category', category.scan, category.platforms.hinted);
  else if (texts.described !== null) {
    const { named } = readPlatforms(descriptionScan);
    if (named !== null) setPlatform(facts, 'description', descriptionScan, named);
  }
}

function setPlatform(facts: Facts, source: Source, from: Scan, read: PlatformRead): void {
  facts.platform = read.platform;
  facts.because.platform = because(source, from, { first: read.at, last: read.at });
}

/** Traffic from YouTube goes to a web site: the source is not the place. */
function placeTraffic(facts: Facts, texts: Texts): void {
  if (facts.platform === 'website') return;
  const onShelf = texts.network === 'website' || texts.category.platforms.named?.platform === 'website' || texts.category.platforms.hinted?.platform === 'website';
  const isSource = texts.name.platforms.isSource;
  const unnamed = texts.name.platforms.named === null;
  if (!isSource && !onShelf && !(unnamed && facts.platform === null)) return;
  facts.platform = 'website';
  const kind = facts.because.kind;
  if (kind !== undefined) facts.because.platform = kind;
}

function decideModifiers(facts: Facts, texts: Texts): void {
  const from = new Map<Modifier, Because>();
  for (const read of readModifiers(texts.name.scan, facts.kind))
    from.set(read.modifier, because('name', texts.name.scan, { first: read.at, last: read.at }));
  const form = texts.service.orderForm;
  if (form !== null)
    for (const modifier of modifiersOfForm(form))
      if (!from.has(modifier)) from.set(modifier, { source: 'orderForm', words: form });
  for (const read of texts.category.modifiers)
    if (!from.has(read.modifier) && (read.modifier !== 'custom' || facts.kind === 'comments'))
      from.set(read.modifier, because('category', texts.category.scan, { first: read.at, last: read.at }));
  if (from.size === 0) return;
  for (const modifier of MODIFIERS) {
    const why = from.get(modifier);
    if (why === undefined) continue;
    facts.modifiers.push(modifier);
    facts.because[modifier] = why;
  }
}

/** The name's promise, then the category's, then the description's; a number wins over a promise without one. */
function decideRefill(facts: Facts, texts: Texts): void {
  const inName = readRefill(texts.name.scan);
  if (inName !== null && inName.days !== null) {
    setRefill(facts, inName.days, 'name', texts.name.scan, inName);
    return;
  }
  const promised = inName !== null;
  const inCategory = texts.category.refill;
  const inDescription = texts.described === null ? null : readRefill(descriptionScan);
  // A denial further down does not take back what the name promises.
  if (inDescription !== null && inDescription.days !== null && !(promised && inDescription.days === 0))
    setRefill(facts, inDescription.days, 'description', descriptionScan, inDescription);
  else if (inCategory !== null && inCategory.days !== null && !(promised && inCategory.days === 0))
    setRefill(facts, inCategory.days, 'category', texts.category.scan, inCategory);
}

function setRefill(facts: Facts, days: number, source: Source, from: Scan, read: AttributeRead): void {
  facts.attributes.refillDays = days;
  facts.because.refillDays = because(source, from, read);
}

function decideAttributes(facts: Facts, texts: Texts): void {
  const { attributes } = facts;
  const tell =
    (source: Source, from: Scan) =>
    (fact: FactName, read: AttributeRead): void => {
      facts.because[fact] = because(source, from, read);
    };
  readAttributes(texts.name.scan, attributes, tell('name', texts.name.scan));
  readAttributes(texts.category.scan, attributes, tell('category', texts.category.scan));
  if (texts.described === null) return;
  // Countries in a description are examples as often as facts.
  const country = attributes.country;
  readAttributes(descriptionScan, attributes, tell('description', descriptionScan));
  if (country === undefined && attributes.country !== undefined && !saysGeo()) {
    delete attributes.country;
    delete facts.because.country;
  }
}

function saysGeo(): boolean {
  return descriptionScan.token.subarray(0, descriptionScan.count).includes(M.geo);
}

function because(source: Source, from: Scan, read: AttributeRead): Because {
  return { source, words: wordsOf(from, read.first, read.last) };
}
