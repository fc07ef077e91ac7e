/**
 * Looks at a large text before it is parsed: parsing 25 MB of brackets takes a gigabyte, and so do a million fields of different
 * names, since each name is kept and each object is a shape of its own. A few samples tell brackets from services at no cost;
 * only a text that looks built is counted, up to the limits.
 */
import { tooDeep, tooMany, tooManyNames } from './json-findings.ts';
import { FIELD_NAMES_MAX } from './limits.ts';
import type { Failure } from './outcome.ts';
import { scanJson } from './scan-json.ts';

/** Below this, even brackets alone stay within some ten megabytes. */
const GUARDED_FROM = 500_000;
/** Below this there is not room for so many names that parsing them takes seconds. */
const NAMES_FROM = 2_000_000;
/** Enough of a name to tell it from others. */
const NAME_CHARS = 100;
const SAMPLES = 64;
const SAMPLE_CHARS = 500;
/** The shortest service that says anything has some 60 characters. */
const CHARS_PER_HOLDER_MIN = 48;

/** The failure that a text would end in when it were parsed; null for all honest ones. */
export function guardJson(text: string): Failure | null {
  if (text.length < GUARDED_FROM) return null;
  if (text.length >= NAMES_FROM && showsManyNames(text) && hasManyNames(text)) return tooManyNames();
  if (!isDense(text)) return null;
  const { state } = scanJson(text, Math.max(0, text.search(/\S/u)));
  if (state === 'too_deep') return tooDeep(text);
  return state === 'too_many' ? tooMany() : null;
}

function isDense(text: string): boolean {
  const step = Math.floor((text.length - SAMPLE_CHARS) / (SAMPLES - 1));
  for (let from = 0; from + SAMPLE_CHARS <= text.length; from += step) {
    let holders = 0;
    let before = 0;
    for (let at = from; at < from + SAMPLE_CHARS; at++) {
      const code = text.charCodeAt(at);
      // A brace, or a bracket that opens a value: those in names stand behind a word.
      if (code === 0x7b || (code === 0x5b && (before === 0x5b || before === 0x2c || before === 0x3a)))
        holders++;
      if (code > 0x20) before = code;
    }
    if (holders * CHARS_PER_HOLDER_MIN > SAMPLE_CHARS) return true;
  }
  return false;
}

/**
 * Whether names at random places differ. So many names as are refused fill at least a twentieth of the largest text, so that
 * some 200 of the places lie among them, wherever they are; a catalog has a dozen names, a careless one 50.
 */
function showsManyNames(text: string): boolean {
  const names = new Set<number>();
  for (let place = 0; place < PLACES; place++) {
    const from = Math.floor(Math.random() * text.length);
    const ahead = text.slice(from, from + AHEAD_CHARS).indexOf(':');
    const end = ahead === -1 ? -1 : nameEnd(text, from + ahead);
    if (end !== -1) names.add(nameHash(text, end));
  }
  return names.size > NAMES_OF_A_CATALOG;
}

const PLACES = 4000;
/** So many names with more than this between them do not fit into the largest text. */
const AHEAD_CHARS = 500;
const NAMES_OF_A_CATALOG = 100;

/**
 * Names are told apart by 24 bits of a hash: keeping the names themselves costs
 * as much as parsing does, and one name in two hundred that is taken for another changes nothing.
 */
function hasManyNames(text: string): boolean {
  const seen = new Uint8Array(1 << (NAME_HASH_BITS - 3));
  let names = 0;
  for (let colon = text.indexOf(':'); colon !== -1; colon = text.indexOf(':', colon + 1)) {
    const end = nameEnd(text, colon);
    if (end === -1) continue;
    const hash = nameHash(text, end);
    const bit = 1 << (hash & 7);
    const known = seen[hash >>> 3] ?? 0;
    if ((known & bit) !== 0) continue;
    seen[hash >>> 3] = known | bit;
    if (++names > FIELD_NAMES_MAX) return true;
  }
  return false;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const NAME_HASH_BITS = 24;
/** Names made to share their hash would have to be made anew for each process. */
const SEED = Math.trunc(Math.random() * 0x7fffffff);

/** Where the name before a colon has its closing quote; -1 where the colon is part of a text. */
function nameEnd(text: string, colon: number): number {
  let end = colon - 1;
  while (end > 0 && text.charCodeAt(end) <= 0x20) end--;
  return text.charCodeAt(end) === QUOTE ? end : -1;
}

/** A hash of the name whose closing quote is at `end`, read backwards; in JSON inside of a string, quotes are escaped. */
function nameHash(text: string, end: number): number {
  const inString = text.charCodeAt(end - 1) === BACKSLASH;
  const from = Math.max(0, end - NAME_CHARS);
  let hash = SEED;
  for (let at = end - 1; at > from; at--) {
    const code = text.charCodeAt(at);
    if (code === QUOTE && (inString || text.charCodeAt(at - 1) !== BACKSLASH)) break;
    hash = Math.imul(hash ^ code, 0x01000193);
    hash ^= hash >>> 15;
  }
  return (Math.imul(hash, 0x9e3779b1) >>> 0) >>> (32 - NAME_HASH_BITS);
}
