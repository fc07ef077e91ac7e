/**
 * Where a row acts. The first platform that is named has it; ordinary words that are names too count only where a
 * name stands; hints (`Reels`, `Shorts`, `tweet`) only when nothing is named.
 */

import type { Platform } from './facts.ts';
import { DASH, firmnessOf, KIND, M, NAME, NUMBER, platformOf } from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** A platform that was read, and its token. */
export interface PlatformRead {
  platform: Platform;
  at: number;
}

/** The platforms of one text. */
export interface PlatformsRead {
  named: PlatformRead | null;
  hinted: PlatformRead | null;
  /** Whether the name stands after a word like `from`: a source of traffic, not the place. */
  isSource: boolean;
}

const NOWHERE: PlatformsRead = { named: null, hinted: null, isSource: false };

/** Kinds that only one place has. */
const KIND_HINTS = new Map<number, Platform>([
  [M.retweets, 'x'],
  [M.repins, 'pinterest'],
  [M.backlinks, 'website'],
  [M.traffic, 'website'],
  [M.bot_starts, 'telegram'],
]);

const KIND_HINT_LAST = Math.max(...KIND_HINTS.keys());

/** Reads the platforms of a scanned text. */
export function readPlatforms(scan: Scan): PlatformsRead {
  if ((scan.mask & (NAME | KIND)) === 0) return NOWHERE;
  let named: PlatformRead | null = null;
  let hinted: PlatformRead | null = null;
  let first: PlatformRead | null = null;
  let isSource = false;
  for (let at = 0; at < scan.count; at++) {
    const token = scan.token[at] ?? 0;
    if (token === 0 || token === NUMBER) continue;
    if (token <= KIND_HINT_LAST) {
      const hint = KIND_HINTS.get(token);
      if (hint !== undefined) hinted ??= { platform: hint, at };
      continue;
    }
    const platform = platformOf(token);
    if (platform === null) continue;
    const firmness = firmnessOf(token);
    if (firmness === 'name') {
      named = { platform, at };
      isSource = scan.token[at - 1] === M.from || scan.token[at - 1] === M.any;
      break;
    }
    // `Web3`, `S1`: a word with a number on it is not the word.
    if (scan.token[at + 1] === NUMBER && scan.glued[at + 1] === 1) continue;
    if (firmness === 'hint') hinted ??= { platform, at };
    else if (at === 0 && standsAsName(scan)) first = { platform, at };
  }
  // `Medium — Reposts (to LinkedIn)`: the first word has it when what follows shows that it is a name.
  if (first !== null && (named === null || isFollowedByKind(scan)))
    return { named: first, hinted, isSource: false };
  return { named, hinted, isSource };
}

/** `MAX Followers`, `X | Likes`, but not `Max 10K` and `X10`. */
function standsAsName(scan: Scan): boolean {
  if (scan.count === 1) return true;
  const next = scan.token[1] ?? 0;
  if (scan.segment[1] !== scan.segment[0]) return next !== NUMBER;
  return next !== NUMBER && next !== M.speed && next !== M.hq && next !== M.per && next !== M.day;
}

function isFollowedByKind(scan: Scan): boolean {
  const next = scan.token[1] === DASH ? 2 : 1;
  const token = scan.token[next] ?? 0;
  return token > 0 && token <= M.bot;
}
