/**
 * The fields that many rows share, category, network and order form: what they say is read once for all of them.
 */

import { readAttributes } from './attributes.ts';
import { wordsFrom } from './because.ts';
import type { Attributes, Because, Facts, Kind, Modifier, Platform } from './facts.ts';
import { type KindsRead, readKinds } from './kinds.ts';
import { kindOfForm, type ModifierRead, modifiersOfForm, readModifiers } from './modifiers.ts';
import { type PlatformsRead, readPlatforms } from './platforms.ts';
import { readRefill, type RefillRead } from './refill.ts';
import { scan } from './scan.ts';
import { keepScan, newScan, type Scan } from './tokens.ts';

/** A category: what it says is read once for all the rows that stand on it. */
export interface Shelf {
  scan: Scan;
  platforms: PlatformsRead;
  kinds: Map<Platform | null, KindsRead>;
  modifiers: readonly ModifierRead[];
  refill: RefillRead | null;
  attributes: Attributes;
  /** The attributes that it states. */
  names: readonly (keyof Attributes)[];
  because: Facts['because'];
}

/** The panel's own word for the platform. */
export interface Network {
  platform: Platform | null;
  because: Because;
}

/** The panel's order form. */
export interface Form {
  kind: Kind | null;
  modifiers: readonly Modifier[];
  because: Because;
}

const ATTRIBUTES: readonly (keyof Attributes)[] = [
  'speedPerDay',
  'startHours',
  'quality',
  'country',
  'gender',
  'claimedMax',
  'dropPercent',
];

// A catalog has a few hundred categories for thousands of rows; when a memory is full it starts anew.
const REMEMBERED_MAX = 2_000;
const own = newScan();
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

/** What a category says. */
export function shelfOf(category: string): Shelf {
  return remembered(shelves, category, readShelf);
}

/** What a network field says. */
export function networkOf(network: string): Network {
  return remembered(networks, network, readNetwork);
}

/** What an order form says. */
export function formOf(form: string): Form {
  return remembered(forms, form, readForm);
}

function readShelf(text: string): Shelf {
  const kept = keepScan(scan(text, own));
  const attributes: Attributes = {};
  const because: Facts['because'] = {};
  readAttributes(kept, 'category', attributes, because);
  return {
    scan: kept,
    platforms: readPlatforms(kept),
    kinds: new Map(),
    modifiers: readModifiers(kept, null),
    refill: readRefill(kept),
    attributes,
    names: ATTRIBUTES.filter((name) => attributes[name] !== undefined),
    because,
  };
}

function readNetwork(text: string): Network {
  const { named, hinted } = readPlatforms(scan(text, own));
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

/** The kinds that a category names, which depends on the platform. */
export function kindsOfShelf(shelf: Shelf, platform: Platform | null): KindsRead {
  const known = shelf.kinds.get(platform);
  if (known !== undefined) return known;
  const read = readKinds(shelf.scan, platform);
  shelf.kinds.set(platform, read);
  return read;
}

/** Takes over what the category says and nothing before it has said. */
export function takeFromShelf(facts: Facts, shelf: Shelf): void {
  if (shelf.names.length === 0) return;
  for (const name of shelf.names) {
    if (facts.attributes[name] !== undefined) continue;
    Object.assign(facts.attributes, { [name]: shelf.attributes[name] });
    for (const fact of name === 'quality' ? (shelf.attributes.quality ?? []) : [name]) {
      const why = shelf.because[fact];
      if (why !== undefined) facts.because[fact] = why;
    }
  }
}

/** Why a category makes its rows so, or nothing. */
export function shelfModifier(modifier: Modifier, kind: Kind | null, shelf: Shelf): Because | undefined {
  if (modifier === 'custom' && kind !== 'comments') return undefined;
  for (const read of shelf.modifiers)
    if (read.modifier === modifier) return wordsFrom('category', shelf.scan, read.at, read.at);
  return undefined;
}
