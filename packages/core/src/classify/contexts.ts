/** What a text is about as a whole: a live stream, a story, a voice chat. */

import type { Kind } from './facts.ts';
import { COMMA, CONTEXT, M, platformOf, PLUS, SLASH } from './lexicon.ts';
import type { Scan } from './tokens.ts';

/** The contexts of one text. */
export interface Contexts {
  live: Context;
  story: Context;
  voice: Context;
}

const NO_CONTEXT = { at: -1, segment: -1 };
const NO_CONTEXTS: Contexts = { live: NO_CONTEXT, story: NO_CONTEXT, voice: NO_CONTEXT };

/** Reads the contexts of a scanned text. */
export function contextsOf(scan: Scan): Contexts {
  if ((scan.mask & CONTEXT) === 0) return NO_CONTEXTS;
  return { live: contextOf(scan, M.live), story: contextOf(scan, M.story), voice: contextOf(scan, M.voice) };
}

/** `Views` are `live_views` where the text is about a live stream, `story_views` where it is about a story. */
export function inContext(kind: Kind, at: number, scan: Scan, contexts: Contexts): Kind {
  const { live, story, voice } = contexts;
  if (kind === 'views' || kind === 'plays') {
    if (live.at >= 0 && (live.segment === scan.segment[at] || !hasPost(scan, at))) return 'live_views';
    if (story.at >= 0 && (story.segment === scan.segment[at] || !hasPost(scan, at))) return 'story_views';
  }
  if ((kind === 'likes' || kind === 'reactions') && story.at >= 0 && story.segment === scan.segment[at])
    return 'story_views';
  if (kind === 'live_views' && scan.token[at] === M.viewers && story.at >= 0 && live.at < 0)
    return 'story_views';
  if (kind === 'followers' && voice.at >= 0) return 'live_views';
  return kind;
}

interface Context {
  /** Token and segment of the word; -1 for none. */
  at: number;
  segment: number;
}

/** Where `live` or `story` stands as a context; in a list (`Video / Live / Shorts`) it is only one of the places. */
function contextOf(scan: Scan, meaning: number): Context {
  for (let at = 0; at < scan.count; at++) {
    if (scan.token[at] !== meaning || isListed(scan, at)) continue;
    return { at, segment: scan.segment[at] ?? 0 };
  }
  return NO_CONTEXT;
}

function isListed(scan: Scan, at: number): boolean {
  for (const step of [-1, 1]) {
    const sign = scan.token[at + step];
    const beyond = scan.token[at + 2 * step];
    if (at + 2 * step < 0 || at + 2 * step >= scan.count) continue;
    if (
      (sign === SLASH || sign === COMMA || sign === PLUS || sign === M.and) &&
      beyond !== undefined &&
      isPlace(beyond)
    )
      return true;
  }
  return false;
}

function isPlace(token: number): boolean {
  return (
    token === M.post ||
    token === M.chat ||
    token === 0 ||
    platformOf(token) !== null ||
    token === M.live ||
    token === M.story
  );
}

/** Whether the words around a kind say that it is about a post or a video. */
function hasPost(scan: Scan, at: number): boolean {
  const segment = scan.segment[at];
  for (let near = Math.max(0, at - 3); near < Math.min(scan.count, at + 4); near++)
    if (scan.token[near] === M.post && scan.segment[near] === segment) return true;
  return false;
}
