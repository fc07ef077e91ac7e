/**
 * A service's words to facts. The name speaks first, then the panel's own network field, then the category, then the
 * description; the exceptions, and why, are written down in docs/classification.md. Unknown is better than wrong.
 */

import type { Service } from '../catalog.ts';
import { readAttributes } from './attributes.ts';
import { wordsFrom } from './because.ts';
import { type Because, type Facts, type Kind, type Modifier, MODIFIERS, type Source } from './facts.ts';
import { type KindRead, type KindsRead, readKinds, secondaryOf } from './kinds.ts';
import { COUNTRY, countryOf, M } from './lexicon.ts';
import { type ModifierRead, readModifiers } from './modifiers.ts';
import { type PlatformRead, type PlatformsRead, readPlatforms } from './platforms.ts';
import { readRefill, type RefillRead } from './refill.ts';
import { scan } from './scan.ts';
import {
  type Form,
  formOf,
  kindsOfShelf,
  type Network,
  networkOf,
  type Shelf,
  shelfModifier,
  shelfOf,
  takeFromShelf,
} from './shelf.ts';
import { newScan, type Scan } from './tokens.ts';

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
  const shelf = shelfOf(service.category ?? '');
  const network = service.network === null ? null : networkOf(service.network);
  const form = service.orderForm === null ? null : formOf(service.orderForm);
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
    const special = only === null ? null : specialised(named.kind, only.kind, row.name);
    if (special === null || only === null) setKind(facts, 'name', row.name, named);
    else setKind(facts, 'category', row.shelf.scan, only);
    if (inName.named.length > 1) decideSecondary(facts, row.name, inName);
  } else if (row.form !== null && row.form.kind !== null) {
    facts.kind = row.form.kind;
    facts.because.kind = row.form.because;
  } else if (inName.hinted !== null && (only === null || outweighs(inName.hinted.kind, only.kind)))
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

/** Whether what the name hints at outweighs what the category names: `Live Stream` on the shelf of views is live. */
function outweighs(hinted: Kind, shelf: Kind): boolean {
  if (hinted === 'live_views' || hinted === 'story_views') return shelf === 'views' || shelf === 'watch_time';
  return hinted !== 'accounts' && hinted !== 'boosts';
}

function setKind(facts: Facts, source: Source, from: Scan, read: KindRead): void {
  facts.kind = read.kind;
  facts.because.kind = wordsFrom(source, from, read.first, read.last);
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
function specialised(named: Kind, shelf: Kind, name: Scan): Kind | null {
  if (named === 'views' && (shelf === 'live_views' || shelf === 'story_views' || shelf === 'watch_time'))
    return shelf;
  // `Likes on a community post` on the shelf of comment likes are not.
  if (shelf === 'comment_likes' && holdsToken(name, M.post)) return null;
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
  readAttributes(row.name, 'name', attributes, because);
  takeFromShelf(facts, row.shelf);
  const { described } = row;
  if (described === null) return;
  if ((described.mask & COUNTRY) !== 0) forgetExamples(described);
  readAttributes(described, 'description', attributes, because);
}

/** Countries in a description are examples as often as facts: those stay that stand where it speaks of the place. */
function forgetExamples(described: Scan): void {
  for (let at = 0; at < described.count; at++) {
    if (countryOf(described.token[at] ?? 0) === null) continue;
    let near = at - 1;
    while (near >= 0 && described.segment[near] === described.segment[at] && described.token[near] !== M.geo)
      near--;
    if (near < 0 || described.token[near] !== M.geo) described.token[at] = 0;
  }
}

function holdsToken(from: Scan, token: number): boolean {
  for (let at = 0; at < from.count; at++) if (from.token[at] === token) return true;
  return false;
}
